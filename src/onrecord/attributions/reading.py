"""One encoder pass over an article: windows read in batches, put together to scores for every word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .encoding import CLS, SEP, Encoding, Ints, Window, windows

Floats = npt.NDArray[np.float32]
Network = Callable[[dict[str, Ints]], list[Floats]]
WINDOW = 254
CONTEXT = 32
BATCH = 8
OUT_OF_SIGHT = -30.0


@dataclass(frozen=True, slots=True)
class Links:
    """Log probabilities that words `start:end` depend on the words from `first` on: [words, window]."""

    start: int
    end: int
    first: int
    scores: Floats


@dataclass(frozen=True, slots=True)
class Reading:
    """What the network says of a text: tag scores [words, tags] and links, window by window."""

    tags: Floats
    links: tuple[Links, ...]

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


def tensors(encoding: Encoding, parts: Sequence[Window], size: int = WINDOW) -> dict[str, Ints]:
    """The windows `parts` as the network's inputs, padded to the longest of them."""
    ends = np.append(encoding.first_piece, len(encoding.ids))
    cuts = [(int(ends[w.start]), min(int(ends[w.end]), int(ends[w.start]) + size)) for w in parts]
    pieces = max(stop - start for start, stop in cuts) + 2
    words = max(w.end - w.start for w in parts)
    out = {name: np.zeros((len(parts), pieces), np.int64) for name in ("ids", "case", "quote", "mask")}
    out["first_piece"] = np.zeros((len(parts), words), np.int64)
    for row, (window, (start, stop)) in enumerate(zip(parts, cuts, strict=True)):
        length = stop - start
        word_of = encoding.word_of[start:stop]
        out["ids"][row, 0], out["ids"][row, length + 1] = CLS, SEP
        out["ids"][row, 1 : length + 1] = encoding.ids[start:stop]
        out["case"][row, 1 : length + 1] = encoding.case[word_of]
        out["quote"][row, 1 : length + 1] = encoding.quote[word_of]
        out["mask"][row, : length + 2] = 1
        places = encoding.first_piece[window.start : window.end] - start + 1
        out["first_piece"][row, : window.end - window.start] = np.minimum(places, length)
    return out


def read(encoding: Encoding, network: Network, context: int = CONTEXT) -> Reading:
    """Run the network over all of a text; windows of like length share a batch."""
    parts = sorted(windows(encoding, WINDOW, context), key=lambda w: w.end - w.start)
    tags = np.zeros((len(encoding.starts), 7), dtype=np.float32)
    links: list[Links] = []
    for at in range(0, len(parts), BATCH):
        batch = parts[at : at + BATCH]
        tag_scores, link_scores = network(tensors(encoding, batch))
        for row, window in enumerate(batch):
            core = slice(window.core_start - window.start, window.core_end - window.start)
            tags[window.core_start : window.core_end] = tag_scores[row, core]
            scores = _log_softmax(link_scores[row, core, : window.end - window.start])
            links.append(Links(window.core_start, window.core_end, window.start, scores))
    return Reading(tags, tuple(sorted(links, key=lambda block: block.start)))


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(-1, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(-1, keepdims=True)), dtype=np.float32)
