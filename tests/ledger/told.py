"""A ledger whose claims, stories, copies and conflicts are known, put there by hand rather than by building.

    from tests.ledger.told import told

    ledger = told(tmp_path / "told.duckdb")      # in well under a second

It holds `tests.ledger.worlds.WORLD` and two articles more, 13 of The Lantern and 14 of the Ostmark Courier, that carry
the line of the wire that 2 and 3 carry. Of what they say (statements by their numbers):

| claim | what | story | says | denies | origins |
|---|---|---|---|---|---|
| 1 | the gates will be opened | 1 | 3, 4, 15, 16 | – | 2, from 1 to 2: Mara Vane; Tobias Aldous, who may be the same |
| 2 | the dam will hold | 1 | 1, 7 | 14 | 1: Mara Vane |
| 3 | a firm was paid twice | – | – | 9 | 0 |
| 4 | the strike goes on | 2 | 5, 10 | – | 1: Ines Quill |
| 5 | the dockers won | 2 | 12 | – | not counted yet |
| 9 | two ovens | – | 13 | – | 3, the unnamed and an outlet among them |

Claims 4 and 5 may be the same. 15 and 16 have claim 1 from 3 as copies, 4 by way of Nordwire; 7 cites 1; 10 is the same
speaker as 5. Conflicts: 1 a denial (claim 2), 2 a reversal (claim 4), 3 a sum (claim 9), 4 two figures (claims 1 and
3). Articles 3, 13 and 14 have the line from 2.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from duckdb import DuckDBPyConnection
from tests.ledger.worlds import WIRE, WORLD, a_ledger, reading, sentence_document

from onrecord.ledger import Ledger
from onrecord.ledger.indexing import index

_ROLE = {"Mara Vane": "Ostmark water minister"}
REPRINTS = tuple(
    reading(
        sentence_document(
            name,
            (title, f"{WIRE}, Mara Vane, Ostmark water minister, told reporters."),
            (("Mara Vane", "told", WIRE, "plain"),),
            outlet=outlet,
            published=published,
            url=f"https://{name}.example/",
            roles=_ROLE,
        )
    )
    for name, title, outlet, published in (
        ("lantern-13", "Gates to open", "The Lantern", "2024-03-06"),
        ("courier-14", "Minister announces opening", "Ostmark Courier", "2024-03-13"),
    )
)

_STORIES: tuple[tuple[object, ...], ...] = (
    (1, "Dam at Selwick is said to be safe", "2024-03-04", "2024-03-13", (1, 2, 3, 5, 9, 13, 14)),
    (2, "Strike in Haven", "2024-03-06", "2024-03-11", (4, 6, 8, 10)),
)
# claim, story, text, clearest, since, until, statements, articles, denials, origins, least, most, named, why
_CLAIMS: tuple[tuple[object, ...], ...] = (
    (1, 1, WIRE, 3, "2024-03-05", "2024-03-13", 4, 4, 0, 2, 1, 2, 2, "Both may have it from one letter"),
    (2, 1, "The dam at Selwick will hold", 1, "2024-03-04", "2024-03-20", 3, 3, 1, 1, 1, 1, 1, None),
    (3, None, "His firm had been paid twice", 9, "2024-03-08", "2024-03-08", 1, 1, 1, 0, 0, 0, 0, None),
    (4, 2, "The strike goes on", 5, "2024-03-06", "2024-03-09", 2, 2, 0, 1, 1, 1, 1, None),
    (5, 2, "The dockers have won", 12, "2024-03-11", "2024-03-11", 1, 1, 0, None, None, None, None, None),
    (9, None, "There are two ovens", 13, "2024-03-12", "2024-03-12", 1, 1, 0, 3, 2, 3, 1, "Sources are unnamed"),
)
# claim, statement, stance, origin, parent, relation, via
_SAID: tuple[tuple[int, int, str, int | None, int | None, str | None, str | None], ...] = (
    (1, 3, "says", 0, None, "origin", None),
    (1, 4, "says", 1, None, "wire", "Nordwire"),
    (1, 15, "says", 0, 3, "copy", None),
    (1, 16, "says", 0, 3, "copy", None),
    (2, 1, "says", 0, None, "origin", None),
    (2, 7, "says", 0, 1, "cites", None),
    (2, 14, "denies", None, None, "origin", None),
    (3, 9, "denies", None, None, "origin", None),
    (4, 5, "says", 0, None, "origin", None),
    (4, 10, "says", 0, 5, "same speaker", None),
    (5, 12, "says", None, None, None, None),
    (9, 13, "says", 0, None, "origin", None),
)
# claim, number, name, kind, medium, certain, statement, reason
_ORIGINS: tuple[tuple[object, ...], ...] = (
    (1, 0, "Mara Vane", "named", None, True, 3, "told reporters"),
    (1, 1, "Tobias Aldous", "named", "Nordwire", False, 4, "speaks of his own gates"),
    (2, 0, "Mara Vane", "named", None, True, 1, "said so on Monday"),
    (4, 0, "Ines Quill", "named", None, True, 5, "speaks for the union"),
    (9, 0, "Mara Vane", "named", None, True, 13, "speaks of her own oven"),
    (9, 1, "two bakers", "unnamed", None, True, 13, "are not named"),
    (9, 2, "Selwick Times", "outlet", None, False, 13, "says so itself"),
)
# conflict, kind, story, claim, other claim, statement, the other's, day, reason, confidence
_CONFLICTS: tuple[tuple[object, ...], ...] = (
    (1, "denial", 1, 2, None, 1, 14, "2024-03-06", "Vane says it holds, officials that it does not", 0.9),
    (2, "reversal", 2, 4, None, 5, 12, "2024-03-11", "Quill says the opposite of what she said", 0.7),
    (3, "sum", None, 9, None, 13, None, "2024-03-12", "1 and 2 are not 4", 0.5),
    (4, "quantity", 1, 1, 3, 3, 9, None, "two figures", 0.95),
)
_STAGES = ("copies", "stories", "claims", "origins", "conflicts")


def told(path: Path) -> Ledger:
    """A ledger at `path` of the world and what is known of it; made once, and copied."""
    path.write_bytes(_told())
    return Ledger.open(path)


@cache
def _told() -> bytes:
    with TemporaryDirectory() as folder:
        readings = [replace(one, index=index(one.document)) for one in (*WORLD, *REPRINTS)]
        ledger = a_ledger(Path(folder) / "told.duckdb", readings)
        with ledger.writing("tell") as writer, writer.connection() as connection:
            _tell_stories(connection)
            _tell_claims(connection)
            _tell_conflicts(connection)
            _tell_copies(connection)
            for stage in _STAGES:
                for article in range(1, len(readings) + 1):
                    put(connection, "built", stage=stage, article=article)
        return ledger.path.read_bytes()


def put(connection: DuckDBPyConnection, table: str, **values: object) -> None:
    """Insert a row; what it must have and is not told is false, 0, or an empty text, list or string of bytes."""
    columns = connection.execute(
        "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = ?", [table]
    ).fetchall()
    unknown = values.keys() - {name for name, _, _ in columns}
    assert not unknown, f"{table} has no {unknown}"
    for name, kind, nullable in columns:
        if not nullable:
            values.setdefault(name, _nothing(kind))
    names, places = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", list(values.values()))


def _nothing(kind: str) -> object:
    if kind.endswith("[]"):
        return []
    return {"VARCHAR": "", "BOOLEAN": False, "BLOB": b""}.get(kind, 0)


def _tell_stories(connection: DuckDBPyConnection) -> None:
    for story, title, since, until, articles in _STORIES:
        assert isinstance(articles, tuple)
        put(connection, "stories", story=story, title=title, since=since, until=until, articles=len(articles))
        for article in articles:
            put(connection, "story_articles", story=story, article=article, confidence=0.9)


def _tell_claims(connection: DuckDBPyConnection) -> None:
    names = (
        "claim", "story", "text", "attribution", "since", "until", "statements", "articles", "denials", "origins",
        "least", "most", "named", "why",
    )  # fmt: skip
    for row in _CLAIMS:
        put(connection, "claims", **dict(zip(names, row, strict=True)))
    of_origins = ("claim", "number", "name", "kind", "medium", "certain", "attribution", "reason")
    for row in _ORIGINS:
        put(connection, "origins", **dict(zip(of_origins, row, strict=True)))
    put(connection, "near_claims", claim=4, other=5, likelihood=0.4)
    spans = _spans(connection)
    for claim, number, stance, origin, parent, relation, via in _SAID:
        article, start, stop = spans[number]
        put(
            connection, "claim_statements", claim=claim, attribution=number, article=article, start=start, stop=stop,
            stance=stance, confidence=0.8, reason="the same words",
        )  # fmt: skip
        if relation:
            put(
                connection, "spread", claim=claim, attribution=number, origin=origin, parent=parent,
                relation=relation, via=via, reason=f"because of {relation}",
            )  # fmt: skip


def _tell_conflicts(connection: DuckDBPyConnection) -> None:
    names = (
        "conflict", "kind", "story", "claim", "other_claim", "attribution", "other_attribution", "day", "reason",
        "confidence",
    )  # fmt: skip
    spans = _spans(connection)
    for row in _CONFLICTS:
        values = dict(zip(names, row, strict=True))
        article, start, stop = spans[values["attribution"]]
        put(connection, "conflicts", **values, article=article, start=start, stop=stop)


def _tell_copies(connection: DuckDBPyConnection) -> None:
    put(connection, "families", family=1, head=2, articles=4)
    rows = connection.execute(
        "SELECT article, strpos(text, ?) - 1 FROM articles WHERE article IN (2, 3, 13, 14)", [WIRE]
    ).fetchall()
    starts = dict(rows)
    for article, start in sorted(starts.items()):
        put(
            connection, "passages", family=1, article=article, start=start, stop=start + len(WIRE), words=16, sure=True
        )  # fmt: skip
        put(connection, "printings", article=article, words=20 * (article % 2 + 1), tie=article)
        if article != 2:
            spans = {
                "start": start, "stop": start + len(WIRE), "original_start": starts[2],
                "original_stop": starts[2] + len(WIRE),
            }  # fmt: skip
            put(
                connection, "copies", article=article, original=2, words=16, share=0.4 if article == 3 else 1.0,
                original_share=0.8, reason="credits Nordwire", confidence=0.9, passages=[spans],
            )  # fmt: skip


def _spans(connection: DuckDBPyConnection) -> dict[object, tuple[int, int, int]]:
    """Article, start and stop of every statement."""
    rows = connection.execute("SELECT attribution, article, content[1].start, content[1].stop FROM attributions")
    return {number: (article, start, stop) for number, article, start, stop in rows.fetchall()}


_MORE = """
    INSERT INTO articles BY NAME SELECT articles.* REPLACE (
        (100 + n)::UINTEGER AS article, 'copy ' || n AS key, 'copy-' || n AS id, 'Paper ' || n % 700 AS outlet,
        day + (n // 500)::INTEGER AS day)
    FROM articles, range($count) r(n) WHERE article = 13"""
_MORE_SAID = """
    INSERT INTO attributions BY NAME SELECT attributions.* REPLACE (
        (100 + n)::UINTEGER AS attribution, (100 + n)::UINTEGER AS article)
    FROM attributions, range($count) r(n) WHERE attribution = 15"""
_MORE_CLAIMED = """
    INSERT INTO claim_statements BY NAME SELECT claim_statements.* REPLACE (
        (100 + n)::UINTEGER AS attribution, (100 + n)::UINTEGER AS article)
    FROM claim_statements, range($count) r(n) WHERE attribution = 15"""
_MORE_SPREAD = """
    INSERT INTO spread BY NAME SELECT spread.* REPLACE ((100 + n)::UINTEGER AS attribution, {parent} AS parent)
    FROM spread, range($count) r(n) WHERE attribution = 15"""


def carried_on(ledger: Ledger, count: int, parent: str) -> None:
    """Let `count` more articles carry claim 1, as statements from 100 on.

    `parent` is SQL for the statement that the one of number `n`, from 0 on, has it from.
    """
    with ledger.writing("carry on") as writer, writer.connection() as connection:
        for query in (_MORE, _MORE_SAID, _MORE_CLAIMED, _MORE_SPREAD.format(parent=parent)):
            connection.execute(query, {"count": count} if "$count" in query else {})
        connection.execute(
            "UPDATE claims SET statements = statements + $n, articles = articles + $n WHERE claim = 1", {"n": count}
        )
