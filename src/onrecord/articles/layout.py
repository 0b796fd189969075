"""The visible text of a page as lines in the order of the page, each with the element it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from onrecord.articles.paragraphs import key

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\N{LINE SEPARATOR}"
_BROKEN = re.compile(rf" *{_BREAK} *")
_PARAGRAPHS = re.compile(r"\n{2,}|(?<=[.!?\"'”’])\n")


@dataclass(frozen=True, slots=True)
class Line:
    """Text between two edges of blocks: spaces folded, no-break spaces kept, a <br> as a line feed.

    `element` is the block that it stands in, `place` its number on the page, `linked` the share of it in links.
    """

    element: HtmlElement
    text: str
    place: int
    linked: float


def lines(tree: HtmlElement) -> list[Line]:
    """Return the lines of a page in order; two <br> in a row, or one after a full stop, begin a new one."""
    found: list[Line] = []
    for element, pieces in _runs(next(tree.iter("body"), tree)):
        linked = sum(len(key(text)) for text, in_link in pieces if in_link)
        folded = _BROKEN.sub("\n", _SPACE.sub(" ", "".join(text for text, _ in pieces)))
        share = linked / max(1, len(key(folded)))
        texts = (text.strip() for text in _PARAGRAPHS.split(folded.strip()))
        found.extend(Line(element, text, place, share) for place, text in enumerate(filter(None, texts), len(found)))
    return found


def _runs(tree: HtmlElement) -> Iterator[tuple[HtmlElement, list[tuple[str, bool]]]]:
    """Yield the text between edges of blocks, in pieces, each with whether it stands in a link."""
    blocks = [tree]
    links = 0
    run: list[tuple[str, bool]] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        edge = element.tag in _BLOCKS
        if edge and run:
            yield blocks[-1], run
            run = []
        if event == "start":
            links += element.tag == "a"
            if edge:
                blocks.append(element)
            if element.text:
                run.append((element.text, links > 0))
            continue
        links -= element.tag == "a"
        if edge:
            blocks.pop()
        if element.tag == "br":
            run.append((_BREAK, False))
        if element.tail and element is not tree:
            run.append((element.tail, links > 0))
    if run:
        yield blocks[-1], run
