"""`onrecord export`: a ledger's content in the forms that other tools read."""

import sys
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeAlias

import click

from onrecord.cli.ledgers import counted, ledger_option, open_ledger, say, stoppable
from onrecord.cli.output import interrupts_held

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from onrecord.export.recorded import Recorded
    from onrecord.ledger import Ledger
    from onrecord.ledger.dumps import Selection

ExportFormat: TypeAlias = Literal["parquet", "csv", "jsonl", "webannotation", "schema.org", "ftm", "brat", "sqlite"]
FORMATS: tuple[ExportFormat, ...] = ("parquet", "csv", "jsonl", "webannotation", "schema.org", "ftm", "brat", "sqlite")
Lines: TypeAlias = Callable[["Recorded"], Iterable[str]]

HELP = """Write what is in the ledger in a form that other tools read.

\b
parquet, csv    a folder with a file for each table, and one of statements with their words
sqlite          one file with the tables, full text and a view of statements, for Datasette
brat            a folder with a .txt and an .ann file for each article
jsonl           a document a line, as `onrecord read` prints it
webannotation   W3C Web Annotations, one a line for each statement
schema.org      JSON-LD, a line for each article: NewsArticle, Quotation, Claim, Statement
ftm             FollowTheMoney entities, one a line

Tables hold every version of an article, the other forms the latest one. What a person rejected is
left out of all but the tables, where it is marked. In csv lists are JSON, and a text that a
spreadsheet would run as a formula has an apostrophe in front. Lines go to standard output where no
--out is given. An output is there whole or not at all, and one that is there already is kept
without --force.

\b
Examples:
  onrecord export --format parquet --out news/
  onrecord export --format sqlite --out news.db && datasette news.db
  onrecord export --format webannotation --outlet "Harbour Post" --since 2031-04 > statements.jsonl
"""

_CHUNK = 200


def _first_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return None if value is None else _days(value)[0]


def _last_day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return None if value is None else _days(value)[1]


