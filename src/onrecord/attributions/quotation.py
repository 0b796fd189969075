"""Which characters stand inside quotation marks.

News text mixes conventions: curly, straight and doubled single marks, British single marks, marks
that are opened in one style and closed in another, apostrophes, and quotations that run over
several paragraphs, where every paragraph opens again and only the last one closes. The reading here
is per paragraph, so that one stray mark can't turn the rest of an article inside out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from onrecord.records import Span

MARK = re.compile(r"''|``|[\"“”„«»‘’']")
DOUBLE_OPEN = frozenset({"“", "„", "«", "``"})
DOUBLE_CLOSE = frozenset({"”", "»"})
SINGLE = frozenset({"‘", "’", "'"})
Mark: TypeAlias = re.Match[str]
PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text in quotation marks: `start` and `end` stand outside the marks, end exclusive.

    `closed` is false where the paragraph ends before a closing mark; `single` tells ‘…’ from “…”.
    """

    start: int
    end: int
    closed: bool = True
    single: bool = False


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """The spans between blank lines, or between line breaks where a text has no blank line."""
    position = 0
    pattern = PARAGRAPH if PARAGRAPH.search(text) else re.compile(r"\n")
    for gap in pattern.finditer(text):
        if text[position : gap.start()].strip():
            yield position, gap.start()
        position = gap.end()
    if text[position:].strip():
        yield position, len(text)


def quotations(text: str, blocks: Sequence[Span] | None = None) -> list[Quotation]:
    """All quotations of `text`, outer before inner, in reading order; none reaches over the end of a block.

    Without `blocks`, blank lines divide the text.
    """
    stretches = paragraphs(text) if blocks is None else blocks
    found = [q for start, end in stretches for q in _in_paragraph(text, start, end)]
    return sorted(found, key=lambda q: (q.start, -q.end))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Quotation]:
    marks = list(MARK.finditer(text, start, end))
    last_single = max((m.start() for m in marks if m.group() == "'" and _can_close(text, m, start, end)), default=-1)
    double: int | None = None
    single: int | None = None
    for mark in marks:
        at, sign = mark.start(), mark.group()
        opens = _can_open(text, mark, start, end)
        if sign in SINGLE:
            if single is not None and _can_close(text, mark, start, end):
                yield Quotation(single, mark.end(), single=True)
                single = None
            elif single is None and opens and _opens_single(text, mark, last_single):
                single = at
        elif double is None:
            if opens or not (sign in DOUBLE_CLOSE or _can_close(text, mark, start, end)):
                double, single = at, None
        elif sign in DOUBLE_OPEN and opens:
            yield Quotation(double, at, closed=False)
            double = at
        else:
            yield Quotation(double, mark.end())
            double = single = None
    if double is not None:
        yield Quotation(double, end, closed=False)
    elif single is not None and single == start and text[single] == "‘":
        yield Quotation(single, end, closed=False, single=True)


def _opens_single(text: str, mark: Mark, last_single: int) -> bool:
    """A straight single mark is as often an apostrophe ('em, '90s): it opens only if one after it can close."""
    sign = mark.group()
    return sign == "‘" or (sign == "'" and text[mark.end()].isalpha() and last_single > mark.start())


def _can_open(text: str, mark: Mark, start: int, end: int) -> bool:
    """Nothing, a space or a sign before the mark, and a character right after it."""
    before, after = mark.start() - 1, mark.end()
    return (before < start or not text[before].isalnum()) and after < end and not text[after].isspace()


def _can_close(text: str, mark: Mark, start: int, end: int) -> bool:
    """A character right before the mark, and no letter or digit right after it."""
    before, after = mark.start() - 1, mark.end()
    return before >= start and not text[before].isspace() and (after >= end or not text[after].isalnum())
