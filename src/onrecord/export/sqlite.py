"""Tables as one SQLite file that Datasette opens (https://datasette.io): keys, full text, and a view of statements."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Self

from onrecord.export.identifying import paired
from onrecord.export.sheets import json_text

_PARENTS = {"article": "articles", "actor": "actors", "run": "runs"}
"""A column of this name in another table holds a key of this one."""
_WITHIN = {
    "attributions": (("speaker", "appearances"), ("time", "times"), ("within", "attributions")),
    "identities": (("appearance", "appearances"),),
    "quantities": (("part_of", "quantities"),),
}
"""Columns that hold a number within the same article, and the table that has it."""
_MEMBERS = {
    "passages": {"family": "families"},
    "story_articles": {"story": "stories"},
    "claim_statements": {"claim": "claims", "attribution": "attributions"},
    "near_claims": {"claim": "claims", "other": "claims"},
    "origins": {"claim": "claims"},
    "spread": {"claim": "claims", "attribution": "attributions"},
}
"""Columns that hold a key of another table where only some articles were taken, too."""
_KEYS = {"claims": "claim"}
"""What the key of a table is called, where a column that holds it may have another name."""


class SqliteFile:
    """A new SQLite file, to be filled table by table; `finish` adds the indexes, the full text and the views.

    Nothing is synchronised to the disk until then: who writes one moves it into place when it is whole.
    """

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        # The schema has tables that point to later ones
        self._connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF")
        self._tables: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def add(
        self, name: str, columns: Sequence[tuple[str, str]], key: Sequence[str], rows: Iterable[Sequence[object]]
    ) -> int:
        """Make a table of `columns` (name and type of SQLite), fill it, and return how many rows it has."""
        names = [column for column, _ in columns]
        parts = [f'"{column}" {kind}' for column, kind in columns]
        if key:
            parts.append(f"PRIMARY KEY ({_list(key)})")
        parts += _references(name, names)
        self._tables[name] = names
        run = self._connection
        run.execute(f'CREATE TABLE "{name}" ({", ".join(parts)})')
        run.execute("BEGIN")
        places = ", ".join("?" * len(names))
        with closing(run.cursor()) as cursor:
            cursor.executemany(f'INSERT INTO "{name}" VALUES ({places})', (tuple(map(_plain, row)) for row in rows))
            count = cursor.rowcount
        run.execute("COMMIT")
        return max(count, 0)

    def finish(self) -> None:
        """Index what is joined by, and add full text and views where the tables of a ledger are there."""
        run = self._connection
        for table, names in self._tables.items():
            for column in names:
                parent = (_PARENTS | _MEMBERS.get(table, {})).get(column, table)
                if parent != table:
                    run.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
        if {"articles", "attributions", "appearances", "actors", "times"} <= self._tables.keys():
            run.executescript(files("onrecord.export").joinpath("data/sqlite.sql").read_text(encoding="utf-8"))
        run.executescript("ANALYZE; PRAGMA journal_mode = DELETE")


def _references(table: str, names: Sequence[str]) -> list[str]:
    """The foreign keys of a table: one a clause, by the names of its columns."""
    clauses = [
        f'FOREIGN KEY ("{column}") REFERENCES "{parent}" ("{_KEYS.get(parent, column)}")'
        for column, parent in (_PARENTS | _MEMBERS.get(table, {})).items()
        if column in names and parent != table
    ]
    for column, parent in _WITHIN.get(table, ()):
        if column in names:
            clauses.append(f'FOREIGN KEY ("article", "{column}") REFERENCES "{parent}" ("article", "number")')
    return clauses


def _list(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _plain(value: object) -> object:
    """A value as SQLite keeps it; NUL, at which its functions stop, as U+FFFD."""
    if isinstance(value, str):
        return paired(value).replace("\0", "\ufffd")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return paired(json_text(value))
    return value
