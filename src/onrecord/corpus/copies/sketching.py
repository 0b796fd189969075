"""Sketches of sentences: a few hashes each, by which sentences that share words are found without comparing all.

Bottom-k MinHash (Broder, 1997) over runs of three words. The smallest hashes of a part of a sentence stay among the
smallest of what is left of it, so a sentence that was cut in half is still found. Runs of short words ("one of the")
are in any text: they are taken only where a sentence has nothing better.
"""

import numpy as np
from numpy.typing import NDArray

from .sorting import distinct, places

SIZE = 6
"""How many hashes a sentence has, at most."""

_RUN = 3
_LETTERS = 13  # of a run's words together; fewer are short words
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)


def sketches(words: NDArray[np.uint64], starts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """Hashes of sentences, given their words one after the other and where each begins (one more at the end).

    Returns, sorted by sentence, the sentence and the hash; words are numbers of a Vocabulary. A sentence has at most
    SIZE hashes, and none where it has fewer than three words.
    """
    runs = len(words) - _RUN + 1
    if runs <= 0 or len(starts) < 2:
        return np.empty(0, np.int64), np.empty(0, np.uint32)
    mixed = np.zeros(runs, np.uint64)
    letters = np.zeros(runs, np.uint64)
    for place, multiplier in enumerate(_MULTIPLIERS):
        part = words[place : place + runs]
        mixed += (part & np.uint64(0xFFFFFFFF)) * np.uint64(multiplier)
        letters += part >> np.uint64(32)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    hashes = mixed >> np.uint64(33)  # 31 bits; the one above them puts runs of short words last
    hashes |= (letters < _LETTERS).astype(np.uint64) << np.uint64(31)
    sentence = np.repeat(np.arange(len(starts) - 1, dtype=np.int64), np.diff(starts))
    inside = sentence[:runs] == sentence[_RUN - 1 :]
    keys = distinct(sentence[:runs][inside].astype(np.uint64) << np.uint64(32) | hashes[inside])
    of = (keys >> np.uint64(32)).astype(np.int64)
    kept = places(of) < SIZE
    return of[kept], (keys[kept] & np.uint64(0xFFFFFFFF)).astype(np.uint32)
