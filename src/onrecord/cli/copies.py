"""`onrecord copies`: which articles share their words with one, and who has them from whom."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledgers import ledger_option, note_unbuilt, open_ledger, say
from onrecord.cli.tables import TableFormat, give, table_options
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from onrecord.ledger import Table

HELP = """Show which articles share passages with ARTICLE, and which of them is likely the original.

ARTICLE is its number in the ledger, its id or its address. What an outlet prints under all of its
articles is no copy, and neither is a quotation that two reporters heard.

\b
Examples:
  onrecord copies 12
  onrecord copies https://example.org/article --format json
"""

_TOLD = {
    "copied from": ("has it from the other", "it"),
    "copied by": ("was copied by the other", "the other"),
    "same original": ("shares an original with it", ""),
}
"""What became of the passages, and who the reason speaks of."""


@click.command(help=HELP)
@click.argument("article")
@ledger_option
@click.option(
    "--limit", type=click.IntRange(min=0), default=50, show_default=True, metavar="N", help="At most so many."
)
@table_options
def copies(
    article: str, ledger_path: Path | None, limit: int, form: TableFormat | None, out: Path | None, no_color: bool
) -> None:
    """Print the articles that share words with one."""
    ledger = open_ledger(ledger_path)
    found = ledger.copies(article, limit=limit)
    give(found, form, out, no_color, drawn)
    note_unbuilt(ledger, "copies")
    if not len(found) and limit:
        say("no other article here shares passages with it")


def drawn(table: "Table") -> "Iterator[RenderableType]":
    """Copies with how much they share, and why one is taken for the original."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    grid.add_column("this article", ratio=3)
    grid.add_column("the other", ratio=5)
    grid.add_column("shared words", justify="right")
    grid.add_column("of this, of the other", justify="right")
    grid.add_column("longest passage", ratio=6)
    for row in table:
        relation, who = _TOLD[row["relation"]]
        reason = f"{who}: {row['reason']}" if who else row["reason"]
        told = Text(relation, "bold").append(f"\n{one_line(reason)}", "not bold dim")
        shares = f"{row['share']:.0%}, {row['other_share']:.0%}"
        grid.add_row(told, _other(row), f"{row['words']:,}", shares, Text(one_line(row["passage"] or "")))
    if grid.row_count:
        yield grid
    else:
        yield Text("no copy")


def _other(row: dict[str, Any]) -> "Text":
    from rich.style import Style
    from rich.text import Text

    text = Text(one_line(row["outlet"] or "")).append(f", {str(row['published'] or 'no date')[:16].replace('T', ' ')}")
    text.append(f"\n{one_line(row['title'] or '')}\n", "bold")
    return text.append(row["reference"], Style(link=row["link"], bold=False) if row["link"] else "not bold")
