"""One encoder pass over an article: windows, put together to scores for every word."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .encoding import CLS, SEP, Encoding, Ints, Window, windows

Floats = npt.NDArray[np.float32]
Run = Callable[[dict[str, Ints]], list[Floats]]
WINDOW = 254
CONTEXT = 16
OUT_OF_SIGHT = -30.0
HEADS = 2  # a network without them answers hidden states in their place
NOTHING: Floats = np.zeros(0, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Links:
    """Log probabilities that words `start:end` depend on the words from `first` on: [words, window]."""

    start: int
    end: int
    first: int
    scores: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a text: scores of tags [words, tags], links window by window, and the heads' scores.

    `names` [words, name tags] and `labels` [words, parts, labels] are those of `heads.py`; empty without heads.
    """

    tags: Floats
    links: tuple[Links, ...]
    names: Floats
    labels: Floats

    def link(self, words: range, heads: Ints) -> Floats:
        """Mean log probability that `words` depend on each of `heads`; low where they were never read together."""
        total = np.zeros(len(heads), dtype=np.float32)
        for block in self.links:
            part = range(max(words.start, block.start), min(words.stop, block.end))
            if not part:
                continue
            columns = heads - block.first
            seen = (columns >= 0) & (columns < block.scores.shape[1])
            rows = block.scores[part.start - block.start : part.stop - block.start]
            total[seen] += rows[:, columns[seen]].sum(0)
            total[~seen] += OUT_OF_SIGHT * len(part)
        return np.asarray(total / max(len(words), 1), dtype=np.float32)


def tensors(encoding: Encoding, window: Window, size: int = WINDOW) -> dict[str, Ints]:
    """A window as the network's inputs, each a batch of one: padding costs more than a batch saves."""
    ends = np.append(encoding.first_piece, len(encoding.ids))
    start = int(ends[window.start])
    pieces = slice(start, min(int(ends[window.end]), start + size))
    word_of = encoding.word_of[pieces]
    ids = np.concatenate([[CLS], encoding.ids[pieces], [SEP]])
    first_piece = np.minimum(encoding.first_piece[window.start : window.end] - start + 1, len(word_of))
    inputs = {
        "ids": ids,
        "case": np.pad(encoding.case[word_of], 1),
        "quote": np.pad(encoding.quote[word_of], 1),
        "mask": np.ones_like(ids),
        "first_piece": first_piece,
    }
    return {name: values[None] for name, values in inputs.items()}


def read(encoding: Encoding, network: Run, context: int = CONTEXT) -> Reading:
    """Run the network over all of a text, window by window; the heads' answers are those of `with_heads`."""
    tags = np.zeros((len(encoding.starts), 7), dtype=np.float32)
    links: list[Links] = []
    more: list[list[Floats]] = []
    for window in windows(encoding, WINDOW, context):
        tag_scores, link_scores, *others = network(tensors(encoding, window))
        core = slice(window.core_start - window.start, window.core_end - window.start)
        tags[window.core_start : window.core_end] = tag_scores[0, core]
        links.append(Links(window.core_start, window.core_end, window.start, _log_softmax(link_scores[0, core])))
        more.append([scores[0, core] for scores in others if len(others) == HEADS])
    names, labels = (
        (np.concatenate(scores) for scores in zip(*more, strict=True)) if more and more[0] else (NOTHING, NOTHING)
    )
    return Reading(tags, tuple(links), names, labels)


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)
