"""A text as words, each looked up once."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .vocabulary import entries, numbers, opposites, rarity, stem, stop_words, table

LONGEST = 1500  # characters of a statement that count
_TOKEN = re.compile(
    r"""
      (?!km/h|[pP]er\ [cC]ent\b)[^\W\d_](?:[^\W_]|['’.](?=[^\W_]))*   # Ukraine's, U.S
    | \d{1,2}:\d\d                                                   # 5:31
    | [$€£¥₹₽]?\d(?:[\d,.]*\d)?(?:[a-z]{1,3}\b)?                     # 50,000, €14m
    | km/h | % | [pP]er\ [cC]ent\b
    """,
    re.VERBOSE,
)
_APOSTROPHE = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word by itself, in lower case: `number` of number words and digits, `day` of the calendar."""

    lower: str
    stem: str
    weight: float  # 0 for function words
    number: float | None
    scale: float | None
    opposites: tuple[tuple[int, int], ...]
    pronoun: int  # 1: the speaker; 3: somebody else; 0: none
    day: str | None


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands in a text; `capital`: its first letter is one."""

    start: int
    word: Word
    capital: bool


def tokens(text: str) -> list[Token]:
    """The words and numbers of a text, in order."""
    return [
        Token(match.start(), _look_up(match[0]), match[0][0].isupper()) for match in _TOKEN.finditer(text, 0, LONGEST)
    ]


@lru_cache(maxsize=1 << 16)
def _look_up(written: str) -> Word:
    return word(written.translate(_APOSTROPHE).lower())


@lru_cache(maxsize=1 << 16)
def word(lower: str) -> Word:
    """The word that is written so, without the sign of a possessor."""
    lower = lower.removesuffix("'s") if lower not in entries("third") else lower
    number, scale = _number(lower)
    if number is None and scale is None:
        root = stem(lower)
        weight = 0.0 if lower in stop_words() or lower in entries("negators") or _auxiliary(lower) else rarity(lower)
    else:
        root, weight = lower, 0.0
    day = table()["time"]["weekdays"].get(lower)
    pronoun = 1 if lower in entries("first") else 3 if lower in entries("third") else 0
    return Word(lower, root, weight, number, scale, opposites().get(root, ()), pronoun, day)


def _auxiliary(lower: str) -> bool:
    return lower in entries("modes", "may") or lower in entries("modes", "must") or lower in entries("modes", "will")


def _number(lower: str) -> tuple[float | None, float | None]:
    """The value of a number word, or by what a scale multiplies."""
    known = numbers()
    for kind in ("ones", "teens", "tens"):
        if lower in known[kind]:
            return float(known[kind][lower]), None
    for kind in ("scales", "plural_scales", "groups", "suffixes"):
        if lower in known[kind]:
            return None, float(known[kind][lower])
    if lower in known["hundred"]:
        return None, 100.0
    return _digits(lower), None


_DIGITS = re.compile(r"[$€£¥₹₽]?(\d[\d,]*(?:\.\d+)?)\.?([a-z]*)")


def _digits(lower: str) -> float | None:
    found = _DIGITS.fullmatch(lower)
    if found is None:
        return None
    known = numbers()
    value = float(found[1].replace(",", "")[:30])
    suffix = found[2]
    for kind in ("suffixes", "glued_suffixes", "money_suffixes"):
        if suffix in known[kind]:
            return value * float(known[kind][suffix])
    return value
