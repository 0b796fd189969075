"""Hedges with nobody behind them: "allegedly", "reportedly".

What such an adverb stands in is an attribution with a cue and a content and no source. The corpus that
the network learns from has few of them.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from onrecord.records import Article, Attribution, Block, Span

from .kinds import kind_of
from .quotation import Quotation
from .words import word_list

CONFIDENCE = 0.7
WORD = re.compile(r"\w+")
STOP = r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(]?[A-Z0-9])|;|:(?=\s)|\s[–—-]\s"
EDGE = ' \u00a0\t\r\n,.;:–—"“”'


def hedged(article: Article, found: Sequence[Attribution], quoted: Sequence[Quotation]) -> list[Attribution]:
    """An attribution for every hedge that no found one has in its cue or its source.

    One that stands in the content of a found one is `within` it.
    """
    taken = [span for a in found for span in a.cue + a.source]
    out = []
    for block in article.blocks:
        for cue in _hedges(article.text, block):
            if any(start < cue[1] and cue[0] < end for start, end in taken):
                continue
            around = _innermost(found, cue)
            content = _clause(article.text, cue, _limits(block, cue, found, around))
            if content:
                kind = kind_of(article.text, content, quoted)
                out.append(Attribution((), (cue,), content, kind, CONFIDENCE, around))
    return out


def _hedges(text: str, block: Block) -> Iterator[Span]:
    words = word_list("hedges")
    yield from (m.span() for m in WORD.finditer(text, block.start, block.end) if m.group().lower() in words)


def _innermost(found: Sequence[Attribution], cue: Span) -> int | None:
    """The shortest attribution whose content holds the cue."""
    holding = [
        (end - start, i) for i, a in enumerate(found) for start, end in a.content if start <= cue[0] and cue[1] <= end
    ]
    return min(holding)[1] if holding else None


def _limits(block: Block, cue: Span, found: Sequence[Attribution], around: int | None) -> Span:
    """How far the clause may reach: to the ends of the content it stands in, or of the block."""
    if around is None:
        return block.start, block.end
    return next(span for span in found[around].content if span[0] <= cue[0] < span[1])


def _clause(text: str, cue: Span, limits: Span) -> tuple[Span, ...]:
    """The words from the last sentence end to the next, without the hedge itself."""
    start, end = limits
    for stop in _clause_end().finditer(text, start, end):
        if stop.end() <= cue[0]:
            start = stop.end()
        elif stop.start() >= cue[1]:
            end = stop.start()
            break
    return tuple(span for span in (_trimmed(text, start, cue[0]), _trimmed(text, cue[1], end)) if span)


@cache
def _clause_end() -> re.Pattern[str]:
    """The end of a sentence, or the comma before a clause that says something else."""
    return re.compile(rf"{STOP}|,(?=\s(?:{'|'.join(sorted(word_list('contrasts')))})\s)")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    left = len(part) - len(part.lstrip(EDGE))
    right = len(part.rstrip(EDGE))
    return (start + left, start + right) if left < right else None
