"""Claims that are looked for: what several statements say in whatever words, and how many stand behind it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.errors import BadFilter
from onrecord.ledger.asking.answers import Said, statements, whole
from onrecord.ledger.asking.filters import Filters, Restriction, restriction
from onrecord.ledger.asking.finding import MOST, pooled, ranked
from onrecord.ledger.asking.links import link, reference
from onrecord.ledger.asking.question import Question, taken_apart
from onrecord.ledger.table import Table

# Statements that are scored for a claim that is asked for; those of one claim can take up all of them, so that the
# clearest statements of all claims are scored besides
_DEPTH = 4
_THESE = "JOIN (SELECT unnest($claims::UINTEGER[]) AS claim) USING (claim)"
_FACTS = (
    "text", "origins", "least", "most", "named", "why", "statements", "articles", "denials", "since", "until", "story",
)  # fmt: skip
_CLAIMS = f"""
    SELECT claim, {", ".join(f"c.{name}" for name in _FACTS)}, s.title, c.attribution
    FROM claims c {_THESE} LEFT JOIN stories s USING (story)"""
_WIDEST = """
    SELECT claim FROM claims c JOIN wanted USING (claim)
    ORDER BY c.articles DESC, c.statements DESC, c.until DESC NULLS LAST, claim LIMIT $limit OFFSET $offset"""
_OUTLETS = f"""
    SELECT claim, count(DISTINCT x.outlet) FROM claim_statements m {_THESE} JOIN articles x USING (article)
    WHERE m.stance = 'says' GROUP BY claim"""
_SOURCES = f"""
    SELECT claim, list(name ORDER BY NOT certain, "number") FROM origins {_THESE} GROUP BY claim"""
_OF_STATEMENTS = """
    SELECT attribution, claim FROM claim_statements
    JOIN (SELECT unnest($numbers::UINTEGER[]) AS attribution) USING (attribution) JOIN wanted USING (claim)
    ORDER BY ALL"""
_URLS = "SELECT article, url FROM articles JOIN (SELECT unnest(?::UINTEGER[]) AS article) USING (article)"
_SCHEMA = pa.schema(
    [
        ("rank", pa.int64()), ("score", pa.float64()), ("claim", pa.int64()), ("text", pa.string()),
        ("origins", pa.int64()), ("least", pa.int64()), ("most", pa.int64()), ("named", pa.int64()),
        ("why", pa.string()), ("sources", pa.list_(pa.string())), ("statements", pa.int64()),
        ("articles", pa.int64()), ("outlets", pa.int64()), ("denials", pa.int64()), ("since", pa.date32()),
        ("until", pa.date32()), ("story", pa.int64()), ("story_title", pa.string()), ("reference", pa.string()),
        ("link", pa.string()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wanted:
    """SQL for the claims that a question is limited to: WITH clauses, the last of them `wanted`, and their parameters.

    `fitting` is a join that leaves the statements that fit the filters.
    """

    tables: tuple[str, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    fitting: str = ""

    def answer(self, connection: DuckDBPyConnection, query: str, given: dict[str, Any]) -> list[tuple[Any, ...]]:
        """The rows of a query on `wanted`."""
        return connection.execute(f"WITH {','.join(self.tables)} {query}", self.parameters | given).fetchall()

    def statements(self) -> Restriction:
        """Their statements that fit."""
        select = f"SELECT DISTINCT attribution FROM claim_statements JOIN wanted USING (claim) {self.fitting}"
        return Restriction("INNER", list(self.tables), select, self.parameters)

    def clearest(self) -> Restriction:
        """The statement of each that puts it most clearly."""
        return Restriction(
            "INNER", list(self.tables), "SELECT DISTINCT clearest AS attribution FROM wanted", self.parameters
        )


def claims(
    connection: DuckDBPyConnection,
    question: str = "",
    *,
    story: int | None = None,
    origins: int | None = None,
    denied: bool = False,
    since: str | date | None = None,
    until: str | date | None = None,
    by: int | str | None = None,
    outlet: str | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> Table:
    """Claims that a question is about, the best first; without one those that most articles carry.

    `origins` leaves those that at least so many independent origins assert, however the texts are read; `denied`
    those that somebody denies; `story` those of one story. The other filters and the question are those of `find`,
    and leave the claims of which one statement fits all of them, whether it makes or denies the claim. Raises
    BadFilter and NotInLedger as `find` does.
    """
    if offset < 0 or (limit is not None and limit < 0):
        raise BadFilter("limit and offset: numbers from 0 on")
    asked = taken_apart(question) if question.strip() else None
    filters = Filters(by=by, outlet=outlet, since=since, until=until)
    within = restriction(connection, filters, asked.phrases if asked else ())
    wanted = _wanted(within, {"c.least >= $origins": origins, "c.story = $story": story}, denied)
    if asked is None or (asked.phrases and not asked.terms and asked.signature is None):
        found = wanted.answer(connection, _WIDEST, {"limit": limit, "offset": offset})
        return _table(connection, [(number, None) for (number,) in found], offset)
    last = offset + (MOST if limit is None else min(limit, MOST))
    best = [] if asked.empty else _best(connection, asked, wanted, last)
    return _table(connection, best[offset:last], offset)


def rows_of(connection: DuckDBPyConnection, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The rows of claims, in that order; those that there are not are passed over."""
    return list(_table(connection, [(number, None) for number in numbers], 0))


