"""The word lists of this folder, by language, read once."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str, language: str = "en") -> dict[str, Any]:
    """The tables of `data/LANGUAGE/NAME.toml`."""
    file = files(__package__) / "data" / language / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@cache
def entries(name: str, section: str, key: str, language: str = "en") -> frozenset[str]:
    """One list of words."""
    return frozenset(table(name, language)[section][key])


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of some words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda w: (-len(w), w)))
