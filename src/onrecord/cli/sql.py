"""`onrecord sql`: a query over the ledger's tables, which can't change them."""

import sys
from pathlib import Path

import click

from onrecord.cli.ledgers import ledger_option, open_ledger
from onrecord.cli.tables import TableFormat, give, table_options

HELP = """Ask the ledger in SQL (DuckDB's). Nothing can be changed this way, and no other file be read.

The view `statements` has put together what most questions need; docs/ledger.md describes every
table. "-" reads the query from standard input.

\b
Examples:
  onrecord sql "SELECT speaker, content, outlet, day FROM statements LIMIT 10"
  onrecord sql "SELECT outlet, count(*) AS articles FROM articles GROUP BY outlet" --format csv
  onrecord sql - < query.sql
  onrecord sql "SHOW TABLES"
"""


@click.command(help=HELP)
@click.argument("query")
@ledger_option
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="At most so many rows.")
@table_options
def sql(
    query: str,
    ledger_path: Path | None,
    limit: int | None,
    form: TableFormat | None,
    out: Path | None,
    no_color: bool,
) -> None:
    """Run one query and print its rows."""
    if query == "-":
        query = sys.stdin.read()
    answer = open_ledger(ledger_path).sql(query)
    give(answer if limit is None else answer.first(limit), form, out, no_color)
