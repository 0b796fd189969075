"""Proving a ledger sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from onrecord.ledger.built_checks import built_checks
from onrecord.ledger.checks import checks
from onrecord.ledger.handed import text_hash
from onrecord.ledger.migrating import migrate

_MOST = 100
_AT_ONCE = 2_000
_COLUMNS = """SELECT table_name, column_name, data_type FROM duckdb_columns()
    WHERE NOT internal AND database_name = current_database()"""
_LENGTHS = "CREATE OR REPLACE TEMP TABLE lengths AS SELECT article, length(text) AS length FROM articles"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a ledger: the table and the row, what is wrong with it, and the way out."""

    table: str
    row: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.table}: {self.row}: {self.wrong}; {self.remedy}"


def problems(connection: DuckDBPyConnection) -> Iterator[Problem]:
    """Yield what is wrong with a ledger; of a sort of problem, the first hundred rows.

    Where a table or a column is missing, that is all: nothing else can be asked then.
    """
    if missing := sorted(_form() - set(connection.execute(_COLUMNS).fetchall())):
        remedy = "take the ledger from a backup, or add the sources to a new one"
        for table, column, kind in missing:
            yield Problem(table, f"column {column}", f"it is not there, or is no {kind}", remedy)
        return
    connection.execute(_LENGTHS)
    for check in chain(checks(), built_checks()):
        for (row,) in connection.execute(f"{check.query} LIMIT {_MOST}").fetchall():
            yield Problem(check.table, row, check.wrong, check.remedy)
    yield from _changed_texts(connection)


@cache
def _form() -> frozenset[tuple[str, str, str]]:
    """The tables and views of today's form: each one's name, its columns and their types."""
    with duckdb.connect(":memory:") as connection:
        migrate(connection, Path(":memory:"), "")
        return frozenset(connection.execute(_COLUMNS).fetchall())


def _changed_texts(connection: DuckDBPyConnection) -> Iterator[Problem]:
    remedy = "read it again with `onrecord reread --all`, or take the ledger from a backup"
    wrong = "its text is not the one that was hashed"
    found = (article for article, text, hash_ in _texts(connection) if text_hash(text) != hash_)
    for article in islice(found, _MOST):
        yield Problem("articles", f"article {article}", wrong, remedy)


def _texts(connection: DuckDBPyConnection) -> Iterator[tuple[int, str, int]]:
    connection.execute("SELECT article, text, text_hash FROM articles")
    while rows := connection.fetchmany(_AT_ONCE):
        yield from rows
