"""From scores of words to attributions: which spans there are, and which belong together."""

from dataclasses import dataclass, field

import numpy as np

from .chain import TAGS, Chain
from .encoding import OUTSIDE, Encoding, Ints
from .reading import Floats, Reading


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `start:end` with one role, and how probable the chain holds that: whole, and at its weakest word."""

    role: str
    start: int
    end: int
    mean: float
    low: float
    edges: float

    @property
    def words(self) -> range:
        return range(self.start, self.end)


@dataclass(slots=True)
class Draft:
    """An attribution in the making: a cue with what was linked to it, and the links' probabilities."""

    cue: Piece
    source: list[Piece] = field(default_factory=list)
    content: list[Piece] = field(default_factory=list)
    source_link: float = 1.0
    content_links: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tuning:
    """What the decoder adds to the scores, found on articles that were kept out of training."""

    cue_bias: float = 0.0
    source_bias: float = 0.0
    content_bias: float = 0.0
    content_floor: float = -6.0
    source_floor: float = -7.0
    paragraph_price: float = 6.0

    def bias(self) -> Floats:
        """One number for every tag."""
        by_role = {"source": self.source_bias, "cue": self.cue_bias, "content": self.content_bias}
        return np.array([by_role.get(tag[2:], 0.0) for tag in TAGS], dtype=np.float32)


def segments(encoding: Encoding) -> Ints:
    """The stretches of words between breaks, as rows of (start, end)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([True], encoding.is_break, [True])).astype(np.int8)))
    return edges.reshape(-1, 2).astype(np.int64)


def assemble(encoding: Encoding, reading: Reading, chain: Chain, tuning: Tuning, apart: bool = False) -> list[Draft]:
    """The attributions of a text, in the order of their cues; every one has a cue and a content.

    With `apart`, every stretch between breaks is a text of its own: nothing is linked over a break.
    """
    parts = segments(encoding)
    if not len(parts):
        return []
    tags = chain.best(reading.tags + tuning.bias(), parts)
    pieces = _pieces(tags, chain.marginals(reading.tags, parts))
    bound = _Links(encoding, reading, tuning)
    if not apart:
        return _linked(pieces, bound, tuning)
    groups = ([p for p in pieces if start <= p.start < end] for start, end in parts)
    return [draft for group in groups for draft in _linked(group, bound, tuning)]


class _Links:
    """The scores of links, less what it costs to reach into another paragraph without quotation marks."""

    def __init__(self, encoding: Encoding, reading: Reading, tuning: Tuning) -> None:
        self.reading = reading
        self.price = tuning.paragraph_price
        self.paragraph = np.cumsum(encoding.is_break)
        self.quoted = encoding.quote != OUTSIDE

    def scores(self, piece: Piece, heads: Ints) -> Floats:
        """For each of `heads`, how well the piece depends on it."""
        scores = self.reading.link(piece.words, heads)
        if self.quoted[piece.start]:
            return scores
        elsewhere = self.paragraph[heads] != self.paragraph[piece.start]
        return np.asarray(scores - self.price * elsewhere, dtype=np.float32)


def _linked(pieces: list[Piece], links: _Links, tuning: Tuning) -> list[Draft]:
    drafts = {p.start: Draft(p) for p in pieces if p.role == "cue"}
    heads = np.array(sorted(drafts), dtype=np.int64)
    if not len(heads):
        return []
    _link_contents([p for p in pieces if p.role == "content"], drafts, heads, links, tuning)
    _link_sources([p for p in pieces if p.role == "source"], drafts, heads, links, tuning)
    return [drafts[h] for h in heads if drafts[h].content]


def _pieces(tags: Ints, sure: Floats) -> list[Piece]:
    found: list[Piece] = []
    starts = np.flatnonzero((tags > 0) & (tags % 2 == 1))
    for start in map(int, starts):
        end = start + 1
        while end < len(tags) and tags[end] == tags[start] + 1:
            end += 1
        role = TAGS[tags[start]][2:]
        inside = sure[start:end, tags[start]] + sure[start:end, tags[start] + 1]
        after = 1.0 - float(sure[end, tags[start] + 1]) if end < len(tags) else 1.0
        edges = float(sure[start, tags[start]]) * after
        found.append(Piece(role, start, end, float(inside.mean()), float(inside.min()), edges))
    return found


def _shares(scores: Floats) -> Floats:
    weights = np.exp(scores - scores.max())
    return np.asarray(weights / weights.sum(), dtype=np.float32)


def _link_contents(contents: list[Piece], drafts: dict[int, Draft], heads: Ints, links: _Links, tuning: Tuning) -> None:
    for piece in contents:
        scores = links.scores(piece, heads)
        best = int(scores.argmax())
        if scores[best] < tuning.content_floor:
            continue
        draft = drafts[int(heads[best])]
        draft.content.append(piece)
        draft.content_links.append(float(_shares(scores)[best]))


def _link_sources(sources: list[Piece], drafts: dict[int, Draft], heads: Ints, links: _Links, tuning: Tuning) -> None:
    """Every cue takes at most one source; the surest pairs are made first.

    A cue that is left without one shares the source of another, as in "she said …, adding …".
    """
    pairs = []
    for piece in sources:
        scores = links.scores(piece, heads)
        shares = _shares(scores)
        pairs += [
            (float(scores[i]), float(shares[i]), int(head), piece)
            for i, head in enumerate(heads)
            if scores[i] >= tuning.source_floor
        ]
    pairs.sort(key=lambda pair: (-pair[0], pair[2]))
    taken: set[int] = set()
    for again in (False, True):
        for _, share, head, piece in pairs:
            draft = drafts[head]
            if draft.content and not draft.source and (again or piece.start not in taken):
                taken.add(piece.start)
                draft.source.append(piece)
                draft.source_link = share
