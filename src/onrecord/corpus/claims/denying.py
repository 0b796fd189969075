"""Denials put to what they deny: one denies what somebody else has said, so less has to speak for it."""

from collections.abc import Iterable, Sequence

LIKELY = 0.4
"""How likely a denial and a statement have to be one claim."""
CLEAR = 0.1
"""By how much another claim has to be less likely what is denied."""


def with_denials(
    groups: Sequence[Sequence[int]],
    negative: Sequence[bool],
    pairs: Iterable[tuple[int, int, float]],
    apart: Iterable[tuple[int, int]],
) -> list[list[int]]:
    """Groups of which those that are all in the negative are put to the one that they clearly are likeliest to deny.

    `negative` tells of each member whether it says that something is not so; `pairs` are likelihoods that two are
    one claim, `apart` pairs that must not be.
    """
    home = {at: number for number, group in enumerate(groups) for at in group}
    denying = [all(negative[at] for at in group) for group in groups]
    barred = {(home[i], home[j]) for i, j in apart} | {(home[j], home[i]) for i, j in apart}
    likely: dict[int, dict[int, float]] = {}
    for i, j, likelihood in pairs:
        one, other = home[i], home[j]
        if denying[one] == denying[other] or negative[i] == negative[j]:
            continue
        if denying[other]:
            one, other = other, one
        found = likely.setdefault(one, {})
        found[other] = max(found.get(other, 0.0), likelihood)
    merged = [list(group) for group in groups]
    together: dict[int, list[int]] = {}
    for one, found in sorted(likely.items()):
        ranked = sorted(((p, -other) for other, p in found.items()), reverse=True)
        best, other = ranked[0][0], -ranked[0][1]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        company = together.setdefault(other, [other])
        if best >= LIKELY and best - second >= CLEAR and all((one, third) not in barred for third in company):
            company.append(one)
            merged[other] += merged[one]
            merged[one] = []
    return sorted(sorted(group) for group in merged if group)
