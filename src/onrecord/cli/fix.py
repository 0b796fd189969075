"""`onrecord fix …`: what people set right in a ledger."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli import tables
from onrecord.cli.ledgers import counted, ledger_option, open_ledger, say, stoppable, wait_option
from onrecord.cli.tables import TableFormat, give, plain, table_options, written

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.ledger import Ledger, Table, Writer

_Command = TypeVar("_Command", bound=Callable[..., Any])
_NUMBER = re.compile(r"#?(\d{1,9})", re.ASCII)


def _correcting(command: _Command) -> _Command:
    """Give a command what all corrections have: why, by whom, and in which ledger."""
    options = (
        click.option("--note", metavar="TEXT", help="Why; kept with the correction."),
        click.option("--by", metavar="NAME", help="Who says so; by default who is logged in."),
        ledger_option,
        wait_option,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command()
@click.argument("one")
@click.argument("other")
@_correcting
def merge(one: str, other: str, note: str | None, by: str | None, ledger_path: Path | None, wait: float) -> None:
    """Say that two actors are one; each is a number or a name, as `onrecord who` shows it.

    \b
    onrecord fix merge "Ilse Marrin" "I. Marrin"
    onrecord fix merge 12 307 --note "same office, same week"
    """
    from onrecord import corpus

    with _writing(ledger_path, "fix merge", wait) as (ledger, writer):
        _done(ledger, corpus.merge(writer, _actor(one), _actor(other), note, by))


@click.command()
@click.argument("reference", metavar="ARTICLE:START-STOP")
@click.argument("actor", required=False)
@_correcting
def split(
    reference: str, actor: str | None, note: str | None, by: str | None, ledger_path: Path | None, wait: float
) -> None:
    """Say that who speaks or is mentioned there is not the actor that the ledger has it for.

    ACTOR names that one, to be sure that it is the right place.

    \b
    onrecord fix split 1234:210-330
    """
    from onrecord import corpus

    with _writing(ledger_path, "fix split", wait) as (ledger, writer):
        _done(ledger, corpus.split(writer, reference, actor and _actor(actor), note, by))


@click.command()
@click.argument("reference", metavar="ARTICLE:START-STOP")
@click.argument("name", required=False)
@click.option("--nobody", is_flag=True, help="Nobody speaks there.")
@_correcting
def speaker(
    reference: str, name: str | None, nobody: bool, note: str | None, by: str | None, ledger_path: Path | None,
    wait: float,
) -> None:  # fmt: skip
    """Say who speaks in the statement that stands there.

    \b
    onrecord fix speaker 1234:210-330 "Ilse Marrin"
    onrecord fix speaker 1234:210-330 --nobody
    """
    from onrecord import corpus

    if (name is None) != nobody:
        raise click.UsageError("say who speaks there: a NAME, or --nobody")
    with _writing(ledger_path, "fix speaker", wait) as (ledger, writer):
        _done(ledger, corpus.speaker(writer, reference, name, note, by))


@click.command()
@click.argument("reference", metavar="ARTICLE:START-STOP")
@_correcting
def reject(reference: str, note: str | None, by: str | None, ledger_path: Path | None, wait: float) -> None:
    """Say that what stands there is no statement."""
    from onrecord import corpus

    with _writing(ledger_path, "fix reject", wait) as (ledger, writer):
        _done(ledger, corpus.reject(writer, reference, note, by))


@click.command()
@click.argument("correction", type=click.IntRange(min=1))
@ledger_option
@wait_option
def undo(correction: int, ledger_path: Path | None, wait: float) -> None:
    """Take a correction back; `onrecord fix list` has their numbers."""
    from onrecord import corpus

    with _writing(ledger_path, "fix undo", wait) as (ledger, writer):
        corpus.undo(writer, correction)
    say(f"correction {correction} is taken back in {ledger.path}")


@click.command()
@ledger_option
@table_options
def listed(ledger_path: Path | None, form: TableFormat | None, out: Path | None, no_color: bool) -> None:
    """List the corrections, those that were taken back too."""
    import pyarrow as pa

    from onrecord import corpus
    from onrecord.ledger import Table

    ledger = open_ledger(ledger_path)
    with ledger.reading() as connection:
        found = corpus.corrections(connection)
    names = [field.name for field in fields(corpus.Correction)]
    columns = {name: [_plain(getattr(one, name)) for one in found] for name in names}
    give(Table(pa.table(columns)), form, out, no_color, _drawn)
    say(f"{counted(len(found), 'correction')} in {ledger.path}")


@click.command()
@ledger_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write to this file.")
def rows(ledger_path: Path | None, out: Path | None) -> None:
    """Print the corrections that stand as training data, one line of JSON each."""
    from onrecord import corpus

    with open_ledger(ledger_path).reading() as connection, written(out) as stream:
        for row in corpus.training_rows(connection):
            stream.write(f"{plain(row)}\n".encode())


@contextmanager
def _writing(path: Path | None, command: str, wait: float) -> "Iterator[tuple[Ledger, Writer]]":
    """A ledger that is there already, to be corrected."""
    ledger = open_ledger(path)
    with ledger.reading():
        pass
    with stoppable(), ledger.writing(command, wait=wait, notice=say) as writer:
        yield ledger, writer


def _done(ledger: "Ledger", correction: int) -> None:
    say(f"correction {correction} is in {ledger.path}; `onrecord fix undo {correction}` takes it back")


def _actor(text: str) -> int | str:
    """A number (12 or #12), or a name."""
    number = _NUMBER.fullmatch(text.strip())
    return int(number[1]) if number else text


def _drawn(table: "Table") -> "Iterator[RenderableType]":
    """Corrections on a terminal: what was said about which places, by whom and when."""
    import pyarrow as pa

    from onrecord.ledger import Table

    rows = [
        {
            "number": row["correction"],
            "kind": row["kind"],
            "of": " and ".join(_places(row)),
            "speaker": row["speaker"],
            "note": row["note"],
            "by": row["made_by"],
            "made": row["made"],
            "undone": row["undone"],
        }
        for row in table
    ]
    names = ("number", "kind", "of", "speaker", "note", "by", "made", "undone")
    yield from tables.columns(Table(pa.table({name: [row[name] for row in rows] for name in names})))


def _places(row: dict[str, Any]) -> "Iterator[str]":
    """The one or two places that a correction is tied to, with the names that stand there."""
    was = json.loads(row["was"] or "{}")
    for side in ("", "other_"):
        if row[f"{side}article"] is not None:
            place = f"{row[f'{side}article']}:{row[f'{side}start']}-{row[f'{side}stop']}"
            yield f"{place} ({was[f'{side}name']})" if was.get(f"{side}name") else place


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value
