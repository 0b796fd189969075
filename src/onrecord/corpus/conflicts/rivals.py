"""Rival figures: two claims that tell different amounts of one thing at one time."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from onrecord.corpus.claims.wording import Wording

from .contrary import meaning
from .denials import conflict
from .found import Conflict
from .same import same_source
from .sides import Side, apart, bare, counted_alike, fate, heard, looked_up, sides
from .statements import Statement
from .turning import compares, disputes, updates, wishes

_CLAIMS, _COMMON = 600, 40  # claims of a story, and those that share a word, beyond which only what stands near counts
_NEXT = 260  # characters between two statements that stand near each other
_BEFORE = 12  # figures of an article that one may be set against
_APART = 2  # statements of each claim that are compared with others far away
_HALF = 0.4  # of the words of the shorter statement
_LEAST, _SUREST = 0.5, 0.95
_BIAS, _MEANING, _STRANGE = 3.0, 2.5, 0.3
_OTHERWISE, _MOST_OTHERWISE = 0.7, 2  # what words weigh that only the one has, and as many that only the other has
_TIMES = 4  # a figure that is called lower or higher is seldom further from the other


def rivals(claims: Mapping[int, Sequence[Statement]], touched: Collection[int]) -> list[Conflict]:
    """Rival figures among the claims of one story, by their statements; one side at least is of `touched`.

    A toll that is brought up to date is a course and no conflict, and neither are the demands of two parties.
    """
    figured = {claim: found for claim, said in list(claims.items())[:_CLAIMS] if (found := sides(said))}
    best: dict[tuple[int, int], tuple[float, Side, Side]] = {}
    for one, other in (*_in_one_article(figured), *_apart(figured)):
        pair = (one.statement.claim, other.statement.claim)
        if pair[0] == pair[1] or (pair[0] not in touched and pair[1] not in touched):
            continue
        a, b = (one, other) if pair[0] < pair[1] else (other, one)
        sureness = _sureness(a, b)
        key = (a.statement.claim, b.statement.claim)
        if sureness >= _LEAST and (key not in best or sureness > best[key][0]):
            best[key] = (sureness, a, b)
    return [
        conflict("quantity", a.statement, b.statement, _reason(a, b), round(sureness, 3))
        for _, (sureness, a, b) in sorted(best.items())
    ]


def _reason(one: Side, other: Side) -> str:
    return f"{one.statement.who}: {one.told}; {other.statement.who}: {other.told}"


def _in_one_article(figured: Mapping[int, Sequence[Side]]) -> Iterator[tuple[Side, Side]]:
    """Figures that stand near each other, and those that one is said to differ from."""
    articles: defaultdict[int, list[Side]] = defaultdict(list)
    for found in figured.values():
        for side in found:
            articles[side.statement.article].append(side)
    for there in articles.values():
        there.sort(key=lambda side: (side.statement.start, side.amount.start))
        starts = [side.statement.start for side in there]
        for at, side in enumerate(there):
            first = bisect_left(starts, side.statement.start - 2 * _NEXT, 0, at)
            if first and compares(side.statement):
                first = max(0, at - _BEFORE)
            yield from ((other, side) for other in there[max(first, at - _BEFORE) : at])


def _apart(figured: Mapping[int, Sequence[Side]]) -> Iterator[tuple[Side, Side]]:
    """Figures of claims with words in common, wherever they stand: of each claim the first two that differ."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for claim, found in figured.items():
        for word in {word for side in found[:_APART] for word in looked_up(side.statement.content)}:
            holders[word].append(claim)
    shared: Counter[tuple[int, int]] = Counter()
    for word, claims in holders.items():
        if len(claims) <= _COMMON:
            count = 2 if word.startswith("fate") else 1
            shared.update({(a, b): count for a in claims for b in claims if a < b})
    for (a, b), count in sorted(shared.items()):
        if count > 1:
            for one, other in product(figured[a][:_APART], figured[b][:_APART]):
                if _likely(one, other):
                    yield one, other


def _likely(one: Side, other: Side) -> bool:
    """Whether it is worth while to take the words of two figures that stand far from each other apart."""
    if not _differ(one, other):
        return False
    left, right = looked_up(one.statement.content), looked_up(other.statement.content)
    common = left & right
    fates = any(word.startswith("fate") for word in common)
    return fates or len(common) >= _HALF * min(len(left), len(right))


