"""`onrecord build`: what many articles together tell, brought up to date."""

import sys
from pathlib import Path

import click

from onrecord.cli.ledgers import counted, ledger_option, quiet_option, stoppable, wait_option, writing_ledger
from onrecord.cli.watching import BuildWatch, duration
from onrecord.export.visible import one_line

HELP = """Bring actors, copies, stories, claims, origins and conflicts up to date with the articles.

`onrecord add`, `retry` and `reread` do so by themselves, unless they are given --no-build; after
`onrecord fix`, this does. Only what has changed since is looked at. Stopped or killed, it goes on
from there the next time.

\b
Examples:
  onrecord build
  onrecord build --all --ledger april.duckdb
"""


@click.command(help=HELP)
@click.option("--all", "everything", is_flag=True, help="Make all of it anew; stories and claims get other numbers.")
@ledger_option
@wait_option
@quiet_option
def build(everything: bool, ledger_path: Path | None, wait: float, quiet: bool) -> None:
    """Build what is not up to date."""
    with stoppable(), BuildWatch(bar=sys.stderr.isatty() and not quiet) as watch:
        built = writing_ledger(ledger_path).build(everything, wait=wait, watch=watch)
    if quiet:
        return
    looked = max(built.looked.values(), default=0)
    parts = (
        counted(built.stories, "story", "stories"),
        counted(built.claims, "claim"),
        counted(built.copies, "copy", "copies"),
        counted(built.conflicts, "conflict"),
    )
    click.echo(f"{', '.join(parts)} ({counted(looked, 'article')} looked at, {duration(built.seconds)})")
    click.echo(f"ledger: {one_line(str(built.path))}")
