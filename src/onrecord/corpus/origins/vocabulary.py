"""The word lists of this folder, by language, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table(language: str = "en") -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / language / "voices.toml").read_text(encoding="utf-8"))


@cache
def entries(key: str) -> frozenset[str]:
    """One list of the data."""
    return frozenset(_table()[key])


@cache
def mapping(key: str) -> dict[str, str]:
    """One table of the data whose values are words."""
    return dict(_table()[key])


@cache
def lists(key: str) -> dict[str, frozenset[str]]:
    """One table of the data whose values are lists."""
    return {name: frozenset(words) for name, words in _table()[key].items()}


@cache
def phrases(key: str) -> tuple[str, ...]:
    """The entries of a list, those of most words first."""
    return tuple(sorted(_table()[key], key=lambda words: (-words.count(" "), words)))
