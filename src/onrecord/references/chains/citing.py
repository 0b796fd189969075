"""Who speaks where a medium cites somebody: "Reuters, citing aid workers, said"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.records import Attribution, Name, Span

from .lexicon import telling
from .media import Medium, find_media
from .placing import Sentences
from .tellings import cites, quoted_by

_REACH = 300  # characters
_LONGEST_PHRASE = 80
_PHRASE = re.compile(r"(?:^|[,;:.!?”\"\n] |\n|[—–-] )([^\W_][^,;:.!?“”\"\n]*) $")


def spoken_for(
    text: str, attribution: Attribution, names: Sequence[Name], known: Sequence[Medium] | None = None
) -> Span | None:
    """The words that denote the one who is cited by the medium in the source, and so is who speaks.

    None where the source speaks for itself, and where the source is the cited one already. `names` are those of the
    text, in order, and `known` all its media, if they have been looked for. Looks only at the sentence of the source
    and the cue, outside the content.
    """
    head = attribution.source or attribution.cue
    if not head:
        return None
    start, end = head[0][0], max(end for _, end in (*head, *attribution.cue))
    window = max(0, start - _REACH), min(len(text), end + _REACH)
    shift = window[0]
    left, right = Sentences(text[slice(*window)]).around(start - shift, end - shift, _REACH)
    span = left + shift, min(right + shift, window[1])
    found = find_media(text, _within(names, span), span=span) if known is None else _between(known, span)
    media = [m for m in found if not m.unknown]
    return _deepest(text, attribution, media) or _quoted(text, attribution, media)


def _quoted(text: str, attribution: Attribution, media: Sequence[Medium]) -> Span | None:
    """The noun phrase before "quoted by X", or in "Citing …, X", where the source is no more than X."""
    for medium in media:
        if not _covers(medium, attribution):
            continue
        if ahead := telling().citing_ahead.search(text, max(medium.left - _REACH, 0), medium.left):
            return ahead.span("cited")
        if (told := quoted_by(text, medium, attribution)) is None:
            continue
        phrase = _PHRASE.search(text, max(told.start - _LONGEST_PHRASE, 0), told.start)
        if phrase and not any(start < told.start and phrase.start(1) < end for start, end in attribution.content):
            return phrase.span(1)
    return None


def _covers(medium: Medium, attribution: Attribution) -> bool:
    source = attribution.source
    return bool(source) and all(medium.left <= start and end <= medium.right for start, end in source)


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
    citing = any(s < at and start <= e + 2 for s, e in attribution.cue)
    least = start if citing else start + 2  # past whom the content takes in by mistake
    limits = [s for s, _ in (*attribution.cue, *attribution.content) if s >= least]
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


def _between(media: Sequence[Medium], span: Span) -> Sequence[Medium]:
    at = bisect_left(media, span[0], key=lambda medium: medium.left)
    return media[at : bisect_left(media, span[1], key=lambda medium: medium.left)]


def _within(names: Sequence[Name], span: Span) -> list[Name]:
    at = bisect_left(names, span[0], key=lambda name: name.start)
    out = []
    for name in names[at:]:
        if name.start >= span[1]:
            break
        out.append(name)
    return out
