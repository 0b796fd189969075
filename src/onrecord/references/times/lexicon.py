"""The word lists, as tables to look up in and as regular expressions."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_GAP = re.compile(r"[\s-]+")
_TABLE = re.compile(r"\{:([a-z]\w*)\}")
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`tables` from a word to what it stands for, `patterns` from a table's name to its regular expression.

    `leading` holds the words that can stand in an expression before the one it is recognised by.
    """

    tables: dict[str, dict[str, Any]]
    patterns: dict[str, str]
    leading: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists of lexicon.toml and holidays.toml."""
    data = read("lexicon.toml")
    patterns, lead = data.pop("pattern"), data.pop("lead")
    data["holiday"] = read("holidays.toml")
    written = {name: _alternatives(table) for name, table in data.items()}
    for name, pattern in patterns.items():
        written[name] = _TABLE.sub(lambda slot: f"(?:{written[slot[1]]})", spaced(pattern))
    tables = {name: {normal(word): value for word, value in table.items()} for name, table in data.items()}
    leading = {part for table in tables.values() for word in table for part in _WORDS.findall(word)}
    return Lexicon(tables, written, frozenset(leading.union(lead["words"])))


def read(name: str) -> dict[str, Any]:
    """A TOML file of the package's data."""
    return tomllib.loads(files(__package__).joinpath("data/en", name).read_text("utf-8"))


def spaced(pattern: str) -> str:
    """A pattern of the data with its spaces, and ~ for a space or a hyphen, as regular expressions."""
    pattern = pattern.replace("[- ]", "~").replace("~", r"(?:\s{1,3}|-)")
    return pattern.replace(" ", r"\s{1,3}")


def normal(word: str) -> str:
    """The form in which a word stands in the tables: lower case, spaces for hyphens, no full stop at the end."""
    return _GAP.sub(" ", word.lower().replace("’", "'")).rstrip(".")


def _alternatives(table: dict[str, Any]) -> str:
    words = sorted(table, key=len, reverse=True)
    return "|".join(_pattern(word) for word in words)


def _pattern(word: str) -> str:
    pattern = re.escape(word).replace(r"\ ", r"(?:\s{1,3}|-)").replace("'", "['’]")
    return re.sub(r"\\\.$", r"\\.?", pattern)
