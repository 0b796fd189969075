"""Articles that share passages with one, and who is likely to have them from whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.errors import BadFilter
from onrecord.ledger.asking.links import link, reference
from onrecord.ledger.asking.sharing import Passage, shared
from onrecord.ledger.asking.showing import article_number
from onrecord.ledger.table import Table

Relation: TypeAlias = Literal["copied from", "copied by", "same original"]

_SHOWN = 200  # characters of a passage
_COLUMNS = "words, share, original_share, passages, reason, confidence"
_ORIGINALS = f"SELECT original, {_COLUMNS} FROM copies WHERE article = ? ORDER BY words DESC, original"
_COPIES = f"SELECT article, {_COLUMNS} FROM copies WHERE original = ? ORDER BY words DESC, article"
_COMMON = """
    SELECT o.article, min_by(coalesce(x.outlet, x.title, x.id), o.original), max(o.confidence)
    FROM copies o JOIN copies mine ON mine.original = o.original AND mine.article = $article
    JOIN (SELECT unnest($others::UINTEGER[]) AS article) t ON t.article = o.article
    JOIN articles x ON x.article = o.original GROUP BY o.article"""
_ARTICLES = """
    SELECT article, outlet, published, title, url FROM articles
    JOIN (SELECT unnest(?::UINTEGER[]) AS article) USING (article)"""
_TEXTS = """
    SELECT place, x.text[first + 1 : last] FROM (
        SELECT unnest($places::UINTEGER[]) AS place, unnest($articles::UINTEGER[]) AS article,
            unnest($starts::UINTEGER[]) AS first, unnest($stops::UINTEGER[]) AS last
    ) JOIN articles x USING (article) ORDER BY place"""
_SPANS = ("start", "stop", "other_start", "other_stop")
_SCHEMA = pa.schema(
    [
        ("relation", pa.string()), ("article", pa.int64()), ("outlet", pa.string()), ("published", pa.string()),
        ("title", pa.string()), ("words", pa.int64()), ("share", pa.float64()), ("other_share", pa.float64()),
        ("reason", pa.string()), ("confidence", pa.float64()),
        ("passages", pa.list_(pa.struct([(name, pa.int64()) for name in _SPANS]))), ("passage", pa.string()),
        ("reference", pa.string()), ("link", pa.string()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Copy:
    """Another article that has words of the one asked for."""

    relation: Relation
    article: int
    words: int
    share: float
    other_share: float
    passages: tuple[Passage, ...]
    reason: str | None = None
    confidence: float | None = None

    @property
    def longest(self) -> Passage:
        return max(self.passages, key=lambda passage: passage[1] - passage[0], default=(0, 0, 0, 0))


def copies(connection: DuckDBPyConnection, article: int | str, *, limit: int | None = None, offset: int = 0) -> Table:
    """The articles that share passages with one, named as for `show`: its originals, its copies, then the others.

    `relation` is "copied from" (the other is its likely original), "copied by", or "same original": both have the
    words from a third, or nothing tells from whom. `words` are those shared, outside quotation marks; `share` is their
    part of the article, `other_share` of the other. `passages` are spans in both, `passage` the beginning of the
    longest, `reference` where it stands in the other. Raises NotInLedger where there is no such article, BadFilter.
    """
    if offset < 0 or (limit is not None and limit < 0):
        raise BadFilter("limit and offset: numbers from 0 on")
    number = article_number(connection, article)
    last = None if limit is None else offset + limit
    return _table(connection, number, list(_copies(connection, number))[offset:last])


def _copies(connection: DuckDBPyConnection, number: int) -> Iterator[_Copy]:
    told = set()
    for other, words, share, other_share, spans, *why in connection.execute(_ORIGINALS, [number]).fetchall():
        told.add(other)
        there = tuple((p["start"], p["stop"], p["original_start"], p["original_stop"]) for p in spans)
        yield _Copy("copied from", other, words, share, other_share, there, *why)
    for other, words, other_share, share, spans, *why in connection.execute(_COPIES, [number]).fetchall():
        told.add(other)
        there = tuple((p["original_start"], p["original_stop"], p["start"], p["stop"]) for p in spans)
        yield _Copy("copied by", other, words, share, other_share, there, *why)
    others = [one for one in shared(connection, number) if one.article not in told]
    given = {"article": number, "others": [one.article for one in others]}
    common = {other: facts for other, *facts in connection.execute(_COMMON, given).fetchall()}
    for one in others:
        original, confidence = common.get(one.article, (None, None))
        reason = f"both have it from {original}" if original else "nothing tells which of them has it from the other"
        yield _Copy(
            "same original", one.article, one.words, one.share, one.other_share, one.passages, reason, confidence
        )


def _table(connection: DuckDBPyConnection, number: int, found: Sequence[_Copy]) -> Table:
    pages = {row[0]: row[1:] for row in connection.execute(_ARTICLES, [[one.article for one in found]]).fetchall()}
    found = [one for one in found if one.article in pages]
    here = _texts(
        connection, [(number, one.longest[0], min(one.longest[1], one.longest[0] + _SHOWN + 1)) for one in found]
    )
    there = _texts(connection, [(one.article, *one.longest[2:]) for one in found])
    rows = []
    for one, text, other in zip(found, here, there, strict=True):
        outlet, published, title, url = pages[one.article]
        rows.append(
            {
                "relation": one.relation, "article": one.article, "outlet": outlet, "published": published,
                "title": title, "words": one.words, "share": one.share, "other_share": one.other_share,
                "reason": one.reason, "confidence": one.confidence,
                "passages": [dict(zip(_SPANS, passage, strict=True)) for passage in one.passages],
                "passage": text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…",
                "reference": reference(one.article, *one.longest[2:]), "link": link(url, [other]),
            }
        )  # fmt: skip
    return Table(pa.Table.from_pylist(rows, schema=_SCHEMA))


def _texts(connection: DuckDBPyConnection, spans: Sequence[tuple[int, int, int]]) -> list[str]:
    """What stands at (article, start, stop), place by place."""
    articles, starts, stops = zip(*spans, strict=True) if spans else ((), (), ())
    given = {
        "places": list(range(len(spans))), "articles": list(articles), "starts": list(starts), "stops": list(stops)
    }  # fmt: skip
    return [text for _, text in connection.execute(_TEXTS, given).fetchall()] if spans else []
