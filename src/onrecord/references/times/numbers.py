"""Number words as numbers."""

import re
from functools import cache

from .lexicon import lexicon

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[^\W\d_]+")


def number(words: str) -> float:
    """What digits or number words stand for: "1,200", "2.5", "3 million", "twenty-five", "two hundred"."""
    digits = _DIGITS.match(words.replace(",", ""))
    total, current = 0.0, float(digits[0]) if digits else 0.0
    for word in _WORD.findall(words.lower()):
        value = _values().get(word, 0)
        if value >= 1000:
            total, current = total + (current or 1) * value, 0.0
        elif value in _scales():
            current = (current or 1) * value
        else:
            current += value
    return total + current


@cache
def _values() -> dict[str, int]:
    tables = lexicon().tables
    return {**tables["article"], **tables["cardinal"], **tables["tens"], **tables["scale"]}


@cache
def _scales() -> frozenset[int]:
    return frozenset(lexicon().tables["scale"].values())


def leading(written: str) -> int:
    """The digits that something begins with: of "23rd", 23."""
    digits = _DIGITS.match(written)
    return int(float(digits[0])) if digits else 0


def fraction(written: str) -> float:
    """What " 1/2" adds to a number; 0 for a division by nothing."""
    above, _, below = written.strip().partition("/")
    return int(above) / int(below) if int(below) else 0.0
