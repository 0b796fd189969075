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
    labels = heads = at = np.arange(len(units))
    sizes, since, until = units.sizes.copy(), units.since.copy(), units.until.copy()
    sums = likenesses(units) * np.outer(sizes, sizes)
    like = _averages(sums, at, sizes, since, until)
    while len(heads) > 1:
        best = like.argmax(1)
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
        like[ones] = _averages(sums, ones, sizes, since, until)
        like[:, ones] = like[ones].T
        kept = np.delete(at, others)
        heads, sizes, since, until = heads[kept], sizes[kept], since[kept], until[kept]
        sums, like = (matrix[kept].take(kept, 1) for matrix in (sums, like))
        at = np.arange(len(kept))
    return labels


def _averages(sums: Floats, some: Whole, sizes: Floats, since: Floats, until: Floats) -> Floats:
    """Average likeness of some units with all, less over days; what is not dated is near. None is like itself."""
    apart = np.maximum(since[some, None] - until, since - until[some, None])
    near = nearness(np.fmax(apart, 0.0))
    both = np.maximum(sums[some], sums[:, some].T)  # rounding must not make the two sides differ
    like = both / np.outer(sizes[some], sizes) * near
    like[np.arange(len(some)), some] = -1.0
    return np.asarray(like)
