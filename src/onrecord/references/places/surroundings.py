"""What stands around a name: whether it is somewhere at all, or half of somebody's or something's name."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from onrecord.records import Name, Span
from onrecord.references.places.mentions import Mention
from onrecord.references.places.wording import english

_NEXT = re.compile(r" ([^\W\d_][\w'’-]*)")
_BEFORE = re.compile(r"([^\W\d_][\w'’-]*) $")
_BEGINS_SENTENCE = re.compile(r"(?:^|[\n.!?:;“\"(—–-]\s*|[”’'\"]\s)$")
_WORDS = re.compile(r"[^\W\d_]+")
_POSSESSIVE = re.compile("['’]s?$")
_APOSTROPHES = ("'", "’")
_LOOKED_BACK = 40
_LONGEST = 120

_OF_A_NAME = 0.5
_NAMED_FOR = 0.7
_OFTEN_A_PLACE = 3


class Surroundings:
    """Tells from the words and the names beside a mention how likely it is that it names a place."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text = text
        self._words = english()
        names = [name for name in names if name.end - name.start <= _LONGEST]
        self._others = sorted((name.start, name.end) for name in names if name.kind in ("person", "organisation"))
        self._starts = [start for start, _ in self._others]
        self._wholes = sorted((name.start, name.end) for name in names if name.kind == "place")
        # A title before a name may be taken for part of it, so a first name alone is still one of several words.
        self._people = Counter(
            word.casefold()
            for name in names
            if name.kind == "person" and len(words := _WORDS.findall(text[name.start : name.end])) > 1
            for word in words
        )
        self._places = Counter(text[name.start : name.end].casefold() for name in names if name.kind == "place")

    def likelihood(self, mention: Mention) -> float:
        """Return how likely (0 to 1) the words at a mention name a place, by what is around them."""
        start, end = self._whole(mention)
        window = self._text[max(0, start - _LOOKED_BACK) : start]
        if self._words.institution_of.search(window):
            return 0.0
        before = _BEFORE.search(window)
        somewhere = before is not None and before[1].casefold() in self._words.somewhere
        if self._is_of_somebody(mention.name.casefold()) and not somewhere and mention.container is None:
            return 0.0
        great = any(sense.entry.kind in ("country", "continent") for sense in mention.senses)
        return self._by_next(mention, end, great) * self._by_last(window, before, great)

    def is_somewhere(self, start: int) -> bool:
        """Tell whether a word of place ("in", "near") stands right before a character."""
        before = _BEFORE.search(self._text, max(0, start - _LOOKED_BACK), start)
        return before is not None and before[1].casefold() in self._words.somewhere

    def _is_of_somebody(self, name: str) -> bool:
        people = self._people[name]
        return people > 0 and self._places[name] < _OFTEN_A_PLACE * people

    def _whole(self, mention: Mention) -> Span:
        """The recogniser's name that a mention stands in: what belongs to it ("Airport") is no neighbour."""
        at = bisect_right(self._wholes, (mention.start, len(self._text))) - 1
        if at >= 0 and self._wholes[at][1] > mention.start:
            return self._wholes[at][0], max(mention.end, self._wholes[at][1])
        return mention.start, mention.end

    def _by_next(self, mention: Mention, end: int, great: bool) -> float:
        following = None if self._text[mention.end : mention.end + 1] in _APOSTROPHES else _NEXT.match(self._text, end)
        if mention.container is not None or not following or not following[1][0].isupper():
            return 1.0
        if self._text[end - 1] == "." and not great:
            return 1.0  # an abbreviation may end its sentence
        if self._begins_name(following.start(1)):
            return _NAMED_FOR if great else 0.0
        if great or following[1].casefold() in self._words.titles:
            return 1.0
        return _NAMED_FOR if any(sense.entry.kind == "state" for sense in mention.senses) else _OF_A_NAME

    def _by_last(self, window: str, before: re.Match[str] | None, great: bool) -> float:
        if before is None or great or not before[1][0].isupper() or _POSSESSIVE.search(before[1]):
            return 1.0
        if before[1].casefold() in self._words.before | self._words.titles | self._words.somewhere:
            return 1.0
        return 1.0 if _BEGINS_SENTENCE.search(window[: before.start()]) else _NAMED_FOR

    def _begins_name(self, start: int) -> bool:
        at = bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] == start
