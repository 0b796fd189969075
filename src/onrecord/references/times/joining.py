"""Times of day and the days beside them are one expression: "10:30 a.m. on Friday"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from .lexicon import read
from .reading import Reading

_NEAR = 20
"""As many characters away a day still tells which day a time of day is on."""
_DAY = re.compile(r"[\dX]{4}-(?:[\dX]{2}-[\dX]{2}|WXX-\d)(?:T|$)")
_APART = re.compile(r"[.!?;]\s|\n")


@dataclass(frozen=True, slots=True)
class Item:
    """An expression that was found."""

    start: int
    end: int
    reading: Reading


def joined(text: str, items: Iterable[Item]) -> list[Item]:
    """The expressions of a block, with times of day and days put together."""
    out: list[Item] = []
    for item in items:
        whole = _together(text, out[-1], item) if out else None
        if whole:
            out[-1] = whole
        else:
            out.append(item)
    return [_dated(text, item, out[place + 1 : place + 3]) for place, item in enumerate(out)]


def _together(text: str, left: Item, right: Item) -> Item | None:
    between = text[left.end : right.start]
    if len(between) > _NEAR or (left.reading.clock is None) == (right.reading.clock is None):
        return None
    clock, day, gap = (left, right, "before_day") if left.reading.clock else (right, left, "after_day")
    if not _is_day(day.reading) or not _gaps()[gap].fullmatch(between):
        return None
    return Item(left.start, right.end, _at(clock.reading, day.reading))


def _dated(text: str, item: Item, following: Sequence[Item]) -> Item:
    """A time of day with the day that stands behind it, though not close enough to be one with it.

    Another zone's time of day may stand between them: "10:35 a.m. (0735 GMT) on Friday".
    """
    end = item.end
    for other in following if item.reading.clock else ():
        between = text[end : other.start]
        if len(between) > _NEAR or _APART.search(between):
            break
        if other.reading.clock is None:
            return replace(item, reading=_at(item.reading, other.reading)) if _is_day(other.reading) else item
        end = other.end
    return item


def _is_day(reading: Reading) -> bool:
    """Whether it is a day, or a weekday or day of the year that is left open or comes again."""
    return reading.type != "DURATION" and _DAY.match(reading.value or "") is not None


def _at(clock: Reading, day: Reading) -> Reading:
    date = (day.value or "").partition("T")[0]
    return Reading("SET" if day.type == "SET" else "TIME", f"{date}T{clock.clock}", clock.modifier, period=day.period)


@cache
def _gaps() -> dict[str, re.Pattern[str]]:
    words = read("modifiers.toml")["joining"]
    return {name: re.compile("|".join(alternatives).replace(" ", r"\s{1,3}")) for name, alternatives in words.items()}
