"""Attributions with nobody behind them: "allegedly", "is said to", "it is claimed that".

What such a word stands in is an attribution with a cue and a content and no source: claimed, or, where the word is one
of thinking, a hedged belief. The corpus that the network learns from has few of them.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from onrecord.records import Article, Attribution, Span

from .clauses import Clauses, trimmed
from .hedging import Hedge, hedges, is_passive, nobodys, wording
from .kinds import kind_of
from .quotation import Quotation

CONFIDENCE = 0.7
MOST = 4  # in one clause, each of which says the same of it: more are no prose
WORD_REACH = 30
LEAVES = ("plain", None)  # commitments that a hedge in the content makes claimed


def with_hedges(
    article: Article, found: Sequence[Attribution], quoted: Sequence[Quotation]
) -> tuple[list[Attribution], list[Attribution]]:
    """The found attributions as the hedges in them put them, and new ones for the hedges that none of them has.

    An attribution whose cue is a hedge takes that one's type and commitment. An adverb in the content of an attribution
    makes that one claimed and is none of its own.
    """
    text = article.text
    mended = [_of_nobody(text, attribution) for attribution in found]
    cues = _Spans((*span, i) for i, a in enumerate(found) for span in a.cue)
    sources = _Spans((*span, i) for i, a in enumerate(found) for span in a.source)
    contents = _Spans((*span, i) for i, a in enumerate(found) for span in a.content)
    new: list[Attribution] = []
    for block in article.blocks:
        done = block.start
        in_clause: Counter[int] = Counter()
        clauses = Clauses(text, block)
        for hedge in hedges(text, block):
            around = contents.touching(hedge.cue)
            if of_cue := cues.touching(hedge.cue):
                for _, _, i in of_cue:
                    mended[i] = _as_put(clauses, mended[i], hedge, nested=bool(around))
            elif around:
                if hedge.form == "adverb":
                    _, i = min((end - start, i) for start, end, i in around)
                    mended[i] = _claimed(mended[i])
            elif hedge.form != "sourced" and hedge.cue[0] >= done and in_clause[clauses.around(hedge.cue)[0]] < MOST:
                own = _own(clauses, hedge, quoted, in_source=bool(sources.touching(hedge.cue)))
                if own:
                    new.append(own)
                    in_clause[clauses.around(hedge.cue)[0]] += 1
                    done = done if hedge.form == "adverb" else own.content[-1][1]
    return mended, new


def _own(clauses: Clauses, hedge: Hedge, quoted: Sequence[Quotation], in_source: bool) -> Attribution | None:
    """The attribution that a hedge is by itself; in a source only where it has a clause or a phrase of its own."""
    content = _phrase(clauses, hedge)
    if not content and not in_source:
        content = clauses.without(hedge.cue)
        if hedge.form == "impersonal":
            content = tuple(span for span in content if span[0] >= hedge.cue[1])
    if not content:
        return None
    kind = kind_of(clauses.text, content, quoted)
    return Attribution((), (hedge.cue,), content, kind, CONFIDENCE, None, hedge.type, hedge.commitment)


def _phrase(clauses: Clauses, hedge: Hedge) -> tuple[Span, ...]:
    """The content of a hedge in a relative clause or behind a comma ("a video, purportedly shot from inside, …")."""
    words, text, (start, end) = wording(), clauses.text, hedge.cue
    before = text[max(clauses.limits[0], start - WORD_REACH) : start]
    pronoun = before.split(" ")[-2] if before.count(" ") > 1 and before.endswith(" ") else ""
    opened = hedge.form == "adverb" and before.endswith(", ") and words.opens_phrase.match(text, end) is not None
    if not opened and not (hedge.form == "passive" and pronoun in words.relatives):
        return ()
    right = clauses.around(hedge.cue)[1]
    if opened or before.endswith(f", {pronoun} "):
        comma = text.find(", ", end, right)
        right = right if comma < 0 else comma
    spans = trimmed(text, start - len(pronoun) - 1, start) if not opened else None, trimmed(text, end, right)
    return tuple(span for span in spans if span)


def _as_put(clauses: Clauses, attribution: Attribution, hedge: Hedge, nested: bool) -> Attribution:
    """An attribution as the hedge in its cue puts it; one that is nested keeps to the content around it."""
    if hedge.form != "adverb":
        return _labelled(clauses, attribution, hedge)
    return _claimed(attribution) if nested else _with_adverb(clauses, attribution, hedge)


def _labelled(clauses: Clauses, attribution: Attribution, hedge: Hedge) -> Attribution:
    """An attribution whose cue is the hedge, with its stance; the subject of a passive is no source but content."""
    cue = attribution.cue[-1]
    if hedge.form == "sourced":
        attribution = _shortened(clauses.text, attribution)
    elif cue[1] > hedge.cue[1] + len(" to") or cue[0] < hedge.cue[0] - len("it "):
        return attribution  # "was expected to say": the cue is another word
    elif attribution.source:
        left = attribution.source[-1]
        if not (left[0] <= hedge.cue[0] and 0 <= cue[0] - left[1] <= 1):
            return attribution
        if hedge.form == "impersonal":
            attribution = replace(attribution, source=(), cue=(hedge.cue,), speaker_type=None)
        else:
            content = tuple(sorted((*attribution.source, *attribution.content)))
            attribution = replace(attribution, source=(), content=content, speaker_type=None)
    return replace(attribution, type=hedge.type, commitment=hedge.commitment)


def _shortened(text: str, attribution: Attribution) -> Attribution:
    """Without what the source behind "by" has too much, which is content ("by divers to be a wreck")."""
    if not attribution.source:
        return attribution
    start, end = attribution.source[-1]
    stop = wording().behind_source.search(text, start, end)
    if stop is None:
        return attribution
    source = *attribution.source[:-1], (start, stop.start())
    return replace(attribution, source=source, content=tuple(sorted((*attribution.content, (stop.start() + 1, end)))))


def _with_adverb(clauses: Clauses, attribution: Attribution, hedge: Hedge) -> Attribution:
    """An attribution with the adverb in its cue; a passive around it ("was allegedly offered") has no source."""
    if is_passive(clauses.text, attribution.cue[-1], hedge.cue) and (content := clauses.without(hedge.cue)):
        attribution = replace(
            attribution, source=(), cue=(hedge.cue,), content=content, type="assertion", speaker_type=None
        )
    return _claimed(attribution)


def _of_nobody(text: str, attribution: Attribution) -> Attribution:
    return _claimed(attribution) if nobodys(text, attribution.source) else attribution


def _claimed(attribution: Attribution) -> Attribution:
    if attribution.commitment not in LEAVES:
        return attribution
    return replace(attribution, type=attribution.type or "assertion", commitment="claimed")


class _Spans:
    """The spans that one role of the attributions has, to be asked which of them touch another span."""

    def __init__(self, spans: Iterable[tuple[int, int, int]]) -> None:
        self.spans = sorted(spans)
        self.starts = [start for start, _, _ in self.spans]
        self.furthest = list(accumulate((end for _, end, _ in self.spans), max))

    def touching(self, span: Span) -> list[tuple[int, int, int]]:
        """Start, end and attribution of each that shares a character with `span`."""
        at = bisect_left(self.starts, span[1])
        out = []
        while at and self.furthest[at - 1] > span[0]:
            at -= 1
            if self.spans[at][1] > span[0]:
                out.append(self.spans[at])
        return out
