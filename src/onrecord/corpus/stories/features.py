"""What of an article tells which story it belongs to: its terms, each with how much it weighs where it stands."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.meaning import terms

from .priors import UNKNOWN, passed_over, priors

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
# Behind the end of a sentence, a colon or an opening quotation mark every word may have a capital letter
_CAPITAL = re.compile(r"(?<=[\w,;)’'] )[^\W\d_a-z][^\W_]*(?:['’][^\W_]+)*")
_DATELINE = re.compile(r"[^\W\d_a-z]{4,}\b")
_LONGEST = 20_000  # characters of an article that are read


@dataclass(frozen=True, slots=True)
class Part:
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
    sums: dict[str, float] = {}
    names: set[str] = set()
    for weight, text in _weighed(title, parts):
        for word in _WORD.findall(text):
            sums[word] = sums.get(word, 0.0) + weight
        if weight < _HEADLINE:
            names.update(_capitalised(text))
    levels: dict[int, float] = {}
    rarities: dict[int, float] = {}
    named: set[int] = set()
    for word, weight in sums.items():
        meant = _meant(word)
        if meant is not None:
            term, rarities[term] = meant
            levels[term] = levels.get(term, 0.0) + weight
            if word in names:
                named.add(term)
    return _kept(levels, rarities, named)


def _kept(levels: dict[int, float], rarities: dict[int, float], named: set[int]) -> Features:
    scored = sorted([(-math.log1p(weight) * rarities[term], term) for term, weight in levels.items()])[:KEPT]
    best = sorted([term for _, term in scored])
    steps = [min(127, int(math.log1p(levels[term]) * _STEP + 0.5) or 1) for term in best]
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


@lru_cache(maxsize=1 << 16)
def _meant(word: str) -> tuple[int, float] | None:
    """The term of a word and how rare it is in the language; None where it tells nothing."""
    for term in terms(word):
        if term not in passed_over():
            return term, math.log(1.0 / priors().get(term, UNKNOWN))
    return None
