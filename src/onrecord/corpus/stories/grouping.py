"""Units put into groups of one happening: agglomerative, by the average likeness between two groups' articles.

Average linkage by mutual nearest neighbours (Murtagh 1983): the outcome does not depend on the order of the merges. Of
many units only bounded parts, joined by their strongest links, are looked at as a whole, and their groups then as units
of their own, as sub-cluster components are (Monath et al. 2021).
"""

from collections.abc import Iterator

import numpy as np

from .neighbours import neighbours
from .units import Floats, Units, Whole, merged, nearness, taken

SAME = 0.115
"""Average likeness of articles of one story; on a wide plateau, from about 0.09 to 0.18."""
WHOLE = 600  # units that are compared each with each
_PART = 300
_PASSES = 6
_CANDIDATE = 0.3  # share of `SAME` that the telling terms alone have to bring


def groups(units: Units) -> Whole:
    """A label for each unit; those of one label are about one happening. Near-linear in the units."""
    labels = np.arange(len(units))
    for _ in range(_PASSES):
        if len(units) < 2:
            break
        found = np.arange(len(units))
        for part in _parts(units):
            found[part] = part[_joined(taken(units, part))]
        if len(np.unique(found)) == len(units):
            break
        units, place = merged(units, found)
        labels = place[labels]
    return labels


def likenesses(units: Units) -> Floats:
    """Scalar products of units, each with each."""
    terms, column = np.unique(units.terms, return_inverse=True)
    lists = np.bincount(column)
    if len(units) ** 2 * len(terms) < _DENSE * float((lists * lists).sum()):
        matrix = np.zeros((len(units), len(terms)), dtype=np.float32)
        matrix[units.rows(), column] = units.values
        return np.asarray(matrix @ matrix.T, dtype=np.float64)
    order = np.argsort(column, kind="stable")
    rows, values = units.rows()[order], units.values[order]
    ends = np.cumsum(lists)
    times = np.repeat(lists, lists)  # each entry meets all of its list
    one = np.repeat(np.arange(len(order)), times)
    first = np.repeat(ends - lists, lists) - (np.cumsum(times) - times)
    two = np.arange(len(one)) + np.repeat(first, times)
    products = np.bincount(rows[one] * len(units) + rows[two], values[one] * values[two], len(units) ** 2)
    return np.asarray(products.reshape(len(units), len(units)))


_DENSE = 300.0  # multiplications of a dense product that take as long as one of a sparse one


def _parts(units: Units) -> Iterator[Whole]:
    """Bounded parts of the units that may have groups in them."""
    if len(units) <= WHOLE:
        yield np.arange(len(units))
        return
    one, two, likeness = neighbours(units, SAME * _CANDIDATE)
    order = np.lexsort((two, one, -likeness))
    root, size = list(range(len(units))), [1] * len(units)
    for a, b in zip(one[order].tolist(), two[order].tolist(), strict=True):
        a, b = _root(root, a), _root(root, b)
        if a != b and size[a] + size[b] <= _PART:
            a, b = min(a, b), max(a, b)
            root[b] = a
            size[a] += size[b]
    roots = np.array([_root(root, unit) for unit in range(len(units))])
    order = np.argsort(roots, kind="stable")
    for part in np.split(order, np.flatnonzero(np.diff(roots[order])) + 1):
        if len(part) > 1:
            yield part


def _root(root: list[int], unit: int) -> int:
    while root[unit] != unit:
        root[unit] = root[root[unit]]
        unit = root[unit]
    return unit


def _joined(units: Units) -> Whole:
    """For each unit the first of its group."""
    labels = np.arange(len(units))
    heads, sizes, since, until = labels, units.sizes.copy(), units.since.copy(), units.until.copy()
    sums = likenesses(units) * np.outer(sizes, sizes)
    while len(heads) > 1:
        like = sums / np.outer(sizes, sizes) * _near(since, until)
        np.fill_diagonal(like, -1.0)
        best = np.maximum(like, like.T).argmax(1)  # rounding must not make the two sides differ
        at = np.arange(len(heads))
        ones = at[(best[best] == at) & (at < best) & (like[at, best] >= SAME)]
        if not len(ones):
            break
        others = best[ones]
        to = np.arange(len(units))
        to[heads[others]] = heads[ones]
        labels = to[labels]
        sums[ones] += sums[others]
        sums[:, ones] += sums[:, others]
        sizes[ones] += sizes[others]
        since[ones], until[ones] = np.fmin(since[ones], since[others]), np.fmax(until[ones], until[others])
        kept = np.delete(at, others)
        heads, sizes, since, until = heads[kept], sizes[kept], since[kept], until[kept]
        sums = sums[np.ix_(kept, kept)]
    return labels


def _near(since: Floats, until: Floats) -> Floats:
    apart = since[:, None] - until[None, :]
    return nearness(np.nan_to_num(np.maximum(np.maximum(apart, apart.T), 0.0)))
