"""Corrections as training data."""

from collections.abc import Iterator
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.ledger.correcting import statement_at

from .actors import Key
from .corrections import Correction, corrections, tied_to

_STATEMENT = "SELECT source, cue, content FROM attributions WHERE article = ? AND attribution = ?"
_APPEARANCE = "SELECT name, type, mentions, roles FROM appearances WHERE article = ? AND number = ?"


def training_rows(connection: DuckDBPyConnection) -> Iterator[dict[str, Any]]:
    """Yield every correction that stands as a row that can be written as JSON; spans are characters of its texts.

    A rejected statement is `{"kind": "reject", "article", "id", "text", "source", "cue", "content", "was"}`: spans that
    `onrecord train attributions` must not mark. A speaker is the same with `"kind": "speaker"`, `"speaker"` (the right
    name, null where nobody speaks), `"mentions"` (the spans that denote it) and `was` (the machine's speaker): a choice
    for `onrecord train linking`. A merge or a split is a pair of appearances, `{"kind", "same": true or false,
    "one", "other", "was"}`, each with its article, text, name, type, mentions and roles: no trainer takes them yet, as
    what joins actors over articles is weighed by hand (`corpus/actors/evidence.py`); they are what its weights can be
    fitted and measured on. What has lost its place in the articles is left out.
    """
    for correction in corrections(connection):
        if correction.undone is None:
            row = (
                _pair(connection, correction) if correction.kind in ("merge", "split") else _of(connection, correction)
            )
            if row is not None:
                yield row


def _of(connection: DuckDBPyConnection, correction: Correction) -> dict[str, Any] | None:
    found = statement_at(connection, correction.article, correction.start, correction.stop)
    if found is None:
        return None
    source, cue, content = connection.execute(_STATEMENT, [correction.article, found]).fetchall()[0]
    row = {
        "kind": correction.kind,
        **_article(connection, correction.article),
        "source": _spans(source),
        "cue": _spans(cue),
        "content": _spans(content),
        "was": correction.was,
    }
    if correction.kind == "reject":
        return row
    mentions = connection.execute(
        "SELECT mentions FROM appearances WHERE article = ? AND lower(name) = lower(?) ORDER BY number LIMIT 1",
        [correction.article, correction.speaker or ""],
    ).fetchall()
    return row | {"speaker": correction.speaker, "mentions": _spans(mentions[0][0]) if mentions else []}


def _pair(connection: DuckDBPyConnection, correction: Correction) -> dict[str, Any] | None:
    one, other = tied_to(connection, correction)
    if one is None or other is None:
        return None
    sides = {"one": _appearance(connection, one), "other": _appearance(connection, other)}
    return {"kind": correction.kind, "same": correction.kind == "merge", **sides, "was": correction.was}


def _appearance(connection: DuckDBPyConnection, key: Key) -> dict[str, Any]:
    name, kind, mentions, roles = connection.execute(_APPEARANCE, list(key)).fetchall()[0]
    titles = [{"title": role["title"], "span": [role["start"], role["stop"]]} for role in roles]
    return {**_article(connection, key[0]), "name": name, "type": kind, "mentions": _spans(mentions), "roles": titles}


def _article(connection: DuckDBPyConnection, article: int) -> dict[str, Any]:
    found, text = connection.execute("SELECT id, text FROM articles WHERE article = ?", [article]).fetchall()[0]
    return {"article": article, "id": found, "text": text}


def _spans(spans: list[dict[str, Any]]) -> list[list[int]]:
    return [[span["start"], span["stop"]] for span in spans]
