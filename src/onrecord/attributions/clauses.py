"""Where the clause around a word begins and ends."""

import re
from bisect import bisect_left, bisect_right
from functools import cache

from onrecord.records import Block, Span

from .words import word_list

STOP = r"[.!?…][\"”’')\]]*(?=\s+[\"“‘'(]?[A-Z0-9])|;|:(?=\s)|\s[–—-]\s"
EDGE = ' \u00a0\t\r\n,.;:–—"“”'


class Clauses:
    """The clauses of a block, roughly: from one sentence end to the next, and apart at "but"."""

    def __init__(self, text: str, block: Block) -> None:
        self.text, self.limits = text, (block.start, block.end)
        stops = [match.span() for match in _clause_end().finditer(text, block.start, block.end)]
        self.starts, self.ends = [start for start, _ in stops], [end for _, end in stops]

    def around(self, cue: Span) -> Span:
        """Where the clause of `cue` begins and ends."""
        before, behind = bisect_right(self.ends, cue[0]), bisect_left(self.starts, cue[1])
        start = self.ends[before - 1] if before else self.limits[0]
        return start, self.starts[behind] if behind < len(self.starts) else self.limits[1]

    def without(self, cue: Span) -> tuple[Span, ...]:
        """The words of the clause of `cue` without the cue itself."""
        start, end = self.around(cue)
        spans = trimmed(self.text, start, cue[0]), trimmed(self.text, cue[1], end)
        return tuple(span for span in spans if span)


@cache
def _clause_end() -> re.Pattern[str]:
    """The end of a sentence, or the comma before a clause that says something else."""
    return re.compile(rf"{STOP}|,(?=\s(?:{'|'.join(sorted(word_list('contrasts')))})\s)")


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks and punctuation at its ends; None where nothing else is in it."""
    part = text[start:end]
    left = len(part) - len(part.lstrip(EDGE))
    right = len(part.rstrip(EDGE))
    return (start + left, start + right) if left < right else None
