"""Whether words say that something is not so, and how."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from .phrases import Phrases, split
from .vocabulary import entries

_DATA = "denying"
_CLAUSE = re.compile(r"[,;:–—]\s+")
_CLAUSE_WORDS = 3  # from which on what stands between commas may be a clause
_READ = 600  # characters of a statement
_FRAGMENT = 6  # words, from which on a content without a verb is taken for a headline
_LATE = 10  # words, from which on a negation is of something else than the whole
_EARLY = 5  # words in which a statement that is a denial has its negation
_BEGINS = 200  # characters of a statement in which a verb is looked for


@lru_cache(maxsize=1 << 16)
def negations(text: str) -> int:
    """How many times words turn a text into its opposite."""
    return len(_negators().places(_cleared(text)))


def negative(text: str) -> bool:
    """Whether a text says that something is not so: an odd number of negations, or one in each of two clauses."""
    count = negations(text)
    return count % 2 == 1 or (count == 2 and _each_clause(text))


@lru_cache(maxsize=1 << 14)
def _each_clause(text: str) -> bool:
    """Whether a text begins with two clauses that are each negated: "it was no plot, nobody had a hand in it"."""
    pieces = _CLAUSE.split(text[:_READ])
    return (
        len(pieces) > 1
        and negations(pieces[0]) == 1
        and all(len(piece.split()) >= _CLAUSE_WORDS for piece in pieces[:2])
    )


@lru_cache(maxsize=1 << 15)
def early(text: str) -> bool:
    """Whether the negation stands where a statement begins, as it does where the whole of it is negated."""
    return any(place < _EARLY for place in _negators().places(_cleared(text))[:1])


@lru_cache(maxsize=1 << 15)
def weak(text: str) -> bool:
    """Whether what is negated is what somebody can, knows or wants: seldom what another has said."""
    return split(text[:_READ]) in _phrases("weak")


@lru_cache(maxsize=1 << 15)
def soft(text: str) -> bool:
    """Whether a text has a word that is half a negation: "stopped", "lacked"."""
    return split(text[:_READ]) in _phrases("soft")


@lru_cache(maxsize=1 << 15)
def pointing(text: str) -> bool:
    """Whether a text begins with, or is hardly more than, what stands for the words of another."""
    words = split(text[:_READ])
    return len(words) <= _FRAGMENT and words in _phrases("pointing")


@lru_cache(maxsize=1 << 15)
def fragment(text: str) -> bool:
    """Whether a text has no verb, as far as a list and an ending tell: there is nothing to deny, or to deny with."""
    words = split(text[:_BEGINS])
    verbs, endings = entries(_DATA, "words", "verbs"), tuple(entries(_DATA, "words", "endings"))
    before = entries(_DATA, "words", "before_nouns")
    return not any(
        word in verbs or (word.endswith(endings) and last not in before) for last, word in pairwise(("", *words))
    )


@lru_cache(maxsize=1 << 15)
def late(text: str) -> bool:
    """Whether the first negation of a text stands far behind its beginning: in a clause of its own."""
    return any(place >= _LATE for place in _negators().places(_cleared(text))[:1])


@lru_cache(maxsize=1 << 14)
def opposing(text: str) -> tuple[bool, bool]:
    """Whether words set a statement against another one: perhaps, and surely."""
    words = split(text)
    surely = words in _phrases("contrary")
    return surely or words in _phrases("cues"), surely


@lru_cache(maxsize=1 << 14)
def emphatic(text: str) -> bool:
    """Whether a statement stands by what has been denied: "files did leave the house", "it was indeed so"."""
    words = split(text)
    helps, no_verbs, asks = (entries(_DATA, "emphasis", key) for key in ("helps", "no_verbs", "asks"))
    did = any(
        one in helps and other not in no_verbs and at > 0 and words[at - 1] not in asks
        for at, (one, other) in enumerate(pairwise(words))
    )
    return did or words in _phrases("emphatic")


def _cleared(text: str) -> list[str]:
    return _phrases("no_denial").without(split(text[:_READ]))


@cache
def _negators() -> Phrases:
    return Phrases(entries(_DATA, "words", "negators"), ending="n't")


@cache
def _phrases(key: str) -> Phrases:
    return Phrases(entries(_DATA, "words", key))
