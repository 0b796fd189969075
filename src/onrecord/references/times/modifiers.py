"""What stands before an expression and shades it: "nearly two years", "early 2015"."""

import re
from dataclasses import replace
from functools import cache

from onrecord.records import Span

from .lexicon import normal, read
from .reading import Reading

_REACH = 28


def modified(text: str, before: Span, reading: Reading) -> tuple[int, Reading]:
    """Where the expression begins with what belongs to it before it, and its reading with the modifier.

    `before` is from where on the text is free, and where the expression begins so far.
    """
    left = text[max(before[0], before[1] - _REACH) : before[1]]
    match = _prefixes("counted" if reading.counted else "dated").search(left)
    if match is None:
        return before[1], reading
    modifier = _modifiers().get(normal(match["words"]))
    return before[1] - len(left) + match.start("words"), replace(reading, modifier=modifier or reading.modifier)


@cache
def _modifiers() -> dict[str, str]:
    return {
        word: entry["modifier"]
        for entry in read("modifiers.toml")["prefix"]
        for word in entry["words"]
        if "modifier" in entry
    }


@cache
def _prefixes(kind: str) -> re.Pattern[str]:
    entries = [entry for entry in read("modifiers.toml")["prefix"] if kind in entry["on"]]
    words = sorted((word for entry in entries for word in entry["words"]), key=len, reverse=True)
    either = "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in words)
    return re.compile(rf"(?<![\w-])(?P<words>{either})(?:\s{{1,3}}|-)$", re.IGNORECASE)
