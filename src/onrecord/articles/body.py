"""The body of a page: which of its text is the article."""

import logging
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement
from trafilatura import bare_extraction

from onrecord.articles.layout import Line
from onrecord.articles.paragraphs import key

# Without a handler of its own, what it logs of a page would go to standard error.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_HEADING = "head"
_TEXT = frozenset({"p", "item", "quote", "code", "ab", _HEADING})
_START = 4
_MOST_PIECES = 200
_MOST_LIKE = 50
_PARAGRAPHS = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of the body: its text, whether it is a heading, and the line of the page that it is, where one is."""

    text: str
    heading: bool
    line: Line | None


def body_passages(tree: HtmlElement, page_lines: Sequence[Line]) -> list[Passage]:
    """Return the passages of the article's body in order.

    Trafilatura decides what belongs to the body; the texts are those of the page's own lines, which keep
    no-break spaces and are not cut where an inline element begins. The tree is left as it was.
    """
    document = bare_extraction(tree, include_comments=False, with_metadata=False)
    if document is None:
        return []
    kept = [(text, heading) for heading, piece in _pieces(document.body) if (text := " ".join(piece.split()))]
    return list(_aligned(kept, page_lines))


def _pieces(element: HtmlElement) -> Iterator[tuple[bool, str]]:
    for child in element:
        if child.tag == "row":
            yield False, " | ".join("".join(cell.itertext()).strip() for cell in child)
        elif child.tag in _TEXT and not any(inner.tag in _TEXT for inner in child.iterdescendants()):
            for text in _PARAGRAPHS.split(_broken(child)):
                yield child.tag == _HEADING, text
        else:
            yield False, child.text or ""
            yield from _pieces(child)
        yield False, child.tail or ""


def _broken(element: HtmlElement) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(element.itertext())


def _aligned(kept: Sequence[tuple[str, bool]], page_lines: Sequence[Line]) -> Iterator[Passage]:
    keys = [key(line.text) for line in page_lines]
    by_start: dict[str, list[int]] = {}
    for place, whole in enumerate(keys):
        by_start.setdefault(whole[:_START], []).append(place)
    at = last = 0
    while at < len(kept):
        text, heading = kept[at]
        whole = key(text)
        # The next such line down the page, because the same words often stand on it twice; then any before.
        like = by_start.get(whole[:_START], [])
        down = bisect_left(like, last)
        places = [*like[down : down + _MOST_LIKE], *like[max(0, down - _MOST_LIKE) : down]]
        joined = next(((place, used) for place in places if (used := _covered(keys[place], kept, at))), None)
        if joined is not None:
            last, used = joined
            yield Passage(page_lines[last].text, heading, page_lines[last])
            at += used
            continue
        split = next((range(place, end) for place in places if (end := _covering(whole, keys, place))), None)
        if split is None:
            yield Passage(text, heading, None)
        for last in split or ():
            yield Passage(page_lines[last].text, heading, page_lines[last])
        at += 1


def _covered(whole: str, kept: Sequence[tuple[str, bool]], at: int) -> int:
    """Return how many pieces from `at` on make up exactly the line `whole`, or 0."""
    done = 0
    for used, (text, _) in enumerate(kept[at : at + _MOST_PIECES], start=1):
        if not whole.startswith(key(text), done):
            return 0
        done += len(key(text))
        if done == len(whole):
            return used
    return 0


def _covering(whole: str, keys: Sequence[str], place: int) -> int:
    """Return the end of the lines from `place` on that make up exactly the piece `whole`, or 0."""
    done = 0
    for end in range(place, min(len(keys), place + _MOST_PIECES)):
        if not whole.startswith(keys[end], done):
            return 0
        done += len(keys[end])
        if done == len(whole):
            return end + 1
    return 0
