"""Articles of a ledger read once for what tells their story, which is kept: the texts are not looked at again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pyarrow as pa
from duckdb import DuckDBPyConnection

from .features import Features, Part, features
from .lines import OFTEN, closing_lines

WHOLE_COPY = 0.6
"""Share of an article's words that another has, from which on it is a reprint, and of the other's story."""

STATES = """SELECT a.article, hash(a.text_hash, a.title, a.published, c.copied) AS state FROM articles a LEFT JOIN (
        SELECT article, list((original, share, passages) ORDER BY original) AS copied FROM copies GROUP BY article
    ) c ON c.article = a.article"""
"""What is read of an article, as a hash."""

_THESE = "(SELECT unnest($articles::UINTEGER[]))"
_WANTED = f"""SELECT a.article, s.state FROM ({STATES}) s JOIN articles a ON a.article = s.article
    WHERE a.article IN {_THESE}"""
_KNOWN = f"SELECT article, state FROM story_terms WHERE article IN {_THESE}"
_ARTICLES = f"""SELECT article, title, outlet, published, day, text, [b.kind FOR b IN blocks],
        [b."start" FOR b IN blocks], [b.stop FOR b IN blocks]
    FROM articles WHERE article BETWEEN $first AND $last AND article IN {_THESE} ORDER BY article"""
_LIFTED = f"""SELECT article, [p."start" FOR p IN passages], [p.stop FOR p IN passages] FROM copies
    WHERE share < {WHOLE_COPY} AND article IN {_THESE}"""
_COMMON = f"""SELECT line, list(article ORDER BY article) FROM story_lines
    WHERE line IN (SELECT line FROM story_lines WHERE article IN {_THESE})
    GROUP BY line HAVING count(*) >= {OFTEN}"""
_PUT_LINES = "INSERT INTO story_lines SELECT line, article FROM new_lines ORDER BY article, line"
_LESS = f"""INSERT INTO story_frequencies SELECT term, -count(*) FROM (
    SELECT unnest(terms) AS term FROM story_terms WHERE article IN {_THESE}) GROUP BY term ORDER BY term"""
_PUT = (
    "INSERT INTO story_terms SELECT article, state, day, terms, weights FROM new_terms",
    "INSERT INTO story_postings SELECT unnest(telling), article, day FROM new_terms",
    """INSERT INTO story_frequencies SELECT term, count(*) FROM (SELECT unnest(terms) AS term FROM new_terms)
       GROUP BY term ORDER BY term""",
)
_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class _Read:
    article: int
    title: str | None
    outlet: str | None
    day: float | None
    parts: list[Part]


def learn(connection: DuckDBPyConnection, articles: Sequence[int]) -> list[int]:
    """Keep what tells the story of these articles, and return others that have to be read again.

    Those are the few that a paragraph stood under before it was known to stand under every article of their outlet.
    What is kept of an article already, in the same state, is not read.
    """
    states = dict(connection.execute(_WANTED, {"articles": list(articles)}).fetchall())
    known = dict(connection.execute(_KNOWN, {"articles": list(articles)}).fetchall())
    new = sorted(article for article, state in states.items() if known.get(article) != state)
    if not new:
        return []
    forget(connection, [article for article in new if article in known])
    return _learn(connection, new, states)


def learn_again(connection: DuckDBPyConnection, articles: Sequence[int]) -> None:
    """Read articles once more whose closing lines have turned out to be those of all articles of the outlet."""
    states = dict(connection.execute(_KNOWN, {"articles": list(articles)}).fetchall())
    forget(connection, list(states))
    _learn(connection, sorted(states), states)


def forget(connection: DuckDBPyConnection, articles: Sequence[int]) -> None:
    """Drop what is kept of articles."""
    if articles:
        connection.execute(_LESS, {"articles": list(articles)})
        for table in ("story_terms", "story_postings", "story_lines"):
            connection.execute(f"DELETE FROM {table} WHERE article IN {_THESE}", {"articles": list(articles)})


def _learn(connection: DuckDBPyConnection, articles: Sequence[int], states: dict[int, int]) -> list[int]:
    read = list(_read(connection, articles))
    lines = {one.article: closing_lines(one.outlet, one.parts) for one in read}
    pairs = sorted({(one, line) for one, places in lines.items() for line in places.values()})
    table = {"line": pa.array([line for _, line in pairs], pa.uint64()), "article": [one for one, _ in pairs]}
    _put(connection, "new_lines", pa.table(table), _PUT_LINES)
    common = dict(connection.execute(_COMMON, {"articles": list(articles)}).fetchall())
    found = [_features(one, {place for place, line in lines[one.article].items() if line in common}) for one in read]
    _put(connection, "new_terms", _table(read, found, states), *_PUT)
    fresh = set(articles)
    before: set[int] = set()
    for holders in common.values():
        older = [article for article in holders if article not in fresh]
        if len(older) < OFTEN:  # else they were known when those were read
            before.update(older)
    return sorted(before)


def _features(one: _Read, furniture: set[int]) -> Features:
    return features(one.title, [part for place, part in enumerate(one.parts) if place not in furniture])


def _read(connection: DuckDBPyConnection, articles: Sequence[int]) -> Iterator[_Read]:
    if not articles:
        return
    lifted: dict[int, list[tuple[int, int]]] = {}
    for article, starts, stops in connection.execute(_LIFTED, {"articles": list(articles)}).fetchall():
        lifted.setdefault(article, []).extend(zip(starts, stops, strict=True))
    given = {"first": min(articles), "last": max(articles), "articles": list(articles)}
    for article, title, outlet, published, day, text, *blocks in connection.execute(_ARTICLES, given).fetchall():
        spans = lifted.get(article, [])
        parts = [
            Part(kind, text[start:stop], bool(spans) and _within(start, stop, spans))
            for kind, start, stop in zip(*blocks, strict=True)
        ] or [Part("paragraph", text)]
        yield _Read(article, title, outlet, _day(published, day), parts)


def _within(start: int, stop: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether most of a block lies in the spans, which don't overlap."""
    return 2 * sum(max(0, min(stop, other) - max(start, first)) for first, other in spans) > stop - start


def _day(published: str | None, day: date | None) -> float | None:
    """Days since 1970 of the publication; noon where only the day is known."""
    try:
        at = datetime.fromisoformat(published or "")
        if len((published or "").strip()) > len("2024-11-13"):
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() / _SECONDS
    except (ValueError, OverflowError):
        pass
    return datetime.combine(day, time(12), UTC).timestamp() / _SECONDS if day else None


def _table(read: Sequence[_Read], found: Sequence[Features], states: dict[int, int]) -> pa.Table:
    return pa.table(
        {
            "article": pa.array([one.article for one in read], pa.uint32()),
            "state": pa.array([states[one.article] for one in read], pa.uint64()),
            "day": pa.array([one.day for one in read], pa.float64()),
            "terms": pa.array([one.terms for one in found], pa.list_(pa.uint32())),
            "weights": pa.array([one.weights for one in found], pa.list_(pa.uint8())),
            "telling": pa.array([one.telling for one in found], pa.list_(pa.uint32())),
        }
    )


def _put(connection: DuckDBPyConnection, name: str, table: pa.Table, *statements: str) -> None:
    connection.register(name, table)
    for statement in statements:
        connection.execute(statement)
    connection.unregister(name)
