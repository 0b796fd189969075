"""The gazetteer's own answers, and that its files agree with each other."""

import gzip
from importlib.resources import files

import pytest

from onrecord.references.places import Gazetteer

DATA = files("onrecord.references.places").joinpath("data")


def lines(name: str) -> list[list[str]]:
    content = DATA.joinpath(name).read_bytes()
    text = (gzip.decompress(content) if name.endswith(".gz") else content).decode()
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("name", ["Russia", "the U.S.", "Kyiv", "Texas", "Washington", "TAIPEI", "Sana'a", "Türkiye"])
def test_states_and_capitals_can_stand_for_governments(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.is_state_or_capital(name)


@pytest.mark.parametrize("name", ["Odesa", "Greenland", "Bavaria", "Europe", "Port Quenby", "", "us all"])
def test_other_names_can_not(gazetteer: Gazetteer, name: str) -> None:
    assert not gazetteer.is_state_or_capital(name)


@pytest.mark.parametrize(("word", "country"), [("Yemeni", "YE"), ("Danes", "DK"), ("Swiss", "CH"), ("Martian", None)])
def test_words_of_nationality_point_to_their_country(gazetteer: Gazetteer, word: str, country: str | None) -> None:
    assert gazetteer.demonym_country(word) == country


@pytest.mark.parametrize("name", ["St. Petersburg", "Saint Petersburg", "SAINT-PETERSBURG"])
def test_spelling_makes_no_difference(gazetteer: Gazetteer, name: str) -> None:
    assert any(sense.entry.geonames == 498817 for sense in gazetteer.senses(name))


def test_every_alias_and_abbreviation_leads_to_its_place(gazetteer: Gazetteer) -> None:
    lost = [
        (alias, country)
        for alias, _, country, kind in lines("en/aliases.tsv")
        if not any(
            (sense.standing, sense.entry.country, sense.entry.kind) == ("by hand", country, kind)
            for sense in gazetteer.senses(alias)
        )
    ]
    assert lost == []
    assert [short for short, _, _ in lines("en/abbreviations.tsv") if gazetteer.abbreviated(short) is None] == []


def test_every_nationality_is_of_a_country_of_the_gazetteer() -> None:
    assert {country for country, _ in lines("en/demonyms.tsv")} <= {country for country, *_ in lines("neighbours.tsv")}


def test_every_name_leads_to_an_entry_and_both_files_are_in_order() -> None:
    names, entries = lines("names.tsv.gz"), lines("entries.tsv.gz")
    numbers = [number for number, *_ in entries]
    assert numbers == sorted(set(numbers))
    keys = [key.encode() for key, _ in names]
    assert keys == sorted(set(keys))
    assert {number.lstrip("-") for _, listed in names for number in listed.split(",")} == set(numbers)


def test_first_and_last_lines_are_found(gazetteer: Gazetteer) -> None:
    names = lines("names.tsv.gz")
    for key, listed in (names[0], names[-1]):
        found = {sense.entry.geonames for sense in gazetteer.senses(key)}
        assert {int(number.lstrip("-")) for number in listed.split(",")} <= found


def test_coordinates_lie_on_the_globe() -> None:
    assert all(abs(float(row[3])) <= 90 and abs(float(row[4])) <= 180 for row in lines("entries.tsv.gz"))
    assert all(abs(float(lat)) <= 90 and abs(float(lon)) <= 180 for _, lat, lon, _ in lines("en/regions.tsv"))
