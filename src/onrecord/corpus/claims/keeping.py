"""Claims as the ledger has them, and written to it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from .across import COMMON

_TOUCHED = """SELECT DISTINCT claim FROM claim_statements WHERE article IN (SELECT unnest($articles::UINTEGER[]))"""
_FOUND = f"""SELECT DISTINCT claim FROM claim_keys JOIN (
        SELECT k.key FROM claim_keys k JOIN wanted_keys w ON w.key = k.key GROUP BY k.key HAVING count(*) <= {COMMON}
    ) USING (key)"""
_ROWS = """SELECT m.claim, m.attribution, m.article, m."start", m.stop, m.stance, m.confidence, m.reason, a.day,
        coalesce(s.story::BIGINT, -1 - m.article::BIGINT)
    FROM claim_statements m JOIN articles a ON a.article = m.article LEFT JOIN story_articles s ON s.article = m.article
    WHERE m.claim IN (SELECT unnest($claims::UINTEGER[]))"""
_TEXTS = "SELECT claim, text, attribution FROM claims WHERE claim IN (SELECT unnest($claims::UINTEGER[]))"
_STORIES = "SELECT claim, story FROM claims WHERE claim IN (SELECT unnest($claims::UINTEGER[]))"
_WORDS = "SELECT text[? + 1 : ?] FROM articles WHERE article = ?"
_FAMILIES = """SELECT DISTINCT m.claim, p.family FROM claim_statements m JOIN passages p
    ON p.article = m.article AND m."start" >= p."start" AND m."start" < p.stop
    WHERE m.claim IN (SELECT unnest($claims::UINTEGER[]))"""
_LAST = "SELECT coalesce(max(last_value), 0) FROM duckdb_sequences() WHERE sequence_name = 'claim_numbers'"
_GIVEN = "SELECT max(nextval('claim_numbers')) FROM range(?)"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of `claim_statements` without its claim, with the day and the group of its article."""

    attribution: int
    article: int
    start: int
    stop: int
    stance: str
    confidence: float
    reason: str
    day: date | None
    group: int

    @property
    def key(self) -> tuple[int, int]:
        """What it is known by."""
        return self.attribution, self.start


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a claim says, and the statement that says it so."""

    text: str
    attribution: int


def touched(connection: DuckDBPyConnection, articles: Collection[int]) -> set[int]:
    """The claims that have a statement of these articles."""
    return {row[0] for row in connection.execute(_TOUCHED, {"articles": sorted(articles)}).fetchall()}


def found_by(connection: DuckDBPyConnection, keys: Collection[int]) -> set[int]:
    """The claims that have one of these keys, as long as few have it."""
    if not keys:
        return set()
    connection.register("wanted_keys", pa.table({"key": pa.array(sorted(keys), pa.uint64())}))
    rows = connection.execute(_FOUND).fetchall()
    connection.unregister("wanted_keys")
    return {row[0] for row in rows}


def kept(connection: DuckDBPyConnection, claims: Collection[int]) -> tuple[dict[int, list[Row]], dict[int, Spoken]]:
    """The rows of these claims, and what each says."""
    wanted = {"claims": sorted(claims)}
    rows: dict[int, list[Row]] = {claim: [] for claim in sorted(claims)}
    found: list[tuple[Any, ...]] = connection.execute(_ROWS, wanted).fetchall()
    for claim, *row in found:
        rows[claim].append(Row(*row))
    spoken = {row[0]: Spoken(*row[1:]) for row in connection.execute(_TEXTS, wanted).fetchall()}
    return rows, spoken


def stories(connection: DuckDBPyConnection, claims: Collection[int]) -> dict[int, int | None]:
    """The story that each of these claims has been written with."""
    return dict(connection.execute(_STORIES, {"claims": sorted(claims)}).fetchall())


def spoken_by(connection: DuckDBPyConnection, rows: Sequence[Row], before: Spoken) -> Spoken:
    """What a claim of these rows says: as `before`, unless that statement is none of them; then as the surest does."""
    if any(row.attribution == before.attribution for row in rows):
        return before
    best = min(rows, key=lambda row: (row.stance != "says", -row.confidence, row.key))
    text = connection.execute(_WORDS, [best.start, best.stop, best.article]).fetchall()[0][0]
    return Spoken(text, best.attribution)


def families(connection: DuckDBPyConnection, claims: Collection[int]) -> dict[int, set[int]]:
    """Of these claims, the families of the copied sentences in which they stand."""
    found: dict[int, set[int]] = {}
    for claim, family in connection.execute(_FAMILIES, {"claims": sorted(claims)}).fetchall() if claims else ():
        found.setdefault(claim, set()).add(family)
    return found


def last_number(connection: DuckDBPyConnection) -> int:
    """The highest number that any claim has ever had."""
    return int(connection.execute(_LAST).fetchall()[0][0])


def give_numbers(connection: DuckDBPyConnection, count: int) -> None:
    """Note that so many new numbers are given."""
    if count > 0:
        connection.execute(_GIVEN, [count]).fetchall()


def drop(connection: DuckDBPyConnection, claims: Collection[int]) -> None:
    """Take claims away."""
    if claims:
        for table in ("claims", "claim_statements", "claim_keys"):
            connection.execute(
                f"DELETE FROM {table} WHERE claim IN (SELECT unnest($claims::UINTEGER[]))", {"claims": sorted(claims)}
            )
        connection.execute(
            """DELETE FROM near_claims WHERE claim IN (SELECT unnest($claims::UINTEGER[]))
            OR other IN (SELECT unnest($claims::UINTEGER[]))""",
            {"claims": sorted(claims)},
        )


def put_near(connection: DuckDBPyConnection, claims: Collection[int], near: Mapping[tuple[int, int], float]) -> None:
    """Write which of `claims` may be one, in the place of what was written of them among themselves."""
    given = {"claims": sorted(claims)}
    connection.execute(
        """DELETE FROM near_claims WHERE claim IN (SELECT unnest($claims::UINTEGER[]))
        AND other IN (SELECT unnest($claims::UINTEGER[]))""",
        given,
    )
    pairs = sorted(near)
    columns = {
        "claim": pa.array([claim for claim, _ in pairs], pa.uint32()),
        "other": pa.array([other for _, other in pairs], pa.uint32()),
        "likelihood": pa.array([near[pair] for pair in pairs], pa.float64()),
    }
    _insert(connection, "near_claims", columns)


def put(
    connection: DuckDBPyConnection,
    rows: Mapping[int, Sequence[Row]],
    spoken: Mapping[int, Spoken],
    keys: Mapping[int, Iterable[int]],
) -> None:
    """Write new claims, each with its rows, what it says, and what it is found by."""
    if not rows:
        return
    members = [(claim, row) for claim in sorted(rows) for row in rows[claim]]
    columns = {
        "claim": pa.array([claim for claim, _ in members], pa.uint32()),
        "attribution": pa.array([row.attribution for _, row in members], pa.uint32()),
        "article": pa.array([row.article for _, row in members], pa.uint32()),
        "start": pa.array([row.start for _, row in members], pa.uint32()),
        "stop": pa.array([row.stop for _, row in members], pa.uint32()),
        "stance": pa.array([row.stance for _, row in members], pa.string()),
        "confidence": pa.array([row.confidence for _, row in members], pa.float64()),
        "reason": pa.array([row.reason for _, row in members], pa.string()),
    }
    _insert(connection, "claim_statements", columns)
    _put_claims(connection, rows, spoken)
    pairs = [(key, claim) for claim in sorted(rows) for key in keys[claim]]
    _insert(
        connection,
        "claim_keys",
        {
            "key": pa.array([key for key, _ in pairs], pa.uint64()),
            "claim": pa.array([claim for _, claim in pairs], pa.uint32()),
        },
    )


def _put_claims(
    connection: DuckDBPyConnection, rows: Mapping[int, Sequence[Row]], spoken: Mapping[int, Spoken]
) -> None:
    claims = sorted(rows)
    days = {claim: sorted(row.day for row in rows[claim] if row.day) for claim in claims}
    columns = {
        "claim": pa.array(claims, pa.uint32()),
        "story": pa.array([story_of(rows[claim]) for claim in claims], pa.uint32()),
        "text": pa.array([spoken[claim].text for claim in claims], pa.string()),
        "attribution": pa.array([spoken[claim].attribution for claim in claims], pa.uint32()),
        "since": pa.array([days[claim][0] if days[claim] else None for claim in claims], pa.date32()),
        "until": pa.array([days[claim][-1] if days[claim] else None for claim in claims], pa.date32()),
        "statements": pa.array([_count(rows[claim], "says", "denies") for claim in claims], pa.uint32()),
        "articles": pa.array([len({row.article for row in rows[claim]}) for claim in claims], pa.uint32()),
        "denials": pa.array([_count(rows[claim], "denies") for claim in claims], pa.uint32()),
    }
    _insert(connection, "claims", columns)


def story_of(rows: Sequence[Row]) -> int | None:
    """The story that most of the articles belong to; of equals, the lowest number."""
    counts: dict[int, set[int]] = {}
    for row in rows:
        if row.group >= 0:
            counts.setdefault(row.group, set()).add(row.article)
    return min(counts, key=lambda story: (-len(counts[story]), story)) if counts else None


def _insert(connection: DuckDBPyConnection, table: str, columns: Mapping[str, Any]) -> None:
    connection.register("new_rows", pa.table(dict(columns)))
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f"INSERT INTO {table} ({names}) SELECT {names} FROM new_rows")
    connection.unregister("new_rows")


def _count(rows: Sequence[Row], *stances: str) -> int:
    """How many statements of these stances there are: one may be in a claim with several of its parts."""
    return len({row.attribution for row in rows if row.stance in stances})
