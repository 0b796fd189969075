"""What of an article tells which story it belongs to: its terms, each with how much it weighs where it stands."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.meaning import terms

from .priors import RAREST, passed_over, rarities

KEPT = 64  # terms of an article
NAME = 128  # added to the weight of a term that is a name
NAMED = 1.75
"""How much more a name tells than another word of the same weight."""
_STEP = 16.0  # weights are kept in steps of a sixteenth, up to 127 of them
_HEADLINE, _DECK, _CAPTION = 3.0, 2.0, 1.0
_LEAD, _FALL, _LEAST = 2.0, 0.8, 0.4
_BACKGROUND = 0.15
_TELLING = 12
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*")  # the same, and quicker
# Behind the end of a sentence, a colon or an opening quotation mark every word may have a capital letter. What stands
# before the space is looked at last, as that is slow
_CAPITAL = re.compile(r" ([^\W\d_a-z](?<=[\w,;)’'] .)[^\W_]*(?:['’][^\W_]+)*)")
_DATELINE = re.compile(r"[^\W\d_a-z]{4,}\b")
_LONGEST = 20_000  # characters of an article that are read
_REMEMBERED = 1 << 16  # words


class Part(NamedTuple):
    """A block of an article: its kind, its text, and whether it was lifted from another article."""

    kind: str
    text: str
    lifted: bool = False


@dataclass(frozen=True, slots=True)
class Features:
    """Terms of an article in ascending order; weights from 1 to 127, and 128 more where the term is a name.

    `telling` are the few by which articles of the same story are looked for, best first.
    """

    terms: tuple[int, ...]
    weights: tuple[int, ...]
    telling: tuple[int, ...]


def features(title: str | None, parts: Sequence[Part]) -> Features:
    """The terms that weigh most: title and lead more than what follows, and rare words more than frequent ones.

    What was lifted from another article is background, and weighs little. Which terms are kept depends on the
    article alone. Time is linear in the text.
    """
    levels: dict[int | None, float] = {}
    named: set[int | None] = set()
    for weight, text in _weighed(title, parts):
        for term in map(_meant, (_ASCII_WORD if text.isascii() else _WORD).findall(text)):
            levels[term] = levels.get(term, 0.0) + weight
        if weight < _HEADLINE:
            named.update(map(_meant, _capitalised(text)))
    return _kept({term: math.log1p(level) for term, level in levels.items() if term is not None}, named)


def _kept(levels: dict[int, float], named: set[int | None]) -> Features:
    rarity = rarities().get
    scored = sorted([(-level * rarity(term, RAREST), term) for term, level in levels.items()])[:KEPT]
    best = sorted([term for _, term in scored])
    steps = [min(127, int(levels[term] * _STEP + 0.5) or 1) for term in best]
    weights = [step + NAME if term in named else step for term, step in zip(best, steps, strict=True)]
    telling = sorted([(score * NAMED if term in named else score, term) for score, term in scored])[:_TELLING]
    return Features(tuple(best), tuple(weights), tuple([term for _, term in telling]))


def _weighed(title: str | None, parts: Sequence[Part]) -> Iterable[tuple[float, str]]:
    yield _HEADLINE, (title or next((part.text for part in parts if part.kind == "headline"), ""))[:_LONGEST]
    place, read = 0, 0
    for part in parts:
        weight = {"deck": _DECK, "caption": _CAPTION, "heading": _CAPTION}.get(part.kind, 0.0)
        if part.kind in ("paragraph", "dateline"):
            weight = max(_LEAST, _LEAD * _FALL**place)
            place += part.kind == "paragraph"
        if weight and read < _LONGEST:
            yield weight * (_BACKGROUND if part.lifted else 1.0), part.text[: _LONGEST - read]
            read += len(part.text)


def _capitalised(text: str) -> list[str]:
    """Words with a capital letter within a sentence, and the place in capitals that opens an agency's report."""
    found = [word for word in _CAPITAL.findall(text) if word[0].isupper()]
    dateline = _DATELINE.match(text)
    return [*found, dateline[0]] if dateline and dateline[0].isupper() else found


class _Meanings(dict[str, int | None]):
    """The term of each word, None where it tells nothing; of the words met last, as there may be any number."""

    def __missing__(self, word: str) -> int | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        meant = next((term for term in terms(word) if term not in passed_over()), None)
        self[word] = meant
        return meant


_meant = _Meanings().__getitem__
