"""Credits to agencies and other media, for the whole text or for one caption."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Article, Block, Span

from .lexicon import credits as wording
from .media import Medium
from .names import short_names

_DATELINE = 90  # characters
_DASH = re.compile(r"\s*(?:—|–|--?)\s")
_BRACKETS = {"(": ")", "[": "]"}
_END = re.compile(r"[.\s]*(?:\n|$)")
_DASH_BEFORE = re.compile(r"(?:[.!?”\"’'][ \n]*|^[ \n]*)(?:—|–|--?)\s*$")
_EDGE = " \t\r\n\u00a0.—–-"
_SENTENCE_START = re.compile(r"[.!?][”\"’')]*\s")


@dataclass(frozen=True, slots=True)
class Credit:
    """A medium that relays what stands within `scope`: the span of a caption, or None for the whole text."""

    medium: Medium
    span: Span
    scope: Span | None = None


def find_credits(article: Article, media: Sequence[Medium]) -> list[Credit]:
    """The credits in datelines, bylines, captions, lines of credit and paragraphs, in the order of the text."""
    known = [m for m in media if not (m.unknown or m.described) and not _is_outlet(article, m)]
    starts = [m.start for m in known]
    found: list[Credit] = []
    caption: Block | None = None
    for block in article.blocks:
        inside = known[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        if block.kind == "caption":
            caption = block
        if inside:
            found += _of_block(article, block, caption, inside)
        if block.kind not in ("caption", "credit"):
            caption = None
    return found


def _of_block(article: Article, block: Block, caption: Block | None, media: Sequence[Medium]) -> Iterator[Credit]:
    text = article.text
    if block.kind in ("caption", "credit") and caption:
        for medium in media:
            if block.kind == "credit" or _is_picture_credit(text, medium, block):
                yield Credit(medium, _bracketed(text, medium, block), (caption.start, block.end))
    elif block.kind == "credit":
        if not wording().pictures.search(text, block.start, block.end):
            span = _trimmed(text, block.start, block.end)
            yield from (Credit(medium, span) for medium in media)
    elif block.kind == "dateline":
        yield from (Credit(medium, _bracketed(text, medium, block)) for medium in media)
    elif block.kind == "byline":
        yield from (Credit(m, (m.start, m.end)) for m in media if m.agency or article.outlet)
    elif block.kind == "paragraph":
        yield from _of_paragraph(text, block, media)


def _of_paragraph(text: str, block: Block, media: Sequence[Medium]) -> Iterator[Credit]:
    line: Span | None = None
    for medium in media:
        if (line and medium.end <= line[1]) or (line := _credit_line(text, block, medium)):
            yield Credit(medium, line)
        elif medium.agency and (_opens(text, block, medium) or _closes(text, block, medium)):
            yield Credit(medium, _bracketed(text, medium, block))


def _opens(text: str, block: Block, medium: Medium) -> bool:
    """Tell whether a paragraph begins with a dateline that names the agency: "KYIV, May 3 (AFP) — "."""
    if medium.start - block.start > _DATELINE:
        return False
    start, end = _bracketed(text, medium, block)
    prose = _SENTENCE_START.search(text, block.start, start)
    return start < medium.start and prose is None and _DASH.match(text, end, block.end) is not None


def _closes(text: str, block: Block, medium: Medium) -> bool:
    """Tell whether a paragraph ends in the agency, in brackets or behind a dash, or is nothing but it."""
    start, end = _bracketed(text, medium, block)
    if not _END.fullmatch(text, end, block.end):
        return False
    if start < medium.start:
        return _END.fullmatch(text, block.start, start) is not None or text[:start].rstrip()[-1:] in ".!?”\"’'"
    return _DASH_BEFORE.search(text, max(block.start, start - 6), start) is not None or not text[
        block.start : start
    ].strip(_EDGE)


def _credit_line(text: str, block: Block, medium: Medium) -> Span | None:
    """The sentence around a medium, where it is one of thanks ("AP contributed to this report.")."""
    words = wording()
    left = max(block.start, medium.start - words.longest)
    right = min(block.end, medium.end + words.longest)
    around = text[left:right].lower()
    if not any(hint in around for hint in words.hints):
        return None
    for stop in _SENTENCE_START.finditer(text, left, medium.start):
        left = stop.end()
    end = _SENTENCE_START.search(text, medium.end, right)
    right = end.start() if end else right
    return _trimmed(text, left, right) if words.lines.search(text[left:right]) else None


def _is_picture_credit(text: str, medium: Medium, block: Block) -> bool:
    """Tell whether a medium in a caption is its credit: in brackets or behind a slash or a label, at the end."""
    start, end = _bracketed(text, medium, block)
    if start < medium.start:
        return True
    before = text[max(block.start, medium.start - 25) : medium.start].rstrip()
    return _END.fullmatch(text, end, block.end) is not None and (
        before[-1:] in "./|—–-:" or wording().pictures.search(before) is not None
    )


def _bracketed(text: str, medium: Medium, block: Block) -> Span:
    """The brackets around a medium with all that is in them, or its name alone."""
    for left, right in _BRACKETS.items():
        start = text.rfind(left, max(block.start, medium.start - 60), medium.start)
        end = text.find(right, medium.end, min(block.end, medium.end + 60))
        if start >= 0 and end >= 0 and right not in text[start : medium.start]:
            return start, end + 1
    return medium.start, medium.end


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    return start + len(part) - len(part.lstrip(_EDGE)), end - len(part) + len(part.rstrip(_EDGE))


def _is_outlet(article: Article, medium: Medium) -> bool:
    full, short = short_names(article.outlet)
    name = article.text[medium.start : medium.end].removeprefix("The ")
    initials = "".join(word[:1] for word in full[0].split(" ")) if full else ""
    first = bool(full) and full[0].startswith(f"{name} ") and len(name) > len("The")
    return name in (*full, short) or first or (len(name) > 2 and name == initials)
