"""English words around the names of places, as the data file lists them."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wording:
    """The lists of data/en/wording.toml; the file says what each is for. Patterns match at the edge of a name."""

    article: str
    countries: frozenset[str]
    short: dict[str, str]
    before: frozenset[str]
    county_words: frozenset[str]
    somewhere: frozenset[str]
    institutions: frozenset[str]
    titles: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    nowhere: frozenset[str]
    city_of: re.Pattern[str]
    country_of: re.Pattern[str]
    state_of: re.Pattern[str]
    state_word: re.Pattern[str]
    site_word: re.Pattern[str]
    town_word: re.Pattern[str]
    institution_of: re.Pattern[str]
    which_is_city: re.Pattern[str]

    def without_state_word(self, name: str) -> str:
        """Return "Kursk" of "Kursk Oblast", and other names as they are."""
        return self.state_word.sub("", name) or name


@cache
def english() -> Wording:
    """Return the English wording."""
    lists = tomllib.loads(files(__package__).joinpath("data/en/wording.toml").read_text("utf-8"))
    article = lists["article"]

    def words(name: str) -> frozenset[str]:
        return frozenset(lists[name])

    def ahead(name: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{article} )?{_any(lists[name])} (?:{article} )?", re.IGNORECASE)

    return Wording(
        article=article,
        countries=words("countries"),
        short=lists["short"],
        before=words("before"),
        county_words=words("county_words"),
        somewhere=words("somewhere"),
        institutions=words("institutions"),
        titles=words("titles"),
        common=words("common"),
        given=words("given"),
        nowhere=words("nowhere"),
        city_of=ahead("city_of"),
        country_of=ahead("country_of"),
        state_of=ahead("state_of"),
        state_word=re.compile(rf" {_any(lists['state_words'])}$", re.IGNORECASE),
        site_word=re.compile(rf" {_any(lists['site_words'])}$", re.IGNORECASE),
        town_word=re.compile(rf" {_any(lists['town_words'])}$"),
        institution_of=re.compile(rf"\b{_any(lists['institutions'])} of (?:{article} )?$", re.IGNORECASE),
        which_is_city=re.compile(rf", {_any(lists['a'])} (?:[\w-]+ ){{0,3}}{_any(lists['city_nouns'])}\b"),
    )


def _any(phrases: Sequence[str]) -> str:
    return f"(?:{'|'.join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True))})"
