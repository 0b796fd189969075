"""Headlines name their sources in ways of their own: "Quake toll passes 300: officials", "Tariffs to rise – report".

The corpus that the network learns from has hardly any; where the network is not sure of a headline, its
form tells, together with the article's own sources and word lists.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Article, Attribution, Block, Span

from .kinds import kind_of
from .quotation import Quotation
from .words import word_list

SURE = 0.5
CONFIDENCE = 0.75
LONGEST_SOURCE = 7
MARKS = "\"“‘'"
SOURCE_LAST = re.compile(r"^(?P<content>.+?)(?P<cue>:| [–—-])\s+(?P<source>[^:–—]+)$", re.DOTALL)
SOURCE_FIRST = re.compile(r"^(?P<source>[^:]{2,60}?)(?P<cue>:)\s+(?P<content>.+)$", re.DOTALL)
SAYS_LAST = re.compile(r"^(?P<content>.+?),?[\"”’']*,?\s+(?P<cue>[A-Za-z]+)\s+(?P<source>[^,:]+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parts:
    """A headline taken apart: spans of the article's text."""

    source: Span
    cue: Span
    content: Span


def with_headlines(
    article: Article, found: Sequence[Attribution], quoted: Sequence[Quotation]
) -> Iterator[tuple[int | None, Attribution]]:
    """What was found, without doubtful ones of headlines, and what the headlines' form tells instead.

    Each with its old place in `found`, None for a new one.
    """
    headlines = [block for block in article.blocks if block.kind == "headline"]
    ours = {i: block for i, a in enumerate(found) for block in headlines if _inside(a, block)}
    sources = " ".join(article.text[s:e].lower() for a in found for s, e in a.source)
    dropped: set[int] = set()
    for block in headlines:
        here = [i for i, b in ours.items() if b == block]
        parts = _parts(article.text, block, sources)
        label = _label(article.text, block)
        dropped.update(i for i in here if label and _at_colon(article.text, found[i]))
        if parts and all(found[i].confidence < SURE for i in here):
            dropped.update(here)
            kind = kind_of(article.text, [parts.content], quoted)
            yield None, Attribution((parts.source,), (parts.cue,), (parts.content,), kind, CONFIDENCE)
    yield from ((i, a) for i, a in enumerate(found) if i not in dropped)


def _inside(attribution: Attribution, block: Block) -> bool:
    return all(block.start <= start < block.end for start, _ in attribution.cue)


def _at_colon(text: str, attribution: Attribution) -> bool:
    return any(text[start:end].strip() == ":" for start, end in attribution.cue)


def _label(text: str, block: Block) -> bool:
    """Whether the headline begins with a label of the page ("Explainer:"), which nobody says."""
    before, colon, _ = text[block.start : block.end].partition(":")
    return bool(colon) and before.strip().lower() in word_list("headline_labels")


def _parts(text: str, block: Block, sources: str) -> Parts | None:
    headline = text[block.start : block.end]
    if _label(text, block):
        return None
    for pattern, accepts in ((SAYS_LAST, _says), (SOURCE_LAST, _closing_source), (SOURCE_FIRST, _opening_source)):
        match = pattern.match(headline)
        if match and len(match["source"].split()) <= LONGEST_SOURCE and accepts(match, sources):
            spans = ((block.start + a, block.start + b) for a, b in map(match.span, ("source", "cue", "content")))
            source, cue, content = spans
            return Parts(source, (cue[0] + text[cue[0] : cue[1]].count(" "), cue[1]), content)
    return None


def _says(match: re.Match[str], sources: str) -> bool:
    return match["cue"].lower() in word_list("headline_cues") and _is_source(match["source"], sources)


def _closing_source(match: re.Match[str], sources: str) -> bool:
    return _is_source(match["source"], sources)


def _opening_source(match: re.Match[str], sources: str) -> bool:
    return match["content"][0] in MARKS or _is_source(match["source"], sources)


def _is_source(name: str, sources: str) -> bool:
    """A word for people or papers that speak ("officials", "report"), or somebody whom the article quotes."""
    name = name.strip().lower()
    if not name:
        return False
    known = word_list("headline_sources")
    return name.split()[-1] in known or " ".join(name.split()[-2:]) in known or name in sources
