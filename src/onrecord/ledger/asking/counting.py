"""How much a ledger holds."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.waiting import STAGES, unbuilt
from onrecord.ledger.table import Table

MOST_FREQUENT = 10  # rows of a list

_COUNTS = """
    SELECT count(*) FILTER (latest), count(*), count(DISTINCT outlet) FILTER (latest), min(day), max(day),
        coalesce(sum(length(text)), 0)::BIGINT
    FROM articles"""
_STATEMENTS = """
    SELECT count(*) FILTER (NOT rejected AND article NOT IN (SELECT article FROM articles WHERE NOT latest)),
        count(*) FILTER (rejected)
    FROM attributions"""
_STANDING = """
    WITH said AS (
        SELECT article, speaker, chain FROM attributions
        WHERE NOT rejected AND article NOT IN (SELECT article FROM articles WHERE NOT latest)
    )"""
_SPEAKING = """
    SELECT actor, count(*) AS statements, count(DISTINCT s.article) AS articles
    FROM said s JOIN identities i ON i.article = s.article AND i.appearance = s.speaker GROUP BY actor"""
_SPEAKERS = f"""{_STANDING}
    SELECT name, actor, type, statements, articles FROM ({_SPEAKING}) JOIN actors USING (actor)
    ORDER BY statements DESC, name, actor LIMIT {MOST_FREQUENT}"""
_ACTORS = f"SELECT (SELECT count(*) FROM actors), (SELECT count(*) FROM ({_STANDING} {_SPEAKING}))"
_OUTLETS = f"""
    SELECT outlet, count(*) AS articles FROM articles WHERE latest AND outlet IS NOT NULL
    GROUP BY outlet ORDER BY articles DESC, outlet LIMIT {MOST_FREQUENT}"""
_AGENCIES = f"""{_STANDING}
    SELECT coalesce(k.name, m.name) AS name, k.actor, sum(statements)::BIGINT AS statements FROM (
        SELECT article, step.speaker AS number, count(*) AS statements
        FROM (SELECT article, unnest(chain) AS step FROM said)
        WHERE step.relation <> 'published by' GROUP BY ALL
    ) s JOIN appearances m USING (article, number)
    LEFT JOIN identities i ON i.article = m.article AND i.appearance = m.number LEFT JOIN actors k USING (actor)
    GROUP BY ALL ORDER BY statements DESC, name LIMIT {MOST_FREQUENT}"""
_LANGUAGES = """
    SELECT language, count(*) AS articles FROM articles WHERE latest GROUP BY ALL ORDER BY articles DESC, language"""
_FAILURES = """
    SELECT error, count(*) AS pages FROM pages WHERE outcome = 'failed' GROUP BY ALL ORDER BY pages DESC, error"""
_BUILT = ", ".join(f"(SELECT count(*) FROM {table})" for table in ("copies", "stories", "claims", "conflicts"))
_TABLES = "SELECT table_name FROM duckdb_tables() WHERE NOT internal ORDER BY table_name"
# Blocks are shared between columns at most at their edges
_SIZE = """
    SELECT $table AS "table", (SELECT estimated_size FROM duckdb_tables() WHERE table_name = $table) AS "rows",
        (SELECT count(DISTINCT block) FROM (
            SELECT unnest(list_append(additional_block_ids, block_id)) AS block FROM pragma_storage_info($table)
        ) WHERE block >= 0)
        * (SELECT block_size FROM pragma_database_size() LIMIT 1) AS bytes"""


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of a ledger: of the latest versions and without what was rejected, where nothing else is said.

    `versions` are all that are kept, `characters` those of their texts, `since` and `until` the first and last day of
    an article. `speakers` are actors who say something, `actors` all. `copies` are pairs of an article and its likely
    original; of `unbuilt` articles copies, stories, claims and conflicts don't know yet. Of the tables, `failures`
    counts pages by the class of the error, `top_speakers`, `top_outlets` and `top_agencies` (whoever relayed
    statements, but for the outlets) are the ten most frequent, and `sizes` has rows and bytes (about) of every table
    of the file.
    """

    articles: int
    versions: int
    statements: int
    rejected: int
    actors: int
    speakers: int
    outlets: int
    characters: int
    since: date | None
    until: date | None
    copies: int
    stories: int
    claims: int
    conflicts: int
    unbuilt: int
    languages: Table
    failures: Table
    top_speakers: Table
    top_outlets: Table
    top_agencies: Table
    sizes: Table


def stats(connection: DuckDBPyConnection) -> Stats:
    """Count what the ledger holds."""
    articles, versions, outlets, since, until, characters = _row(connection, _COUNTS)
    statements, rejected = _row(connection, _STATEMENTS)
    actors, speakers = _row(connection, _ACTORS)
    copies, stories, claims, conflicts = _row(connection, f"SELECT {_BUILT}")
    return Stats(
        articles, versions, statements, rejected, actors, speakers, outlets, characters, since, until,
        copies, stories, claims, conflicts, max(unbuilt(connection, stage) for stage in STAGES),
        languages=_table(connection, _LANGUAGES),
        failures=_table(connection, _FAILURES),
        top_speakers=_table(connection, _SPEAKERS),
        top_outlets=_table(connection, _OUTLETS),
        top_agencies=_table(connection, _AGENCIES),
        sizes=_sizes(connection),
    )  # fmt: skip


def _table(connection: DuckDBPyConnection, query: str) -> Table:
    return Table(connection.sql(query).to_arrow_table())


def _sizes(connection: DuckDBPyConnection) -> Table:
    names = [name for (name,) in connection.execute(_TABLES).fetchall()]
    rows = [connection.execute(_SIZE, {"table": name}).fetchall()[0] for name in names]
    columns = zip(*rows, strict=True)
    return Table(pa.table(dict(zip(("table", "rows", "bytes"), map(list, columns), strict=True))))


def _row(connection: DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    return connection.execute(query).fetchall()[0]
