"""`onrecord retry`: once more what could not be read."""

import sys
from pathlib import Path

import click

from onrecord.cli.ledgers import (
    build_option,
    counted,
    ledger_option,
    quiet_option,
    say,
    stoppable,
    wait_option,
    workers_option,
    writing_ledger,
)
from onrecord.cli.watching import RunWatch, show
from onrecord.export.visible import one_line

HELP = """Open pages that could not be read again from where they came, and read them.

A PATTERN leaves those whose name, or whose class of error, it matches. What was said of them with
--outlet and --published when they were added holds again.

\b
Examples:
  onrecord retry --list
  onrecord retry
  onrecord retry TookTooLong
  onrecord retry "https://example.org/*"
"""


@click.command(help=HELP)
@click.argument("pattern", required=False)
@click.option("--list", "only_list", is_flag=True, help="Only name the failures, with the reasons.")
@ledger_option
@workers_option
@click.option("--private", is_flag=True, help="Fetch from private networks and this machine too.")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    metavar="S",
    help="Seconds between two requests to one host.",
)
@click.option("--force", is_flag=True, help="Read articles in other languages than English too.")
@build_option
@wait_option
@quiet_option
@click.pass_context
def retry(
    ctx: click.Context,
    pattern: str | None,
    only_list: bool,
    ledger_path: Path | None,
    workers: int | None,
    private: bool,
    delay: float,
    force: bool,
    build: bool,
    wait: float,
    quiet: bool,
) -> None:
    """Try failures again; leaves with 1 where any still can't be read."""
    if only_list:
        _list(ledger_path, pattern)
        return
    with stoppable(), RunWatch(bar=sys.stderr.isatty(), quiet=quiet) as watch:
        summary = writing_ledger(ledger_path).retry(
            pattern, workers=workers, force=force, private=private, delay=delay, build=build, wait=wait, watch=watch
        )
    if not quiet:
        show(summary)
    ctx.exit(1 if summary.unread or summary.gone else 0)


def _list(ledger_path: Path | None, pattern: str | None) -> None:
    ledger = writing_ledger(ledger_path)
    found = ledger.failures(pattern)
    for one in found:
        tried = f"; tried {one.attempts:,} times" if one.attempts > 1 else ""
        click.echo(f"{one.error}\t{one_line(one.reason)}{tried}")
    say(f"{counted(len(found), 'failure')} in {ledger.path}")
