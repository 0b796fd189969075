"""Which stories new articles may belong to or change: those are made anew, together with what is new."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from .grouping import SAME
from .loading import Kept, Loader, count, frequencies
from .reading import WHOLE_COPY
from .units import WINDOW, Floats, Whole, importance

SMALL = 600
"""A ledger of so few articles is looked at as a whole: then the outcome depends on its articles alone."""
LARGE = 16
"""A larger story is taken apart the seldomer the larger it is: so many articles, from all its time, stand for it."""

_LIST = 30  # stories in the list of a term
_STORIES = 2  # an article is compared with
_TYPICAL = 0.2  # of a telling term in a unit vector
_THESE = "(SELECT unnest($articles::UINTEGER[]))"
_TELLING = f"SELECT article, term FROM story_postings WHERE article IN {_THESE} ORDER BY article, term"
_SHARING = """SELECT h.term, h.story, h.articles, t.articles AS size FROM (
        SELECT p.term, s.story, count(*) AS articles
        FROM story_postings p JOIN wanted_terms w ON w.term = p.term JOIN story_articles s ON s.article = p.article
        WHERE p.day IS NULL OR p.day BETWEEN $since AND $until GROUP BY ALL
    ) h JOIN stories t ON t.story = h.story"""
_REPRINTS = f"""SELECT article, original FROM copies WHERE share >= {WHOLE_COPY}
    AND (article IN {_THESE} OR original IN {_THESE}) ORDER BY article, original"""
_STORIES_OF = f"SELECT DISTINCT story FROM story_articles WHERE article IN {_THESE}"
_MEMBERS = """SELECT s.story, s.article FROM story_articles s JOIN story_terms t ON t.article = s.article
    WHERE s.story IN (SELECT unnest($stories::UINTEGER[])) ORDER BY s.story, t.day NULLS FIRST, s.article"""


@dataclass(frozen=True, slots=True)
class Region:
    """Articles, new ones and those of the stories that are made anew; and large stories, each with all its articles.

    `reprints` are pairs of a reprint and its original, of which one at least is in the region.
    """

    articles: tuple[int, ...]
    large: Mapping[int, tuple[int, ...]]
    reprints: tuple[tuple[int, int], ...]

    def typical(self) -> dict[int, int]:
        """Articles that stand for a large story, evenly from all of its time, with that story."""
        return {
            articles[place * (len(articles) - 1) // (LARGE - 1)]: story
            for story, articles in self.large.items()
            for place in range(LARGE)
        }


def region(connection: DuckDBPyConnection, new: Sequence[int], left: Collection[int], loader: Loader) -> Region:
    """What has to be looked at for the articles `new`, and for the stories that articles have `left`."""
    if count(connection) <= SMALL:
        rows = connection.execute("SELECT article FROM story_articles").fetchall()
        everything = sorted({*(row[0] for row in rows), *new} - set(left))
        return Region(tuple(everything), {}, _reprints(connection, everything))
    reprints = _reprints(connection, new)
    others = sorted({article for pair in reprints for article in pair} - set(new))
    stories = set(_stories_of(connection, [*others, *new, *left]))
    stories.update(_alike(connection, new, loader.kept(connection, new)))
    members: dict[int, list[int]] = {}
    for story, article in connection.execute(_MEMBERS, {"stories": sorted(stories)}).fetchall():
        members.setdefault(story, []).append(article)
    placed = {*new, *left}  # what was read anew may leave a large story
    rest = {story: tuple(a for a in found if a not in placed) for story, found in members.items()}
    large = {story: found for story, found in rest.items() if not _apart(story, len(found), new)}
    articles = tuple(sorted({a for story, found in rest.items() if story not in large for a in found} | set(new)))
    return Region(articles, large, _reprints(connection, articles))


def _apart(story: int, size: int, new: Sequence[int]) -> bool:
    """Whether a story is taken apart: of many times, as often as costs no more than a small one does every time."""
    if size <= LARGE:
        return True
    drawn = crc32(f"{story} {new[0] if new else 0}".encode())
    return size <= SMALL and drawn % size < LARGE


def _reprints(connection: DuckDBPyConnection, articles: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple(connection.execute(_REPRINTS, {"articles": list(articles)}).fetchall())


def _stories_of(connection: DuckDBPyConnection, articles: Sequence[int]) -> Iterable[int]:
    return [story for (story,) in connection.execute(_STORIES_OF, {"articles": list(articles)}).fetchall()]


def _alike(connection: DuckDBPyConnection, new: Sequence[int], kept: Mapping[int, Kept]) -> set[int]:
    """Stories that share telling terms with new articles: of each article the few that share most."""
    telling = connection.execute(_TELLING, {"articles": list(new)}).fetchnumpy()
    article = np.asarray(telling["article"], dtype=np.int64)
    terms, column = np.unique(np.asarray(telling["term"], dtype=np.int64), return_inverse=True)
    if not len(terms):
        return set()
    found, articles = frequencies(connection, terms.tolist())
    tells = importance(terms.tolist(), found, articles)
    term, story, holders, size = _sharing(connection, terms, [kept[article][0] for article in new if article in kept])
    share = holders / size
    at = np.searchsorted(terms, term)
    order = np.lexsort((story, -holders, at))
    rank = np.arange(len(order)) - np.searchsorted(at[order], at[order])
    order = order[rank < _LIST]
    at, story, share = at[order], story[order], share[order]
    first, last = np.searchsorted(at, column), np.searchsorted(at, column, side="right")
    lengths = last - first
    entry = np.repeat(first - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths) + np.arange(lengths.sum())
    row = np.repeat(np.arange(len(article)), lengths)
    level = tells * tells * _TYPICAL**2 / (tells * tells).mean()
    return _best(article[row], story[entry], level[column[row]] * share[entry])


def _best(article: Whole, story: Whole, likeness: Floats) -> set[int]:
    if not len(article):
        return set()
    top = int(story.max()) + 1
    keys, place = np.unique(article * top + story, return_inverse=True)
    total = np.bincount(place, likeness)
    kept = total >= SAME / 3
    keys, total = keys[kept], total[kept]
    order = np.lexsort((keys % top, -total, keys // top))
    rank = np.arange(len(order)) - np.searchsorted(keys[order] // top, keys[order] // top)
    return set((keys[order][rank < _STORIES] % top).tolist())


def _sharing(connection: DuckDBPyConnection, terms: Whole, days: Sequence[float]) -> tuple[Whole, Whole, Whole, Whole]:
    """Term, story, how many articles of that story near the given days have the term, and how many it has in all."""
    connection.register("wanted_terms", pa.table({"term": pa.array(terms, pa.uint32())}))
    dated = all(day == day for day in days)  # an article without a day may be of any
    since, until = (min(days) - WINDOW, max(days) + WINDOW) if days and dated else (-math.inf, math.inf)
    table = connection.sql(_SHARING, params={"since": since, "until": until}).to_arrow_table()
    connection.unregister("wanted_terms")
    term, story, holders, size = (column.to_numpy().astype(np.int64) for column in table.columns)
    return term, story, holders, size
