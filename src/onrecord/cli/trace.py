"""`onrecord trace`: how a claim spread, as a tree."""

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.ledgers import ledger_option, note_unbuilt, open_ledger, say
from onrecord.cli.tables import draw, plain, written
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from onrecord.export.steps import Line
    from onrecord.records import Trace

HELP = """Show how a claim spread: its origins, who had it first, and who had it from whom.

CLAIM is its number, as `onrecord claims` prints it, or the reference of a statement (12:210-330).
Behind each origin stand the articles that have it from there: copied from each other, by wire, or
citing each other. Those who deny the claim come last.

\b
Examples:
  onrecord trace 17
  onrecord trace 17 --svg spread.svg
  onrecord trace 12:210-330 --all --format json
"""

_LONGEST = 240  # characters of what was said, in a tree


@click.command(help=HELP)
@click.argument("claim")
@ledger_option
@click.option("--all", "everything", is_flag=True, help="Every article; else a dozen of those that went no further.")
@click.option("--svg", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Draw it into this file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("tree", "svg", "json")),
    help="A tree on a terminal, elsewhere json.",
)
@click.option("--no-color", is_flag=True, help="Print without colour, as NO_COLOR in the environment does.")
def trace(
    claim: str, ledger_path: Path | None, everything: bool, svg: Path | None, form: str | None, no_color: bool
) -> None:
    """Print or draw the way of a claim."""
    ledger = open_ledger(ledger_path)
    found = ledger.trace(claim, everything=everything)
    if svg:
        with written(svg) as stream:
            stream.write(_svg(found).encode())
        say(f"drawn into {svg}")
    if svg is None or form:
        _print(found, form or ("tree" if sys.stdout.isatty() else "json"), no_color)
    note_unbuilt(ledger, "origins")


def _print(found: "Trace", form: str, no_color: bool) -> None:
    if form == "tree":
        draw(_tree(found), no_color)
    else:
        click.echo(_svg(found) if form == "svg" else plain(asdict(found), 2))


def _svg(found: "Trace") -> str:
    from onrecord.export.svg import to_svg

    return to_svg(found)


def _tree(found: "Trace") -> "Iterator[RenderableType]":
    from rich.text import Text
    from rich.tree import Tree

    from onrecord.export.steps import counted, groups

    yield Text(f"Claim {found.claim}: {one_line(found.text)}", "bold")
    yield Text(counted(found))
    for title, lines in groups(found):
        yield Text()
        tree = Tree(Text(title, "bold"))
        last = [tree]  # the latest at every depth
        for line in lines:
            del last[line.depth + 1 :]
            last.append(last[-1].add(_text(line)))
        yield tree


def _text(line: "Line") -> "Text":
    from rich.style import Style
    from rich.text import Text

    step = line.step
    if step.kind == "more":
        return Text(f"{line.label} {line.relation}".rstrip(), "dim")
    text = Text(line.label, "bold")
    relation = " ".join(part for part in (line.relation, line.behind and f"from {line.behind}") if part)
    if relation:
        text.append(f"  {relation}", "not bold italic")
    if line.when:
        text.append(f"  {line.when}", "not bold")
    if line.reference:
        text.append("  ").append(line.reference, Style(link=step.link, bold=False) if step.link else "not bold")
    return text.append(f"\n{_cut(line.detail)}", "not bold dim") if line.detail else text


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
