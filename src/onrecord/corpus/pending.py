"""What a stage of the corpus has still to do: articles that it has not seen, or not as they are now."""

from collections.abc import Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Pending:
    """Articles, by number: `new` have to be looked at, in the order of their days; of `gone`, what is kept is stale.

    One that has changed since it was looked at is in both.
    """

    new: tuple[int, ...]
    gone: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


def pending(
    connection: DuckDBPyConnection, stage: str, states: str = "SELECT article, 0 AS state FROM articles"
) -> Pending:
    """What `stage` has to do. `states` is a query of articles with a hash of what the stage reads of each.

    Only the latest versions count; an article that `states` does not yield is looked at in the state 0.
    """
    connection.execute(f"""CREATE OR REPLACE TEMP TABLE wanted AS
        SELECT a.article, a.day, coalesce(s.state, 0)::UBIGINT AS state
        FROM articles a LEFT JOIN ({states}) s ON s.article = a.article WHERE a.latest""")
    new = connection.execute(
        """SELECT w.article FROM wanted w
        ANTI JOIN (SELECT * FROM built WHERE stage = ?) b ON b.article = w.article AND b.state = w.state
        ORDER BY w.day NULLS FIRST, w.article""",
        [stage],
    ).fetchall()
    gone = connection.execute(
        """SELECT b.article FROM built b
        ANTI JOIN wanted w ON b.article = w.article AND b.state = w.state
        WHERE b.stage = ? ORDER BY b.article""",
        [stage],
    ).fetchall()
    return Pending(tuple(row[0] for row in new), tuple(row[0] for row in gone))


def done(connection: DuckDBPyConnection, stage: str, articles: Sequence[int]) -> None:
    """Note that `stage` has looked at these articles as they were when `pending` was asked in this transaction."""
    connection.execute(
        "DELETE FROM built WHERE stage = ? AND article IN (SELECT unnest(?::UINTEGER[]))", [stage, list(articles)]
    )
    connection.execute(
        """INSERT INTO built SELECT ?, article, state FROM wanted
        WHERE article IN (SELECT unnest(?::UINTEGER[])) ORDER BY article""",
        [stage, list(articles)],
    )
