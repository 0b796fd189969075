"""`onrecord who`: what somebody said over time, in which roles, and how it was picked up."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.find import statements
from onrecord.cli.ledgers import counted, ledger_option, open_ledger
from onrecord.cli.tables import TableFormat, columns, draw, give, plain, table_options, written
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType

    from onrecord.ledger.asking.people import Known, Profile

HELP = """Show what an actor said over time, in which roles, and who carried it.

NAME is a name, a family name, or the number of an actor (#17). Where several go by it, they are
listed, each with the number to ask for. On a terminal and as json everything is shown; as jsonl,
csv and parquet the statements.

\b
Examples:
  onrecord who Aldous
  onrecord who "#17" --format csv > statements.csv
"""


@click.command(help=HELP)
@click.argument("name")
@ledger_option
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="Statements.")
@table_options
@click.pass_context
def who(
    ctx: click.Context,
    name: str,
    ledger_path: Path | None,
    limit: int,
    form: TableFormat | None,
    out: Path | None,
    no_color: bool,
) -> None:
    """Print what is known of an actor; leaves with 1 where several go by the name."""
    known = open_ledger(ledger_path).actor(name, limit=limit)
    form = form or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    if form == "json":
        with written(out) as stream:
            stream.write(f"{plain(_as_json(known), 2)}\n".encode())
    elif known.profile is None:
        give(known.candidates, form, out, no_color)
    elif form == "table" and out is None:
        draw(_page(known.profile), no_color)
    else:
        give(known.profile.statements, form, out, no_color, statements)
    if known.profile is None:
        click.echo(f"onrecord: {len(known.candidates)} go by this name; ask for one by its number", err=True)
        ctx.exit(1)


def _as_json(known: "Known") -> dict[str, Any]:
    if known.profile is None:
        return {"candidates": list(known.candidates)}
    profile = known.profile
    lists = ("names", "roles", "months", "outlets", "through", "company", "statements")
    return {
        "actor": profile.actor,
        "name": profile.name,
        "type": profile.type,
        **{name: list(getattr(profile, name)) for name in lists},
    }


def _page(profile: "Profile") -> "Iterator[RenderableType]":
    from rich.text import Text

    number = f" #{profile.actor}" if profile.actor is not None else ""
    yield Text(f"{one_line(profile.name)}{number} ({profile.type or 'not linked yet'})", "bold")
    for title, table in (
        ("Called", profile.names),
        ("As", profile.roles),
        ("Said, by month", profile.months),
        ("Carried by", profile.outlets),
        ("Relayed by", profile.through),
        ("Named together with", profile.company),
    ):
        if len(table):
            yield Text(f"\n{title}", "bold")
            yield from columns(table)
    yield Text(f"\n{counted(len(profile.statements), 'statement')}, newest first", "bold")
    yield from statements(profile.statements)
