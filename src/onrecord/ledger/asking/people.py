"""What a ledger knows of somebody: names, roles, statements over time, who carried them, in whose company."""

from dataclasses import dataclass
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.answers import table_of
from onrecord.ledger.asking.filters import PEOPLE
from onrecord.ledger.asking.names import Meant, meant, unknown
from onrecord.ledger.table import Table

LISTED = 50  # rows of a list

_PAIRS = f"WITH {PEOPLE.format('who')} SELECT article, number FROM who_alone"
_JOINT = f"WITH {PEOPLE.format('who')} SELECT article, number FROM who"
# The appearances were looked up once; every list is drawn from them
_GIVEN = """
    WITH pairs AS MATERIALIZED (
        SELECT article, number, x.day, x.outlet
        FROM (SELECT unnest($articles::UINTEGER[]) AS article, unnest($numbers::UINTEGER[]) AS number)
        JOIN articles x USING (article) WHERE x.latest
    ),
    said AS (
        SELECT a.attribution, a.article, a.number AS place, a.chain, p.day, p.outlet
        FROM attributions a JOIN pairs p ON p.article = a.article AND p.number = a.speaker WHERE NOT a.rejected
    )"""
_CANDIDATES = """, people AS (
        SELECT k.actor, k.name, k.type, p.article, p.number, p.day FROM pairs p
        JOIN identities i ON i.article = p.article AND i.appearance = p.number JOIN actors k USING (actor)
    ), counted AS (
        SELECT article, speaker AS number, count(*) AS statements FROM attributions
        WHERE NOT rejected AND article IN (SELECT article FROM pairs) GROUP BY ALL
    ), called AS (
        SELECT actor, first(title ORDER BY used DESC, title) AS role FROM (
            SELECT e.actor, r.title, count(*) AS used FROM people e
            JOIN (SELECT article, number, unnest(roles).title AS title FROM appearances
                  WHERE article IN (SELECT article FROM pairs)) r USING (article, number) GROUP BY ALL
        ) GROUP BY actor
    )
    SELECT '#' || e.actor AS pick, e.actor, any_value(e.name) AS name, any_value(e.type) AS type,
        any_value(c.role) AS role, coalesce(sum(statements), 0)::BIGINT AS statements,
        count(DISTINCT e.article) AS articles, min(day) AS since, max(day) AS until
    FROM people e LEFT JOIN counted USING (article, number) LEFT JOIN called c ON c.actor = e.actor
    GROUP BY e.actor ORDER BY statements DESC, articles DESC, e.actor LIMIT $listed"""
_NAMES = """
    SELECT m.name, count(DISTINCT m.article) AS articles, min(day) AS since, max(day) AS until
    FROM appearances m JOIN pairs p USING (article, number) GROUP BY ALL ORDER BY articles DESC, m.name LIMIT $listed"""
_ROLES = """
    SELECT title AS role, count(DISTINCT article) AS articles, min(day) AS since, max(day) AS until
    FROM (
        SELECT m.article, p.day, unnest(m.roles).title AS title FROM appearances m JOIN pairs p USING (article, number)
    )
    GROUP BY ALL ORDER BY articles DESC, role LIMIT $listed"""
_MONTHS = "SELECT strftime(day, '%Y-%m') AS month, count(*) AS statements FROM said GROUP BY ALL ORDER BY month"
_OUTLETS = """
    SELECT outlet, count(*) AS statements, count(DISTINCT article) AS articles, min(day) AS since, max(day) AS until
    FROM said GROUP BY ALL ORDER BY statements DESC, outlet LIMIT $listed"""
_THROUGH = """
    SELECT coalesce(k.name, m.name) AS name, k.actor, step.relation, count(DISTINCT attribution) AS statements
    FROM (SELECT attribution, article, unnest(chain) AS step FROM said) s
    JOIN (FROM appearances WHERE article IN (SELECT article FROM pairs)) m
        ON m.article = s.article AND m.number = s.step.speaker
    LEFT JOIN identities i ON i.article = m.article AND i.appearance = m.number LEFT JOIN actors k USING (actor)
    WHERE step.relation <> 'published by'
    GROUP BY ALL ORDER BY statements DESC, name, step.relation LIMIT $listed"""
_COMPANY = """
    SELECT k.name, k.actor, count(DISTINCT i.article) AS articles
    FROM identities i JOIN (SELECT DISTINCT article, outlet FROM pairs) USING (article) JOIN actors k USING (actor)
    WHERE NOT EXISTS (FROM pairs p WHERE p.article = i.article AND p.number = i.appearance)
        AND k.name IS DISTINCT FROM outlet
    GROUP BY ALL ORDER BY articles DESC, k.name, k.actor LIMIT $listed"""
_STATEMENTS = """
    SELECT attribution FROM said
    ORDER BY day DESC NULLS LAST, article DESC, place LIMIT $limit OFFSET $offset"""


@dataclass(frozen=True, slots=True)
class Profile:
    """One actor (`actor` is None where the names have not been linked over articles yet).

    `names`, `roles` and `outlets` come with the first and the last day of the articles; `months` counts statements;
    `through` is who relayed them, besides the outlets; `company` who else is named in the same articles; `statements`
    has the columns of `find`, newest first. Of each but the statements and the months, the first 50.
    """

    actor: int | None
    name: str
    type: str | None
    names: Table
    roles: Table
    months: Table
    outlets: Table
    through: Table
    company: Table
    statements: Table


@dataclass(frozen=True, slots=True)
class Known:
    """Who goes by a name: `candidates`, a row an actor, those who say most first (50 at most).

    Where it is one alone, `profile` has everything; else it is None, and `pick` of a row ("#17") asks for that one.
    """

    candidates: Table
    profile: Profile | None


def who(connection: DuckDBPyConnection, name: int | str, *, limit: int | None = 20, offset: int = 0) -> Known:
    """Return who goes by a name, as `find` takes it in `by`; `limit` and `offset` are those of the statements.

    Raises NotInLedger where nobody does, with the names that are near.
    """
    people = meant(connection, name)
    given = _given(connection, _PAIRS, people)
    if not people or not given["articles"]:
        raise unknown(connection, name)
    candidates = _table(connection, _CANDIDATES, given)
    if len(candidates) > 1:
        return Known(candidates, None)
    row: dict[str, Any] = next(iter(candidates), {"actor": None, "name": str(name), "type": None})
    joint = _given(connection, _JOINT, people)
    numbers = connection.execute(_GIVEN + _STATEMENTS, {**joint, "limit": limit, "offset": offset}).fetchall()
    statements = table_of(connection, [(number, None) for (number,) in numbers], offset)
    profile = Profile(
        row["actor"],
        row["name"],
        row["type"],
        names=_table(connection, _NAMES, given),
        roles=_table(connection, _ROLES, given),
        months=_table(connection, _MONTHS, joint),
        outlets=_table(connection, _OUTLETS, joint),
        through=_table(connection, _THROUGH, joint),
        company=_table(connection, _COMPANY, given),
        statements=statements,
    )
    return Known(candidates, profile)


def _given(connection: DuckDBPyConnection, query: str, people: Meant) -> dict[str, Any]:
    rows = connection.execute(query, {"who_names": list(people.names), "who_actor": people.actor}).fetchall()
    return {"articles": [article for article, _ in rows], "numbers": [number for _, number in rows]}


def _table(connection: DuckDBPyConnection, query: str, given: dict[str, Any]) -> Table:
    values = given | ({"listed": LISTED} if "$listed" in query else {})
    return Table(connection.sql(_GIVEN + query, params=values).to_arrow_table())
