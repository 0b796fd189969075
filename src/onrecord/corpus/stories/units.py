"""What is clustered: articles, reprints with their originals, and whole stories, as sparse vectors with their times."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .features import NAME, NAMED
from .priors import UNKNOWN, priors

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

_PSEUDO = 100.0  # articles that the priors count for beside those of the ledger
_RAREST = 0.004  # the rarest word says no more than one of four articles in a thousand does


@dataclass(frozen=True, slots=True)
class Units:
    """Sparse rows: those of unit i stand from `starts[i]` to `starts[i + 1]`, its terms ascending.

    A row is the mean of the unit vectors of its articles, of which there are `sizes[i]`. `since` and `until` are days
    since 1970, not a number where no article of it is dated. Units stand in the order of their time.
    """

    starts: Whole
    terms: Whole
    values: Floats
    sizes: Floats
    since: Floats
    until: Floats

    def __len__(self) -> int:
        return len(self.sizes)

    def rows(self) -> Whole:
        """The unit of each entry."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))


def importance(terms: Sequence[int], found: Mapping[int, int], articles: int) -> Floats:
    """How much each term tells, from 0: the logarithm of the share of articles without what is merely usual.

    `found` says how many of the ledger's `articles` have a term. Where there are few, what is known of the language
    (`priors`) counts as a hundred articles more: a country's name tells little in a ledger that is all about it, and
    a rare word much in one of three articles.
    """
    shares = priors()
    known = np.array([shares.get(term, UNKNOWN) for term in terms], dtype=np.float64)
    counts = np.array([found.get(term, 0) for term in terms], dtype=np.float64)
    share = (counts + _PSEUDO * known) / (articles + _PSEUDO)
    return -np.log(np.clip(share, _RAREST, 1.0))


def of_articles(
    lengths: Whole, terms: Whole, weights: Whole, days: Floats, found: Mapping[int, int], articles: int
) -> Units:
    """Units of one article each, from `lengths` of their features, those features one after the other, and days.

    `terms` is left as numbers of the terms; see `Features` for the weights.
    """
    distinct, place = np.unique(terms, return_inverse=True)
    tells = importance(distinct.tolist(), found, articles)
    values: Floats = (weights & (NAME - 1)) * np.where(weights >= NAME, NAMED, 1.0) * tells[place]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    rows = np.repeat(np.arange(len(lengths)), lengths)
    norms = np.sqrt(np.bincount(rows, values * values, len(lengths)))
    values /= np.where(norms > 0, norms, 1.0)[rows]
    return Units(starts, terms.astype(np.int64), values, np.ones(len(lengths)), days, days)


def merged(units: Units, labels: Whole, sizes: Floats | None = None) -> tuple[Units, Whole]:
    """Units joined by their labels, in the order of their time; and the place of each unit among the new ones.

    `sizes` are how much each unit counts for, where that is not how many articles it has.
    """
    _, label = np.unique(labels, return_inverse=True)
    count = int(label.max()) + 1 if len(label) else 0
    weight = units.sizes if sizes is None else sizes
    total = np.asarray(np.bincount(label, weight, count), dtype=np.float64)
    since, until = np.full(count, np.inf), np.full(count, -np.inf)
    np.fmin.at(since, label, np.where(np.isnan(units.since), np.inf, units.since))
    np.fmax.at(until, label, np.where(np.isnan(units.until), -np.inf, units.until))
    since[np.isinf(since)], until[np.isinf(until)] = np.nan, np.nan
    first = np.full(count, len(units))
    np.minimum.at(first, label, np.arange(len(units)))
    order = np.argsort(first, kind="stable")
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count)
    new = place[label]
    starts, terms, values = _added(new[units.rows()], units.terms, units.values * weight[units.rows()], count)
    values = values / np.repeat(total[order], np.diff(starts))
    return Units(starts, terms, values, total[order], since[order], until[order]), new


def taken(units: Units, some: Whole) -> Units:
    """Those of the units."""
    lengths = np.diff(units.starts)[some]
    starts = np.concatenate(([0], np.cumsum(lengths)))
    at = np.repeat(units.starts[some] - starts[:-1], lengths) + np.arange(starts[-1])
    return Units(starts, units.terms[at], units.values[at], units.sizes[some], units.since[some], units.until[some])


def nearness(gap: Floats) -> Floats:
    """By how much likeness counts less over days without a word: to a third in three weeks, then nothing."""
    return np.where(gap > WINDOW, 0.0, np.exp(-gap / _DECAY))


def gaps(units: Units, one: Whole, two: Whole) -> Floats:
    """Days between the times of two units each; 0 where they overlap or are not known."""
    apart = np.maximum(units.since[two] - units.until[one], units.since[one] - units.until[two])
    return np.nan_to_num(np.maximum(apart, 0.0))


WINDOW = 21
"""Days after which an article that is like a story is about another happening."""
_DECAY = 20.0


def _added(rows: Whole, terms: Whole, values: Floats, count: int) -> tuple[Whole, Whole, Floats]:
    """Sum entries of one row and term; returns the starts of rows, terms and sums."""
    order = np.argsort(rows << 32 | terms, kind="stable")  # runs of terms in order, which are merged
    rows, terms, values = rows[order], terms[order], values[order]
    if not len(rows):
        return np.zeros(count + 1, dtype=np.int64), terms, values
    new = np.concatenate(([True], (rows[1:] != rows[:-1]) | (terms[1:] != terms[:-1])))
    at = np.flatnonzero(new)
    starts = np.searchsorted(rows[at], np.arange(count + 1)).astype(np.int64)
    return starts, terms[at], np.add.reduceat(values, at)
