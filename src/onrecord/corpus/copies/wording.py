"""The word lists of this stage, by language."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Wording:
    """Abbreviations that don't end a sentence, and what names of media and lines of credit are made of."""

    abbreviations: frozenset[str]
    generic: frozenset[str]
    articles: frozenset[str]
    between: frozenset[str]


@cache
def wording(language: str = "en") -> Wording:
    """The word lists of a language, in lower case."""
    path = files("onrecord.corpus.copies").joinpath("data", language, "wording.toml")
    lists = tomllib.loads(path.read_text(encoding="utf-8"))
    return Wording(*(frozenset(lists[name]) for name in Wording.__slots__))
