"""Which units may be about one happening: through the terms that tell most, near in time, never all pairs."""

import numpy as np

from .units import Floats, Units, Whole, gaps, nearness

_TERMS = 16  # of a unit, by which it is looked for
_NEXT = 12  # units in a term's list, in the order of time, that are looked at
_EDGES = 10  # of a unit, to those that are most like it


def neighbours(units: Units, least: float) -> tuple[Whole, Whole, Floats]:
    """Pairs of units that share telling terms, each with a lower bound of their likeness, of at least `least`.

    In the list of each term, in the order of time, a unit is compared with the next ones: linear in the units, however
    many have the term.
    """
    one, two, products = _together(units)
    if not len(one):
        return one, two, products
    keys, place = np.unique(one * len(units) + two, return_inverse=True)
    likeness = np.asarray(np.bincount(place, products), dtype=np.float64)
    one, two = keys // len(units), keys % len(units)
    likeness = likeness * nearness(gaps(units, one, two))
    kept = np.flatnonzero(likeness >= least)
    kept = kept[_nearest(one[kept], two[kept], likeness[kept], len(units))]
    return one[kept], two[kept], likeness[kept]


def _together(units: Units) -> tuple[Whole, Whole, Floats]:
    """Pairs that stand near each other in the list of a term, once for every such term, with their product."""
    rows = units.rows()
    order = np.lexsort((-units.values, rows))  # of equal ones, the first term comes first
    rank = np.arange(len(order)) - units.starts[rows[order]]
    order = order[rank < _TERMS]
    order = order[np.argsort(units.terms[order], kind="stable")]
    row, term, value = rows[order], units.terms[order], units.values[order]
    ones, twos, products = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0)]
    at = np.arange(len(order))
    for step in range(1, _NEXT + 1):
        at = at[at + step < len(order)]
        at = at[term[at] == term[at + step]]
        if not len(at):
            break
        ones.append(row[at])
        twos.append(row[at + step])
        products.append(value[at] * value[at + step])
    return np.concatenate(ones), np.concatenate(twos), np.concatenate(products)


def _nearest(one: Whole, two: Whole, likeness: Floats, count: int) -> Whole:
    """The pairs that are among the best few of one of the two."""
    unit, pair = np.concatenate((one, two)), np.tile(np.arange(len(one)), 2)
    other = np.concatenate((two, one))
    order = np.lexsort((other, -likeness[pair], unit))
    first = np.searchsorted(unit[order], np.arange(count))
    best = order[np.arange(len(order)) - first[unit[order]] < _EDGES]
    return np.unique(pair[best])
