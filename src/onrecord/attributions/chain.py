"""A linear-chain CRF at reading time: the best tags, and how sure each of them is.

Lafferty, McCallum and Pereira (2001). Paragraphs are independent of each other, so all of a text's
paragraphs go through the recursions side by side.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .encoding import Ints
from .reading import Floats

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


@dataclass(frozen=True, slots=True)
class Chain:
    """The score of going from one tag (row) to another (column).

    A paragraph begins and ends beside a break, whose tag is always O: there is nothing else to learn for
    its first and last word.
    """

    step: Floats

    @classmethod
    def from_json(cls, rows: list[list[float]]) -> "Chain":
        """A list a row, as the training writes them."""
        return cls(np.asarray(rows, dtype=np.float32))

    @property
    def start(self) -> Floats:
        """The scores of the first word's tags."""
        return np.asarray(self.step[0])

    @property
    def end(self) -> Floats:
        """The scores of the last word's tags."""
        return np.asarray(self.step[:, 0])

    def best(self, scores: Floats, segments: Ints) -> Ints:
        """The most likely tags of all words (Viterbi); `segments` [n, 2] are the paragraphs' words."""
        padded, real = _pad(scores, segments)
        count, length, tags = padded.shape
        back = np.zeros((length, count, tags), dtype=np.int64)
        alpha = self.start + padded[:, 0]
        for i in range(1, length):
            moves = alpha[:, :, None] + self.step
            back[i] = moves.argmax(1)
            following = moves.max(1) + padded[:, i]
            alpha = np.where(real[:, i, None], following, alpha)
        tag = (alpha + self.end).argmax(1)
        path = np.zeros((count, length), dtype=np.int64)
        for i in range(length - 1, -1, -1):
            path[:, i] = tag
            tag = np.where(real[:, i], back[i][np.arange(count), tag], tag) if i else tag
        out = np.zeros(len(scores), dtype=np.int64)
        for row, (a, b) in enumerate(segments):
            out[a:b] = path[row, : b - a]
        return out

    def marginals(self, scores: Floats, segments: Ints) -> Floats:
        """The probability of every tag of every word (forward-backward), [words, tags]."""
        padded, real = _pad(scores, segments)
        length = padded.shape[1]
        forward, backward = np.zeros_like(padded), np.zeros_like(padded)
        forward[:, 0] = self.start + padded[:, 0]
        for i in range(1, length):
            following = _log_sum_exp(forward[:, i - 1, :, None] + self.step, 1) + padded[:, i]
            forward[:, i] = np.where(real[:, i, None], following, forward[:, i - 1])
        backward[:, -1] = self.end
        for i in range(length - 2, -1, -1):
            before = _log_sum_exp(self.step + (backward[:, i + 1] + padded[:, i + 1])[:, None, :], 2)
            backward[:, i] = np.where(real[:, i + 1, None], before, self.end)
        joint = forward + backward
        probabilities = np.exp(joint - _log_sum_exp(joint, 2)[:, :, None])
        out = np.zeros_like(scores)
        for row, (a, b) in enumerate(segments):
            out[a:b] = probabilities[row, : b - a]
        return out


def _pad(scores: Floats, segments: Ints) -> tuple[Floats, npt.NDArray[np.bool_]]:
    lengths = segments[:, 1] - segments[:, 0]
    padded = np.zeros((len(segments), int(lengths.max()), scores.shape[1]), dtype=np.float32)
    for row, (a, b) in enumerate(segments):
        padded[row, : b - a] = scores[a:b]
    return padded, np.arange(padded.shape[1]) < lengths[:, None]


def _log_sum_exp(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    total = np.log(np.exp(values - top).sum(axis, keepdims=True)) + top
    return np.asarray(total.squeeze(axis), dtype=np.float32)
