"""What two statements have in common, by their words and by what these mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from onrecord.corpus.claims.wording import Wording
from onrecord.meaning import Vectors, shipped_embedder

_UNLIKE, _ALIKE = 0.3, 0.8  # cosines of words that have nothing in common, and that mean the same
_OTHER_NAME = 0.5  # the most that two different names can be alike
_FIRST, _MOST = 4096, 60_000  # words that there is room for at first, and that are kept


@dataclass(frozen=True, slots=True)
class Likeness:
    """Shares from 0 to 1 of the words' weight that the other has too, for the one that has most of it and the other."""

    more: float
    less: float
    exact: float
    shared: int


class Words:
    """Vectors of single words, made when they are first met."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._vectors: Vectors = np.zeros((_FIRST, shipped_embedder().dimensions), dtype=np.float32)

    def learn(self, words: Iterable[str]) -> None:
        """Make the vectors of words that aren't known yet, all at once."""
        if len(self._rows) > _MOST:
            self._rows.clear()
        new = list(dict.fromkeys(word for word in words if word not in self._rows))
        if new:
            first = len(self._rows)
            while len(self._vectors) < first + len(new):
                self._vectors = np.concatenate((self._vectors, np.zeros_like(self._vectors)))
            self._vectors[first : first + len(new)] = shipped_embedder().vectors(new)
            self._rows.update((word, first + at) for at, word in enumerate(new))

    def vectors(self, words: Iterable[str]) -> Vectors:
        """The vectors of words, a row each."""
        words = list(words)
        self.learn(words)
        rows: Vectors = self._vectors[[self._rows[word] for word in words]]
        return rows

    def likeness(self, one: Wording, other: Wording) -> Likeness:
        """Compare two statements: their telling words, each with the one of the other that is nearest to it."""
        if not one.words or not other.words:
            return Likeness(0.0, 0.0, 0.0, 0)
        like = np.clip((self.vectors(one.words) @ self.vectors(other.words).T - _UNLIKE) / (_ALIKE - _UNLIKE), 0, 0.95)
        names = np.array(one.named)[:, None] | np.array(other.named)[None, :]
        np.minimum(like, _OTHER_NAME, out=like, where=names)
        equal = np.array(one.stems)[:, None] == np.array(other.stems)[None, :]
        like[equal] = 1.0
        left, right = _share(one, like.max(1)), _share(other, like.max(0))
        exact = max(_share(one, equal.any(1)), _share(other, equal.any(0)))
        return Likeness(max(left, right), min(left, right), exact, int(equal.any(1).sum()))


def _share(wording: Wording, best: npt.NDArray[np.generic]) -> float:
    weights = np.array(wording.weights)
    return float((weights * best).sum() / max(1e-6, weights.sum()))


@cache
def shipped_words() -> Words:
    """Those of the process."""
    return Words()
