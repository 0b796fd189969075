"""`onrecord claims`: what is said by several, and how many stand behind it."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.ledgers import counted, ledger_option, note_unbuilt, open_ledger, say
from onrecord.cli.tables import TableFormat, give, table_options
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from onrecord.ledger import Table

HELP = """Find claims: what several statements say, in whatever words, and how many stand behind it.

QUESTION is looked for as `onrecord find` does. Without one, the claims that most articles carry come
first. The count of origins leaves out reprints, wire copies, and outlets that quote each other; a
range (1 to 3) says that the texts don't tell.

\b
Examples:
  onrecord claims "troops massed on the border"
  onrecord claims --origins 2 --since 2031-03
  onrecord claims --denied --story 4 --format csv > denied.csv
"""

_NAMED = 3  # sources of a claim in a list


@click.command(help=HELP)
@click.argument("question", nargs=-1)
@ledger_option
@click.option(
    "--origins", type=click.IntRange(min=0), metavar="N", help="With at least N independent origins, by any reading."
)
@click.option("--denied", is_flag=True, help="That somebody denies.")
@click.option("--story", type=click.IntRange(min=0), metavar="N", help="Of this story.")
@click.option("--by", metavar="NAME", help="That this actor makes: a name, a family name, or an actor's number.")
@click.option("--outlet", metavar="NAME", help="That this outlet carries.")
@click.option("--since", metavar="DATE", help="Made on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="Made on this day, month or year, or earlier.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="At most so many."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N.")
@table_options
@click.pass_context
def claims(
    ctx: click.Context,
    /,
    question: tuple[str, ...],
    ledger_path: Path | None,
    form: TableFormat | None,
    out: Path | None,
    no_color: bool,
    **filters: Any,
) -> None:
    """Find claims; leaves with 1 where there are none."""
    ledger = open_ledger(ledger_path)
    found = ledger.claims(" ".join(question), **filters)
    give(found, form, out, no_color, listed)
    note_unbuilt(ledger, "claims")
    if not len(found) and filters["limit"]:
        say(f"no claim found; {'a smaller --offset' if filters['offset'] else 'fewer filters or other words'} may help")
        ctx.exit(1)


def origins_of(row: Mapping[str, Any]) -> str:
    """`3`, `1 (1 to 3)`, or nothing where they have not been counted."""
    count, least, most = row["origins"], row["least"], row["most"]
    if count is None:
        return ""
    return str(count) if least == most else f"{count} ({least} to {most})"


def listed(table: "Collection[Mapping[str, Any]] | Table") -> "Iterator[RenderableType]":
    """Claims with how many independent origins they have, and how far they went."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    if not len(table):
        yield Text("no claim")
        return
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=True)
    grid.add_column("claim", justify="right")
    grid.add_column("what is said", ratio=8)
    grid.add_column("origins", ratio=3)
    grid.add_column("carried by", ratio=3)
    grid.add_column("when and where", ratio=4)
    for row in table:
        grid.add_row(str(row["claim"]), _text(row), _sources(row), Text(_carried(row)), _where(row))
    yield grid


def _text(row: Mapping[str, Any]) -> "Text":
    from rich.text import Text

    text = Text(one_line(row["text"]))
    if row["denials"]:
        text.append(f"\ndenied in {counted(row['denials'], 'statement')}", "bold red")
    return text


def _sources(row: Mapping[str, Any]) -> "Text":
    from rich.text import Text

    text = Text(origins_of(row), "bold")
    for name in row["sources"][:_NAMED]:
        text.append(f"\n{one_line(name)}", "not bold")
    more = len(row["sources"]) - _NAMED
    return text.append(f"\nand {more:,} more", "not bold dim") if more > 0 else text


def _carried(row: Mapping[str, Any]) -> str:
    parts = (
        counted(row["statements"], "statement"),
        counted(row["articles"], "article"),
        counted(row["outlets"], "outlet"),
    )
    return "\n".join(parts)


def _where(row: Mapping[str, Any]) -> "Text":
    from rich.style import Style
    from rich.text import Text

    days = period(row)
    text = Text(f"{days}\n" if days else "")
    if row["story_title"]:
        text.append(f"#{row['story']} {one_line(row['story_title'])}\n")
    return text.append(row["reference"] or "", Style(link=row["link"]) if row["link"] else None)


def period(row: Mapping[str, Any]) -> str:
    """`2031-03-03`, `2031-03-03 to 2031-03-09`, or nothing where no day is known."""
    since, until = row["since"], row["until"]
    if since is None:
        return ""
    return str(since) if since == until else f"{since} to {until}"
