"""An article's text as places: sentences, paragraphs, and what stands in quotation marks."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.records import Article, Span

from .roles import is_role

_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|''.*?(?:''|$)|``.*?(?:''|$)", re.DOTALL)
_ABBREVIATED = re.compile(r"(?<!\w)(?:[A-Z]\.){2,}\s*\Z")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where sentences and paragraphs begin and end, in reading order, and what is quoted."""

    text: str
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]
    quoted: tuple[Span, ...]
    headline: Span | None

    def sentence(self, place: int) -> int:
        """The number of the sentence that a character stands in, or follows."""
        return max(bisect_right(self.sentences, (place, len(self.text) + 1)) - 1, 0)

    def paragraph(self, place: int) -> int:
        """The number of the paragraph that a character stands in, or follows."""
        return max(bisect_right(self.paragraphs, (place, len(self.text) + 1)) - 1, 0)

    def in_quotation(self, place: int) -> bool:
        """Whether a character stands in quotation marks."""
        at = bisect_right(self.quoted, (place, len(self.text) + 1)) - 1
        return at >= 0 and place < self.quoted[at][1]


def layout_of(article: Article) -> Layout:
    """Find the sentences of every block; text outside of the blocks has none."""
    from nupunkt import sent_spans

    sentences: list[Span] = []
    quoted: list[Span] = []
    for block in article.blocks:
        part = article.text[block.start : block.end]
        sentences += _whole(article.text, ((block.start + a, block.start + b) for a, b in sent_spans(part)))
        quoted += ((block.start + m.start(), block.start + m.end()) for m in _QUOTED.finditer(part))
    return Layout(
        article.text,
        tuple(sentences),
        tuple((block.start, block.end) for block in article.blocks),
        tuple(quoted),
        next(((b.start, b.end) for b in article.blocks if b.kind == "headline"), None),
    )


def _whole(text: str, sentences: Iterable[Span]) -> list[Span]:
    """Sentences of which one was cut before a role put together ("the U.S. Secretary of State")."""
    out: list[Span] = []
    for start, end in sentences:
        first = text[start:end].split(maxsplit=1)[:1]
        if out and first and is_role(first[0]) and _ABBREVIATED.search(text, max(out[-1][1] - 20, 0), out[-1][1]):
            start = out.pop()[0]
        out.append((start, end))
    return out


def overlap(span: Span, others: Sequence[Span]) -> int:
    """How many characters of `span` the `others` cover."""
    return sum(max(0, min(span[1], end) - max(span[0], start)) for start, end in others)
