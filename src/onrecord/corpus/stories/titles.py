"""Which headline a story goes by."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.meaning import terms

_SHORT = 2.0  # terms that a headline seems to have more: one of a single word says little
_LATER = 5.0  # days after which a headline counts half
_LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline, how typical its article is of the story, and how many days after the first one it came."""

    text: str
    typical: float
    after: float


def best_title(headlines: Iterable[Headline], story: Mapping[int, float]) -> str | None:
    """The headline that says most of what the story is about, by how much its terms tell of it, and says so early.

    A cryptic one has words that hardly any other article of the story has. None where there is no headline.
    """
    found = [headline for headline in headlines if headline.text.strip()]
    if not found:
        return None
    most = max(headline.typical for headline in found) or 1.0

    def score(headline: Headline) -> float:
        own = terms(headline.text[:500])
        told = sum(story.get(term, 0.0) for term in own) / math.sqrt(len(own) + _SHORT)
        return told * (_LEAST + (1 - _LEAST) * headline.typical / most) / (1.0 + headline.after / _LATER)

    return max(found, key=score).text
