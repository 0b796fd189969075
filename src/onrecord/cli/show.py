"""`onrecord show`: one article of the ledger, whole or at a place, with its versions."""

import sys
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.find import statements
from onrecord.cli.ledgers import ledger_option, open_ledger
from onrecord.cli.tables import draw, plain
from onrecord.export.visible import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.ledger.asking.showing import Shown
    from onrecord.records import Document, Span

HELP = """Show an article of the ledger with the statements in it, and what changed between its versions.

ARTICLE is its number in the ledger, its id or its address. A reference, as `onrecord find` prints
them (12:210-330), shows the place it stands at.

\b
Examples:
  onrecord show 12
  onrecord show 12:210-330
  onrecord show https://example.org/article --format json
"""


@click.command(help=HELP)
@click.argument("article")
@ledger_option
@click.option("--format", "form", type=click.Choice(("text", "json")), help="A page on a terminal, elsewhere json.")
@click.option("--no-color", is_flag=True, help="Print without colour, as NO_COLOR in the environment does.")
def show(article: str, ledger_path: "Path | None", form: str | None, no_color: bool) -> None:
    """Print one article."""
    shown = open_ledger(ledger_path).show(article)
    if (form or ("text" if sys.stdout.isatty() else "json")) == "json":
        click.echo(plain(_as_json(shown), 2))
        return
    _page(shown, no_color)


def _as_json(shown: "Shown") -> dict[str, Any]:
    from onrecord.export.json import to_dict

    return {
        "article": shown.version.article,
        "span": shown.span,
        "versions": [asdict(version) for version in shown.versions],
        "came": list(shown.came),
        "went": list(shown.went),
        "document": to_dict(shown.document),
        "ledger_actors": shown.actors,
        "rejected": sorted(shown.rejected),
    }


def _page(shown: "Shown", no_color: bool) -> None:
    from rich.text import Text

    from onrecord.cli.terminal import Screen

    screen = Screen(None, colour=not no_color)
    click.echo(screen.show(_seen(shown), lists=shown.span is None), nl=False)
    version = shown.version
    facts = [f"article {version.article}", one_line(version.url or version.id), f"added {version.added:%Y-%m-%d %H:%M}"]
    if len(shown.versions) > 1:
        others = ", ".join(f"{v.version} = {v.article}" for v in shown.versions)
        facts.append(f"version {version.version} of {len(shown.versions)} (version = article: {others})")
    draw([Text(" · ".join(facts))], no_color)
    for title, table in (("came with this version", shown.came), ("went with this version", shown.went)):
        if len(table):
            draw([Text(f"\n{len(table)} {title}", "bold"), *statements(table)], no_color)


def _seen(shown: "Shown") -> "Document":
    """What is shown of the document: without what was rejected and, at a place, only what stands there."""
    from onrecord.pipeline import only

    document, span = shown.document, shown.span
    wanted = [
        place not in shown.rejected and (span is None or any(_meet(piece, span) for piece in said.content))
        for place, said in enumerate(document.attributions)
    ]
    document = replace(document, attributions=only(wanted, document.attributions))
    if span is None:
        return document
    blocks = tuple(b for b in document.article.blocks if b.kind == "headline" or _meet((b.start, b.end), span))
    return replace(document, article=replace(document.article, blocks=blocks))


def _meet(one: "Span", other: "Span") -> bool:
    return one[0] < other[1] and other[0] < one[1]
