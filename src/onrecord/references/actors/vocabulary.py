"""The word lists of this stage, by language, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str, language: str = "en") -> frozenset[str]:
    """The entries of `data/LANGUAGE/NAME.txt`, one a line."""
    return frozenset(line for line in _read(f"{name}.txt", language).splitlines() if line)


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """The tables of `data/LANGUAGE/NAME.toml`."""
    return tomllib.loads(_read(f"{name}.toml", language))


@cache
def entries(name: str, key: str, language: str = "en") -> frozenset[str]:
    """One list of `data/LANGUAGE/NAME.toml`."""
    return frozenset(table(name, language)[key])


@cache
def nicknames(language: str = "en") -> dict[str, frozenset[str]]:
    """Given names by the short form that stands for them."""
    rows = (line.split() for line in _read("nicknames.txt", language).splitlines() if line)
    return {short: frozenset(full) for short, *full in rows}


def _read(name: str, language: str) -> str:
    return (files("onrecord.references.actors") / "data" / language / name).read_text(encoding="utf-8")


@cache
def described_types(language: str = "en") -> dict[str, str]:
    """The type of speaker that a description's head noun tells."""
    return {noun: kind for kind, nouns in table("description_types", language).items() for noun in nouns}
