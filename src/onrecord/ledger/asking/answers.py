"""Statements as rows of an answer."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.links import link, reference
from onrecord.ledger.table import Table

AT_ONCE = 2_000  # statements whose rows are put together at once
PARTS = " … "  # between the pieces of a content
ARROW = " ← "
SCHEMA = pa.schema(
    [
        ("rank", pa.int64()), ("score", pa.float64()), ("content", pa.string()), ("speaker", pa.string()),
        ("actor", pa.int64()), ("role", pa.string()), ("said", pa.string()), ("kind", pa.string()),
        ("type", pa.string()), ("commitment", pa.string()), ("confidence", pa.float64()), ("chain", pa.string()),
        ("outlet", pa.string()), ("published", pa.string()), ("title", pa.string()), ("url", pa.string()),
        ("article", pa.int64()), ("start", pa.int64()), ("stop", pa.int64()), ("reference", pa.string()),
        ("link", pa.string()), ("attribution", pa.int64()),
    ]
)  # fmt: skip

_THESE = "JOIN (SELECT unnest(?::UINTEGER[]) AS attribution) USING (attribution)"
_OF_THESE = "JOIN (SELECT unnest(?::UINTEGER[]) AS article) USING (article)"
_STATEMENTS = f"""
    SELECT attribution, article, content, cue, source, kind, type, commitment, confidence, speaker,
        list_transform(chain, lambda step: step.speaker), "time"
    FROM attributions {_THESE}"""
_CONTENTS = f"SELECT attribution, article, content FROM attributions {_THESE}"
# Text last, and of few articles: joined to the statements straight away, all of it would be unpacked
_PIECES = """
    SELECT piece, x.text[first + 1 : last] FROM (
        SELECT unnest($pieces::UINTEGER[]) AS piece, unnest($articles::UINTEGER[]) AS article,
               unnest($starts::UINTEGER[]) AS first, unnest($stops::UINTEGER[]) AS last
    ) JOIN articles x USING (article)"""
_ARTICLES = f"SELECT article, outlet, published, title, url FROM articles {_OF_THESE}"
_APPEARANCES = f"SELECT article, number, name, roles[1].title FROM appearances {_OF_THESE}"
_IDENTITIES = f"""
    SELECT article, appearance, actor, k.name FROM identities JOIN actors k USING (actor)
    {_OF_THESE}"""
_TIMES = f'SELECT article, "number", value FROM times {_OF_THESE}'
_Key = tuple[int, int]


def contents(connection: DuckDBPyConnection, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the content of each attribution of `numbers` that there is, in that order; a space parts its pieces."""
    for some in _batches(numbers):
        rows = {row[0]: row for row in connection.execute(_CONTENTS, [some]).fetchall()}
        pieces = _pieces(connection, rows.values())
        yield from ((number, " ".join(pieces[number])) for number in some if number in rows)


def table_of(connection: DuckDBPyConnection, found: Sequence[tuple[int, float | None]], offset: int = 0) -> Table:
    """The rows of attributions with their scores, in that order; `offset` is how many rank before them."""
    batches = []
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        rows = _rows(connection, some, offset + first + 1)
        batches.append(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))
    return Table(pa.Table.from_batches(batches, schema=SCHEMA))


def _batches(numbers: Sequence[int]) -> Iterator[list[int]]:
    for first in range(0, len(numbers), AT_ONCE):
        yield list(numbers[first : first + AT_ONCE])


def _rows(connection: DuckDBPyConnection, found: Sequence[tuple[int, float | None]], rank: int) -> list[dict[str, Any]]:
    statements = {row[0]: row for row in connection.execute(_STATEMENTS, [[n for n, _ in found]]).fetchall()}
    articles = sorted({row[1] for row in statements.values()})
    pieces = _pieces(connection, statements.values())
    pages = {row[0]: row[1:] for row in connection.execute(_ARTICLES, [articles]).fetchall()}
    people = _people(connection, articles)
    timed = sorted({row[1] for row in statements.values() if row[11] is not None})
    times = {row[:2]: row[2] for row in connection.execute(_TIMES, [timed]).fetchall()} if timed else {}
    rows: list[dict[str, Any]] = []
    for number, score in found:
        if number in statements:
            row = statements[number]
            said = {"rank": rank + len(rows), "score": score, "said": times.get((row[1], row[11]))}
            rows.append(said | _row(row, pieces[number], pages[row[1]], people))
    return rows


def _row(
    row: tuple[Any, ...], pieces: Sequence[str], page: tuple[Any, ...], people: dict[_Key, tuple[Any, ...]]
) -> dict[str, Any]:
    number, article, content, cue, source, kind, type_, commitment, confidence, speaker, chain, _ = row
    outlet, published, title, url = page
    spans = content or cue or source or [{"start": 0, "stop": 0}]
    start, stop = min(span["start"] for span in spans), max(span["stop"] for span in spans)
    actor, name, role = people.get((article, speaker), (None, None, None))
    steps = [people[article, step][1] for step in chain if (article, step) in people] + ([name] if name else [])
    return {
        "content": PARTS.join(pieces), "speaker": name, "actor": actor, "role": role, "kind": kind, "type": type_,
        "commitment": commitment, "confidence": confidence, "chain": ARROW.join(steps), "outlet": outlet,
        "published": published, "title": title, "url": url, "article": article, "start": start, "stop": stop,
        "reference": reference(article, start, stop), "link": link(url, pieces), "attribution": number,
    }  # fmt: skip


def _people(connection: DuckDBPyConnection, articles: Sequence[int]) -> dict[_Key, tuple[Any, ...]]:
    """(article, appearance) → (actor, name, role): the ledger's name, else the one that the article has."""
    known = {row[:2]: row[2:] for row in connection.execute(_IDENTITIES, [articles]).fetchall()}
    people: dict[_Key, tuple[Any, ...]] = {}
    for article, number, name, role in connection.execute(_APPEARANCES, [articles]).fetchall():
        people[article, number] = (*known.get((article, number), (None, name)), role)
    return people


def _pieces(connection: DuckDBPyConnection, rows: Any) -> dict[int, list[str]]:
    """The pieces of the content of every (attribution, article, content, …)."""
    wanted = [(row[0], row[1], span["start"], span["stop"]) for row in rows for span in row[2]]
    pieces: dict[int, list[str]] = {row[0]: [] for row in rows}
    given = {
        "pieces": list(range(len(wanted))), "articles": [piece[1] for piece in wanted],
        "starts": [piece[2] for piece in wanted], "stops": [piece[3] for piece in wanted],
    }  # fmt: skip
    if wanted:
        for place, text in sorted(connection.execute(_PIECES, given).fetchall()):
            pieces[wanted[place][0]].append(text)
    return pieces
