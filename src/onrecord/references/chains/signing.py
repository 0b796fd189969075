"""Agencies that nobody has listed, by the places where agencies put their names."""

import re
from itertools import pairwise

from onrecord.records import Article, Span

# "ORSANY, March 4 (KNA) — ": a place in capitals and a day, then the agency in brackets, at the start of a line
_OPENING = re.compile(
    r"^[^\W\da-z_]{2,}(?:[ '’.-]{1,2}[^\W\da-z_]{2,}){0,4}(?:,? [^\W\d_]{3,9}\.? \d{1,2}(?:,? \d{4})?)?,? "
    r"\(([^\W\da-z_][\w'’&-]{1,20}(?: [^\W\da-z_][\w'’&-]{1,20}){0,2})\) ?(?:—|–|--?) ",
    re.MULTILINE,
)
# A line that has nothing but the agency's initials, in brackets or behind a dash
_CLOSING = re.compile(r"^[ \t]*(?:(?:—|–|--?)[ \t]*([A-Z]{3,6})|\(([A-Z]{3,6})\))[ \t]*\.?[ \t]*$", re.MULTILINE)
_ALONE = re.compile(r"[–—\-(\[ ]*([^\W\da-z_][\w'’&-]*(?: [^\W\da-z_][\w'’&-]*){0,3})[)\]. ]*")


def signs(article: Article) -> frozenset[str]:
    """The names that are all of a credit which is no picture's."""
    kinds = [(block.kind, article.text[block.start : block.end]) for block in article.blocks]
    found = (
        _ALONE.fullmatch(text)
        for (before, _), (kind, text) in pairwise(kinds)
        if kind == "credit" and before != "caption"
    )
    return frozenset(match[1] for match in found if match)


def signed(text: str, span: Span) -> frozenset[str]:
    """The names by which agencies have signed a text, in its dateline or below its last line.

    Takes time linear in the text.
    """
    opening = (match[1] for match in _OPENING.finditer(text, *span))
    closing = (match[1] or match[2] for match in _CLOSING.finditer(text, *span))
    return frozenset((*opening, *closing))
