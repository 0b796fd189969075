"""docs/ledger.md describes the schema as it is, and its queries run."""

import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from onrecord.ledger.migrating import migrations

DOCUMENTATION = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text(encoding="utf-8")
SECTION = re.compile(r"^#{2,3} `(\w+)`\n(.*?)(?=^#{2,3} |\Z)", re.MULTILINE | re.DOTALL)
COLUMN = re.compile(r"^\| `(\w+)` \| ([^|]+) \|", re.MULTILINE)
QUERY = re.compile(r"```sql\n(.*?)```", re.DOTALL)
SECTIONS = dict(SECTION.findall(DOCUMENTATION))


def columns(section: str) -> list[tuple[str, str]]:
    return [(name, type_.strip()) for name, type_ in COLUMN.findall(section)]


def shortened(type_: str) -> str:
    """`STRUCT(start UINTEGER, stop UINTEGER)[]` as the page writes it: the names alone."""
    return re.sub(r"\b(\w+) [A-Z]+(?=[,)])", r"\1", type_.replace('"', ""))


@pytest.fixture
def connection() -> Iterator[DuckDBPyConnection]:
    """A ledger with nothing in it."""
    with duckdb.connect() as made:
        for migration in migrations():
            made.execute(migration.sql)
        yield made


def test_every_table_and_column_is_described_with_its_type(connection: DuckDBPyConnection) -> None:
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
        " ORDER BY table_name, column_index"
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, type_ in rows:
        found.setdefault(table, []).append(
            (column, shortened(type_).replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ"))
        )
    assert {table: columns(section) for table, section in SECTIONS.items()} == found


@pytest.mark.parametrize("table", SECTIONS)
def test_the_queries_of_a_table_run(table: str, connection: DuckDBPyConnection) -> None:
    queries = QUERY.findall(SECTIONS[table])
    assert queries
    for query in queries:
        connection.execute(query).fetchall()
