"""How much of their words two sentences share, for many pairs at once.

A sentence is kept as its code: a byte for each of its words, in their order. The bytes of unlike words are often equal,
those of two words in a row hardly ever: together they tell as well as the words would, in a sixth of the room.
"""

import numpy as np
from numpy.typing import NDArray

from .sorting import distinct

_AT_ONCE = 40_000
# Of the shorter sentence, what has to be found in the other: of its words, and of its pairs of words in a row. Clauses
# that were put in another order keep nearly all of their words and most of their pairs
_LEAST_WORDS = 0.7
_LEAST_PAIRS = 0.55
# Alone, a sentence tells that it was copied from this share of the longer one's pairs on; or where the shorter one, of
# so many pairs at least, is nearly all in it
_SURE = 0.6
_ALL, _ALL_LEAST = 0.9, 11


def codes(words: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """A byte for each word."""
    return ((words * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(56)).astype(np.uint8)


class Codes:
    """Codes of many sentences, one after the other; those that are `wanted` are made ready to be compared in pairs."""

    def __init__(self, code: NDArray[np.uint8], starts: NDArray[np.int64], wanted: NDArray[np.int64]) -> None:
        lengths = np.diff(starts)
        some = np.zeros(len(lengths), np.bool_)
        some[wanted] = True
        code = code[np.repeat(some, lengths)]
        sentence = np.repeat(np.flatnonzero(some).astype(np.uint64), lengths[some])
        self._words = distinct(sentence << np.uint64(16) | code)
        pairs = code[:-1].astype(np.uint64) << np.uint64(8) | code[1:]
        inside = sentence[:-1] == sentence[1:]
        self._pairs = distinct((sentence[:-1] << np.uint64(16) | pairs)[inside])
        self._size = len(lengths)

    def alike(self, one: NDArray[np.int64], two: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which pairs of sentences share their words; and of which a single pair shows that one was copied.

        Phrases of the trade that stand in two long sentences ("a margin of error of plus or minus") are not enough to
        show it; that one sentence is all in the other is.
        """
        parts = [
            self._alike(one[start : start + _AT_ONCE], two[start : start + _AT_ONCE])
            for start in range(0, len(one), _AT_ONCE)
        ]
        none = np.empty(0, np.bool_)
        alike, sure = zip(*parts, strict=True) if parts else ((none,), (none,))
        return np.concatenate(alike), np.concatenate(sure)

    def _alike(self, one: NDArray[np.int64], two: NDArray[np.int64]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        pairs, of_pairs, of_longer = _shared(self._pairs, self._size, one, two)
        able = np.flatnonzero(pairs >= _LEAST_PAIRS * of_pairs)
        words, of_words, _ = _shared(self._words, self._size, one[able], two[able])
        alike = np.zeros(len(one), np.bool_)
        alike[able] = words >= _LEAST_WORDS * of_words
        sure = (pairs >= _SURE * of_longer) | ((pairs >= _ALL * of_pairs) & (of_pairs >= _ALL_LEAST))
        return alike, alike & sure


def _shared(
    keys: NDArray[np.uint64], size: int, one: NDArray[np.int64], two: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """How many keys both sentences have, and how many the shorter and the longer one; keys: sentence and 16 bits."""
    bounds = np.searchsorted(keys, np.arange(size + 1, dtype=np.uint64) << np.uint64(16))
    first, second = _gathered(keys, bounds, one), _gathered(keys, bounds, two)
    both = np.sort(np.concatenate((first, second)), kind="stable")  # two runs in order: they are merged in linear time
    twice = both[:-1][both[:-1] == both[1:]] >> np.uint64(16)
    found = np.bincount(twice.astype(np.int64), minlength=len(one))
    lengths = np.diff(bounds)
    return (
        found.astype(np.int64),
        np.maximum(np.minimum(lengths[one], lengths[two]), 1),
        np.maximum(lengths[one], lengths[two]),
    )


def _gathered(keys: NDArray[np.uint64], bounds: NDArray[np.int64], which: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The keys of these sentences, with a pair's place instead of the sentence's number."""
    lengths = bounds[which + 1] - bounds[which]
    place = np.repeat(np.arange(len(which), dtype=np.int64), lengths)
    before = np.cumsum(lengths) - lengths
    inside = np.arange(len(place), dtype=np.int64) - before[place]
    result: NDArray[np.uint64] = place.astype(np.uint64) << np.uint64(16) | (
        keys[bounds[which][place] + inside] & np.uint64(0xFFFF)
    )
    return result
