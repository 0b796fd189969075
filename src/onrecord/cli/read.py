"""`onrecord read`: pages in, who said what out."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from onrecord.cli.output import FORMATS, Format, opened
from onrecord.cli.progress import Watch
from onrecord.records import Failure, Page

HELP = """Read news pages and print who said what in them.

A FILE is a saved web page, plain text as it was scraped, or JSON Lines with one
{"id", "text" or "html", "published", "title", "outlet", "url"} a line; gzipped or not.
"-" is standard input, which is also read where no FILE is named.

On a terminal each article is shown as a page, and everywhere else a document is one line of
JSON; --format says otherwise. What can't be read is named on standard error, and the rest is
still read.

\b
Examples:
  onrecord read article.html
  onrecord read --format text *.txt | less
  onrecord read --format json --published 2031-04-02 article.txt
  onrecord read articles.jsonl > documents.jsonl
  curl -s https://example.org/article | onrecord read -
  onrecord read --format brat --out marked/ *.html
"""

EPILOG = """\b
Exit codes:
  0  every input was read
  1  an input was not read
  2  the command was not understood
  130  interrupted; what was printed is whole
"""


def iso_date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The value of an option that takes a date, checked."""
    if value is None:
        return None
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(value).isoformat()
        except ValueError:
            continue
    raise click.BadParameter(f"{value!r} is not a date such as 2031-04-02 or 2031-04-02T18:30:00+01:00")


@click.command(help=HELP, epilog=EPILOG)
@click.argument("files", metavar="[FILE|-]...", nargs=-1)
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to print a document.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="PATH", help="Write to this file; brat, to this folder."
)
@click.option(
    "--published", metavar="DATE", callback=iso_date, help="When it was published, where rows don't say (ISO 8601)."
)
@click.option("--outlet", metavar="NAME", help="Who published it, where rows don't say.")
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out what is less sure than this (0 to 1); what is below 0.25 always is.",
)
@click.option(
    "--threads",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Cores that one reading may use.",
)
@click.option("--force", is_flag=True, help="Read articles in other languages than English too.")
@click.option("--no-color", is_flag=True, help="Print without colour, as NO_COLOR in the environment does.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; failures are still named.")
@click.pass_context
def read(
    ctx: click.Context,
    files: tuple[str, ...],
    form: Format | None,
    out: Path | None,
    published: str | None,
    outlet: str | None,
    min_confidence: float,
    threads: int,
    force: bool,
    no_color: bool,
    quiet: bool,
) -> None:
    """Read pages; leaves with 1 where any could not be read."""
    if not files and sys.stdin.isatty():
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)
    sources = files or ("-",)
    _refuse_overwriting(sources, out)
    on_screen = out is None and sys.stdout.isatty()

    from onrecord.pages import open_pages
    from onrecord.pipeline import Pipeline

    pages = _with_facts(open_pages(sources), published, outlet)
    pipeline = Pipeline(threads=threads, force=force, min_confidence=min_confidence)
    with (
        opened(form or ("text" if on_screen else "jsonl"), out, colour=not no_color) as write,
        Watch(bar=sys.stderr.isatty() and not on_screen, quiet=quiet) as watch,
    ):
        for document in watch.documents(pipeline.run(pages)):
            write(document)
    ctx.exit(1 if watch.failures else 0)


def _with_facts(pages: Iterable[Page | Failure], published: str | None, outlet: str | None) -> Iterator[Page | Failure]:
    """Give pages what the command line says of them; what a row says of itself is closer to it and wins."""
    for page in pages:
        if isinstance(page, Page):
            yield replace(page, published=page.published or published, outlet=page.outlet or outlet)
        else:
            yield page


def _refuse_overwriting(sources: Iterable[str], out: Path | None) -> None:
    for source in sources:
        if out is not None and source != "-" and out.is_file() and Path(source).exists() and out.samefile(source):
            raise click.UsageError(f"--out {out} is one of the files to read; write to another one")
