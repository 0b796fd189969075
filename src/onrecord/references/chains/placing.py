"""Which attribution words of telling belong to: the nearest of the same sentence that stands at the same depth."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Attribution, Span

from .lexicon import abbreviations
from .tellings import Told

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W_a-z])|\n")
_LAST_WORD = re.compile(r"[^\W_]+$")
_LONGEST_WORD = 30
_TOUCHING = 2  # characters: a comma and a blank
_NEAR = 30
_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A cue or a source of an attribution."""

    start: int
    end: int
    attribution: int
    is_cue: bool


class Sentences:
    """Where sentences end, roughly: no full stop behind a title or an initial ends one."""

    def __init__(self, text: str) -> None:
        self.ends = [m.end() for m in _SENTENCE_END.finditer(text) if not _is_abbreviated(text, m)]

    def of(self, offset: int) -> int:
        """The number of the sentence that an offset stands in."""
        return bisect_right(self.ends, offset)

    def around(self, start: int, end: int, longest: int) -> Span:
        """From the beginning of the sentence of `start` to the end of that of `end`, at most `longest` beyond them."""
        first, last = bisect_right(self.ends, start), bisect_left(self.ends, end)
        left = self.ends[first - 1] if first else 0
        right = self.ends[last] if last < len(self.ends) else end + longest
        return max(left, start - longest), min(right, end + longest)


def _is_abbreviated(text: str, stop: re.Match[str]) -> bool:
    if not stop.group().startswith("."):
        return False
    word = _LAST_WORD.search(text, max(0, stop.start() - _LONGEST_WORD), stop.start())
    return word is not None and (word.group() in abbreviations() or (len(word.group()) == 1 and word.group().isupper()))


class Depths:
    """Which content each character stands in: the innermost, or none."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self.starts: list[int] = [0]
        self.holders: list[int | None] = [None]
        spans = sorted((start, -end, i) for i, a in enumerate(attributions) for start, end in a.content if start < end)
        open_spans: list[tuple[int, int]] = []  # end, attribution
        for start, minus_end, i in spans:
            self._close(open_spans, start)
            open_spans.append((-minus_end, i))
            self._change(start, i)
        self._close(open_spans, None)

    def of(self, offset: int) -> int | None:
        """The attribution in whose content an offset stands, innermost, or None."""
        return self.holders[bisect_right(self.starts, offset) - 1]

    def _close(self, open_spans: list[tuple[int, int]], until: int | None) -> None:
        while open_spans and (until is None or open_spans[-1][0] <= until):
            end, _ = open_spans.pop()
            self._change(max(end, self.starts[-1]), open_spans[-1][1] if open_spans else None)

    def _change(self, at: int, holder: int | None) -> None:
        self.starts.append(at)
        self.holders.append(holder)


class Owners:
    """Finds the attribution that words of telling belong to."""

    def __init__(self, text: str, attributions: Sequence[Attribution]) -> None:
        self.sentences = Sentences(text)
        self.depths = Depths(attributions)
        self.anchors: dict[tuple[int, int | None], list[_Anchor]] = {}
        anchors = [_Anchor(*span, i, True) for i, a in enumerate(attributions) for span in a.cue]
        anchors += [_Anchor(*span, i, False) for i, a in enumerate(attributions) for span in a.source]
        for anchor in sorted(anchors, key=lambda a: (a.start, a.end)):
            self.anchors.setdefault(self._key(anchor.start), []).append(anchor)

    def of(self, told: Told) -> int | None:
        """The place of the attribution, or None where none is near enough or the words stand in a content."""
        near = list(self._near(told))
        citing = {a.attribution for _, a in near if _is_citing(told, a)}
        wanted = [
            (a.attribution in citing, gap, not a.is_cue, a.attribution) for gap, a in near if _suits(told, a, gap)
        ]
        return min(wanted)[3] if wanted else None

    def _key(self, offset: int) -> tuple[int, int | None]:
        return self.sentences.of(offset), self.depths.of(offset)

    def _near(self, told: Told) -> Iterator[tuple[int, _Anchor]]:
        anchors = self.anchors.get(self._key(told.medium.start), [])
        at = bisect_left(anchors, told.start, key=lambda a: a.start)
        for anchor in anchors[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS]:
            yield max(0, anchor.start - told.end, told.start - anchor.end), anchor


def _is_citing(told: Told, anchor: _Anchor) -> bool:
    """Tell whether a cue is the very word "citing", whose content is what is cited and not what is said."""
    return told.rule.citing and anchor.is_cue and anchor.start < told.end <= anchor.end


def _suits(told: Told, anchor: _Anchor, gap: int) -> bool:
    """Tell whether the words stand where their rule wants them (see data/en/steps.toml)."""
    where = told.rule.where
    if where == "cue":
        return anchor.is_cue and gap <= _TOUCHING
    if where == "near":
        return gap <= _NEAR
    if where == "behind":
        return anchor.is_cue and 0 <= told.start - anchor.end <= _NEAR
    if where == "document":
        in_source = not anchor.is_cue and gap <= _TOUCHING and told.start >= anchor.start
        return told.of_document or in_source
    return True
