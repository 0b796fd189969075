"""`onrecord claim`: one claim with who makes it, who denies it, and where it comes from."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.claims import origins_of, period
from onrecord.cli.conflicts import drawn as conflicts
from onrecord.cli.find import statements
from onrecord.cli.ledgers import counted, ledger_option, note_unbuilt, open_ledger
from onrecord.cli.tables import TableFormat, draw, give, plain, table_options, written
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from onrecord.ledger.asking.claim import Claim

HELP = """Show a claim: every statement that makes or denies it, its origins, and what it is at odds with.

CLAIM is its number, or the reference of a statement as `onrecord find` prints them (12:210-330).
`onrecord trace` shows how it went from paper to paper.

\b
Examples:
  onrecord claim 17
  onrecord claim 12:210-330 --format json
"""


SHOWN = 40
"""Of those who say so, and of those who deny it, so many stand on a terminal."""

_KINDS = {
    "unnamed": " (not named)",
    "outlet": " (on its own authority)",
    "unknown": " (nobody is said to be behind it)",
}


@click.command(help=HELP)
@click.argument("claim")
@ledger_option
@table_options
def claim(claim: str, ledger_path: Path | None, form: TableFormat | None, out: Path | None, no_color: bool) -> None:
    """Print a claim: all of it on a terminal and as json, else its statements."""
    ledger = open_ledger(ledger_path)
    found = ledger.claim(claim)
    form = form or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    if form == "json":
        with written(out) as stream:
            stream.write(f"{plain(_as_json(found), 2)}\n".encode())
    elif form == "table":
        draw(_page(found), no_color, out)
    else:
        give(found.statements, form, out, no_color)
    note_unbuilt(ledger, "origins")


def _as_json(found: "Claim") -> dict[str, Any]:
    return {
        **found.facts,
        "sources": list(found.origins),
        "statements": list(found.statements),
        "conflicts": list(found.conflicts),
    }


def _page(found: "Claim") -> "Iterator[RenderableType]":
    from rich.text import Text

    facts = found.facts
    yield Text(f"Claim {facts['claim']}: {one_line(facts['text'])}", "bold")
    parts = [
        f"{counted(facts['statements'], 'statement')} in {counted(facts['articles'], 'article')}", period(facts)
    ]  # fmt: skip
    if facts["story_title"]:
        parts.append(f"story #{facts['story']} {one_line(facts['story_title'])}")
    yield Text(" · ".join(part for part in parts if part))
    yield Text(f"\nIndependent origins: {origins_of(facts) or 'not counted yet'}", "bold")
    if facts["why"]:
        yield Text(one_line(facts["why"]))
    for row in found.origins:
        yield _origin(row)
    for title, stance in (("Said in", "says"), ("Denied in", "denies")):
        rows = [row for row in found.statements if row["stance"] == stance]
        if rows:
            yield Text(f"\n{title} {counted(len(rows), 'statement')}, earliest first", "bold")
            yield from statements(rows[:SHOWN])
            if len(rows) > SHOWN:
                yield Text(f"and {len(rows) - SHOWN:,} more, which --format csv has", "dim")
    if len(found.conflicts):
        yield Text(f"\n{counted(len(found.conflicts), 'conflict')}", "bold")
        yield from conflicts(found.conflicts)


def _origin(row: dict[str, Any]) -> "Text":
    from rich.style import Style
    from rich.text import Text

    text = Text("  • ").append(one_line(row["name"]), "bold")
    text.append(_KINDS.get(row["kind"], ""))
    if row["medium"]:
        text.append(f", by way of {one_line(row['medium'])}")
    if not row["certain"]:
        text.append(", perhaps one of the others", "dim")
    text.append(f": {one_line(row['reason'])} ", "dim")
    return text.append(row["reference"] or "", Style(link=row["link"]) if row["link"] else None)
