"""Articles out of a ledger, as what copies are found by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from .printings import Printing, credited, printing
from .sentences import Sentence, Vocabulary, sentences

_AT_ONCE = 500
_ARTICLES = """SELECT article, key, title, outlet, url, published, day, text, blocks
    FROM articles WHERE article IN (SELECT article FROM portion)"""
# Who reported an article as a whole is in the chain of most of its statements
_CHAINS = """WITH told AS (
        SELECT article, list_distinct([s.speaker FOR s IN chain IF s.relation = 'reported by']) AS reporters
        FROM attributions WHERE article IN (SELECT article FROM portion) AND "within" IS NULL),
    often AS (
        SELECT t.article, u.speaker, count(*) AS times FROM told t, unnest(t.reporters) AS u(speaker) GROUP BY ALL),
    total AS (SELECT article, count(*) AS times FROM told GROUP BY article)
    SELECT o.article, n.name FROM often o JOIN total t USING (article)
    JOIN appearances n ON n.article = o.article AND n.number = o.speaker
    WHERE 2 * o.times >= t.times"""


@dataclass(frozen=True, slots=True)
class Portion:
    """Sentences of some articles, in the order in which these were printed, as columns.

    The words of sentence i are words[starts[i]:starts[i + 1]].
    """

    printings: tuple[Printing, ...]
    article: NDArray[np.int64]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    aside: NDArray[np.bool_]
    plain: NDArray[np.bool_]
    words: NDArray[np.uint64]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.article)


@dataclass(frozen=True, slots=True)
class _Read:
    printing: Printing
    sentences: Sequence[Sentence]


def gather(connection: DuckDBPyConnection, articles: Sequence[int]) -> Portion:
    """Read and take apart these articles; the order in which they are given doesn't matter."""
    connection.register("portion", pa.table({"article": pa.array(articles, pa.uint32())}))
    chains: dict[int, list[str]] = {}
    for article, name in connection.execute(_CHAINS).fetchall():
        chains.setdefault(article, []).append(name)
    vocabulary = Vocabulary()
    read = [_read(row, chains.get(row[0], []), vocabulary) for row in _rows(connection)]
    connection.unregister("portion")
    read.sort(key=lambda one: printed(one.printing))
    return _portion(read)


def printed(one: Printing) -> tuple[bool, str, bool, str, int, int]:
    """By this, articles are in the order in which they were printed, as far as that is known."""
    day = "" if one.day is None else one.day.isoformat()
    time = "" if one.time is None else one.time.isoformat()
    return one.day is not None, day, one.time is None, time, one.tie, one.article


def _rows(connection: DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    connection.execute(_ARTICLES)
    while rows := connection.fetchmany(_AT_ONCE):
        yield from rows


def _read(row: tuple[Any, ...], reporters: Sequence[str], vocabulary: Vocabulary) -> _Read:
    article, key, _, outlet, url, published, day, text, blocks = row
    found, total = sentences(text, blocks, outlet or "", vocabulary)
    names = [*credited(text, blocks), *reporters]
    return _Read(printing(article, key, outlet, url, published, day, total, names), _distinct(found))


def _distinct(found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of one article without those that it has had before."""
    return list({sentence.words: sentence for sentence in reversed(found)}.values())[::-1]


def _portion(read: Sequence[_Read]) -> Portion:
    found = [sentence for one in read for sentence in one.sentences]
    words = [sentence.words for sentence in found]
    ends = np.cumsum([0, *map(len, words)])
    numbers = np.array([one.printing.article for one in read], np.int64)
    return Portion(
        tuple(one.printing for one in read),
        np.repeat(numbers, [len(one.sentences) for one in read]) if read else numbers,
        np.array([sentence.start for sentence in found], np.int64),
        np.array([sentence.stop for sentence in found], np.int64),
        np.array([sentence.aside for sentence in found], np.bool_),
        np.array([sentence.plain for sentence in found], np.bool_),
        np.fromiter(chain.from_iterable(words), np.uint64, int(ends[-1])),
        ends.astype(np.int64),
    )
