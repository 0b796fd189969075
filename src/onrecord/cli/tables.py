"""Answers of a ledger on a terminal and as JSON, JSON Lines, CSV and Parquet."""

import json
import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TypeAlias, TypeVar

import click

from onrecord.export.placing import spare_ledgers
from onrecord.export.visible import escaped, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from onrecord.ledger import Table

TableFormat: TypeAlias = Literal["table", "json", "jsonl", "csv", "parquet"]
TABLE_FORMATS: tuple[TableFormat, ...] = ("table", "json", "jsonl", "csv", "parquet")
Row: TypeAlias = Mapping[str, Any]
_Command = TypeVar("_Command", bound=Callable[..., Any])


def table_options(command: _Command) -> _Command:
    """Give a command `--format`, `--out` and `--no-color`."""
    options = (
        click.option(
            "--format", "form", type=click.Choice(TABLE_FORMATS), help="A table on a terminal, elsewhere jsonl."
        ),
        click.option(
            "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to this file."
        ),
        click.option("--no-color", is_flag=True, help="Print without colour, as NO_COLOR in the environment does."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def give(
    table: "Table",
    form: TableFormat | None,
    out: Path | None,
    no_color: bool,
    drawn: "Callable[[Table], Iterable[RenderableType]] | None" = None,
) -> None:
    """Print `table` as `form`; `drawn` draws it for a terminal, where it is not to be drawn column by column."""
    from onrecord.cli.columns import writable

    form = form or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    table = writable(table)
    if form == "table":
        draw((drawn or columns)(table), no_color, out)
        return
    if form == "parquet" and out is None and sys.stdout.isatty():
        raise click.UsageError("--format parquet is not for a terminal: say where with --out FILE")
    with written(out) as stream:
        _WRITERS[form](table, stream)
        stream.flush()


def columns(table: "Table") -> "Iterator[RenderableType]":
    """`table` as it stands, a column a field."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    rows = list(table)
    for name in table.columns:
        numbers = all(isinstance(row[name], int | float | None) for row in rows)
        grid.add_column(Text(one_line(name)), justify="right" if rows and numbers else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(cell(row[name])) for name in table.columns))
    yield grid


def cell(value: object) -> str:
    """A value as it stands in a table on a terminal: one line, and nothing that a terminal would obey."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return one_line(plain(value) if isinstance(value, list | tuple | dict) else _as_text(value))


def plain(value: object, indent: int | None = None) -> str:
    """A value as JSON, safe to print on a terminal; dates in ISO 8601, bytes in hexadecimal, what is no number null."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=_as_text, indent=indent, allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(value), ensure_ascii=False, default=_as_text, indent=indent)
    return escaped(text)


def _as_text(value: object) -> str:
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, date) else str(value)  # a datetime is a date, too


def _finite(value: object) -> object:
    """JSON has no sign for what is no number, or endless (RFC 8259)."""
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def draw(parts: "Iterable[RenderableType]", no_color: bool, out: Path | None = None) -> None:
    """Print what was drawn on standard output, or into a file."""
    from rich.console import Console

    with written(out) as stream:
        screen = out is None and stream is sys.stdout.buffer
        wrapped = None if screen else TextIOWrapper(stream, "utf-8", write_through=True)
        settings: dict[str, Any] = {"no_color": True if no_color else None, "highlight": False, "markup": False}
        console = Console(
            file=wrapped or sys.stdout, emoji=False, width=None if sys.stdout.isatty() and screen else 120, **settings
        )
        for part in parts:
            console.print(part)
        if wrapped:
            wrapped.detach()


@contextmanager
def written(out: Path | None) -> "Iterator[BinaryIO]":
    """What to write to: `out`, which is emptied, else standard output. Raises FileExistsError where it is a ledger."""
    if out is None:
        yield sys.stdout.buffer
        return
    spare_ledgers(out)
    with out.open("wb") as stream:
        yield stream


def _write_json(table: "Table", stream: BinaryIO) -> None:
    stream.write(f"{plain([dict(row) for row in table], 2)}\n".encode())


def _write_lines(table: "Table", stream: BinaryIO) -> None:
    for row in table:
        stream.write(f"{plain(dict(row))}\n".encode())


def _write_csv(table: "Table", stream: BinaryIO) -> None:
    from onrecord.export.sheets import write_csv

    # a file has every character as it is, but a terminal would obey some
    shown = visible if stream is sys.stdout.buffer and sys.stdout.isatty() else str
    rows = ([shown(cell) if isinstance(cell, str) else cell for cell in row.values()] for row in table)
    write_csv(table.columns, rows, stream)


def _write_parquet(table: "Table", stream: BinaryIO) -> None:
    from pyarrow import parquet

    parquet.write_table(table.arrow(), stream)


_WRITERS: dict[str, Callable[["Table", BinaryIO], None]] = {
    "json": _write_json,
    "jsonl": _write_lines,
    "csv": _write_csv,
    "parquet": _write_parquet,
}


def pairs(rows: Sequence[tuple[str, object]]) -> "RenderableType":
    """Names and values, one pair a line."""
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 2, 0, 0))
    for name, value in rows:
        grid.add_row(Text(name), Text(f"{value:,}" if isinstance(value, int) else cell(value)))
    return grid
