"""What of a text is its author's own prose: quotations are blotted out, as two reporters can hear the same words."""

import re

BLOT = "\0"
"""Stands for every character of a quotation; no word and no space, so that no sentence ends in it."""

# A double quotation that is not closed goes on to the end of its paragraph, as one of several paragraphs does. Single
# marks are as often apostrophes, so they count only as a pair, and not over any distance, to stay linear
_QUOTATION = re.compile(
    r"""“[^”]*(?:”|\Z)|„[^“”]*(?:[“”]|\Z)|«[^»]*(?:»|\Z)|"[^"]*(?:"|\Z)"""
    r"""|(?<!\w)‘[^‘“"]{1,500}?’(?!\w)|(?<!\w)'(?=\w)[^'"“\n]{1,500}[.,!?]'(?!\w)"""
)
_MARKS = frozenset("“„«\"‘'")


def prose(paragraph: str) -> str:
    """A paragraph of the same length with its quotations blotted out, but for what ends a sentence inside them."""
    if any(map(paragraph.__contains__, _MARKS)):
        return _QUOTATION.sub(_blotted, paragraph)
    return paragraph


def _blotted(match: re.Match[str]) -> str:
    quotation = match[0]
    if len(quotation) < 4:
        return BLOT * len(quotation)
    last = quotation[-2:] if not quotation[-2].isalnum() else BLOT + quotation[-1]
    last = last if not last[-1].isalnum() else last[0] + BLOT
    return BLOT * (len(quotation) - 2) + last
