"""The table `copies` brought up to date for some articles."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.sharing import Shared

from .heads import RANKED
from .originals import Copy, originals
from .reasons import Print

_ASKED = """CREATE OR REPLACE TEMP TABLE asked AS
    SELECT DISTINCT p.family FROM passages p SEMI JOIN relinked r ON r.article = p.article"""
# Of each family the first print of every medium, under each of its names: nobody has to be compared with everybody
_CREDITED = """CREATE OR REPLACE TEMP TABLE firsts AS
    SELECT family, name, arg_min(article, rank) AS article FROM (
        SELECT r.family, r.article, r.rank, unnest(p.names) AS name FROM ranked r JOIN printings p USING (article))
    GROUP BY family, name"""
_CANDIDATES = """CREATE OR REPLACE TEMP TABLE candidates AS
    WITH held AS (SELECT DISTINCT p.article, p.family FROM passages p SEMI JOIN relinked r ON r.article = p.article),
    named AS (SELECT h.article, h.family, unnest(p.credits) AS name FROM held h JOIN printings p USING (article))
    SELECT h.article, f.head AS original FROM held h JOIN families f USING (family) WHERE f.head <> h.article
    UNION SELECT n.article, f.article FROM named n JOIN firsts f USING (family, name) WHERE f.article <> n.article"""
_SHARED = """SELECT c.article, c.original, p."start", p.stop, o."start", o.stop, least(p.words, o.words),
        p.sure AND o.sure
    FROM candidates c JOIN passages p ON p.article = c.article
    JOIN passages o ON o.article = c.original AND o.family = p.family
    ORDER BY c.article, c.original, p."start", o."start\""""
_PRINTS = """SELECT p.article, coalesce(a.outlet, p.outlet, ''), p.names, p.credits, p.day, p.time, p.words, p.tie,
        p.credited AND NOT p.crediting
    FROM printings p JOIN articles a USING (article)
    WHERE article IN (SELECT article FROM candidates UNION SELECT original FROM candidates)"""
_PUT = """INSERT INTO copies SELECT article, original, words, share, original_share, reason, confidence, passages
    FROM copies_to_put ORDER BY article, original"""
_PASSAGES = pa.list_(pa.struct([(name, pa.uint32()) for name in ("start", "stop", "original_start", "original_stop")]))


def link(connection: DuckDBPyConnection, articles: Sequence[int]) -> None:
    """Find the originals of these articles anew; `families` has to be up to date."""
    connection.execute("CREATE OR REPLACE TEMP TABLE relinked AS SELECT unnest(?::UINTEGER[]) AS article", [articles])
    connection.execute("DELETE FROM copies WHERE article IN (SELECT article FROM relinked)")
    connection.execute(_ASKED)
    if not connection.execute("SELECT 1 FROM asked LIMIT 1").fetchall():
        return
    connection.execute(RANKED.format(families="asked"))
    connection.execute(_CREDITED)
    connection.execute(_CANDIDATES)
    prints = {row[0]: _print(row) for row in connection.execute(_PRINTS).fetchall()}
    shared = connection.execute(_SHARED).fetchall()
    _put(connection, list(_copies(shared, prints)))


def _copies(rows: Sequence[tuple[Any, ...]], prints: dict[int, Print]) -> Iterator[Copy]:
    for article, of_article in groupby(rows, key=itemgetter(0)):
        candidates = {
            original: [Shared(*row[2:]) for row in of_original]
            for original, of_original in groupby(of_article, key=itemgetter(1))
            # the other credits this one: it may be the first of a family, but not the original of this article
            if not prints[original].credits(prints[article])
        }
        yield from originals(prints[article], candidates, prints)


def _print(row: tuple[Any, ...]) -> Print:
    number, outlet, names, credited, *others = row
    return Print(number, outlet or "the other", frozenset(names), frozenset(credited), *others)


def _put(connection: DuckDBPyConnection, copies: Sequence[Copy]) -> None:
    if not copies:
        return
    keys = ("start", "stop", "original_start", "original_stop")
    passages = [[dict(zip(keys, passage, strict=True)) for passage in copy.passages] for copy in copies]
    table = pa.table(
        {
            "article": pa.array([copy.article for copy in copies], pa.uint32()),
            "original": pa.array([copy.original for copy in copies], pa.uint32()),
            "words": pa.array([copy.words for copy in copies], pa.uint32()),
            "share": [copy.share for copy in copies],
            "original_share": [copy.original_share for copy in copies],
            "reason": [copy.reason for copy in copies],
            "confidence": [copy.confidence for copy in copies],
            "passages": pa.array(passages, _PASSAGES),
        }
    )
    connection.register("copies_to_put", table)
    connection.execute(_PUT)
    connection.unregister("copies_to_put")
