"""One claim with all that is known of it: its statements, its origins, and what it is at odds with."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.errors import NotInLedger
from onrecord.ledger.asking.answers import PARTS, statements, table_of, whole
from onrecord.ledger.asking.claims import rows_of
from onrecord.ledger.asking.conflicts import conflicts
from onrecord.ledger.asking.links import article_of, link, reference, span_of
from onrecord.ledger.asking.waiting import to_build
from onrecord.ledger.fetching import first_row
from onrecord.ledger.table import Table

_AT = """
    SELECT claim FROM claim_statements WHERE article = $article AND "start" < $stop AND stop > $start
    ORDER BY least(stop, $stop) - greatest("start", $start) DESC, stop - "start", claim LIMIT 1"""
_MEMBERS = """
    SELECT m.attribution, m.stance, m.confidence, m.reason, w.origin, w.parent, w.relation, w.via, w.reason
    FROM claim_statements m JOIN articles x USING (article)
    LEFT JOIN spread w ON w.claim = m.claim AND w.attribution = m.attribution
    WHERE m.claim = ? ORDER BY x.day NULLS LAST, x.published NULLS LAST, m.article, m.attribution"""
_ORIGINS = """
    SELECT o.number, o.name, o.kind, o.actor, o.medium, o.certain, o.reason, x.outlet, x.published, x.title,
        o.attribution, x.url
    FROM origins o LEFT JOIN attributions a USING (attribution) LEFT JOIN articles x USING (article)
    WHERE o.claim = ? ORDER BY o.number"""
_MEMBER_SCHEMA = pa.schema(
    [
        ("stance", pa.string()), ("likeness", pa.float64()), ("why", pa.string()), ("origin", pa.int64()),
        ("parent", pa.int64()), ("relation", pa.string()), ("via", pa.string()), ("origin_why", pa.string()),
    ]
)  # fmt: skip
_ORIGIN_SCHEMA = pa.schema(
    [
        ("origin", pa.int64()), ("name", pa.string()), ("kind", pa.string()), ("actor", pa.int64()),
        ("medium", pa.string()), ("certain", pa.bool_()), ("reason", pa.string()), ("outlet", pa.string()),
        ("published", pa.string()), ("title", pa.string()), ("content", pa.string()), ("reference", pa.string()),
        ("link", pa.string()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with all that is known of it.

    `facts` is its row of `claims`. `origins` has a row for each origin: who, of what kind, through whom it came, and
    the earliest statement that tells of it. `statements` are all of them, earliest first, in the columns of `find`
    with `stance` ("says", "denies"), `likeness` (how sure it is that they say the same) and `why`, the number of the
    `origin`, the `parent` (the attribution that it was taken from) with the `relation`, what came between (`via`) and
    `origin_why`. `conflicts` are those that it has a part in.
    """

    facts: dict[str, Any]
    origins: Table
    statements: Table
    conflicts: Table


def claim(connection: DuckDBPyConnection, ref: int | str) -> Claim:
    """Return the claim of a number ("17", "#17"), or that of the statement at a reference ("12:210-330").

    Raises NotInLedger where there is none.
    """
    number = claim_number(connection, ref)
    (facts,) = rows_of(connection, [number])
    del facts["rank"], facts["score"]
    return Claim(facts, _origins(connection, number), _members(connection, number), conflicts(connection, claim=number))


def claim_number(connection: DuckDBPyConnection, ref: int | str) -> int:
    """The number of the claim that `ref` names, as `claim` takes it; raises NotInLedger."""
    asked = str(ref).strip().removeprefix("#")
    span, article = span_of(asked), article_of(asked)
    if span and article is not None:
        row = first_row(connection, _AT, {"article": article, "start": span[0], "stop": span[1]})
        if row:
            return int(row[0])
        way_out = f"`onrecord show {article}` has the statements of that article"
        raise NotInLedger(f"{asked}: no claim is known there; {way_out}{to_build(connection, 'claims')}")
    if article is not None and first_row(connection, "SELECT 1 FROM claims WHERE claim = ?", [article]):
        return article
    shown = str(ref)[:300].encode("utf-8", "replace").decode("utf-8")
    raise NotInLedger(
        f"{shown!r}: no such claim here; name it by its number or by the reference of a statement (12:210-330), "
        f'or look for it: onrecord claims "…"{to_build(connection, "claims")}'
    )


def _members(connection: DuckDBPyConnection, number: int) -> Table:
    rows = {row[0]: row[1:] for row in connection.execute(_MEMBERS, [number]).fetchall()}
    table = table_of(connection, [(attribution, None) for attribution in rows]).arrow().drop_columns(["score"])
    facts = [rows[attribution] for attribution in table.column("attribution").to_pylist()]
    return Table(pa.Table.from_arrays([*table.columns, *_columns(facts, _MEMBER_SCHEMA)], schema=_joined(table.schema)))


def _joined(schema: pa.Schema) -> pa.Schema:
    return pa.schema([*schema, *_MEMBER_SCHEMA])


def _columns(rows: Sequence[Sequence[Any]], schema: pa.Schema) -> list[pa.Array]:
    return [pa.array([row[place] for row in rows], kind) for place, kind in enumerate(schema.types)]


def _origins(connection: DuckDBPyConnection, number: int) -> Table:
    found = connection.execute(_ORIGINS, [number]).fetchall()
    said = statements(connection, [row[-2] for row in found])
    rows: list[tuple[Any, ...]] = []
    for *facts, attribution, url in found:
        one = said.get(attribution)
        evidence: tuple[str | None, ...] = (None, None, None)
        if one:
            evidence = (PARTS.join(one.pieces), reference(one.article, *whole(one)), link(url, one.pieces))
        rows.append((*facts, *evidence))
    return Table(pa.Table.from_arrays(_columns(rows, _ORIGIN_SCHEMA), schema=_ORIGIN_SCHEMA))
