"""`onrecord story`: what several articles tell of one happening."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.claims import listed as claims_listed
from onrecord.cli.claims import period
from onrecord.cli.conflicts import drawn as conflicts_drawn
from onrecord.cli.ledgers import counted, ledger_option, note_unbuilt, open_ledger, say
from onrecord.cli.tables import TableFormat, draw, give, plain, table_options, written
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from onrecord.ledger import Ledger, Table
    from onrecord.ledger.asking.stories import Story

HELP = """List stories, or show one: what several articles tell of one happening.

Without STORY the largest come first; words find stories that are about them. A story's number, the
reference of a statement in it (12:210-330) or the address of an article shows one: what was new
when, who and where, the claims that most stand behind, what is in conflict, and the articles. As
csv, jsonl or parquet it is the articles alone.

\b
Examples:
  onrecord story --since 2031-03
  onrecord story the dam at Selwick
  onrecord story 4
  onrecord story 12:210-330 --format json
"""

SHOWN = 12
"""Of each list of a story, so many stand on a terminal."""
_CLAIMS = 200  # of a story, of which those come first that most independent origins stand behind
_ONE = re.compile(r"#?\d{1,9}|\d{1,10}:\d{1,10}-\d{1,10}|https?://\S+", re.ASCII | re.IGNORECASE)


@click.command(help=HELP)
@click.argument("story", nargs=-1)
@ledger_option
@click.option("--since", metavar="DATE", help="Of which there was news on this day, month or year, or later.")
@click.option("--until", metavar="DATE", help="Of which there was news on this day, month or year, or earlier.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, metavar="N", help="At most so many."
)
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out the first N.")
@table_options
@click.pass_context
def story(
    ctx: click.Context,
    /,
    story: tuple[str, ...],
    ledger_path: Path | None,
    form: TableFormat | None,
    out: Path | None,
    no_color: bool,
    **filters: Any,
) -> None:
    """Find stories, or show one; leaves with 1 where there are none."""
    ledger = open_ledger(ledger_path)
    asked = " ".join(story).strip()
    if _ONE.fullmatch(asked):
        _show(ledger, asked, form, out, no_color)
        note_unbuilt(ledger, "stories")
        return
    found = ledger.stories(asked, **filters)
    give(found, form, out, no_color, listed)
    note_unbuilt(ledger, "stories")
    if not len(found) and filters["limit"]:
        say(f"no story found; {'a smaller --offset' if filters['offset'] else 'fewer filters or other words'} may help")
        ctx.exit(1)


def _show(ledger: "Ledger", asked: str, form: TableFormat | None, out: Path | None, no_color: bool) -> None:
    found = ledger.story(asked)
    form = form or ("table" if out is None and sys.stdout.isatty() else "jsonl")
    if form in ("csv", "jsonl", "parquet"):
        give(found.articles, form, out, no_color)
        return
    claims = sorted(ledger.claims(story=found.story, limit=_CLAIMS), key=_independent)
    conflicts = ledger.conflicts(story=found.story)
    if form == "json":
        with written(out) as stream:
            stream.write(f"{plain(_as_json(found, claims, conflicts), 2)}\n".encode())
    else:
        draw(_page(found, claims, conflicts), no_color, out)


def _independent(claim: Mapping[str, Any]) -> tuple[int, ...]:
    """What sorts claims that most independent origins stand behind first."""
    return -(claim["least"] or 0), -(claim["origins"] or 0), -claim["articles"], claim["claim"]


def _as_json(found: "Story", claims: list[dict[str, Any]], conflicts: "Table") -> dict[str, Any]:
    facts = {field.name: getattr(found, field.name) for field in fields(found)}
    lists = {name: list(value) for name, value in facts.items() if name in ("articles", "actors", "places", "timeline")}
    return {**facts, **lists, "claims": claims, "conflicts": list(conflicts)}


def listed(table: "Table") -> "Iterator[RenderableType]":
    """Stories with their days and how much there is of them."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    if not len(table):
        yield Text("no story")
        return
    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False)
    grid.add_column("story", justify="right")
    grid.add_column("title", ratio=1)
    grid.add_column("days", no_wrap=True)
    for name in ("articles", "outlets", "statements"):
        grid.add_column(name, justify="right")
    for row in table:
        counts = (f"{row[name]:,}" for name in ("articles", "outlets", "statements"))
        grid.add_row(str(row["story"]), Text(one_line(row["title"])), period(row), *counts)
    yield grid


