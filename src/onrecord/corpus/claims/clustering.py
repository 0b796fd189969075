"""Statements joined to claims, by the likelihoods of their pairs, and never over a pair that is ruled out."""

import heapq
from collections.abc import Iterable

UNSEEN = 0.02  # likelihood of a pair that was not thought worth a look
_BEST = 0.25  # what the likeliest pair of two groups counts for, next to the mean of all


def clusters(
    count: int, pairs: Iterable[tuple[int, int, float]], apart: Iterable[tuple[int, int]], floor: float
) -> list[list[int]]:
    """Groups of the numbers below `count`, each sorted, in the order of their first.

    `pairs` are likelihoods that two are the same, `apart` pairs that must not be in one group, in whatever way they
    would come there. The two groups that are likeliest to be one are joined first, as long as they are so by `floor`;
    of equals, those with the lowest numbers. How likely they are is the mean over all their pairs (UPGMA, Sokal and
    Michener 1958), with something of the likeliest one, so that a claim in many wordings holds together. Time is
    n log n in the pairs.
    """
    state = _State(count, pairs, apart)
    while state.heap:
        mean, one, other = heapq.heappop(state.heap)
        if -mean < floor:
            break
        if state.stands(one, other, -mean):
            state.join(one, other)
    return sorted(state.members[at] for at in range(count) if state.members[at])


class _State:
    """Groups, each known by its lowest number, with the likelihoods towards the others: sum, count, the highest."""

    def __init__(self, count: int, pairs: Iterable[tuple[int, int, float]], apart: Iterable[tuple[int, int]]) -> None:
        self.members: list[list[int]] = [[at] for at in range(count)]
        self.sums: list[dict[int, tuple[float, int, float]]] = [{} for _ in range(count)]
        self.apart: list[set[int]] = [set() for _ in range(count)]
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)
        for one, other, likelihood in pairs:
            self.sums[one][other] = self.sums[other][one] = (likelihood, 1, likelihood)
        self.heap = [
            (-sums[0], one, other)
            for one in range(count)
            for other, sums in self.sums[one].items()
            if one < other and other not in self.apart[one]
        ]
        heapq.heapify(self.heap)

    def mean(self, one: int, other: int) -> float:
        """How likely two groups are one."""
        total, seen, best = self.sums[one][other]
        pairs = len(self.members[one]) * len(self.members[other])
        return (1 - _BEST) * (total + UNSEEN * (pairs - seen)) / pairs + _BEST * best

    def stands(self, one: int, other: int, mean: float) -> bool:
        """Whether an entry of the heap is still true."""
        return other in self.sums[one] and other not in self.apart[one] and abs(self.mean(one, other) - mean) < 1e-12

    def join(self, one: int, other: int) -> None:
        """Put the second group into the first."""
        self.members[one] = sorted(self.members[one] + self.members[other])
        self.members[other] = []
        self.apart[one] |= self.apart[other]
        for third in self.apart[other]:
            self.apart[third].add(one)
        moved = self.sums[other]
        self.sums[other] = {}
        self.sums[one].pop(other, None)
        for third, (total, seen, best) in moved.items():
            self.sums[third].pop(other, None)
            if third != one:
                mine, known, likely = self.sums[one].get(third, (0.0, 0, 0.0))
                self.sums[one][third] = self.sums[third][one] = (mine + total, known + seen, max(likely, best))
        for third in self.sums[one]:
            if third not in self.apart[one]:
                low, high = sorted((one, third))
                heapq.heappush(self.heap, (-self.mean(low, high), low, high))
