"""How sure it is that two figures are rivals: told of one thing at one time."""

import math
import re

from .likeness import shipped_words
from .meaning import meaning, wording
from .same import same_source
from .sides import (
    Side,
    apart,
    bare,
    besides,
    counted_alike,
    course,
    fate,
    heard,
    leaning,
    parties_apart,
    says_it_too,
    sets_aside,
    some_of,
)
from .statements import Statement
from .turning import another_told, compares, contrasts, disputes, updates, wishes

_CODE = re.compile("[A-Z]{3}")  # of a currency, in ISO 4217
_NEXT = 260  # characters between two statements that stand near each other
_BIAS, _MEANING, _STRANGE = 3.0, 2.5, 0.3
_SUREST, _ASIDE = 0.95, 0.85  # the latter where one statement says that the figure of the other is not the true one
_OTHERWISE, _MOST_OTHERWISE = 0.7, 2  # what words weigh that only the one has, and as many that only the other has
_SAME_DAY = 0.5  # what it weighs that two tell what became of how many, and neither brings another up to date
_TIMES = 4  # a figure that is called lower or higher is seldom further from the other


def sureness_of(one: Side, other: Side) -> float:
    """How sure it is that two figures are rivals, 0 where they can't be."""
    if not differ(one, other) or counted_alike(one, other) < 0 or says_it_too(one, other) or some_of(one, other):
        return 0.0
    if fate(one) and fate(other) and fate(one) != fate(other):
        return 0.0
    if sets_aside(one, other):
        return 0.0 if same_source(one.statement, other.statement) else _ASIDE
    near = nearby(one.statement, other.statement)
    muddled = same_source(one.statement, other.statement)
    if muddled and not (near and _set_apart(one.statement, other.statement)):
        return 0.0
    wish = wishes(one.statement, one.amount.start)
    if wish != wishes(other.statement, other.amount.start):
        return 0.0
    left, right = (one.named_days, other.named_days) if near else (one.days, other.days)
    same_day = not left or not right or bool(left & right)
    if not same_day and (near or _of_a_course(one, other)):
        return 0.0
    if one.wording.calendar.clash(other.wording.calendar):
        return 0.0
    weight = (
        _company(one, other, near)
        + _alike(one, other)
        - (0.0 if same_day else _later(one, other))
        - (0.8 if muddled else 0.0)
    )
    weight -= 0.4 if one.wording.mode != other.wording.mode else 0.0
    weight -= 0.6 if wish else 0.0
    weight -= 1.5 if besides(one) or besides(other) else 0.0
    if weight + _MEANING * (1 - _STRANGE) < _BIAS:
        return 0.0
    near_in_meaning = meaning(one.statement.content, other.statement.content)
    weight += _MEANING * max(0.0, near_in_meaning - _STRANGE)
    return min(_SUREST, 1 / (1 + math.exp(_BIAS - weight)))


def differ(one: Side, other: Side) -> bool:
    """Whether two figures are of one unit and can't be the same, however they are rounded."""
    if one.amount.unit != other.amount.unit:
        bearing = [side for side in (one, other) if side.amount.unit is None and not side.amount.counted]
        money = {one.amount.unit, other.amount.unit} - {None}
        if (
            len(bearing) != 1
            or len(money) != 1
            or not all(unit is not None and _CODE.fullmatch(unit) for unit in money)
        ):
            return False
        if not nearby(one.statement, other.statement) or not leaning(bearing[0]):
            return False
    (low, high), (least, most) = one.span, other.span
    if low <= most and least <= high:
        return False
    small, large = sorted((one.amount.size, other.amount.size))
    return large - small > (0.03 * large if large >= 100 else 0.0)


def nearby(one: Statement, other: Statement) -> bool:
    """Whether two statements stand near each other in one article."""
    gap = max(one.start, other.start) - min(one.stop, other.stop)
    return one.article == other.article and gap <= _NEXT


def _later(one: Side, other: Side) -> float:
    """What it weighs that two figures are of other days: less where only the days are known on which they were told."""
    if one.named_days and other.named_days and one.named_days.isdisjoint(other.named_days):
        return 1.0
    return 0.4 if course(one) or course(other) or one.named_days or other.named_days else 0.1


def _set_apart(one: Statement, other: Statement) -> bool:
    """Whether an article sets two figures against each other that are ascribed to one speaker."""
    then = max(one, other, key=lambda side: side.start)
    between = _between(one, other)
    return (
        compares(then) or contrasts(between) or another_told(between, (one.speaker or "") + " " + (other.speaker or ""))
    )


