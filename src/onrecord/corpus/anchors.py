"""What corrections are tied to: characters of an article, and the appearance that has a mention there."""

import json

from duckdb import DuckDBPyConnection

from .actors import Constraints, Key

_DECISIONS = """SELECT correction, kind, article, "start", stop, other_article, other_start, other_stop, was
    FROM corrections WHERE kind IN ('merge', 'split') AND undone IS NULL ORDER BY correction"""
_AT = """SELECT number FROM (
        SELECT a.number AS number, least(m.stop, $stop) - greatest(m."start", $start) AS shared,
            m.stop - m."start" AS size
        FROM appearances a, unnest(a.mentions) AS u(m) WHERE a.article = $article)
    WHERE shared > 0 ORDER BY shared DESC, size, number LIMIT 1"""
_NAMED = "SELECT number FROM appearances WHERE article = ? AND name = ? ORDER BY number LIMIT 1"


def appearance_at(connection: DuckDBPyConnection, article: int, start: int, stop: int, name: str | None) -> Key | None:
    """The appearance with the mention that shares most with these characters.

    One that no characters mention (an outlet) is tied to none, `start` and `stop` being equal, and found by its name.
    """
    if start < stop:
        rows = connection.execute(_AT, {"article": article, "start": start, "stop": stop}).fetchall()
    else:
        rows = connection.execute(_NAMED, [article, name]).fetchall()
    return (article, rows[0][0]) if rows else None


def constraints(connection: DuckDBPyConnection) -> Constraints:
    """What people have said about who is one actor, tied to today's appearances; what lost its place is left out."""
    decisions: list[tuple[bool, Key, Key]] = []
    for _, kind, article, start, stop, other, other_start, other_stop, was in connection.execute(_DECISIONS).fetchall():
        said = json.loads(was or "{}")
        one = appearance_at(connection, article, start, stop, said.get("name"))
        two = appearance_at(connection, other, other_start, other_stop, said.get("other_name"))
        if one is not None and two is not None and one != two:
            decisions.append((kind == "merge", one, two))
    return Constraints.of(decisions)
