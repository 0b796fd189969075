"""The word lists of this folder, by language, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """The tables of `data/LANGUAGE/NAME.toml`."""
    return tomllib.loads(_own(f"{name}.toml", language))


@cache
def entries(name: str, key: str, language: str = "en") -> frozenset[str]:
    """One list of `data/LANGUAGE/NAME.toml`."""
    return frozenset(table(name, language)[key])


@cache
def rows(name: str, language: str = "en") -> tuple[tuple[str, ...], ...]:
    """The lines of a table of `data/LANGUAGE` by their cells, in their order."""
    lines = _own(name, language).splitlines()
    apart = "\t" if name.endswith(".tsv") else None
    return tuple(tuple(line.split(apart)) for line in lines if line and not line.startswith("#"))


@cache
def honorifics() -> frozenset[str]:
    """Words before a person's name that are not part of it."""
    lists = tomllib.loads(_of_references("honorifics.toml"))
    return frozenset(word for key in ("male", "female", "neutral") for word in lists[key])


@cache
def given_names() -> frozenset[str]:
    """Given names that are common where English is spoken."""
    return frozenset((_of_references("given_names_male.txt") + "\n" + _of_references("given_names_female.txt")).split())


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Given names by the short form that stands for them."""
    lines = (line.split() for line in _of_references("nicknames.txt").splitlines() if line)
    return {short: frozenset(full) for short, *full in lines}


def _own(name: str, language: str) -> str:
    return (files(__package__) / "data" / language / name).read_text(encoding="utf-8")


def _of_references(name: str, language: str = "en") -> str:
    """One of the lists by which names are read within an article: read as a file, so that no stage is imported."""
    return (files("onrecord") / "references" / "actors" / "data" / language / name).read_text(encoding="utf-8")
