"""A question in SQL."""

from collections.abc import Sequence
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection, StatementType

from onrecord.errors import BadQuery
from onrecord.ledger.table import Table

_ASKS = (StatementType.SELECT, StatementType.EXPLAIN)


def answer(connection: DuckDBPyConnection, query: str, parameters: Sequence[Any] = ()) -> Table:
    """Run one SELECT, with values for its `?` or `$1`; raises BadQuery, which shows the place in the query."""
    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1 or statements[0].type not in _ASKS:
            raise BadQuery(f"{_begun(query)}: a ledger answers one SELECT at a time, and nothing that changes it")
        return Table(connection.sql(query, params=list(parameters)).to_arrow_table())
    except duckdb.Error as error:
        raise BadQuery(_placed(connection, query, parameters, error)) from error


def _begun(query: str) -> str:
    line = " ".join(query.split())
    return f"{line[:60]}…" if len(line) > 60 else line or "an empty query"


def _placed(connection: DuckDBPyConnection, query: str, parameters: Sequence[Any], error: duckdb.Error) -> str:
    """DuckDB's message with the place; it leaves that out of an answer in Arrow, but not of one in rows."""
    if isinstance(error, duckdb.BinderException | duckdb.CatalogException):
        try:
            connection.execute(query, list(parameters))
        except duckdb.Error as placed:
            error = placed
    return str(error).split("\n\nStack Trace")[0].strip()
