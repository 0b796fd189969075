"""A document as a page on a terminal.

Bold, underlined and italic are kept for source, cue and content; whatever else stands on the page is set
off by rules, signs and space. So the three are told apart without colour, and, by their signs, where a
terminal (or a file) has no styles at all.
"""

import re
from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from onrecord.export.facts import Table as Facts
from onrecord.export.facts import resolved, tables
from onrecord.export.marked import Role, Run, lines, nested, runs, words
from onrecord.export.visible import one_line
from onrecord.records import Attribution, Block, Document

WIDTH = 90

# Of middle lightness, so that they are read on black (4.3:1 and more) as on white (3.9:1 and more).
_STYLES: dict[Role, Style] = {
    "content": Style(italic=True),
    "source": Style(bold=True, color="color(32)"),
    "cue": Style(underline=True, color="color(130)"),
}
_SIGN_STYLE = Style(color="color(30)")
_PLAIN_SIGNS: dict[Role, str] = {"source": "*", "cue": "_"}
_PADDING = re.compile(r" +$", re.MULTILINE)
_BLOCK_SIGNS = {"heading": "▍ ", "caption": "│ ", "credit": "│ "}


class Screen:
    """Renders documents for a terminal, or as plain text where the output is not one.

    `terminal` None leaves it to standard output (and FORCE_COLOR) whether it is one. `colour` may switch
    colour off, and so may NO_COLOR.
    """

    def __init__(self, terminal: bool | None, colour: bool = True) -> None:
        self._console = Console(
            force_terminal=terminal, no_color=None if colour else True, highlight=False, markup=False, emoji=False
        )
        self._console.width = min(WIDTH, self._console.width)
        self._styled = self._console.color_system is not None

    def show(self, document: Document, lists: bool = True) -> str:
        """The document as lines for this terminal; no control character of the page is among them.

        `lists` are those of actors, times, quantities and places at the end.
        """
        with self._console.capture() as captured:
            self._console.print(Group(*self._page(document), *(self._lists(document) if lists else ())))
        shown = captured.get()
        return shown if self._styled else _PADDING.sub("", shown)

    def _page(self, document: Document) -> Iterator[RenderableType]:
        article = document.article
        yield Rule(Text(one_line(article.outlet or "")), characters="━", align="left", style="none")
        if article.title and all(block.kind != "headline" for block in article.blocks):
            yield Text(one_line(article.title))
        published = (article.published or "").replace("T", " ")
        facts = Text(" · ".join(one_line(fact) for fact in (", ".join(article.authors), published) if fact))
        for place, blocks in enumerate(lines(article)):
            yield self._line(document, blocks)
            if facts and (blocks[0].kind == "headline" or place == 0):
                yield facts
                facts = Text()
            yield Text()
        yield from self._list(document)

    def _line(self, document: Document, blocks: Sequence[Block]) -> RenderableType:
        text = Text(" ").join(self._block(document, block) for block in blocks)
        sign = _BLOCK_SIGNS.get(blocks[0].kind)
        return _beside(sign, text) if sign else text

    def _block(self, document: Document, block: Block) -> Text:
        found = runs(document.attributions, block.start, block.end)
        return Text().join(self._run(document.article.text, run) for run in found)

    def _run(self, text: str, run: Run) -> Text:
        out = Text().append("⟦" * len(run.opens), _SIGN_STYLE)
        out.append_text(self._styled_as(one_line(text[run.start : run.end]), *sorted(run.roles)))
        out.append("·".join(_superscript(number) for number in run.named), _SIGN_STYLE)
        for number in run.closes:
            out.append(f"⟧{_superscript(number)}", _SIGN_STYLE)
        return out

    def _styled_as(self, words: str, *roles: Role) -> Text:
        if not self._styled:
            for role in roles:
                words = f"{_PLAIN_SIGNS.get(role, '')}{words}{_PLAIN_SIGNS.get(role, '')}"
            return Text(words)
        out = Text(words)
        for role, style in _STYLES.items():
            if role in roles:
                out.stylize(style)
        return out

    def _list(self, document: Document) -> Iterator[RenderableType]:
        count = len(document.attributions)
        title = Text(f"{count or 'no'} attribution{'' if count == 1 else 's'}")
        if count:
            title.append("   ")
            title.append_text(self._styled_as("source", "source")).append(" ")
            title.append_text(self._styled_as("cue", "cue")).append(" ")
            title.append("⟦", _SIGN_STYLE).append_text(self._styled_as("content", "content")).append("⟧", _SIGN_STYLE)
        yield Rule(title, characters="─", align="left", style="none")
        digits = len(str(count))
        for depth, number, attribution in nested(document.attributions):
            row = Table.grid(padding=(0, 2, 0, 0), expand=True)
            row.add_column(width=digits)
            row.add_column(ratio=1)
            row.add_column(width=len("indirect 100%"))
            sure = Text(f"{attribution.kind:<8} {attribution.confidence:>4.0%}", _SIGN_STYLE)
            row.add_row(Text(f"{number:>{digits}}"), _said(document.article.text, attribution), sure)
            if told := resolved(document, attribution):
                row.add_row(Text(), Text(f"→ {told}", _SIGN_STYLE), Text())
            yield Padding(row, (0, 0, 0, min(depth, 6) * (digits + 2)))
        yield Text()

    def _lists(self, document: Document) -> Iterator[RenderableType]:
        for facts in tables(document):
            yield from _facts(facts)


def _said(text: str, attribution: Attribution) -> Text:
    source, cue = words(text, attribution.source), words(text, attribution.cue)
    out = Text().append(source, _STYLES["source"]) if source else Text("no source given")
    if cue:
        out.append(" — ").append(cue, _STYLES["cue"])
    return out.append(" — ").append(words(text, attribution.content), _STYLES["content"])


def _facts(facts: Facts) -> Iterator[RenderableType]:
    """A list under its title: the first column takes what room it needs, the others share the rest."""
    yield Rule(Text(f"{len(facts.rows)} {facts.title}"), characters="─", align="left", style="none")
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for weight in (3, 3, 3, 2):
        grid.add_column(ratio=weight, overflow="fold")
    for row in facts.rows:
        grid.add_row(Text(row[0], Style(bold=True)), *(Text(cell, _SIGN_STYLE) for cell in row[1:]))
    yield grid
    yield Text()


def _beside(sign: str, text: Text) -> Table:
    """`text` wrapped to the right of `sign`."""
    grid = Table.grid()
    grid.add_column(width=len(sign))
    grid.add_column()
    grid.add_row(Text(sign), text)
    return grid


def _superscript(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
