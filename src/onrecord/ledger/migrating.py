"""The numbered forms of a ledger's tables, from the first on."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from duckdb import DuckDBPyConnection

from onrecord.errors import NewerLedger, NoLedger
from onrecord.ledger.fetching import first_row

_FORM = """SELECT count(*) = 2 FROM duckdb_columns()
    WHERE table_name = 'migrations' AND column_name IN ('migration', 'software')"""
_TABLES = "SELECT count(*) FROM duckdb_tables() WHERE NOT internal"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number, its name, and the SQL that makes the form of that number from the one before."""

    number: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """Every migration that this onrecord knows, in order."""
    found = sorted(file.name for file in files(__package__).joinpath("schema").iterdir() if file.name.endswith(".sql"))
    return tuple(_migration(name) for name in found)


def form(connection: DuckDBPyConnection, path: Path) -> int:
    """Return the number of the last migration that a ledger has been through; 0 for a database without tables.

    Raises NewerLedger where this onrecord doesn't know it, NoLedger where the database is something else's.
    """
    if not _number(connection, _FORM):
        if _number(connection, _TABLES):
            raise NoLedger(f"{path}: a DuckDB database, but not a ledger; name another file with --ledger")
        return 0
    row = first_row(connection, "SELECT migration, software FROM migrations ORDER BY migration DESC LIMIT 1")
    number, software = row if row else (0, "")
    newest = migrations()[-1].number
    if number > newest:
        raise NewerLedger(
            f"{path}: written by {software}, in form {number}, and this onrecord knows forms up to {newest}; "
            "update onrecord"
        )
    return int(number)


def migrate(connection: DuckDBPyConnection, path: Path, software: str) -> None:
    """Bring a ledger to the newest form, each step in a transaction of its own; raises as `form` does."""
    reached = form(connection, path)
    for migration in migrations():
        if migration.number > reached:
            connection.execute("BEGIN")
            connection.execute(migration.sql)
            connection.execute(
                "INSERT INTO migrations VALUES (?, ?, now(), ?)", [migration.number, migration.name, software]
            )
            connection.execute("COMMIT")


def _migration(name: str) -> Migration:
    number, _, rest = name.removesuffix(".sql").partition("_")
    return Migration(int(number), rest, files(__package__).joinpath("schema", name).read_text("utf-8"))


def _number(connection: DuckDBPyConnection, query: str) -> int:
    row = first_row(connection, query)
    return int(row[0]) if row else 0
