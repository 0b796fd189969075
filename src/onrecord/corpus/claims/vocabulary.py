"""The word lists of this stage, and those of others that it reads as files, each read once."""

import json
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import Stemmer

from onrecord.models import Weights, shipped

_RARE = 30_000  # word pieces are numbered by how frequent they are: from about 2,000 on


@cache
def table(language: str = "en") -> dict[str, Any]:
    """The tables of `data/LANGUAGE/words.toml`."""
    return tomllib.loads(_read("onrecord.corpus.claims", "words.toml", language))


@cache
def entries(*path: str, language: str = "en") -> frozenset[str]:
    """One list of `words.toml`, or the keys of one table."""
    found: Any = table(language)
    for key in path:
        found = found[key]
    return frozenset(found)


@cache
def stop_words(language: str = "en") -> frozenset[str]:
    """Function words: those of the full text index, and more."""
    shared = tomllib.loads(_read("onrecord.meaning", "words.toml", language))
    return frozenset(shared["stop"]) | entries("stop")


@cache
def numbers(language: str = "en") -> dict[str, Any]:
    """Number words, as the stage has them that reads quantities."""
    return tomllib.loads(_read("onrecord.references.quantities", "numbers.toml", language))


@cache
def bounds(language: str = "en") -> dict[str, str]:
    """What says how exact an amount is: `about`, `low` or `high` by phrase.

    "As many as" is a bound from above, and in news all but the number itself.
    """
    before = tomllib.loads(_read("onrecord.references.quantities", "bounds.toml", language))["before"]
    return {phrase: kind for kind in ("high", "low", "about") for phrase in before[kind]}


@cache
def opposites(language: str = "en") -> dict[str, tuple[tuple[int, int], ...]]:
    """Scales on which a stem stands, each with its side, 1 or -1."""
    found: dict[str, dict[int, int]] = {}
    for number, line in enumerate(_read("onrecord.corpus.claims", "opposites.txt", language).splitlines()):
        if "|" in line and not line.startswith("#"):
            for side, words in zip((1, -1), line.split("|"), strict=True):
                for word in words.split():
                    found.setdefault(stem(word), {}).setdefault(number, side)
    return {word: tuple(scales.items()) for word, scales in found.items()}


@cache
def _ranks() -> dict[str, int]:
    tokenizer = json.loads(Weights.open(shipped("attributions")).read("tokenizer.json"))
    return dict(tokenizer["model"]["vocab"])


def rarity(word: str) -> float:
    """How much a word in lower case tells, from 0.25 (the most frequent) to 1; it has no spelling of its own: 1."""
    rank = _ranks().get(word)
    if rank is None:
        return 1.0
    share = max(0.0, (rank - 1000) / _RARE)
    return 0.25 + 0.75 * min(1.0, float(share**0.35))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def stem(word: str) -> str:
    """The Snowball stem of a word in lower case, of an irregular form that of the word in the dictionary."""
    return str(_stemmer().stemWord(_irregular().get(word, word)))


@cache
def _irregular(language: str = "en") -> dict[str, str]:
    lines = _read("onrecord.corpus.claims", "irregular.txt", language).splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {form: first for first, *forms in rows for form in forms}


def _read(package: str, name: str, language: str) -> str:
    return (files(package) / "data" / language / name).read_text(encoding="utf-8")
