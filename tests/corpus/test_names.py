"""Names taken apart, and how two of them can be one person's or body's."""

import pytest

from onrecord.corpus.actors.bodies import body_name, short_forms
from onrecord.corpus.actors.names import person_name, relation
from onrecord.corpus.actors.roles import roles_of


@pytest.mark.parametrize(
    ("name", "block", "given"),
    [
        ("Mara Vane", "vane", "mara"),
        ("Sen. Mara J. Vane Jr.", "vane", "mara"),
        ("Vane", "vane", ""),
        ("Wiebke von der Haaren", "haaren", "wiebke"),
        ("von der Haaren", "haaren", ""),
        ("Qiu Wenbao", "qiu", "wenbao"),
        ("Wenbao Qiu", "qiu", "wenbao"),
        ("Bae Soo-hyun", "bae", "soohyun"),
        ("Kövendi László", "kovendi", "laszlo"),
        ("Rodrigo García Valbuena", "garcia", "rodrigo"),
        ("García Valbuena", "garcia", ""),
        ("Philippa Thorne-Aldous", "aldous", "philippa"),
        ("Dorozhynskyy", "dorozhynski", ""),
        ("Mohamed al-Zarwani", "zarwani", "mohammed"),
        ("Lee Harvey Ostwell", "ostwell", "lee"),
        ("Kim Kestrelian", "kestrelian", "kim"),
        ("Tilda Marrow’s", "marrow", "tilda"),
    ],
)
def test_a_name_is_looked_for_under_its_family_name(name: str, block: str, given: str) -> None:
    found = person_name(name)
    assert found is not None
    assert (found.block, found.given) == (block, given)


@pytest.mark.parametrize(
    ("one", "two", "how"),
    [
        ("Mara Vane", "Mara J. Vane", "middle"),
        ("Mara Q. Vane", "Mara J. Vane", None),
        ("Mara Vane", "M. Vane", "initial"),
        ("Mara Vane", "T. Vane", None),
        ("Tony Vane", "Anthony Vane", "nickname"),
        ("Royce Vane Jr.", "Royce Vane Sr.", None),
        ("Royce Vane Jr.", "Royce Vane", "suffix"),
        ("Hillary Vane", "Hilary Vane", "misspelt"),
        ("Ivana Vane", "Ivanka Vane", None),
        ("Sergey Vane", "Serhii Vane", "same"),
        ("W. Harmon Vane", "Harmon Vane", "middle"),
        ("Camilla Thorne Vane", "Camilla Thorne-Vane", "same"),
        ("Rodrigo García Valbuena", "Rodrigo García", "double"),
        ("Mara Vane", "Tobias Vane", None),
    ],
)
def test_two_names_can_be_one_persons(one: str, two: str, how: str | None) -> None:
    a, b = person_name(one), person_name(two)
    assert a is not None
    assert b is not None
    assert relation(a, b) == how
    assert relation(b, a) == how


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Department of Energy", "the Energy Department"),
        ("Russia's Ministry of Defence", "Russian Defense Ministry"),
        ("Halden & Voss GmbH", "Halden and Voss"),
        ("U.N. Security Council", "United Nations Security Council"),
        ("City Council of Fenwick", "Fenwick City Council"),
        ("Nordwire", "www.nordwire.com"),
    ],
)
def test_two_wordings_are_one_bodys(one: str, two: str) -> None:
    assert body_name(one) == body_name(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Reuters", "Thomson Reuters"),
        ("Fenwick City Council", "Dunmore City Council"),
        ("French Interior Ministry", "German Interior Ministry"),
        ("Halden Bank", "Halden Foundation"),
    ],
)
def test_two_bodies_stay_apart(one: str, two: str) -> None:
    assert body_name(one) != body_name(two)


def test_initials_stand_for_a_name_only_where_they_are_its_initials() -> None:
    assert short_forms("Northern Relief Alliance", ("NRA", "UK")) == {"nra"}
    assert short_forms("Northern Relief Alliance (N.R.A.)", ()) == {"nra"}


def test_roles_are_compared_by_what_somebody_is_and_of_what() -> None:
    found = roles_of(["former Ohio congressman", "U.S. Secretary of State"])
    assert found.heads == {"lawmaker", "secretary"}
    assert found.places == {"US-OH", "US"}
    assert ("secretary", frozenset(["state"])) in found.titles
    assert not roles_of(["rival", "wife"]).heads
