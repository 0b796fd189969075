"""Conflicts: what can't both hold, with both sides' evidence."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.errors import BadFilter
from onrecord.ledger.asking.answers import table_of
from onrecord.ledger.asking.days import first_day, last_day
from onrecord.ledger.asking.links import link, reference
from onrecord.ledger.table import Table

KINDS = ("quantity", "denial", "reversal", "sum", "date")

_CONFLICTS = """
    SELECT c.conflict, c.kind, c.day, c.story, s.title, c.reason, c.confidence, c.claim, c.other_claim,
        c.article, c."start", c.stop, c.attribution, c.other_attribution
    FROM conflicts c LEFT JOIN stories s USING (story) {where}
    ORDER BY c.day DESC NULLS LAST, c.conflict LIMIT $limit OFFSET $offset"""
_WRITTEN = """
    SELECT article, "start", stop, text["start" + 1 : stop], outlet, published, url FROM articles JOIN (
        SELECT DISTINCT unnest(?::UINTEGER[]) AS article, unnest(?::UINTEGER[]) AS "start",
            unnest(?::UINTEGER[]) AS stop
    ) USING (article)"""
_NAMES = ("conflict", "kind", "day", "story", "story_title", "reason", "confidence", "claim", "other_claim")
_SIDE = ("content", "speaker", "outlet", "published", "reference", "link")
_SCHEMA = pa.schema(
    [
        ("conflict", pa.int64()), ("kind", pa.string()), ("day", pa.date32()), ("story", pa.int64()),
        ("story_title", pa.string()), ("reason", pa.string()), ("confidence", pa.float64()), ("claim", pa.int64()),
        *((name, pa.string()) for name in _SIDE), ("other_claim", pa.int64()),
        *((f"other_{name}", pa.string()) for name in _SIDE),
    ]
)  # fmt: skip


def conflicts(
    connection: DuckDBPyConnection,
    *,
    kind: str | None = None,
    story: int | None = None,
    claim: int | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    min_confidence: float = 0.0,
    limit: int | None = None,
    offset: int = 0,
) -> Table:
    """Conflicts, the latest first: of a `kind`, in a `story`, with a part of a `claim`, of the days from `since` on.

    A row has the evidence of both sides: what was said, by whom, where, and its reference. What nobody is said to say
    has no speaker; the other side is empty where a statement is at odds with itself. Raises BadFilter for a value that
    means nothing.
    """
    if kind is not None and kind not in KINDS:
        raise BadFilter(f"kind: there is no {kind!r}; it is one of {', '.join(KINDS)}")
    if not 0.0 <= min_confidence <= 1.0:
        raise BadFilter(f"min_confidence: {min_confidence!r} is not from 0 to 1")
    if offset < 0 or (limit is not None and limit < 0):
        raise BadFilter("limit and offset: numbers from 0 on")
    values: dict[str, Any] = {
        "kind": kind, "story": story, "claim": claim, "least": min_confidence or None,
        "since": None if since is None else first_day(since, "since"),
        "until": None if until is None else last_day(until, "until"),
    }  # fmt: skip
    tests = {
        "kind": "c.kind = $kind", "story": "c.story = $story", "claim": "$claim IN (c.claim, c.other_claim)",
        "least": "c.confidence >= $least", "since": "c.day >= $since", "until": "c.day <= $until",
    }  # fmt: skip
    given = {name: value for name, value in values.items() if value is not None}
    where = f"WHERE {' AND '.join(tests[name] for name in given)}" if given else ""
    query = _CONFLICTS.format(where=where)
    rows = connection.execute(query, {**given, "limit": limit, "offset": offset}).fetchall()
    numbers = sorted({number for row in rows for number in row[-2:] if number is not None})
    said = {row["attribution"]: row for row in table_of(connection, [(number, None) for number in numbers])}
    written = _written(connection, [row[-5:-2] for row in rows if row[-2] not in said])
    return Table(pa.Table.from_pylist([_row(row, said, written) for row in rows], schema=_SCHEMA))


def _row(
    row: tuple[Any, ...], said: dict[int, dict[str, Any]], written: dict[tuple[int, int, int], dict[str, Any]]
) -> dict[str, Any]:
    out = dict(zip(_NAMES, row, strict=False))
    one = said.get(row[-2]) or written.get(row[-5:-2], {})
    other = said.get(row[-1], {})
    return out | {name: one.get(name) for name in _SIDE} | {f"other_{name}": other.get(name) for name in _SIDE}


def _written(
    connection: DuckDBPyConnection, spans: Sequence[tuple[int, int, int]]
) -> dict[tuple[int, int, int], dict[str, Any]]:
    """What articles themselves say at (article, start, stop), where it is no statement of somebody's."""
    if not spans:
        return {}
    articles, starts, stops = (list(part) for part in zip(*spans, strict=True))
    found = {}
    for *span, content, outlet, published, url in connection.execute(_WRITTEN, [articles, starts, stops]).fetchall():
        facts = (content, None, outlet, published, reference(*span), link(url, [content]))
        found[span[0], span[1], span[2]] = dict(zip(_SIDE, facts, strict=True))
    return found
