"""`onrecord stats`: how much a ledger holds, of what, from when to when, and what failed."""

import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledgers import ledger_option, open_ledger
from onrecord.cli.tables import columns, draw, pairs, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from onrecord.ledger.asking.counting import Stats

HELP = """Show how much the ledger holds: articles, statements, speakers, outlets, what failed, and its size."""

_LISTS = {
    "languages": "Languages",
    "top_speakers": "Say most",
    "top_outlets": "Print most",
    "top_agencies": "Relay most",
    "failures": "Not read (onrecord retry takes them up again)",
    "sizes": "Tables",
}


@click.command(help=HELP)
@ledger_option
@click.option("--format", "form", type=click.Choice(("table", "json")), help="A table on a terminal, elsewhere json.")
@click.option("--no-color", is_flag=True, help="Print without colour, as NO_COLOR in the environment does.")
def stats(ledger_path: Path | None, form: str | None, no_color: bool) -> None:
    """Print the figures of a ledger."""
    ledger = open_ledger(ledger_path)
    found = ledger.stats()
    size = ledger.path.stat().st_size
    if (form or ("table" if sys.stdout.isatty() else "json")) == "json":
        values = {"ledger": str(ledger.path), "bytes": size, **_as_json(found)}
        click.echo(plain(values, 2))
    else:
        draw(_page(found, ledger.path, size), no_color)


def _as_json(found: "Stats") -> dict[str, Any]:
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    return {name: list(value) if name in _LISTS else value for name, value in values.items()}


def _page(found: "Stats", path: Path, size: int) -> "Iterator[RenderableType]":
    from rich.text import Text

    yield pairs(
        [
            ("ledger", f"{path} ({size / 1e6:,.1f} MB)"),
            ("articles", found.articles),
            ("older versions", found.versions - found.articles),
            ("statements", found.statements),
            ("rejected", found.rejected),
            ("actors", found.actors),
            ("– that speak", found.speakers),
            ("outlets", found.outlets),
            ("copies", found.copies),
            ("stories", found.stories),
            ("claims", found.claims),
            ("conflicts", found.conflicts),
            *([("waiting for onrecord build", found.unbuilt)] if found.unbuilt else []),
            ("characters", found.characters),
            ("from, to", f"{found.since or '?'} – {found.until or '?'}"),
        ]
    )
    for name, title in _LISTS.items():
        table = getattr(found, name)
        if len(table):
            yield Text(f"\n{title}", "bold")
            yield from columns(table)
