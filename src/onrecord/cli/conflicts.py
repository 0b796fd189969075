"""`onrecord conflicts`: what can't both hold."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledgers import ledger_option, note_unbuilt, open_ledger, say
from onrecord.cli.tables import TableFormat, give, table_options
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

HELP = """List where the accounts conflict, the latest first, with the evidence of both sides.

quantity is two figures for one thing at one time; denial, what somebody denies; reversal, a speaker
who now says the opposite; sum, parts that don't add up; date, one that can't be. A toll that is
brought up to date from day to day is a course, and not listed.

\b
Examples:
  onrecord conflicts --kind quantity --since 2031-03
  onrecord conflicts --story 4
  onrecord conflicts --claim 17 --format json
"""

KINDS = ("quantity", "denial", "reversal", "sum", "date")


@click.command(help=HELP)
@ledger_option
@click.option("--kind", type=click.Choice(KINDS), help="Of this kind.")
@click.option("--story", type=click.IntRange(min=0), metavar="N", help="In this story.")
@click.option("--claim", type=click.IntRange(min=0), metavar="N", help="That this claim has a part in.")
@click.option("--since", metavar="DATE", help="In print on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="In print on this day, month or year, or earlier.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="Leave out what is less sure."
)
@click.option(
    "--limit", type=click.IntRange(min=0), default=50, show_default=True, metavar="N", help="At most so many."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N.")
@table_options
def conflicts(
    ledger_path: Path | None, form: TableFormat | None, out: Path | None, no_color: bool, **filters: Any
) -> None:
    """Print conflicts."""
    ledger = open_ledger(ledger_path)
    found = ledger.conflicts(**filters)
    give(found, form, out, no_color, drawn)
    note_unbuilt(ledger, "conflicts")
    if not len(found) and filters["limit"]:
        say("no conflict found")


def drawn(table: "Iterable[Mapping[str, Any]]") -> "Iterator[RenderableType]":
    """Conflicts with both sides beside each other."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    grid.add_column("conflict", ratio=3)
    grid.add_column("one side", ratio=6)
    grid.add_column("the other", ratio=6)
    for row in table:
        what = Text(row["kind"], "bold").append(f" {row['confidence']:.0%}", "not bold dim")
        facts = (str(row["day"] or ""), one_line(row["reason"]))
        what.append("".join(f"\n{fact}" for fact in facts if fact), "not bold")
        grid.add_row(what, _side(row, ""), _side(row, "other_"))
    if grid.row_count:
        yield grid
    else:
        yield Text("no conflict")


def _side(row: Mapping[str, Any], prefix: str) -> "Text":
    from rich.style import Style
    from rich.text import Text

    if row[f"{prefix}reference"] is None:
        return Text("")
    text = Text(one_line(row[f"{prefix}content"] or ""))
    who = ", ".join(one_line(row[f"{prefix}{name}"]) for name in ("speaker", "outlet") if row[f"{prefix}{name}"])
    text.append(f"\n{who}, {str(row[f'{prefix}published'] or 'no date')[:10]} ", "dim")
    number = row[f"{prefix}claim"] if prefix else row["claim"]
    if number is not None:
        text.append(f"claim {number} ", "dim")
    link = row[f"{prefix}link"]
    return text.append(row[f"{prefix}reference"], Style(link=link) if link else None)
