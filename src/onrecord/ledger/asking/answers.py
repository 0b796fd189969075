"""Statements as rows of an answer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.links import link, reference
from onrecord.ledger.asking.titles import fullest
from onrecord.ledger.table import Table
from onrecord.records import Span

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
    SELECT attribution, article, content, kind, type, commitment, confidence, speaker,
        list_transform(chain, lambda step: step.speaker), "time"
    FROM attributions {_THESE}"""
# A statement without content stands where its cue does, else its source
_MARKS = f"SELECT attribution, cue, source FROM attributions {_THESE}"
# Text last, and of few articles: joined to the statements straight away, all of it would be unpacked
_PIECES = """
    SELECT piece, x.text[first + 1 : last] FROM (
        SELECT unnest($pieces::UINTEGER[]) AS piece, unnest($articles::UINTEGER[]) AS article,
               unnest($starts::UINTEGER[]) AS first, unnest($stops::UINTEGER[]) AS last
    ) JOIN articles x USING (article)"""
_ARTICLES = f"SELECT article, outlet, published, title, url FROM articles {_OF_THESE}"
_APPEARANCES = (
    f"SELECT article, number, name, list_transform(roles, lambda role: role.title) FROM appearances {_OF_THESE}"
)
_IDENTITIES = f"""
    SELECT article, appearance, actor, k.name FROM identities JOIN actors k USING (actor)
    {_OF_THESE}"""
_TIMES = f'SELECT article, "number", value FROM times {_OF_THESE}'
_Key = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as its row has it, and the pieces of its content."""

    attribution: int
    article: int
    spans: tuple[Span, ...]
    kind: str
    type: str | None
    commitment: str | None
    confidence: float
    speaker: int | None
    chain: tuple[int, ...]
    time: int | None
    pieces: tuple[str, ...]


def statements(connection: DuckDBPyConnection, numbers: Sequence[int]) -> dict[int, Said]:
    """Those of the attributions `numbers` that there are, in that order."""
    found: dict[int, Said] = {}
    for some in _batches(numbers):
        rows = {row[0]: row for row in connection.execute(_STATEMENTS, [some]).fetchall()}
        pieces = _pieces(connection, rows.values())
        for number in some:
            if number in rows:
                _, article, spans, kind, type_, commitment, confidence, speaker, chain, time = rows[number]
                places = tuple((span["start"], span["stop"]) for span in spans)
                found[number] = Said(
                    number, article, places, kind, type_, commitment, confidence, speaker, tuple(chain), time,
                    tuple(pieces[number]),
                )  # fmt: skip
    return found


def whole(said: Said) -> Span:
    """From where a statement's content begins to where it ends."""
    return min((start for start, _ in said.spans), default=0), max((stop for _, stop in said.spans), default=0)


def contents(connection: DuckDBPyConnection, numbers: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield the content of each attribution of `numbers` that there is, in that order; a space parts its pieces."""
    for number, said in statements(connection, numbers).items():
        yield number, " ".join(said.pieces)


def table_of(
    connection: DuckDBPyConnection,
    found: Sequence[tuple[int, float | None]],
    offset: int = 0,
    read: Mapping[int, Said] | None = None,
) -> Table:
    """The rows of attributions with their scores, in that order.

    `offset` is how many rank before them, `read` has the statements where they have been read already.
    """
    batches = []
    for first in range(0, len(found), AT_ONCE):
        some = found[first : first + AT_ONCE]
        rows = _rows(connection, some, offset + first + 1, read)
        batches.append(pa.RecordBatch.from_pylist(rows, schema=SCHEMA))
    return Table(pa.Table.from_batches(batches, schema=SCHEMA))


def _batches(numbers: Sequence[int]) -> Iterator[list[int]]:
    for first in range(0, len(numbers), AT_ONCE):
        yield list(numbers[first : first + AT_ONCE])


def _rows(
    connection: DuckDBPyConnection,
    found: Sequence[tuple[int, float | None]],
    rank: int,
    read: Mapping[int, Said] | None,
) -> list[dict[str, Any]]:
    said = statements(connection, [number for number, _ in found]) if read is None else read
    shown = [(said[number], score) for number, score in found if number in said]
    articles = sorted({one.article for one, _ in shown})
    pages = {row[0]: row[1:] for row in connection.execute(_ARTICLES, [articles]).fetchall()}
    people = _people(connection, articles)
    timed = sorted({one.article for one, _ in shown if one.time is not None})
    times = {row[:2]: row[2] for row in connection.execute(_TIMES, [timed]).fetchall()} if timed else {}
    bare = [one.attribution for one, _ in shown if not one.spans]
    marked = {row[0]: row[1] or row[2] for row in connection.execute(_MARKS, [bare]).fetchall()} if bare else {}
    rows: list[dict[str, Any]] = []
    for one, score in shown:
        spans = one.spans or [(span["start"], span["stop"]) for span in marked[one.attribution]] or [(0, 0)]
        ranked = {"rank": rank + len(rows), "score": score, "said": times.get((one.article, one.time))}
        rows.append(ranked | _row(one, spans, pages[one.article], people))
    return rows


def _row(
    said: Said, spans: Sequence[Span], page: tuple[Any, ...], people: dict[_Key, tuple[Any, ...]]
) -> dict[str, Any]:
    outlet, published, title, url = page
    start, stop = min(start for start, _ in spans), max(stop for _, stop in spans)
    actor, name, role = people.get((said.article, said.speaker), (None, None, None))
    steps = [people[said.article, step][:2] for step in said.chain if (said.article, step) in people]
    if name:
        steps.append((actor, name))
    return {
        "content": PARTS.join(said.pieces), "speaker": name, "actor": actor, "role": role, "kind": said.kind,
        "type": said.type, "commitment": said.commitment, "confidence": said.confidence,
        "chain": ARROW.join(name for (_, name), _ in groupby(steps)), "outlet": outlet,
        "published": published, "title": title, "url": url, "article": said.article, "start": start, "stop": stop,
        "reference": reference(said.article, start, stop), "link": link(url, said.pieces),
        "attribution": said.attribution,
    }  # fmt: skip


def _people(connection: DuckDBPyConnection, articles: Sequence[int]) -> dict[_Key, tuple[Any, ...]]:
    """(article, appearance) → (actor, name, role): the ledger's name, else the one that the article has."""
    known = {row[:2]: row[2:] for row in connection.execute(_IDENTITIES, [articles]).fetchall()}
    people: dict[_Key, tuple[Any, ...]] = {}
    for article, number, name, roles in connection.execute(_APPEARANCES, [articles]).fetchall():
        people[article, number] = (*known.get((article, number), (None, name)), fullest(roles))
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
