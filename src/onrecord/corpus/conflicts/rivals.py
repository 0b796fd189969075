"""Rival figures: two claims that tell different amounts of one thing at one time."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from .asides import set_aside
from .denials import conflict
from .found import Conflict
from .sides import Side, looked_up, sets_aside, sides
from .statements import Statement
from .turning import compares
from .weighing import differ, sureness_of

_CLAIMS, _COMMON = 600, 40  # claims of a story, and those that share a word, beyond which only what stands near counts
_NEXT = 260  # characters between two statements that stand near each other
_BEFORE = 12  # figures of an article that one may be set against
_APART = 2  # statements of each claim that are compared with others far away
_HALF = 0.4  # of the words of the shorter statement
_LEAST = 0.5


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
        sureness = sureness_of(a, b)
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
        for word in {word for side in found[:_APART] for word in (*looked_up(side.statement.content), *_told(side))}:
            holders[word].append(claim)
    shared: Counter[tuple[int, int]] = Counter()
    for word, claims in holders.items():
        if len(claims) <= _COMMON:
            count = 2 if word.startswith(("fate", "=")) else 1
            shared.update({(a, b): count for a in claims for b in claims if a < b})
    for (a, b), count in sorted(shared.items()):
        if count > 1:
            for one, other in product(figured[a][:_APART], figured[b][:_APART]):
                if _likely(one, other):
                    yield one, other


def _told(side: Side) -> set[str]:
    """A figure, and those that its statement says are not the true ones, as claims are found by them."""
    aside = {amount.value for amount in side.statement.amounts if set_aside(side.statement, amount)}
    return {f"={value:g}" for value in (*aside, side.amount.value) if value is not None}


def _likely(one: Side, other: Side) -> bool:
    """Whether it is worth while to take the words of two figures that stand far from each other apart."""
    if not differ(one, other):
        return False
    if sets_aside(one, other):
        return True
    left, right = looked_up(one.statement.content), looked_up(other.statement.content)
    common = left & right
    fates = any(word.startswith("fate") for word in common)
    return fates or len(common) >= _HALF * min(len(left), len(right))
