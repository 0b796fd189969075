"""A region's articles put into stories, as numbers of groups."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from duckdb import DuckDBPyConnection

from .grouping import SAME, groups
from .loading import Loader, units_of
from .regions import LARGE, Region
from .units import Floats, Units, Whole, merged

_REPRINT = 0.97
_ALONE = 0.7
_SUREST = 0.99
_SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Settled:
    """A story as it has come out: its articles in the order of their time, with how sure each belongs to it.

    `large` are stories that have gone into it whole; of their articles, `articles` has only some, to stand for them.
    `typical` is how like the whole each of `articles` is, and `terms` how much each term tells of it.
    """

    articles: tuple[int, ...]
    days: tuple[float, ...]
    confidences: tuple[float, ...]
    typical: tuple[float, ...]
    terms: Mapping[int, float]
    large: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A region with its articles in the order of their time, and a unit for each; what `stands_for` a large story."""

    region: Region
    stands_for: Mapping[int, int]
    order: Sequence[int]
    units: Units


def loaded(connection: DuckDBPyConnection, region: Region, loader: Loader) -> Loaded:
    """Read what is kept of a region's articles."""
    stands_for = region.typical()
    order, units = units_of(connection, loader.kept(connection, [*region.articles, *stands_for]))
    return Loaded(region, stands_for, order, units)


def settled(given: Loaded) -> list[Settled]:
    """Put the articles of a region together to stories."""
    region, stands_for, order, units = given.region, given.stands_for, given.order, given.units
    if not order:
        return []
    joined = _joined(order, region, stands_for)
    sizes = np.array([len(region.large[stands_for[a]]) / LARGE if a in stands_for else 1.0 for a in order])
    joint, place = merged(units, joined, sizes)
    labels = groups(joint)[place]
    stories, story = merged(units, labels, sizes)
    own = _own(units, sizes, stories, story)
    confidences = _confidences(own, sizes, joined, story)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(story.tolist()):
        members[one].append(at)
    return [
        Settled(
            tuple(order[at] for at in found),
            tuple(float(units.since[at]) for at in found),
            tuple(confidences[at] for at in found),
            tuple(own[found].tolist()),
            _terms(stories, one),
            tuple(sorted({stands_for[order[at]] for at in found if order[at] in stands_for})),
        )
        for one, found in sorted(members.items())
    ]


def _joined(order: Sequence[int], region: Region, stands_for: Mapping[int, int]) -> Whole:
    """A label for each article: those are of one story without a question that are reprints, or of one large story."""
    place = {article: at for at, article in enumerate(order)}
    first = {story: place[a] for a, story in reversed(list(stands_for.items())) if a in place}
    home = {article: first[story] for story, found in region.large.items() for article in found if story in first}
    root = list(range(len(order)))

    def top(at: int) -> int:
        while root[at] != at:
            root[at] = root[root[at]]
            at = root[at]
        return at

    pairs = [(place[article], first[story]) for article, story in stands_for.items() if article in place]
    for reprint, original in region.reprints:
        one, two = (place.get(article, home.get(article)) for article in (reprint, original))
        if one is not None and two is not None:
            pairs.append((one, two))
    for one, two in pairs:
        low, high = sorted((top(one), top(two)))
        root[high] = low
    return np.array([top(at) for at in range(len(order))], dtype=np.int64)


def _own(units: Units, sizes: Floats, stories: Units, story: Whole) -> Floats:
    """Average likeness of each article with the others of its story; 0 where it is alone."""
    top = int(max(units.terms.max(initial=0), 1)) + 1
    keys = stories.rows() * top + stories.terms
    wanted = story[units.rows()] * top + units.terms
    at = np.searchsorted(keys, wanted)
    products = units.values * stories.values[at]
    whole = np.bincount(units.rows(), products, len(units)) * stories.sizes[story]
    itself = np.bincount(units.rows(), units.values**2, len(units)) * sizes
    others = stories.sizes[story] - sizes
    return np.asarray(np.where(others > 0, (whole - itself) / np.where(others > 0, others, 1.0), 0.0))


def _confidences(own: Floats, sizes: Floats, joined: Whole, story: Whole) -> list[float]:
    alone = np.bincount(story, sizes)[story] <= 1
    sure = 1.0 / (1.0 + np.exp(-(own - SAME) / (_SPREAD * SAME)))
    sure = np.where(np.bincount(joined, minlength=len(joined))[joined] > 1, np.maximum(sure, _REPRINT), sure)
    return [min(_SUREST, round(value, 2)) for value in np.where(alone, _ALONE, sure).tolist()]


def _terms(stories: Units, one: int) -> dict[int, float]:
    some = slice(int(stories.starts[one]), int(stories.starts[one + 1]))
    return dict(zip(stories.terms[some].tolist(), stories.values[some].tolist(), strict=True))
