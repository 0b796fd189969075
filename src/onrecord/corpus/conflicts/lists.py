"""Figures that stand in one list, and the words that go with each."""

import re
from collections.abc import Sequence
from functools import cache

from .amounts import Amount
from .vocabulary import any_of, entries, table

_DATA = "sums"
GAP = 110  # characters between two parts of a list
_SHORT = 32  # characters behind a figure in which its preposition stands
_NEAR = 3  # words behind a figure in which stands what it counts
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[,;:–—()]")


def fit(whole: Amount, part: Amount) -> bool:
    """Whether one can be a part of the other by their units."""
    return (part.unit == whole.unit or (part.unit is None and whole.unit != "%")) and part.unit not in NOT_ADDED


NOT_ADDED = frozenset({"year", "day", "hour", "minute", "month", "week", "kilometre", "metre", "degree Celsius"})


def run(text: str, following: Sequence[Amount], whole: Amount) -> list[Amount]:
    """The figures behind a whole that stand in one list."""
    run: list[Amount] = []
    for amount in following:
        if run and not linked(text[run[-1].stop : amount.start]):
            break
        more = has("list", "more", text[max(0, amount.start - 16) : amount.start])
        if (more and not (len(run) > 1 and _like(text, run[0], amount))) or not fit(whole, amount):
            break
        run.append(amount)
    return run


def _like(text: str, first: Amount, amount: Amount) -> bool:
    """Whether a figure has the preposition of the first part behind it: "4 for roofs, 3 for walls and 1 for doors"."""
    one, other = (
        [word for word in map(str.lower, words(text[side.stop : side.stop + _SHORT])) if word in _all_places()][:1]
        for side in (first, amount)
    )
    return bool(one) and one == other


@cache
def _all_places() -> frozenset[str]:
    return entries(_DATA, "places", "common") | entries(_DATA, "places", "weak")


def linked(between: str) -> bool:
    """Whether one list goes on over the words between two figures."""
    if len(between) > GAP or not has("list", "links", between):
        return False
    return re.search(r"[.!?]\s", between) is None


def tail(text: str, parts: Sequence[Amount], at: int, stop: int) -> str:
    """The words that go with a part: up to the next one, or to the next comma."""
    if at + 1 < len(parts):
        return text[parts[at].stop : parts[at + 1].start]
    tail = text[parts[at].stop : min(stop, parts[at].stop + GAP)]
    return re.split(r"[,;:.]\s|[”\"]", tail, maxsplit=1)[0]


def words(piece: str) -> list[str]:
    """Words and marks."""
    return _WORD.findall(piece)


def common(tails: Sequence[str], key: str = "common") -> frozenset[str]:
    """The prepositions that all parts of a list have."""
    sets = [prepositions(tail, key) for tail in tails]
    return frozenset.intersection(*sets) if sets else frozenset()


def prepositions(piece: str, key: str = "common") -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(piece)) & entries(_DATA, "places", key)


def of_kind(part: Amount, whole: Amount) -> bool:
    """Whether what a part counts can be what its whole counts."""
    if part.counted is None or whole.counted is None:
        return part.counted is None or part.unit == whole.unit
    one, other = part.counted.lower(), whole.counted.lower()
    return one == other or one.rstrip("s") == other.rstrip("s") or (person(part) and person(whole))


def person(amount: Amount) -> bool:
    words = (amount.counted or "").lower().split()
    return bool(words) and words[-1] in entries(_DATA, "kinds", "people")


def kinds_apart(parts: Sequence[Amount], tails: Sequence[str]) -> bool:
    """Whether the parts count what nobody is two of: men and women."""
    names = [_kind(part, tail) for part, tail in zip(parts, tails, strict=True)]
    if None in names or len(set(names)) != len(names):
        return False
    return any(set(names) <= set(group) for group in table(_DATA)["kinds"]["apart"])


def _kind(part: Amount, tail: str) -> str | None:
    """What a part counts: the noun right behind it, or behind a verb ("50 were adults")."""
    if part.counted:
        return part.counted.lower().split()[-1]
    known = {name for group in table(_DATA)["kinds"]["apart"] for name in group}
    return next((word for word in map(str.lower, _WORD.findall(tail)[:_NEAR]) if word in known), None)


@cache
def phrases(section: str, key: str) -> str:
    return any_of(entries(_DATA, section, key))


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    listed = entries(_DATA, section, key)
    words, marks = any_of(w for w in listed if w[0].isalpha()), any_of(w for w in listed if not w[0].isalpha())
    either = "|".join(filter(None, (rf"(?<![^\W_])(?:{words})(?![^\W_])" if words else "", marks)))
    return re.compile(either, re.IGNORECASE)


def has(section: str, key: str, piece: str) -> bool:
    return _pattern(section, key).search(piece) is not None
