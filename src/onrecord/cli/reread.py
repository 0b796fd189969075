"""`onrecord reread`: articles of a ledger, read again by the onrecord that is installed now."""

import sys
from pathlib import Path

import click

from onrecord.cli.ledgers import (
    build_option,
    ledger_option,
    quiet_option,
    stoppable,
    wait_option,
    workers_option,
    writing_ledger,
)
from onrecord.cli.watching import RunWatch, show


@click.command()
@click.option("--all", "everything", is_flag=True, help="Also what this onrecord, with these weights, has read.")
@ledger_option
@workers_option
@build_option
@wait_option
@quiet_option
@click.pass_context
def reread(
    ctx: click.Context,
    everything: bool,
    ledger_path: Path | None,
    workers: int | None,
    build: bool,
    wait: float,
    quiet: bool,
) -> None:
    """Read articles again that an older onrecord has read, from the text in the ledger.

    Their numbers and texts stay, and so do the corrections that people made; the statements are new. Stopped, it
    goes on where it was when it is run again (with --all, from the beginning).
    """
    with stoppable(), RunWatch(bar=sys.stderr.isatty(), quiet=quiet) as watch:
        summary = writing_ledger(ledger_path).reread(everything, workers=workers, build=build, wait=wait, watch=watch)
    if not quiet:
        show(summary, "read again")
    ctx.exit(1 if summary.unread else 0)
