"""Figures in a statement, and whether those of two can both be meant."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .tokens import Token
from .vocabulary import bounds, entries, table

_ABOUT, _OPEN = 0.13, 1.35  # how far an approximate figure reaches to both sides, and an open one beyond its bound
_WINDOW = 5  # words before a figure that may say how exact it is
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class Figure:
    """What a number may be: `low` to `high`; `unit` is "%", "money", a measure, or None of what is counted."""

    value: float
    low: float
    high: float
    unit: str | None
    counted: str | None  # stem of the word behind it

    def meets(self, other: "Figure") -> bool:
        """Whether both can tell of the same amount."""
        if self.unit != other.unit and self.unit and other.unit:
            return False
        return self.low <= other.high * (1 + _SLACK) and other.low <= self.high * (1 + _SLACK)

    def rivals(self, other: "Figure") -> bool:
        """Whether both can tell of the same thing, but not of the same amount."""
        return (self.unit == other.unit or not self.unit or not other.unit) and not self.meets(other)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days that a statement names: weekdays, months, days of a month, years, hours, as far as it does."""

    weekdays: frozenset[str] = frozenset()
    months: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()

    def clash(self, other: "Calendar") -> bool:
        """Whether both name days of one sort, and none in common."""
        pairs = (
            (self.weekdays, other.weekdays),
            (self.months, other.months),
            (self.days, other.days),
            (self.years, other.years),
        )
        return any(one and two and one.isdisjoint(two) for one, two in pairs)

    def agree(self, other: "Calendar") -> bool:
        """Whether both name one day, month or year."""
        return not (
            self.weekdays.isdisjoint(other.weekdays)
            and self.months.isdisjoint(other.months)
            and self.years.isdisjoint(other.years)
        )

    def __bool__(self) -> bool:
        return bool(self.weekdays or self.months or self.years)


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a statement, told apart; `used` are the tokens that they consist of."""

    figures: tuple[Figure, ...]
    calendar: Calendar
    used: frozenset[int]


def read_numbers(text: str, found: Sequence[Token]) -> Numbers:
    """Tell amounts and days apart in a text, given as its tokens."""
    used: set[int] = set()
    calendar = _calendar(found, used)
    figures: list[Figure] = []
    at = 0
    while at < len(found):
        here = found[at].word
        if at in used or (here.number is None and here.scale is None):
            if here.lower in table()["figures"]["fractions"] and (share := _fraction(found, at)):
                figures.append(share)
                used.add(at)
            at += 1
            continue
        value, stop = _value(found, at)
        if value is not None:
            figures.append(_figure(text, found, at, stop, value))
            used.update(range(at, stop))
        at = max(stop, at + 1)
    return Numbers(tuple(figures[:8]), calendar, frozenset(used))


def _calendar(found: Sequence[Token], used: set[int]) -> Calendar:
    months: set[int] = set()
    days: set[int] = set()
    years: set[int] = set()
    weekdays = {token.word.day for token in found if token.word.day}
    names: dict[str, int] = table()["time"]["months"]
    for at, token in enumerate(found):
        if token.capital and token.word.lower in names:
            beside = [i for i in (at - 1, at + 1) if 0 <= i < len(found) and _is_day(found[i])]
            if token.word.lower in ("may", "march") and not beside and at == 0:
                continue
            months.add(names[token.word.lower])
            used.add(at)
            used.update(beside)
            days.update(int(found[i].word.number or 0) for i in beside)
        elif _is_year(found, at):
            years.add(int(token.word.number or 0))
            used.add(at)
        elif token.word.number is not None and _is_hour(found, at):
            used.add(at)
    used.update(at for at, token in enumerate(found) if token.word.day)
    return Calendar(frozenset(filter(None, weekdays)), frozenset(months), frozenset(days), frozenset(years))


def _is_day(token: Token) -> bool:
    number = token.word.number
    return number is not None and number == int(number) and 1 <= number <= 31 and token.word.lower[0].isdigit()


def _is_year(found: Sequence[Token], at: int) -> bool:
    word = found[at].word
    if word.number is None or not word.lower.isdigit() or not 1900 <= word.number <= 2100:
        return False
    behind = found[at + 1].word if at + 1 < len(found) else None
    return at > 0 and (behind is None or behind.weight == 0.0) and not found[at - 1].word.lower.startswith("than")


def _is_hour(found: Sequence[Token], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].word.lower in table()["time"]["clock"]


def _value(found: Sequence[Token], at: int) -> tuple[float | None, int]:
    """The amount that begins at a token, and where it ends: "two hundred thousand", "3.2 billion", "a dozen"."""
    total, current, stop, seen = 0.0, 0.0, at, False
    if found[at].word.scale is not None and not _counts(found, at):
        return None, at + 1
    while stop < len(found) and stop - at < 8:
        word = found[stop].word
        if word.number is not None and (not seen or _continues(found, stop)):
            current += word.number
            seen = True
        elif word.scale is not None:
            current = (current or 1.0) * word.scale
            if word.scale >= 1000:
                total, current = total + current, 0.0
            seen = True
        elif seen and _and_a_half(found, stop):
            current += 0.5
            stop += 2
        else:
            break
        stop += 1
    value = total + current
    if value == 1.0 and stop - at == 1 and not found[at].word.lower[0].isdigit():
        return None, stop  # "one" counts nothing as often as not
    return (value if math.isfinite(value) else None), stop


def _and_a_half(found: Sequence[Token], at: int) -> bool:
    """Whether "and a half" begins here, and more of the amount follows: "two and a half million"."""
    behind = found[at : at + 4]
    return (
        len(behind) == 4
        and tuple(token.word.lower for token in behind[:3]) == tuple(table()["figures"]["half_more"])
        and behind[3].word.scale is not None
    )


def _continues(found: Sequence[Token], at: int) -> bool:
    before, word = found[at - 1].word, found[at].word
    if word.lower[0].isdigit() or word.number is None:
        return False
    return before.scale is not None or (before.number is not None and before.number >= 20 > word.number)


def _counts(found: Sequence[Token], at: int) -> bool:
    """Whether a scale without a number before it is an amount: "a hundred", "dozens of"."""
    before = found[at - 1].word.lower if at else ""
    behind = found[at + 1].word.lower if at + 1 < len(found) else ""
    return before in ("a", "an", "half") or behind == "of" or found[at].word.lower.endswith("s")


def _figure(text: str, found: Sequence[Token], at: int, stop: int, value: float) -> Figure:
    first, last = found[at].word, found[stop - 1].word
    unit: str | None = None
    counted: str | None = None
    if any(text.startswith(sign, found[at].start) for sign in table()["figures"]["money_signs"]):
        unit = "money"
    behind = found[stop : stop + 3]
    if unit is None and len(behind) > 1 and behind[0].word.lower in ("in", "of", "out") and value <= 100:
        whole = next((t.word.number for t in behind[1:] if t.word.number), None)
        if whole and whole in (10.0, 100.0, 5.0, 4.0, 3.0) and whole >= value:
            return _between(value / whole * 100.0, "%", None, "about")
    if len(behind) > 1 and behind[0].word.lower == "of":
        behind = found[stop : stop + 4]
    for token in behind[: 2 if len(behind) < 4 else 4]:
        lower = token.word.lower
        if unit is None and lower in entries("figures", "percent"):
            unit = "%"
        elif unit is None and lower in table()["figures"]["units"]:
            unit = table()["figures"]["units"][lower]
        elif counted is None and token.word.weight > 0:
            counted = token.word.stem
    kind = _exactness(found, at)
    if last.scale is not None and last.lower.endswith("s") and first.number is None:
        kind = "open"
    return _between(value, unit, counted, kind)


def _between(value: float, unit: str | None, counted: str | None, kind: str) -> Figure:
    low, high = {
        "about": (value * (1 - _ABOUT), value * (1 + _ABOUT)),
        "low": (value, value * _OPEN),
        "high": (value / _OPEN, value),
        "open": (value, value * 10),
    }.get(kind, (value, value))
    return Figure(value, low, high, unit, counted)


def _exactness(found: Sequence[Token], at: int) -> str:
    """How exact the words before an amount say it is; the longest phrase decides."""
    before = [token.word.lower for token in found[max(0, at - _WINDOW) : at]]
    for start in range(len(before)):
        kind = bounds().get(" ".join(before[start:]))
        if kind:
            return kind
    return "exact"


def _fraction(found: Sequence[Token], at: int) -> Figure | None:
    """ "A third of", "half the": a share in a hundred."""
    behind = found[at + 1].word.lower if at + 1 < len(found) else ""
    if behind not in entries("figures", "after_fraction"):
        return None
    before = found[at - 1].word if at else None
    times = before.number if before and before.number and before.number < 10 else 1.0
    return _between(table()["figures"]["fractions"][found[at].word.lower] * times, "%", None, "about")
