"""Proving a ledger sound."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from duckdb import DuckDBPyConnection

from onrecord.ledger.checks import checks
from onrecord.ledger.handed import text_hash

_MOST = 100
_AT_ONCE = 2_000
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
    """Yield what is wrong with a ledger; of a sort of problem, the first hundred rows."""
    connection.execute(_LENGTHS)
    for check in checks():
        for (row,) in connection.execute(f"{check.query} LIMIT {_MOST}").fetchall():
            yield Problem(check.table, row, check.wrong, check.remedy)
    yield from _changed_texts(connection)


def _changed_texts(connection: DuckDBPyConnection) -> Iterator[Problem]:
    remedy = "read the article again with `onrecord reread`, or take the ledger from a backup"
    wrong = "its text is not the one that was hashed"
    found = (article for article, text, hash_ in _texts(connection) if text_hash(text) != hash_)
    for article in islice(found, _MOST):
        yield Problem("articles", f"article {article}", wrong, remedy)


def _texts(connection: DuckDBPyConnection) -> Iterator[tuple[int, str, int]]:
    connection.execute("SELECT article, text, text_hash FROM articles")
    while rows := connection.fetchmany(_AT_ONCE):
        yield from rows
