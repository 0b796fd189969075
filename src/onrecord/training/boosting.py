"""Gradient-boosted trees of three levels for a yes or no (Friedman 2001), as plain numbers."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Places: TypeAlias = npt.NDArray[np.int64]

TREES, RATE, RIDGE, LEAST, COLUMNS, BINS = 120, 0.1, 8.0, 4.0, 0.6, 24
_NODES = 7


def boosted(rows: npt.NDArray[np.float32], yes: npt.NDArray[np.bool_], seed: int = 0) -> dict[str, Any]:
    """Trees as `features` and `thresholds` [trees, 7], from the top, and `leaves` [trees, 8]; they start at `base`.

    A value above a node's threshold goes right. Each tree sees six in ten of the features; the same seed gives the
    same trees.
    """
    random = np.random.default_rng(seed)
    edges = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in rows.T]
    binned = np.stack([np.searchsorted(e, c, side="left") for e, c in zip(edges, rows.T, strict=True)], 1)
    share = yes.mean()
    base = float(np.log(share / (1 - share)))
    odds = np.full(len(rows), base)
    trees: dict[str, Any] = {"base": round(base, 5), "features": [], "thresholds": [], "leaves": []}
    for _ in range(TREES):
        likely = 1 / (1 + np.exp(-odds))
        columns = random.choice(rows.shape[1], int(rows.shape[1] * COLUMNS), replace=False)
        nodes, leaves, at = _tree(binned, yes - likely, likely * (1 - likely), columns)
        odds += leaves[at]
        trees["features"].append([feature for feature, _ in nodes])
        trees["thresholds"].append([_threshold(edges, *node) for node in nodes])
        trees["leaves"].append(np.round(leaves, 5).tolist())
    return trees


def _threshold(edges: list[Floats], feature: int, place: int) -> float:
    return float(np.float32(edges[feature][place])) if place >= 0 else 1e30


def _tree(
    binned: Places, slope: Floats, curve: Floats, columns: Places
) -> tuple[list[tuple[int, int]], Floats, Places]:
    """Nodes as feature and bin (−1: all go left), the values of the leaves, and the leaf of each row."""
    nodes: list[tuple[int, int]] = []
    at = np.zeros(len(binned), dtype=np.int64)
    for node in range(_NODES):
        inside = np.flatnonzero(at == node)
        feature, place = _best(binned[inside], slope[inside], curve[inside], columns)
        right = binned[inside, feature] > place if place >= 0 else np.zeros(len(inside), dtype=np.bool_)
        at[inside] = 2 * node + 1 + right
        nodes.append((feature, place))
    at -= _NODES
    sums = [np.bincount(at, values, _NODES + 1) for values in (slope, curve)]
    return nodes, RATE * sums[0] / (sums[1] + RIDGE), at


def _best(binned: Places, slope: Floats, curve: Floats, columns: Places) -> tuple[int, int]:
    """The feature and the bin that part these rows best, or −1 as the bin where none does."""
    whole_slope, whole_curve = slope.sum(), curve.sum()
    best, found = 1e-3, (0, -1)
    for feature in columns.tolist():
        left = np.bincount(binned[:, feature], slope).cumsum()[:-1]
        held = np.bincount(binned[:, feature], curve).cumsum()[:-1]
        enough = (held > LEAST) & (whole_curve - held > LEAST)
        if not enough.any():
            continue
        gain = left**2 / (held + RIDGE) + (whole_slope - left) ** 2 / (whole_curve - held + RIDGE)
        gain = np.where(enough, gain - whole_slope**2 / (whole_curve + RIDGE), 0.0)
        place = int(gain.argmax())
        if gain[place] > best:
            best, found = float(gain[place]), (feature, place)
    return found
