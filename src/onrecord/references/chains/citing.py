"""Who speaks where a medium cites somebody: "Reuters, citing aid workers, said"."""

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.records import Attribution, Name, Span

from .lexicon import telling
from .media import Medium, find_media
from .placing import Sentences
from .tellings import cites

_REACH = 300  # characters


def spoken_for(text: str, attribution: Attribution, names: Sequence[Name]) -> Span | None:
    """The words that denote the one who is cited by the medium in the source, and so is who speaks.

    None where the source speaks for itself, and where the source is the cited one already. `names` are those of the
    text, in order. Looks only at the sentence of the source and the cue, outside the content.
    """
    head = attribution.source or attribution.cue
    if not head:
        return None
    start, end = head[0][0], max(end for _, end in (*head, *attribution.cue))
    window = max(0, start - _REACH), min(len(text), end + _REACH)
    shift = window[0]
    left, right = Sentences(text[slice(*window)]).around(start - shift, end - shift, _REACH)
    span = left + shift, min(right + shift, window[1])
    media = [m for m in find_media(text, _within(names, span), span=span) if not m.unknown]
    return _deepest(text, attribution, media)


def _deepest(text: str, attribution: Attribution, media: Sequence[Medium]) -> Span | None:
    """Follow "X, citing Y, which quoted Z" from the medium in the source to the last who is cited."""
    found: Span | None = None
    for medium in media:
        begins = _touches(attribution.source, medium) if found is None else found[0] <= medium.start < found[1]
        told = cites(text, medium) if begins and not _in_content(attribution, medium) else None
        if told and told.rule.relation == "cited by":
            found = _cited(text, told.end, attribution, media) or found
    return found


def _cited(text: str, at: int, attribution: Attribution, media: Sequence[Medium]) -> Span | None:
    """The noun phrase behind "citing": up to a comma, a cue or the content; the medium of "a report by Der Spiegel"."""
    start = at + len(text[at : at + 2]) - len(text[at : at + 2].lstrip())
    limits = [s for s, _ in (*attribution.cue, *attribution.content) if s >= start]
    for piece in attribution.source:
        if piece[0] <= start < piece[1] or start <= piece[0] <= start + 4:
            limits = [limit for limit in limits if limit >= piece[1]]
    limit = min([*limits, start + _REACH, len(text)])
    stop = telling().cited_end.search(text, start, limit)
    end = stop.start() if stop else limit
    end -= len(text[start:end]) - len(text[start:end].rstrip())
    if start >= end:
        return None
    work = telling().own_work_of.match(text, start, end)
    if work:
        own = next((m for m in media if work.end() <= m.start < end), None)
        return (own.start, own.end) if own else (work.end(), end)
    return start, end


def _touches(spans: Sequence[Span], medium: Medium) -> bool:
    return any(start < medium.right and medium.left < end for start, end in spans)


def _in_content(attribution: Attribution, medium: Medium) -> bool:
    return any(start <= medium.start < end for start, end in attribution.content)


def _within(names: Sequence[Name], span: Span) -> list[Name]:
    at = bisect_left(names, span[0], key=lambda name: name.start)
    out = []
    for name in names[at:]:
        if name.start >= span[1]:
            break
        out.append(name)
    return out