def _days(value: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year as ISO 8601 has them."""
    parts = value.split("-")
    try:
        if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3:
            raise ValueError
        year, month, day = (*map(int, parts), *(None, None))[:3]
        last_month = month or 12
        last_day = day or monthrange(year or 0, last_month)[1]
        return date(year or 0, month or 1, day or 1), date(year or 0, last_month, last_day)
    except (ValueError, IndexError):
        raise click.BadParameter(f"{value!r} is not a day, month or year such as 2031-04-02, 2031-04, 2031") from None


@click.command(help=HELP)
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="The form to write.")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="Write to this file or folder.")
@ledger_option
@click.option(
    "--article", "articles", type=click.IntRange(min=0), multiple=True, metavar="N", help="Only this article."
)
@click.option("--outlet", metavar="NAME", help="Only what this outlet published.")
@click.option("--since", metavar="DATE", callback=_first_day, help="Published on this day, month or year, or later.")
@click.option("--until", metavar="DATE", callback=_last_day, help="Published on this day, month or year, or earlier.")
@click.option("--force", is_flag=True, help="Replace what is there already.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")
def export(
    form: ExportFormat,
    out: Path | None,
    ledger_path: Path | None,
    articles: tuple[int, ...],
    outlet: str | None,
    since: date | None,
    until: date | None,
    force: bool,
    quiet: bool,
) -> None:
    """Write the ledger, or what is chosen of it."""
    from onrecord.ledger.dumps import Selection, outlets

    if out is None and form in ("parquet", "csv", "sqlite", "brat"):
        raise click.UsageError(f"--format {form} does not go to standard output: say where with --out PATH")
    ledger = open_ledger(ledger_path)
    names: tuple[str, ...] = ()
    if outlet is not None:
        with ledger.reading() as connection:
            names = outlets(connection, outlet)
    selection = Selection(articles, names, since, until)
    with stoppable():
        if out is not None and form in ("parquet", "csv", "sqlite"):
            written = _tables(ledger, selection, form, out, force, quiet)
        else:
            written = _documents(ledger, selection, form, out, force, quiet)
    if not quiet:
        say(f"{written} from {ledger.path}{'' if out is None else f' to {out}'}")


def _tables(ledger: "Ledger", selection: "Selection", form: ExportFormat, out: Path, force: bool, quiet: bool) -> str:
    from onrecord.export.placing import placed
    from onrecord.ledger.dumps import chosen

    folder = () if form == "sqlite" else (f".{form}",)
    with placed(out, force=force, folder_of=folder) as beside, ledger.reading() as connection:
        if selection.articles:
            _all_there(selection, chosen(connection, selection), ledger.path)
        tables, rows = (_sqlite if form == "sqlite" else _files)(connection, selection, form, beside, quiet)
    return f"{counted(rows, 'row')} in {counted(tables, 'table')}"


def _files(
    connection: "DuckDBPyConnection", selection: "Selection", form: ExportFormat, folder: Path, quiet: bool
) -> tuple[int, int]:
    from onrecord.export.tables import watched, write_parquet, write_sheet
    from onrecord.ledger.dumps import dumps

    write = write_parquet if form == "parquet" else write_sheet
    tables = rows = 0
    for dump in dumps(connection, selection):
        with _bar(dump.name, dump.rows, quiet) as advance:
            rows += write(watched(dump.batches, advance), folder / f"{dump.name}.{form}")
        tables += 1
    return tables, rows


def _sqlite(
    connection: "DuckDBPyConnection", selection: "Selection", form: ExportFormat, path: Path, quiet: bool
) -> tuple[int, int]:
    from onrecord.export.sqlite import SqliteFile
    from onrecord.export.tables import columns, rows, watched
    from onrecord.ledger.dumps import dumps

    tables = count = 0
    with SqliteFile(path) as file:
        for dump in dumps(connection, selection, statements=False):
            with _bar(dump.name, dump.rows, quiet) as advance:
                found = rows(watched(dump.batches, advance))
                count += file.add(dump.name, columns(dump.batches.schema), dump.key, found)
            tables += 1
        with _bar("full text", None, quiet):
            file.finish()
    return tables, count


def _documents(
    ledger: "Ledger", selection: "Selection", form: ExportFormat, out: Path | None, force: bool, quiet: bool
) -> str:
    from onrecord.ledger.dumps import chosen

    with ledger.reading() as connection:
        numbers = chosen(connection, selection)
    _all_there(selection, numbers, ledger.path)
    with _destination(form, out, force) as write, _bar("articles", len(numbers), quiet) as advance:
        if form == "ftm":
            write.lines(_actor_lines(ledger, selection))
        for recorded in _recorded(ledger, numbers):
            write.document(recorded)
            advance(1)
    return counted(len(numbers), "article")


def _all_there(selection: "Selection", numbers: list[int], ledger: Path) -> None:
    missing = sorted(set(selection.articles) - set(numbers))
    if missing and selection == replace(selection, outlets=(), since=None, until=None):
        raise click.UsageError(f"--article {missing[0]}: no article of {ledger} has this number")


def _recorded(ledger: "Ledger", numbers: list[int]) -> "Iterator[Recorded]":
    """The documents, read some at a time, so that a writer has its turn in between."""
    from onrecord.export.recorded import Recorded, without
    from onrecord.ledger.dumps import identified

    for first in range(0, len(numbers), _CHUNK):
        with ledger.reading() as connection:
            found = list(identified(connection, numbers[first : first + _CHUNK]))
        for document, known in found:
            yield Recorded(without(document, known.rejected), known.actors)


def _actor_lines(ledger: "Ledger", selection: "Selection") -> Iterator[str]:
    from onrecord.export.follow_the_money import actor_entities, entity_line
    from onrecord.export.recorded import Known
    from onrecord.ledger.dumps import known_actors

    with ledger.reading() as connection:
        found = list(known_actors(connection, selection))
    for number, name, type_, names, roles in found:
        yield from map(entity_line, actor_entities([Known(number, name, type_, tuple(names), tuple(roles))]))


@dataclass(frozen=True, slots=True)
class _Write:
    """Where documents and lines go."""

    document: "Callable[[Recorded], object]"
    lines: Callable[[Iterable[str]], object]


@contextmanager
def _destination(form: ExportFormat, out: Path | None, force: bool) -> Iterator[_Write]:
    from onrecord.export.placing import placed

    if out is None:
        yield _to_stream(form, sys.stdout.buffer)
    elif form == "brat":
        from onrecord.export.brat import BratFolder

        with placed(out, force=force, folder_of=(".txt", ".ann", ".conf")) as folder:
            brat = BratFolder(folder)
            yield _Write(lambda recorded: brat.add(recorded.document), lambda lines: None)
    else:
        with placed(out, force=force) as path, path.open("wb") as stream:
            yield _to_stream(form, stream)


def _to_stream(form: ExportFormat, stream: BinaryIO) -> _Write:
    rendered = _rendering(form)

    def write(lines: Iterable[str]) -> None:
        for line in lines:
            with interrupts_held():
                stream.write(f"{line}\n".encode())

    def document(recorded: "Recorded") -> None:
        write(rendered(recorded))
        stream.flush()

    return _Write(document, write)


def _rendering(form: ExportFormat) -> Lines:
    if form == "webannotation":
        from onrecord.export.web_annotation import to_web_annotation

        return to_web_annotation
    if form == "schema.org":
        from onrecord.export.schema_org import to_schema_org

        return to_schema_org
    if form == "ftm":
        from onrecord.export.follow_the_money import to_follow_the_money

        return to_follow_the_money
    from onrecord.export.json import to_json

    return lambda recorded: [to_json(recorded.document)]


@contextmanager
def _bar(what: str, total: int | None, quiet: bool) -> Iterator[Callable[[int], None]]:
    """Draw how far it is, on a terminal; yields what is told how much more is done."""
    if quiet or not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False, redirect_stderr=False) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.advance(task, count)
