"""The first row of an answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection


def first_row(
    connection: DuckDBPyConnection, query: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
) -> tuple[Any, ...] | None:
    """The first row that a query finds, or None; all are fetched, as DuckDB takes nothing else before that."""
    rows: list[tuple[Any, ...]] = connection.execute(query, parameters).fetchall()
    return rows[0] if rows else None
