"""What two statements have of figures and opposites, held against each other."""

from collections.abc import Sequence

from .figures import Figure


def match_figures(one: Sequence[Figure], other: Sequence[Figure]) -> tuple[int, int, int]:
    """How many figures of two statements meet, how many are rivals, and how many only one of them has."""
    if not one or not other:
        return 0, 0, len(one) + len(other)
    left, agree = list(other), 0
    rest: list[Figure] = []
    for figure in one:
        partner = next((f for f in left if f.meets(figure)), None)
        if partner is None:
            rest.append(figure)
        else:
            left.remove(partner)
            agree += 1
    clash = 0
    for figure in rest:
        rival = next((f for f in left if f.rivals(figure)), None)
        if rival is not None:
            left.remove(rival)
            clash += 1
    return agree, clash, len(rest) - clash + len(left)


def counted_otherwise(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Whether figures that meet count things with different names, and none the same."""
    named = [(a.counted, b.counted) for a in one for b in other if a.meets(b) and a.counted and b.counted]
    return bool(named) and all(a != b for a, b in named)


def opposed(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> bool:
    """Whether the one stands on one side of a scale and the other on the other, neither on both."""
    ones, others = set(one), set(other)
    return any(
        (scale, -side) in others and (scale, -side) not in ones and (scale, side) not in others for scale, side in ones
    )