def _page(found: "Story", claims: list[dict[str, Any]], conflicts: "Table") -> "Iterator[RenderableType]":
    from rich.text import Text

    yield Text(f"Story {found.story}: {one_line(found.title)}", "bold")
    outlets = {row["outlet"] for row in found.articles if row["outlet"]}
    days = period({"since": found.since, "until": found.until})
    facts = (days, counted(len(found.articles), "article"), counted(len(outlets), "outlet"))
    yield Text(" · ".join(fact for fact in facts if fact))
    for title, part in (
        ("What was new when", _timeline(found)),
        ("Who", _actors(found)),
        ("Where", _places(found)),
        ("Claims, those with most independent origins first", _claims(claims)),
        (counted(len(conflicts), "conflict"), conflicts_drawn(conflicts.first(SHOWN)) if len(conflicts) else ()),
        (counted(len(found.articles), "article"), _articles(found)),
    ):
        shown = list(part)
        if shown:
            yield Text(f"\n{title}", "bold")
            yield from shown


def _timeline(found: "Story") -> "Iterator[RenderableType]":
    """The claims that most articles came to carry, and the outlets as they joined, in the order of time."""
    from rich.table import Table as Grid

    rows = list(enumerate(found.timeline))
    claims = sorted((row for row in rows if row[1]["what"] == "claim"), key=lambda row: -row[1]["carried"])
    several = [row for row in claims if row[1]["carried"] > 1] or claims
    told = several[:SHOWN] + [row for row in rows if row[1]["what"] != "claim"][:SHOWN]
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", no_wrap=True)
    for _, row in sorted(told, key=lambda row: row[0]):
        when = " ".join(str(part) for part in (row["day"], row["time"]) if part)
        place = f"{row['article']}:{row['start']}-{row['stop']}" if row["start"] is not None else str(row["article"])
        grid.add_row(when, _new(row), place)
    if grid.row_count:
        yield grid
    yield from _more(len(rows) - len(told), "of it")


def _new(row: Mapping[str, Any]) -> "Text":
    from rich.text import Text

    text, outlet = one_line(row["text"] or ""), one_line(row["outlet"] or "")
    if row["what"] != "claim":
        return Text(f"{outlet} joins: {text}", "dim")
    carried = f", then in {counted(row['carried'] - 1, 'other article')}" if row["carried"] > 1 else ""
    return Text(text).append(f"\nclaim {row['claim']}, first in {outlet or 'an article'}{carried}", "dim")


def _actors(found: "Story") -> "Iterator[RenderableType]":
    from rich.text import Text

    for row in found.actors.first(SHOWN):
        said = counted(row["statements"], "statement")
        text = Text("  ").append(one_line(row["name"]), "bold")
        yield text.append(f"  {said}, in {counted(row['articles'], 'article')}", "not bold dim")
    yield from _more(len(found.actors) - SHOWN, "others")


def _places(found: "Story") -> "Iterator[RenderableType]":
    from rich.text import Text

    names = [one_line(row["name"]) for row in found.places.first(SHOWN)]
    if names:
        yield Text(f"  {', '.join(names)}")
    yield from _more(len(found.places) - SHOWN, "others")


def _claims(claims: list[dict[str, Any]]) -> "Iterator[RenderableType]":
    if claims:
        yield from claims_listed([row | {"story_title": None} for row in claims[:SHOWN]])
    yield from _more(len(claims) - SHOWN, "claims")


def _articles(found: "Story") -> "Iterator[RenderableType]":
    from rich.style import Style
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column(no_wrap=True)
    grid.add_column(ratio=1)
    for row in found.articles.first(4 * SHOWN):
        link = row["url"] if (row["url"] or "").lower().startswith(("http://", "https://")) else None
        number = Text(str(row["article"]), Style(link=one_line(link)) if link else "")
        published = one_line((row["published"] or "no date")[:16].replace("T", " "))
        grid.add_row(number, published, Text(one_line(row["outlet"] or "")), Text(one_line(row["title"] or "")))
    yield grid
    yield from _more(len(found.articles) - 4 * SHOWN, "articles")


def _more(count: int, what: str) -> "Iterator[RenderableType]":
    from rich.text import Text

    if count > 0:
        yield Text(f"  and {count:,} more {what}, which --format json has", "dim")
