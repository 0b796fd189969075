"""When a thing was said: the time that stands with the cue, not one in the content or in the sentence beside it."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from onrecord.records import Attribution, Span, Time

from .actors.layout import Layout, overlap

_WORD = re.compile(r"\w+")
_CLAUSE = re.compile(r"\b(?:who|which|that|whose)\b|,")
_FARTHEST = 12  # words between the cue and its time
_NEAR = 40  # times or cues looked at around a place
_TYPES = ("DATE", "TIME")
_VAGUE = ("PRESENT_REF", "FUTURE_REF")


def times_said(layout: Layout, attributions: Sequence[Attribution], times: Sequence[Time]) -> list[int | None]:
    """For each attribution the place, in `times`, of when it was said, or None where the text does not tell."""
    if not layout.sentences or not times:
        return [None] * len(attributions)
    saying = _Saying(layout, attributions, times)
    return [saying.said(attribution) for attribution in attributions]


class _Saying:
    """The times and cues of an article in reading order."""

    def __init__(self, layout: Layout, attributions: Sequence[Attribution], times: Sequence[Time]) -> None:
        self.layout = layout
        self.words = [m.start() for m in _WORD.finditer(layout.text)]
        self.times = [(t, i) for i, t in enumerate(times) if t.type in _TYPES and t.value not in _VAGUE]
        self.starts = [time.start for time, _ in self.times]
        self.cues = sorted({span for attribution in attributions for span in attribution.cue})

    def said(self, attribution: Attribution) -> int | None:
        """The nearest time in the sentence of the cue that no other cue is nearer to."""
        if not attribution.cue:
            return None
        cue = (attribution.cue[0][0], attribution.cue[-1][1])
        sentence = self.layout.sentences[self.layout.sentence(cue[0])]
        at = bisect_left(self.starts, cue[0])
        near = self.times[max(at - _NEAR, 0) : at + _NEAR]
        fitting = [
            (distance, number)
            for time, number in near
            if sentence[0] <= time.start
            and time.end <= sentence[1]
            and (distance := self._distance(cue, time)) <= _FARTHEST
            and self._free(attribution, time)
            and not self._nearer(attribution, sentence, time, distance)
        ]
        return min(fitting)[1] if fitting else None

    def _distance(self, cue: Span, time: Time) -> int:
        """How many words stand between; none where the time is part of the cue."""
        first, last = (cue[1], time.start) if time.start >= cue[1] else (time.end, cue[0])
        return max(bisect_left(self.words, last) - bisect_left(self.words, first), 0)

    def _free(self, attribution: Attribution, time: Time) -> bool:
        """Whether the time is neither said nor part of a clause inside the source."""
        if overlap((time.start, time.end), attribution.content):
            return False
        inside = next((start for start, end in attribution.source if start <= time.start < end), None)
        return inside is None or not _CLAUSE.search(self.layout.text, inside, time.start)

    def _nearer(self, attribution: Attribution, sentence: Span, time: Time, distance: int) -> bool:
        """Whether another cue of the sentence, outside of this content, is nearer to the time."""
        at = bisect_left(self.cues, (time.start, time.start))
        others = (span for span in self.cues[max(at - 3, 0) : at + 3] if span not in attribution.cue)
        return any(
            sentence[0] <= span[0] < sentence[1]
            and not overlap(span, attribution.content)
            and self._distance(span, time) < distance
            for span in others
        )
