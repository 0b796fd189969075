"""Origins and ways of claims brought up to date with the claims, the actors and the copies of a ledger."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.corpus.pending import pending
from onrecord.ledger import Writer

from .gathering import gather
from .media import Outlets
from .tracing import Traced, traced

_AT_ONCE = 20_000  # statements to a transaction
_STAGE = "origins"

_STATES = """SELECT article, sum(state)::HUGEINT % 18446744073709551557 AS state FROM (
        SELECT article, hash(claim, attribution, stance, "start", stop)::HUGEINT AS state FROM claim_statements {only}
        UNION ALL SELECT article, hash(appearance, actor, 'actor')::HUGEINT FROM identities
            WHERE article IN (SELECT article FROM claim_statements) {and_only}
        UNION ALL SELECT article, hash(original, passages)::HUGEINT FROM copies
            WHERE article IN (SELECT article FROM claim_statements) {and_only}
        UNION ALL SELECT article, hash(n.claim, n.other, n.likelihood, 'near')::HUGEINT
            FROM near_claims n JOIN claim_statements m ON m.claim = n.claim {only}
        UNION ALL SELECT article, hash(n.other, n.claim, n.likelihood, 'near')::HUGEINT
            FROM near_claims n JOIN claim_statements m ON m.claim = n.other {only}
    ) GROUP BY article"""
_TOUCHED = """WITH touched AS (
        SELECT claim FROM claim_statements WHERE article IN (SELECT unnest(?::UINTEGER[]))
        UNION SELECT claim FROM claims WHERE least IS NULL
        UNION SELECT claim FROM (
            SELECT s.claim FROM spread s ANTI JOIN claim_statements m
                ON m.claim = s.claim AND m.attribution = s.attribution))
    SELECT claim, count(*), min(article) FROM claim_statements WHERE claim IN (
        SELECT claim FROM touched
        UNION SELECT other FROM near_claims SEMI JOIN touched USING (claim)
        UNION SELECT n.claim FROM near_claims n SEMI JOIN touched t ON t.claim = n.other)
    GROUP BY claim ORDER BY min(article), claim"""
_OF_GONE = """DELETE FROM {table} WHERE claim NOT IN (SELECT claim FROM claims)"""
_LEFT = """SELECT claim FROM claims WHERE claim IN (SELECT claim FROM spread)
    AND claim NOT IN (SELECT claim FROM claim_statements)"""
_LAST = """WITH linked AS (SELECT claim, claim AS other FROM touched_claims
        UNION ALL SELECT claim, other FROM near_claims UNION ALL SELECT other, claim FROM near_claims)
    SELECT m.article, max(o.portion) FROM claim_statements m JOIN linked l USING (claim)
        JOIN touched_claims o ON o.claim = l.other GROUP BY m.article"""


def update_origins(writer: Writer, watch: Callable[[int, int], None] | None = None) -> int:
    """Bring `origins`, `spread` and the counts of `claims` up to date; returns how many articles were looked at.

    Looks at the claims that an article new to this stage, or changed since, has a statement of, at those that have
    lost one, and at those that may be the same as one of them. A claim is told anew from all of its statements,
    whatever the order they came in.
    """
    with writer.connection() as connection:
        todo = pending(connection, _STAGE, _states())
        portions = _portions(connection.execute(_TOUCHED, [list(todo.new)]).fetchall())
        free = _articles_by_portion(connection, portions, todo.new)
        outlets = Outlets(
            row[0]
            for row in connection.execute(
                "SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL ORDER BY outlet"
            ).fetchall()
        )
        _forget(connection)
        _drop(connection, todo.gone)
        _note(connection, free[0])
        known = _known(connection)
    looked = len(free[0])
    for number, claims in enumerate(portions, 1):
        with writer.connection() as connection:
            _trace(connection, claims, outlets, known)
            _note(connection, free[number])
        looked += len(free[number])
        if watch is not None:
            watch(looked, len(todo.new))
    return len(todo.new)


def _known(connection: DuckDBPyConnection) -> frozenset[int]:
    """The claims that have been told before."""
    return frozenset(row[0] for row in connection.execute("SELECT DISTINCT claim FROM spread").fetchall())


def _trace(connection: DuckDBPyConnection, claims: Sequence[int], outlets: Outlets, known: frozenset[int]) -> None:
    with _without_collecting():
        found = gather(connection, claims)
        told = {
            claim: traced(some, found.copies, outlets, found.near.get(claim, ()))
            for claim, some in found.claims.items()
        }
        _take(connection, [claim for claim in claims if claim in known])
        _put(connection, claims, told)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no cycles meanwhile: these records make none, and looking takes a fifth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _states(articles: Sequence[int] | None = None) -> str:
    if articles is None:
        return _STATES.format(only="", and_only="")
    listed = "(SELECT article FROM noted_articles)"
    return _STATES.format(only=f"WHERE article IN {listed}", and_only=f"AND article IN {listed}")


def _portions(touched: Sequence[tuple[int, int, int]]) -> list[list[int]]:
    """The claims in portions of about so many statements, those of the same articles together."""
    portions: list[list[int]] = []
    size = _AT_ONCE
    for claim, statements, _ in touched:
        if size >= _AT_ONCE:
            portions.append([])
            size = 0
        portions[-1].append(claim)
        size += statements
    return portions


def _articles_by_portion(
    connection: DuckDBPyConnection, portions: Sequence[Sequence[int]], new: Sequence[int]
) -> list[list[int]]:
    """Of the new articles, those that are done with each portion, counted from 1; at 0 those without a claim."""
    numbers = [number for number, claims in enumerate(portions, 1) for _ in claims]
    claims = [claim for some in portions for claim in some]
    table = pa.table({"claim": pa.array(claims, pa.uint32()), "portion": pa.array(numbers, pa.uint32())})
    connection.register("touched_claims", table)
    last = dict(connection.execute(_LAST).fetchall())
    connection.unregister("touched_claims")
    found: list[list[int]] = [[] for _ in range(len(portions) + 1)]
    for article in new:
        found[last.get(article, 0)].append(article)
    return found


def _forget(connection: DuckDBPyConnection) -> None:
    """Take away what belongs to claims that are gone, or have no statement left."""
    for table in ("origins", "spread"):
        connection.execute(_OF_GONE.format(table=table))
    left = [row[0] for row in connection.execute(_LEFT).fetchall()]
    _take(connection, left)
    _put(connection, left, {})


def _drop(connection: DuckDBPyConnection, gone: Sequence[int]) -> None:
    """Forget that articles were looked at which are no longer there, or no longer the latest version."""
    connection.execute(
        """DELETE FROM built WHERE stage = ? AND article IN (SELECT unnest(?::UINTEGER[]))
        AND article NOT IN (SELECT article FROM articles WHERE latest)""",
        [_STAGE, list(gone)],
    )


def _note(connection: DuckDBPyConnection, articles: Sequence[int]) -> None:
    """Mark articles as done in the state that they are in; what `pending` has of all of them is not asked again."""
    connection.register("noted_articles", pa.table({"article": pa.array(list(articles), pa.uint32())}))
    connection.execute(
        "DELETE FROM built WHERE stage = ? AND article IN (SELECT article FROM noted_articles)", [_STAGE]
    )
    connection.execute(
        f"""INSERT INTO built SELECT ?, n.article, coalesce(s.state, 0)::UBIGINT
        FROM noted_articles n LEFT JOIN ({_states(articles)}) s USING (article) ORDER BY n.article""",
        [_STAGE],
    )
    connection.unregister("noted_articles")


def _take(connection: DuckDBPyConnection, claims: Sequence[int]) -> None:
    """Take away what was told of some claims."""
    if not claims:
        return
    for table in ("origins", "spread"):
        connection.execute(f"DELETE FROM {table} WHERE claim IN (SELECT unnest(?::UINTEGER[]))", [list(claims)])


def _put(connection: DuckDBPyConnection, claims: Sequence[int], found: dict[int, Traced]) -> None:
    """Write what was traced of some claims."""
    _insert(connection, "origins", _ORIGIN, _origin_rows(found))
    _insert(connection, "spread", _SPREAD, _spread_rows(found))
    counts = [
        (claim, t.count.origins, t.count.least, t.count.most, t.count.named, t.count.why)
        for claim, t in ((claim, found.get(claim, _NOTHING)) for claim in claims)
    ]
    connection.register("put_counts", _table(_COUNT, counts))
    connection.execute(
        """UPDATE claims SET origins = p.origins, least = p.least, most = p.most, named = p.named, why = p.why
        FROM put_counts p WHERE p.claim = claims.claim"""
    )
    connection.unregister("put_counts")


_NOTHING = traced((), {}, Outlets(()))
_NUMBER, _TEXT = pa.uint32(), pa.string()
_ORIGIN = (
    ("claim", _NUMBER), ("number", _NUMBER), ("name", _TEXT), ("kind", _TEXT), ("actor", _NUMBER), ("medium", _TEXT),
    ("certain", pa.bool_()), ("attribution", _NUMBER), ("reason", _TEXT),
)  # fmt: skip
_SPREAD = (
    ("claim", _NUMBER), ("attribution", _NUMBER), ("origin", _NUMBER), ("parent", _NUMBER), ("relation", _TEXT),
    ("via", _TEXT), ("reason", _TEXT),
)  # fmt: skip
_COUNT = (
    ("claim", _NUMBER), ("origins", _NUMBER), ("least", _NUMBER), ("most", _NUMBER), ("named", _NUMBER), ("why", _TEXT),
)  # fmt: skip


def _origin_rows(found: dict[int, Traced]) -> Iterator[tuple[object, ...]]:
    for claim, told in found.items():
        for number, o in enumerate(told.origins):
            yield claim, number, o.name, o.kind, o.actor, o.medium, o.certain, o.attribution, o.reason


def _spread_rows(found: dict[int, Traced]) -> Iterator[tuple[object, ...]]:
    for claim, told in found.items():
        for s in told.spread:
            yield claim, s.attribution, s.origin, s.parent, s.relation, s.via, s.reason


def _table(fields: Sequence[tuple[str, pa.DataType]], rows: Sequence[tuple[object, ...]]) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(fields)
    arrays = [pa.array(column, kind) for column, (_, kind) in zip(columns, fields, strict=True)]
    return pa.table(dict(zip([name for name, _ in fields], arrays, strict=True)))


def _insert(
    connection: DuckDBPyConnection,
    table: str,
    fields: Sequence[tuple[str, pa.DataType]],
    rows: Iterator[tuple[object, ...]],
) -> None:
    connection.register("put_rows", _table(fields, list(rows)))
    names = ", ".join(name for name, _ in fields)
    connection.execute(f"INSERT INTO {table} SELECT {names} FROM put_rows")
    connection.unregister("put_rows")