def _wanted(within: Restriction, least: dict[str, int | None], denied: bool) -> _Wanted:
    """The claims of which `within` leaves a statement, and for which the conditions that have a value hold."""
    values = {condition.rpartition("$")[2]: value for condition, value in least.items() if value is not None}
    if values.get("origins", 0) < 0:
        raise BadFilter(f"origins: {values['origins']} is not a number of origins; write 1, 2 or more")
    tests = [condition for condition, value in least.items() if value is not None]
    tables, fitting = list(within.tables), ""
    if within.join == "INNER":
        fitting = "JOIN fitting USING (attribution)"
        tables.append(f" fitting AS MATERIALIZED ({within.select})")
        tests.append(f"claim IN (SELECT claim FROM claim_statements {fitting})")
    if denied:
        tests.append("c.denials > 0")
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    tables.append(f" wanted AS MATERIALIZED (SELECT claim, attribution AS clearest FROM claims c {where})")
    return _Wanted(tuple(tables), {**(within.parameters if fitting else {}), **values}, fitting)


def _best(
    connection: DuckDBPyConnection, asked: Question, wanted: _Wanted, last: int
) -> list[tuple[int, float | None]]:
    """Claims by the best score that a statement of theirs has, the best first and of equals the newest."""
    scores: dict[int, float] = {}
    for scope, depth in ((wanted.statements(), _DEPTH), (wanted.clearest(), 1)):
        found = dict(ranked(connection, asked, scope, pooled(depth * last)))
        for number, claim in wanted.answer(connection, _OF_STATEMENTS, {"numbers": list(found)}):
            scores[claim] = max(found[number] or 0.0, scores.get(claim, 0.0))
    return [
        (claim, score) for score, claim in sorted(((score, claim) for claim, score in scores.items()), reverse=True)
    ]


def _table(connection: DuckDBPyConnection, found: Sequence[tuple[int, float | None]], offset: int) -> Table:
    these = {"claims": [number for number, _ in found]}
    rows = {number: facts for number, *facts in connection.execute(_CLAIMS, these).fetchall()}
    outlets = dict(connection.execute(_OUTLETS, these).fetchall())
    sources = dict(connection.execute(_SOURCES, these).fetchall())
    said = statements(connection, [facts[-1] for facts in rows.values()])
    urls = dict(connection.execute(_URLS, [sorted({one.article for one in said.values()})]).fetchall())
    out: list[dict[str, Any]] = []
    for number, score in found:
        if number in rows:
            *facts, attribution = rows[number]
            known = dict(zip((*_FACTS, "story_title"), facts, strict=True))
            counts = {"outlets": outlets.get(number, 0), "sources": sources.get(number, [])}
            ranks = {"rank": offset + len(out) + 1, "score": score, "claim": number}
            out.append(ranks | known | counts | _evidence(said.get(attribution), urls))
    return Table(pa.Table.from_pylist(out, schema=_SCHEMA))


def _evidence(said: Said | None, urls: dict[int, str | None]) -> dict[str, str | None]:
    """Where the clearest statement stands; nowhere, where its article was read anew since."""
    if said is None:
        return {"reference": None, "link": None}
    start, stop = whole(said)
    return {"reference": reference(said.article, start, stop), "link": link(urls.get(said.article), said.pieces)}
