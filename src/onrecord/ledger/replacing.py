"""Reading an article anew: other statements in the same place."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.errors import LedgerError
from onrecord.ledger.appending import changes, check_index, encodable, insert, next_numbers, numbers_of
from onrecord.ledger.correcting import apply_corrections, move_anchors
from onrecord.ledger.documents import read_documents
from onrecord.ledger.fetching import first_row
from onrecord.ledger.handed import Index, text_hash
from onrecord.ledger.rows import Place, Rows, add_statements, article_row
from onrecord.records import Document

_READ = ("attributions", "appearances", "identities", "times", "quantities", "places", "articles", "changes")
_ARTICLE = "SELECT key, version, latest, fetched, added, text FROM articles WHERE article = ?"
_BESIDE = "SELECT article FROM articles WHERE key = ? AND version = ?"
_CORRECTIONS = "SELECT correction FROM corrections WHERE article = ? AND undone IS NULL ORDER BY correction"


def replace_statements(
    connection: DuckDBPyConnection, article: int, document: Document, index: Index, software: str
) -> None:
    """Put a new reading of an article in the place of the old one, corrections applied, in the open transaction."""
    document = encodable(document)
    check_index(document, index, f"article {article}")
    found = first_row(connection, _ARTICLE, [article])
    if found is None:
        raise LedgerError(f"article {article}: there is no such article to be read again")
    key, version, latest, fetched, added, text = found
    _drop(connection, article)
    place = _place(article, key, version, document, fetched, added, software)
    rows = Rows()
    rows.add("articles", [article_row(place, document.article, latest)])
    _, first = next_numbers(connection)
    add_statements(rows, article, first, document, index)
    insert(connection, rows)
    _compare(connection, key, version - 1)
    _compare(connection, key, version)
    if text != document.article.text:
        move_anchors(connection, article, text, document.article.text)
    numbers = connection.execute(_CORRECTIONS, [article]).fetchall()
    apply_corrections(connection, [number for (number,) in numbers])


def _place(
    article: int, key: str, version: int, document: Document, fetched: datetime | None, added: datetime, software: str
) -> Place:
    return Place(article, key, version, text_hash(document.article.text), fetched, added, software)


def _drop(connection: DuckDBPyConnection, article: int) -> None:
    gone = numbers_of(connection, article)
    connection.execute("INSERT INTO dropped SELECT unnest(?::UINTEGER[])", [gone])
    if gone:
        connection.execute(
            "DELETE FROM signatures WHERE attribution BETWEEN ? AND ? AND list_contains(?, attribution)",
            [min(gone), max(gone), gone],
        )
    for table in _READ:
        connection.execute(f"DELETE FROM {table} WHERE article = ?", [article])


def _compare(connection: DuckDBPyConnection, key: str, version: int) -> None:
    """Note anew what came and went between a version and the next, where both are there."""
    old, new = _numbered(connection, key, version), _numbered(connection, key, version + 1)
    if old is None or new is None:
        return
    connection.execute("DELETE FROM changes WHERE article = ?", [new])
    before, after = read_documents(connection, [old]), read_documents(connection, [new])
    rows = Rows()
    numbers: tuple[Sequence[int], Sequence[int]] = numbers_of(connection, new), numbers_of(connection, old)
    rows.add("changes", changes(new, next(after), numbers[0], next(before), numbers[1]))
    insert(connection, rows)


def _numbered(connection: DuckDBPyConnection, key: str, version: int) -> int | None:
    found: tuple[Any, ...] | None = first_row(connection, _BESIDE, [key, version])
    return int(found[0]) if found else None
