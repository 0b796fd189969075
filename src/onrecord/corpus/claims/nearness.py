"""Claims that may be one, although they were not put together."""

from collections.abc import Iterable, Sequence

LEAST = 0.05
"""Likelihood from which on two claims may be one."""
_MOST = 8  # claims near to one, the likeliest


def near(
    groups: Sequence[Sequence[int]], pairs: Iterable[tuple[int, int, float]], apart: Iterable[tuple[int, int]]
) -> list[tuple[tuple[int, float], ...]]:
    """For each group of numbers the places of groups that may be the same and how likely that is, the likeliest first.

    `pairs` are likelihoods that two numbers are the same, of which the best counts; `apart` are those that are not.
    """
    of = {number: place for place, group in enumerate(groups) for number in group}
    never = {(of[one], of[other]) for one, other in apart}
    best: dict[tuple[int, int], float] = {}
    for one, other, likelihood in pairs:
        a, b = of[one], of[other]
        if a != b and likelihood >= LEAST and (a, b) not in never and (b, a) not in never:
            key = min(a, b), max(a, b)
            best[key] = max(best.get(key, 0.0), likelihood)
    found: list[list[tuple[int, float]]] = [[] for _ in groups]
    for (a, b), likelihood in best.items():
        found[a].append((b, likelihood))
        found[b].append((a, likelihood))
    return [tuple(sorted(some, key=lambda entry: (-entry[1], entry[0]))[:_MOST]) for some in found]
