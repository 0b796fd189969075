"""`onrecord add`: sources into a ledger."""

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
from onrecord.cli.read import iso_date as iso_date
from onrecord.cli.watching import RunWatch, show

HELP = """Read news pages and keep what they say, and who says it, in a ledger.

A SOURCE is a file (a saved page, plain text, JSON Lines, WARC, a feed, a sitemap; also compressed),
a folder, a pattern such as "news/**/*.html", an address (http, https), or "-" for standard input.

What is in the ledger already is passed over, so that the same command goes on where it was stopped
or killed. What can't be read is kept as a failure: `onrecord retry --list` names those. At the end
actors, copies, stories, claims, origins and conflicts are brought up to date, as `onrecord build`
does it.

\b
Examples:
  onrecord add article.html saved-pages/
  onrecord add --outlet "Harbour Post" articles.jsonl.gz
  onrecord add CC-NEWS-20310402.warc.gz --ledger april.duckdb
  onrecord add https://example.org/feed.xml
"""

EPILOG = """\b
Exit codes:
  0  every page is in the ledger
  1  a page could not be read, or the ledger not be written
  2  the command was not understood
  130, 143  stopped (Ctrl-C, SIGTERM); what was counted is in the ledger
"""


@click.command(help=HELP, epilog=EPILOG)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
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
@click.option(
    "--published", metavar="DATE", callback=iso_date, help="When they were published, where they don't say (ISO 8601)."
)
@click.option("--outlet", metavar="NAME", help="Who published them, where rows don't say.")
@build_option
@wait_option
@quiet_option
@click.pass_context
def add(
    ctx: click.Context,
    sources: tuple[str, ...],
    ledger_path: Path | None,
    workers: int | None,
    private: bool,
    delay: float,
    force: bool,
    published: str | None,
    outlet: str | None,
    build: bool,
    wait: float,
    quiet: bool,
) -> None:
    """Add sources; leaves with 1 where any page could not be read."""
    ledger = writing_ledger(ledger_path)
    total = len(sources) if len(sources) > 1 else None
    with stoppable(), RunWatch(bar=sys.stderr.isatty(), quiet=quiet, total=total) as watch:
        summary = ledger.add(
            sources,
            published=published,
            outlet=outlet,
            workers=workers,
            force=force,
            private=private,
            delay=delay,
            build=build,
            wait=wait,
            watch=watch,
        )
    if not quiet:
        show(summary)
    ctx.exit(1 if summary.unread else 0)
