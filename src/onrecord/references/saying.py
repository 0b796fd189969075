"""When a thing was said: the time that stands with the cue, not one in the content or in the sentence beside it."""

import re
from collections.abc import Sequence

from onrecord.records import Attribution, Span, Time

from .actors.layout import Layout, overlap

_WORD = re.compile(r"\w+")
_FARTHEST = 12  # words between the cue and a time behind it
_TYPES = ("DATE", "TIME")
_VAGUE = ("PRESENT_REF", "FUTURE_REF")


def times_said(layout: Layout, attributions: Sequence[Attribution], times: Sequence[Time]) -> list[int | None]:
    """For each attribution the place, in `times`, of when it was said, or None where the text does not tell."""
    dated = [i for i, t in enumerate(times) if t.type in _TYPES and t.value not in _VAGUE]
    return [_said(layout, attributions, i, times, dated) for i in range(len(attributions))]


def _said(
    layout: Layout, attributions: Sequence[Attribution], i: int, times: Sequence[Time], dated: Sequence[int]
) -> int | None:
    attribution = attributions[i]
    if not attribution.cue or not layout.sentences:
        return None
    cue = (attribution.cue[0][0], attribution.cue[-1][1])
    sentence = _reach(layout, attribution)
    others = [
        span for j, a in enumerate(attributions) if j != i for span in a.cue if not _inside(span, sentence, attribution)
    ]
    best: tuple[int, int] | None = None
    for number in dated:
        time = times[number]
        if not (sentence[0] <= time.start and time.end <= sentence[1]):
            continue
        if overlap((time.start, time.end), attribution.content) or _in_relative(layout.text, time, attribution, cue):
            continue
        distance = _distance(layout.text, cue, time)
        nearer = any(
            _distance(layout.text, other, time) < distance for other in others if sentence[0] <= other[0] < sentence[1]
        )
        if distance <= _FARTHEST and not nearer and (best is None or distance < best[0]):
            best = distance, number
    return best[1] if best else None


def _inside(span: Span, sentence: Span, attribution: Attribution) -> bool:
    """Whether a cue stands in this attribution's content, where it takes no time from it."""
    return overlap(span, attribution.content) > 0


def _reach(layout: Layout, attribution: Attribution) -> Span:
    """The sentence of the cue, from its first to its last character."""
    return layout.sentences[layout.sentence(attribution.cue[0][0])]


def _distance(text: str, cue: Span, time: Time) -> int:
    """How many words stand between; none where the time is part of the cue."""
    between = text[cue[1] : time.start] if time.start >= cue[1] else text[time.end : cue[0]]
    return len(_WORD.findall(between))


def _in_relative(text: str, time: Time, attribution: Attribution, cue: Span) -> bool:
    """Whether the time belongs to a clause inside the source ("the clerk, who was arrested on Monday, said")."""
    for start, end in attribution.source:
        if start <= time.start < end and re.search(r"\b(?:who|which|that|whose)\b|,", text[start : time.start]):
            return True
    return False
