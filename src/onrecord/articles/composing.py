"""Parts of a page set as one text with blocks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.articles.wording import credit_start, dateline_length, wire_credit_start
from onrecord.records import Block, BlockKind


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an article before it has its place in the text; `credit` is where a caption's credit begins."""

    kind: BlockKind
    text: str
    credit: int | None = None


def composed(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """Return the texts of the parts joined by blank lines, and the blocks in them."""
    pieces: list[str] = []
    blocks: list[Block] = []
    at = 0
    paragraphs = 0
    for part in parts:
        paragraphs += part.kind == "paragraph"
        blocks.extend(split_block(part, at, first=paragraphs == 1))
        pieces.append(part.text)
        at += len(part.text) + len("\n\n")
    return "\n\n".join(pieces), tuple(blocks)


def split_block(part: Part, start: int, *, first: bool) -> Iterator[Block]:
    """Yield the blocks of one piece of text that begins at `start`.

    A caption's credit, a paragraph's dateline and an agency's name behind a paragraph are blocks of their own.
    `first` says that this is the article's first paragraph.
    """
    kind, text, credit = part.kind, part.text, part.credit
    end = start + len(text)
    if kind == "paragraph" and (length := dateline_length(text, first=first)):
        yield Block("dateline", start, start + len(text[:length].rstrip()))
        text, start = text[length:], start + length
    if credit is None and kind in ("caption", "paragraph"):
        credit = credit_start(text) if kind == "caption" else wire_credit_start(text)
    if credit is None:
        yield Block(kind, start, end)
        return
    if said := text[:credit].rstrip():
        yield Block(kind, start, start + len(said))
    yield Block("credit", start + credit, end)
