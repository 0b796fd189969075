"""The gazetteer that ships with the package: GeoNames' countries, divisions and towns, and regions of the news."""

from collections.abc import Iterator
from importlib.resources import files

from onrecord.references.places.entries import Entry, Kind, Sense
from onrecord.references.places.folding import folded
from onrecord.references.places.sorted_lines import SortedLines
from onrecord.references.places.wording import english

_KINDS: dict[str, Kind] = {
    "n": "country", "s": "state", "c": "city", "C": "city", "r": "region", "t": "continent",
}  # fmt: skip


class Gazetteer:
    """Places by their names. Reads package data once (about 3 MB of memory) and nothing else; safe to share."""

    def __init__(self) -> None:
        self._names = SortedLines("names.tsv.gz")
        self._entries = SortedLines("entries.tsv.gz")
        self._short = english().short
        self._article = f"{english().article} "
        self._neighbours = {code: frozenset(others.split(",")) for code, others in _table("neighbours.tsv")}
        self._territories = _codes("territories.txt")
        self._regions = {folded(name, self._short): entry for entry, names in _regions() for name in names}
        self._aliases = {
            folded(alias, self._short): (name, country, kind) for alias, name, country, kind in _table("en/aliases.tsv")
        }
        self._abbreviations = {short: (name, country) for short, name, country in _table("en/abbreviations.tsv")}
        self._demonyms = {word: country for country, words in _table("en/demonyms.tsv") for word in words.split("|")}

    def senses(self, name: str) -> tuple[Sense, ...]:
        """Return every place that goes by a name, however it is spelled in case, accents, dots and hyphens."""
        key = folded(name, self._short)
        return self._senses(key) or self._senses(key.removeprefix(self._article))

    def abbreviated(self, written: str) -> Entry | None:
        """Return the state that an abbreviation ("Calif.", "CA", "Ont.") stands for, by its exact letters, or None."""
        if written not in self._abbreviations:
            return None
        return self._entry(*self._abbreviations[written], "state")

    def is_state_or_capital(self, name: str) -> bool:
        """Tell whether a name can stand for a government: a sovereign country's, a US state's, or by its capital."""
        return any(self._governs(sense) for sense in self.senses(name))

    def demonym_country(self, word: str) -> str | None:
        """Return the ISO 3166-1 alpha-2 code that an adjective or a people's name ("Yemeni", "Danes") points to."""
        if (country := self._demonyms.get(word)) is None and word.endswith("s"):
            country = self._demonyms.get(word[:-1])
        return country

    def neighbours(self, country: str) -> frozenset[str]:
        """Return the countries (ISO 3166-1 alpha-2) that border on one."""
        return self._neighbours.get(country, frozenset())

    def _senses(self, key: str) -> tuple[Sense, ...]:
        if region := self._regions.get(key):
            return (Sense(region, "by hand"),)
        listed = self._aliased(key)
        found = [Sense(entry, "name" if sure else "other name") for entry, sure in self._named(key)]
        if listed is None:
            return tuple(found)
        return (Sense(listed, "by hand"), *(sense for sense in found if sense.entry != listed))

    def _governs(self, sense: Sense) -> bool:
        entry = sense.entry
        if sense.standing == "other name" or entry.country in self._territories:
            return False
        return entry.kind == "country" or entry.capital or (entry.kind == "state" and entry.country == "US")

    def _named(self, key: str) -> Iterator[tuple[Entry, bool]]:
        for number in (self._names.find(key) or "").split(","):
            line = self._entries.find(number.removeprefix("-")) if number else None
            if line:
                yield self._parsed(int(number.removeprefix("-")), line), not number.startswith("-")

    def _parsed(self, number: int, line: str) -> Entry:
        name, letter, lat, lon, country, division, population = line.split("\t")
        return Entry(
            name,
            _KINDS[letter],
            float(lat),
            float(lon),
            number,
            country or None,
            division,
            int(population),
            letter == "C",
        )

    def _aliased(self, key: str) -> Entry | None:
        return self._entry(*self._aliases[key]) if key in self._aliases else None

    def _entry(self, name: str, country: str, kind: str) -> Entry | None:
        named = (entry for entry, _ in self._named(folded(name, self._short)))
        fitting = (entry for entry in named if entry.country == country and entry.kind == kind)
        return max(fitting, key=lambda entry: entry.population, default=None)


def _table(name: str) -> Iterator[list[str]]:
    for line in files(__package__).joinpath("data", name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _codes(name: str) -> frozenset[str]:
    return frozenset(code for row in _table(name) for code in row[0].split())


def _regions() -> Iterator[tuple[Entry, list[str]]]:
    for names, lat, lon, country in _table("en/regions.tsv"):
        every = names.split("|")
        yield Entry(every[0], "region", float(lat), float(lon), country=country or None), every
