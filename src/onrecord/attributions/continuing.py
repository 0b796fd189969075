"""Quotations that run over several paragraphs: opened anew in each, closed only in the last.

The network sees too few of them to carry a speaker over; the marks tell.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.records import Article, Attribution, Span

from .quotation import Quotation

Chain = list[Span]


def carried_on(article: Article, found: Sequence[Attribution], quoted: Sequence[Quotation]) -> list[Attribution]:
    """`found`, with the paragraphs of a quotation that nobody says given to who says the one before, or after."""
    out = list(found)
    for chain in _chains(article, quoted):
        owners = [_owner(out, span) for span in chain]
        for i, span in enumerate(chain):
            if owners[i] is None:
                owners[i] = next((o for o in (*reversed(owners[:i]), *owners[i + 1 :]) if o is not None), None)
                if (owner := owners[i]) is not None:
                    out[owner] = _with(out[owner], span)
    return out


def _chains(article: Article, quoted: Sequence[Quotation]) -> Iterator[Chain]:
    """Runs of paragraphs' quotations, each but the last one left open and each but the first one at the start."""
    chain: Chain = []
    goes_on = False
    for block in article.blocks:
        inside = [q for q in quoted if block.start <= q.start < block.end]
        first = next((q for q in inside if q.start == block.start), None)
        if chain and not (goes_on and first):
            if len(chain) > 1:
                yield chain
            chain = []
        last = next((q for q in inside if not q.closed and q.end == block.end), None)
        if goes_on and first and chain:
            chain.append((first.start, first.end))
        elif last:
            chain = [(last.start, last.end)]
        goes_on = last is not None
    if len(chain) > 1:
        yield chain


def _owner(found: Sequence[Attribution], span: Span) -> int | None:
    """Who says most of a quotation."""
    shared = [sum(max(0, min(e, span[1]) - max(s, span[0])) for s, e in a.content) for a in found]
    best = max(range(len(found)), key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] > (span[1] - span[0]) / 2 else None


def _with(attribution: Attribution, span: Span) -> Attribution:
    kept = [piece for piece in attribution.content if piece[1] <= span[0] or span[1] <= piece[0]]
    return replace(attribution, content=tuple(sorted([*kept, span])))
