"""Speakers that the layout names: "NAME: …" in transcripts and interviews, "“…” ― Name" under quotations.

Where the network leaves such a line alone, its form tells who speaks.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Article, Attribution, Span

from .kinds import kind_of
from .quotation import Quotation
from .words import word_list

CONFIDENCE = 0.75
TURNS = 3
BODY = ("paragraph", "heading", "caption", "credit")
LINE = re.compile(r"\S(?:[^\n]*\S)?")
NAME = r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,4}"
TURN = re.compile(rf"[\"“]?(?P<source>{NAME})(?:\s\([^)]{{1,40}}\))?(?P<cue>:)\s+(?P<content>\S.+)", re.DOTALL)
SIGNED = re.compile(
    rf"(?P<content>[\"“”‘'].+?[\"”’'])\s*(?P<cue>[―—–]|--)\s?(?P<source>{NAME}[^.\n]{{0,80}}?)\s*\.?", re.DOTALL
)
SIGNATURE = re.compile(rf"\s*(?P<cue>[―—–]|--)\s?(?P<source>{NAME}[^.\n]{{0,80}}?)\s*\.?")
QUOTE = re.compile(r"\s*[\"“”‘'].+[\"”’']\s*", re.DOTALL)


def dialogue(
    article: Article, found: Sequence[Attribution], quoted: Sequence[Quotation]
) -> tuple[set[int], list[Attribution]]:
    """What the lines say that the network didn't: places in `found` that are set right, and new attributions.

    A line that the network gives to the same speaker, and one in which somebody else is heard, stay as found.
    """
    wrong: set[int] = set()
    new: list[Attribution] = []
    for line in (*_turns(article), *_signed(article)):
        holding = [i for i, a in enumerate(found) if _shared(a.content, line.content) > _length(line.content) / 2]
        same = [i for i in holding if found[i].source and _shared(found[i].cue, line.whole)]
        if any(_length(*found[i].content) < 1.25 * _length(line.content) for i in same):
            continue
        wrong.update(holding, (i for i, a in enumerate(found) if _shared(a.cue, line.cue)))
        kind = kind_of(article.text, [line.content], quoted)
        new.append(Attribution((line.source,), (line.cue,), (line.content,), kind, CONFIDENCE))
    return wrong, new


@dataclass(frozen=True, slots=True)
class Line:
    """A line that names its speaker: spans of the article's text."""

    source: Span
    cue: Span
    content: Span

    @property
    def whole(self) -> Span:
        """From its first character to its last."""
        return min(self.source[0], self.content[0]), max(self.source[1], self.content[1])


def _length(*spans: Span) -> int:
    return sum(end - start for start, end in spans)


def _shared(spans: Sequence[Span], other: Span) -> int:
    """How many characters of `other` are in `spans`."""
    return sum(max(0, min(end, other[1]) - max(start, other[0])) for start, end in spans)


def _turns(article: Article) -> Iterator[Line]:
    """Lines "Name: …", where there are at least TURNS of them and some name comes back."""
    found = [m for start, end in _lines(article) if (m := TURN.fullmatch(article.text, start, end))]
    names = Counter(m["source"].lower() for m in found if m["source"].lower() not in word_list("headline_labels"))
    if sum(names.values()) >= TURNS and max(names.values()) > 1:
        yield from (_line(m) for m in found if names[m["source"].lower()])


def _signed(article: Article) -> Iterator[Line]:
    """A quotation with a dash and a name behind it, in the same line or alone in the next."""
    before: Span | None = None
    for start, end in _lines(article):
        if signed := SIGNED.fullmatch(article.text, start, end):
            yield _line(signed)
        elif before and (name := SIGNATURE.fullmatch(article.text, start, end)):
            yield Line(name.span("source"), name.span("cue"), before)
        before = (start, end) if QUOTE.fullmatch(article.text, start, end) else None


def _line(match: re.Match[str]) -> Line:
    return Line(match.span("source"), match.span("cue"), match.span("content"))


def _lines(article: Article) -> Iterator[Span]:
    """The lines of the body, without white space around them."""
    for block in article.blocks:
        if block.kind in BODY:
            yield from (m.span() for m in LINE.finditer(article.text, block.start, block.end))
