"""`onrecord find`: statements of a ledger, by words and meaning, and by who, when, where and how."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledgers import ledger_option, note_unbuilt, open_ledger
from onrecord.cli.tables import TableFormat, give, table_options
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from onrecord.ledger import Table

HELP = """Find statements in the ledger: who said it, when, where, and how it got there.

QUESTION is looked for by its words and by its meaning together; "a phrase in quotation marks"
must stand as it is. Without a QUESTION everything is listed that the filters leave, newest first.

\b
Examples:
  onrecord find "troops in the north"
  onrecord find "the dam" --by Aldous --since 2031-04 --kind direct
  onrecord find --via AFP --commitment claimed --limit 100 --format csv > afp.csv
  onrecord find '"will not resign"' --outlet "Harbour Post"
"""

ARROW = "←"
KINDS = ("direct", "indirect", "mixed")
TYPES = ("assertion", "belief", "fact", "eventuality")
COMMITMENTS = ("plain", "claimed", "denied", "hedged", "asked", "conditional")
SPEAKERS = ("person", "organisation", "document", "group", "unnamed", "generic", "author", "none")


@click.command(help=HELP)
@click.argument("question", nargs=-1)
@ledger_option
@click.option("--by", metavar="NAME", help="Said by this actor: a name, a family name, or an actor's number.")
@click.option("--via", metavar="NAME", help="Reached the reader through this agency, medium or person.")
@click.option("--outlet", metavar="NAME", help="Published by this outlet.")
@click.option("--since", metavar="DATE", help="Published on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="Published on this day, month or year, or earlier.")
@click.option("--place", metavar="NAME", help="In articles that name this place.")
@click.option("--kind", type=click.Choice(KINDS), help="In quotation marks, without, or partly.")
@click.option("--type", "type_", type=click.Choice(TYPES), help="What the cue makes of it.")
@click.option("--commitment", type=click.Choice(COMMITMENTS), help="How far it is stood behind.")
@click.option("--speaker-type", type=click.Choice(SPEAKERS), help="What kind of source.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="Leave out what is less sure."
)
@click.option(
    "--origins", type=click.IntRange(min=0), metavar="N", help="Of claims that have at least N independent origins."
)
@click.option("--versions", is_flag=True, help="Older versions of articles too.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="At most so many."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N.")
@table_options
@click.pass_context
def find(
    ctx: click.Context,
    /,
    question: tuple[str, ...],
    ledger_path: Path | None,
    type_: str | None,
    form: TableFormat | None,
    out: Path | None,
    no_color: bool,
    **filters: Any,
) -> None:
    """Find statements; leaves with 1 where there are none."""
    ledger = open_ledger(ledger_path)
    found = ledger.find(" ".join(question), type=type_, **filters)
    give(found, form, out, no_color, statements)
    if filters["origins"]:
        note_unbuilt(ledger, "origins")
    if not len(found) and filters["limit"]:
        further = filters["offset"]
        told = f"nothing after the first {further:,}" if further else "nothing found"
        way_out = "a smaller --offset" if further else "fewer filters or other words"
        click.echo(f"onrecord: {told}; {way_out} may help", err=True)
        ctx.exit(1)


def statements(table: "Collection[Mapping[str, Any]] | Table") -> "Iterator[RenderableType]":
    """Statements with who said them, when, and where they stand."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    grid.add_column("who", ratio=3)
    grid.add_column("said", ratio=8)
    grid.add_column("where", ratio=4)
    for row in table:
        grid.add_row(_who(row), Text(one_line(row["content"] or "")), _where(row))
    if len(table):
        yield grid
    else:
        yield Text("no statement")


def _who(row: Mapping[str, Any]) -> "Text":
    from rich.text import Text

    out = Text(one_line(row["speaker"] or "nobody named"), "bold")
    if row["role"]:
        out.append(f"\n{one_line(row['role'])}", "not bold")
    manner = [
        row["kind"],
        *(row[name] for name in ("type", "commitment") if row[name] not in (None, "assertion", "plain")),
    ]
    return out.append(f"\n{', '.join(manner)} {row['confidence']:.0%}", "not bold dim")


def _where(row: Mapping[str, Any]) -> "Text":
    from rich.style import Style
    from rich.text import Text

    dates = str(row["published"] or "no date")[:10]
    if row["said"] and row["said"] != dates and "X" not in row["said"]:
        dates += f" (said {one_line(row['said'])})"
    way = row["chain"] if ARROW in (row["chain"] or "") else row["outlet"]
    out = Text(f"{dates}\n{one_line(way)}\n" if way else f"{dates}\n")
    out.append(row["reference"], Style(link=row["link"]) if row["link"] else None)
    return out