def _sureness(one: Side, other: Side) -> float:
    """How sure it is that two figures are rivals, 0 where they can't be."""
    if not _differ(one, other) or counted_alike(one, other) < 0:
        return 0.0
    if fate(one) and fate(other) and fate(one) != fate(other):
        return 0.0
    if same_source(one.statement, other.statement) or wishes(one.statement) or wishes(other.statement):
        return 0.0
    near = _near(one.statement, other.statement)
    same_day = not one.days or not other.days or bool(one.days & other.days)
    if not same_day and (near or _grew(one, other)):
        return 0.0
    if one.wording.mode != other.wording.mode or one.wording.calendar.clash(other.wording.calendar):
        return 0.0
    weight = _company(one, other, near) + _alike(one, other) - (0.0 if same_day else 1.0)
    if weight + _MEANING * (1 - _STRANGE) < _BIAS:
        return 0.0
    near_in_meaning = meaning(one.statement.content, other.statement.content)
    weight += _MEANING * max(0.0, near_in_meaning - _STRANGE)
    return min(_SUREST, 1 / (1 + math.exp(_BIAS - weight)))


def _alike(one: Side, other: Side) -> float:
    """What speaks for two figures being of one thing, by the words of their statements."""
    share, least = _shared(one.statement.content, other.statement.content)
    counted = counted_alike(one, other)
    weight = 2.6 * share + 1.0 * least
    weight += 1.0 if counted > 0 else 0.0
    if fate(one) and fate(one) == fate(other):
        weight += 1.2 + (1.6 if bare(one) and bare(other) else 1.4 if bare(one) or bare(other) else 0.0)
    weight -= 3.0 if apart(one.statement.content, other.statement.content) else 0.0
    weight -= 1.2 if _places_apart(one.wording, other.wording) else 0.0
    weight -= 1.0 if one.wording.negative != other.wording.negative else 0.0
    small, large = sorted((one.amount.size, other.amount.size))
    return weight - (0.8 if large > 10 * small else 0.0)


def _company(one: Side, other: Side, near: bool) -> float:
    """What speaks for it by where they stand, and by what is said of them there."""
    a, b = one.statement, other.statement
    weight = -0.6 if None in (a.speaker, b.speaker) else 0.0
    weight -= 1.5 if updates(a) and updates(b) else 0.0
    if near:
        weight += 1.0 + (1.2 if disputes(_region(a, b)) else 0.0) + (0.8 if bare(one) or bare(other) else 0.0)
    if a.article == b.article and compares(max(a, b, key=lambda s: s.start)):
        small, large = sorted((one.amount.size, other.amount.size))
        alike = counted_alike(one, other) >= 0 and bool(one.amount.counted or other.amount.counted)
        return weight + 2.2 + (1.0 if alike and large <= _TIMES * small else 0.0)
    return weight - _OTHERWISE * min(_MOST_OTHERWISE, _unshared(a.content, b.content))


def _differ(one: Side, other: Side) -> bool:
    """Whether two figures are of one unit and can't be the same, however they are rounded."""
    if one.amount.unit != other.amount.unit:
        return False
    (low, high), (least, most) = one.span, other.span
    if low <= most and least <= high:
        return False
    small, large = sorted((one.amount.size, other.amount.size))
    return large - small > (0.03 * large if large >= 100 else 0.0)


def _grew(one: Side, other: Side) -> bool:
    """Whether the later of two figures is the larger one, as those of a course are."""
    if not one.days or not other.days:
        return True
    first, then = (one, other) if min(one.days) <= min(other.days) else (other, one)
    return then.amount.size > first.amount.size or updates(then.statement)


def _near(one: Statement, other: Statement) -> bool:
    gap = max(one.start, other.start) - min(one.stop, other.stop)
    return one.article == other.article and gap <= _NEXT


def _region(one: Statement, other: Statement) -> str:
    """The words between two statements of one article, with theirs and some around."""
    start, stop = min(one.start, other.start) - 60, max(one.stop, other.stop) + 60
    return one.text[max(0, start - one.begins) : max(0, stop - one.begins)]


def _shared(one: str, other: str) -> tuple[float, float]:
    """The words that two statements have in common: of all that they have, and of those of the shorter one."""
    left, right = heard(one), heard(other)
    common = sum(weight for stem, weight in left.items() if stem in right)
    both = sum(left.values()) + sum(right.values()) - common
    least = min(sum(left.values()), sum(right.values()))
    return (common / both if both else 0.0), (common / least if least else 0.0)


def _unshared(one: str, other: str) -> int:
    """How many words each of two statements has that the other hasn't: a bridge here, a tunnel there."""
    left, right = heard(one).keys(), heard(other).keys()
    return min(len(left - right), len(right - left))


def _places_apart(one: Wording, other: Wording) -> bool:
    left, right = ({word for word, named in zip(w.words, w.named, strict=True) if named} for w in (one, other))
    return bool(left) and bool(right) and left.isdisjoint(right)
