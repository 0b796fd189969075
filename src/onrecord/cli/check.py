"""`onrecord check`: whether a ledger is sound."""

from pathlib import Path

import click

from onrecord.cli.ledgers import counted, ledger_option, open_ledger, say
from onrecord.cli.tables import TableFormat, give, table_options


@click.command()
@ledger_option
@table_options
@click.pass_context
def check(
    ctx: click.Context, ledger_path: Path | None, form: TableFormat | None, out: Path | None, no_color: bool
) -> None:
    """Prove a ledger sound: every offset in range, every link's target there, every hash right.

    What is wrong is listed, with the way out; of each sort of problem, the first hundred. Leaves with 1 if there is
    anything.
    """
    ledger = open_ledger(ledger_path)
    problems = ledger.check()
    if not problems:
        say(f"{ledger.path} is sound")
        return

    import pyarrow as pa

    from onrecord.ledger import Table

    rows = [{"table": p.table, "row": p.row, "wrong": p.wrong, "remedy": p.remedy} for p in problems]
    give(Table(pa.Table.from_pylist(rows)), form, out, no_color)
    say(f"{counted(len(problems), 'problem')} in {ledger.path}")
    ctx.exit(1)
