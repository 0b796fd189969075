"""Names in the text as mentions of places: which words of a name are the place's, and all that it may mean."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.records import Span
from onrecord.references.places.entries import Kind, Sense
from onrecord.references.places.gazetteer import Gazetteer
from onrecord.references.places.wording import Wording, english

Asked = Literal["city", "state", "country"]

_LONGEST = 80
_EDGES = " \t\n\"“”‘’'()[],;:"
_POSSESSIVE = re.compile(r"['’]s?$")
_NEXT_WORD = re.compile(r" ([^\W\d_][\w'’-]*\.?)")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’.-]*) $")
_COMMA = re.compile(r",\s+")
_HYPHEN = re.compile(r"[-–/]")
_FITTING: dict[Asked, tuple[Kind, ...]] = {
    "city": ("city",),
    "state": ("state", "region"),
    "country": ("country", "state"),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a place is named and what it may be; `likely` (0 to 1) is how surely a place is named there at all.

    `container` is where in the text the name of what it lies in begins ("Aleppo, Syria"), if it does.
    """

    start: int
    end: int
    name: str
    senses: tuple[Sense, ...]
    likely: float = 1.0
    asked: Asked | None = None
    container: int | None = None


class Reader:
    """Reads mentions out of the names of one text."""

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._words: Wording = english()
        self._found: dict[str, tuple[Sense, ...]] = {}

    def mentions(self, span: Span, within: Span) -> Iterator[Mention]:
        """Yield what a name at `span` mentions: nothing, one place, or several ("Aleppo, Syria").

        A name may be a word too short or too long, but what it mentions stays inside `within`, the block.
        """
        start, end = self._trimmed(max(span[0], within[0]), min(span[1], within[1]))
        if not 0 < end - start <= _LONGEST:
            return
        found = self._read(start, end, within)
        if found is not None:
            yield found
            return
        for splitting in (_COMMA, _HYPHEN):
            parts = [self._read(*part, part) for part in self._parts(start, end, splitting)]
            kept = [part for part in parts if part is not None]
            if kept and (splitting is _COMMA or len(kept) == len(parts)):
                yield from kept
                return

    def exact(self, span: Span, within: Span) -> Mention | None:
        """Return the mention that a name is as it stands, or None."""
        start, end = self._trimmed(max(span[0], within[0]), min(span[1], within[1]))
        return self._exactly(start, end, within) if 0 < end - start <= _LONGEST else None

    def is_demonym(self, word: str) -> bool:
        """Tell whether a word is a country's adjective or the name of its people."""
        return self._gazetteer.demonym_country(word) is not None

    def _parts(self, start: int, end: int, splitting: re.Pattern[str]) -> list[Span]:
        cuts = [(cut.start(), cut.end()) for cut in splitting.finditer(self._text, start, end)]
        if not cuts:
            return []
        edges = zip([start, *(after for _, after in cuts)], [*(before for before, _ in cuts), end], strict=True)
        return [self._trimmed(*edge) for edge in edges]

    def _read(self, start: int, end: int, within: Span) -> Mention | None:
        for first, last in self._longer(start, end, within):
            found = self._exactly(first, last, within)
            if found and found.senses[0].standing != "other name":
                return found
        return self._exactly(start, end, within) or self._peeled(start, end, within)

    def _longer(self, start: int, end: int, within: Span) -> Iterator[Span]:
        """The span with a capitalised neighbour, for recognisers cut "San Bernardino" and "New York"; then itself."""
        after = _NEXT_WORD.match(self._text, end, within[1])
        before = _WORD_BEFORE.search(self._text, max(within[0], start - 30), start)
        if after and (after[1][0].isupper() or self._is_kind(after[1])):
            yield start, after.end()
        if before and before[1][0].isupper():
            yield before.start(), end
        yield start, end

    def _is_kind(self, word: str) -> bool:
        return word in self._words.county_words or self._words.state_word.fullmatch(f" {word}") is not None

    def _exactly(self, start: int, end: int, within: Span) -> Mention | None:
        start, end = self._trimmed(start, end)
        if end < within[1] and self._text[end] == ".":
            end += 1
        name = self._text[start:end]
        if not any(letter.isupper() for letter in name):
            return None
        # "VA" is as often an office as Virginia, where it doesn't stand behind a town.
        may_be_short = name.endswith(".") or self._text.endswith(", ", 0, start)
        if may_be_short and (state := self._gazetteer.abbreviated(name)):
            return Mention(start, end, name, (Sense(state, "by hand"),))
        if name.endswith(".") and "." not in name[:-1]:
            end, name = end - 1, name[:-1]
        senses = self._senses(name)
        if not senses:
            return None
        article = f"{self._words.article} "
        if name.casefold().startswith(article) and not senses[0].entry.name.casefold().startswith(article):
            start, name = start + len(article), name[len(article) :]
        return self._asked(Mention(start, end, name, senses), within)

    def _senses(self, name: str) -> tuple[Sense, ...]:
        if name not in self._found:
            nowhere = name.casefold() in self._words.nowhere
            self._found[name] = () if nowhere else self._gazetteer.senses(name)
        return self._found[name]

    def _asked(self, found: Mention, within: Span) -> Mention:
        """A mention by the word of its kind beside it: the Kursk region, the city of Marib."""
        start, end, text, words = found.start, found.end, self._text, self._words
        window = text[max(within[0], start - 30) : start]
        phrases: tuple[tuple[Asked, re.Pattern[str]], ...] = (
            ("city", words.city_of),
            ("state", words.state_of),
            ("country", words.country_of),
        )
        for asked, phrase in phrases:
            if any(before.end() == len(window) for before in phrase.finditer(window)):
                return _fitting(found, asked, start, end)
        for length in self._next_words(end, within):
            if words.state_word.fullmatch(text, end, length):
                return _fitting(found, "state", start, length)
        if words.which_is_city.match(text, end, within[1]):
            return _fitting(found, "city", start, end)
        return found

    def _next_words(self, end: int, within: Span) -> Iterator[int]:
        """Where the second and the first word behind a name end, unless they begin a longer name themselves."""
        words: list[re.Match[str] | None] = [_NEXT_WORD.match(self._text, end, within[1])]
        while (last := words[-1]) is not None and len(words) < 4:
            words.append(_NEXT_WORD.match(self._text, last.end(), within[1]))
        for word, following in reversed([*pairwise(words)][:2]):
            if word and not (word[1][0].isupper() and following and following[1][0].isupper()):
                yield word.end() - word[1].endswith(".")

    def _peeled(self, start: int, end: int, within: Span) -> Mention | None:
        """The place inside "northern Syria", "Port Sudan harbour", "the city of Marib", "in Aleppo"."""
        words = self._words
        for _ in range(4):
            name = self._text[start:end]
            first, last = name.split(" ", 1)[0], name.rsplit(" ", 1)[-1]
            ahead = words.city_of.match(name) or words.state_of.match(name) or words.country_of.match(name)
            behind = words.state_word.search(name) or words.site_word.search(name) or words.town_word.search(name)
            if ahead:
                start += ahead.end()
            elif behind:
                end = start + behind.start()
            elif first != name and (first.casefold() in words.before or first.islower()):
                start += len(first) + 1
            elif last != name and last.islower():
                end -= len(last) + 1
            else:
                return None
            if found := self._exactly(start, end, within):
                return found
        return None

    def _trimmed(self, start: int, end: int) -> Span:
        text = self._text
        while start < end and text[start] in _EDGES:
            start += 1
        while start < end and text[end - 1] in _EDGES:
            end -= 1
        if possessive := _POSSESSIVE.search(text, max(start, end - 2), end):
            end = max(start, possessive.start())
        return start, end


def _fitting(found: Mention, asked: Asked, start: int, end: int) -> Mention:
    senses = tuple(sense for sense in found.senses if sense.entry.kind in _FITTING[asked])
    return Mention(start, end, found.name, senses, found.likely, asked) if senses else found