def _alike(one: Side, other: Side) -> float:
    """What speaks for two figures being of one thing, by the words of their statements."""
    share, least = _shared(one.statement.content, other.statement.content)
    counted, elsewhere = counted_alike(one, other), _places_apart(one, other)
    weight = 2.6 * share + 1.0 * least
    weight += 1.0 if counted > 0 else 0.0
    if fate(one) and fate(one) == fate(other):
        weight += 0.0 if updates(one.statement) or updates(other.statement) or elsewhere else _SAME_DAY
        weight += 1.2 + (1.6 if bare(one) and bare(other) else 1.4 if bare(one) or bare(other) else 0.0)
    weight -= 3.0 if apart(one.statement.content, other.statement.content) else 0.0
    weight -= 1.2 if elsewhere else 0.0
    weight -= 1.0 if one.wording.negative != other.wording.negative else 0.0
    small, large = sorted((one.amount.size, other.amount.size))
    return weight - (0.8 if large > 10 * small else 0.0) - (2.0 if large > 100 * small else 0.0)


def _company(one: Side, other: Side, near: bool) -> float:
    """What speaks for it by where they stand, and by what is said of them there."""
    a, b = one.statement, other.statement
    weight = -0.6 if None in (a.speaker, b.speaker) else 0.0
    weight -= 1.5 if updates(a) and updates(b) else 0.0
    weight += 0.6 if parties_apart(a, b) else 0.0
    if near:
        weight += _neighbours(one, other)
    if a.article == b.article and compares(max(a, b, key=lambda s: s.start)):
        small, large = sorted((one.amount.size, other.amount.size))
        alike = counted_alike(one, other) >= 0 and bool(one.amount.counted or other.amount.counted)
        return weight + 2.2 + (1.0 if alike and large <= _TIMES * small else 0.0)
    leans = near and leaning(max(one, other, key=lambda side: side.statement.start))
    return weight - (0.0 if leans else _OTHERWISE * min(_MOST_OTHERWISE, _unshared(a.content, b.content)))


def _neighbours(one: Side, other: Side) -> float:
    """What speaks for figures that stand near each other."""
    a, b = sorted((one, other), key=lambda side: side.statement.start)
    between = _between(a.statement, b.statement)
    weight = 1.0 + (1.2 if disputes(_region(a.statement, b.statement)) else 0.0)
    weight += 0.8 if bare(a) or bare(b) else 0.0
    if "\n" in between:
        return weight - (0.4 if bare(a) and bare(b) else 0.0)
    # "the police estimated; the organisers said that it had been …": the second has no words of its own
    return weight + 0.4 + (0.9 if bare(b) or leaning(b) else 0.0) + (0.6 if contrasts(between) else 0.0)


def _of_a_course(one: Side, other: Side) -> bool:
    """Whether the later of two figures is the larger one, as those of a toll are; what has a size does not grow."""
    if not one.days or not other.days:
        return True
    first, then = (one, other) if min(one.days) <= min(other.days) else (other, one)
    if updates(then.statement):
        return True
    return then.amount.size > first.amount.size and (course(one) or course(other))


def _between(one: Statement, other: Statement) -> str:
    first, then = sorted((one, other), key=lambda side: side.start)
    return first.text[first.stop - first.begins : max(0, then.start - first.begins)]


def _region(one: Statement, other: Statement) -> str:
    """The words between two statements of one article, with theirs and some around."""
    start, stop = min(one.start, other.start) - 60, max(one.stop, other.stop) + 90
    return one.text[max(0, start - one.begins) : max(0, stop - one.begins)]


def _shared(one: str, other: str) -> tuple[float, float]:
    """The words that two statements have in common: of all that they have, and of those of the shorter one."""
    left, right = heard(one), heard(other)
    common = sum(weight for stem, weight in left.items() if stem in right)
    both = sum(left.values()) + sum(right.values()) - common
    least = min(sum(left.values()), sum(right.values()))
    exact = common / least if least else 0.0
    soft = shipped_words().likeness(wording(one), wording(other)).more if least and exact < 1 else exact
    return (common / both if both else 0.0), max(exact, soft)


def _unshared(one: str, other: str) -> int:
    """How many words each of two statements has that the other hasn't: a bridge here, a tunnel there."""
    left, right = heard(one).keys(), heard(other).keys()
    return min(len(left - right), len(right - left))


def _places_apart(one: Side, other: Side) -> bool:
    left, right = (
        {word for word, named in zip(side.wording.words, side.wording.named, strict=True) if named}
        for side in (one, other)
    )
    return bool(left) and bool(right) and left.isdisjoint(right)
