"""Pairs of statements as numbers that tell whether they say the same."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from onrecord.meaning import Embedder

from .figures import Figure
from .wording import MODES, MOST_WORDS, Wording

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
_SILENT = 6
_BLOCK = 512
_COMMON = 0.5  # a word in this share of the statements of a story tells little of which of them is which
_UNLIKE, _ALIKE = 0.3, 0.8  # cosines of words that have nothing in common, and that mean the same
_OTHER_NAME = 0.55  # the most that two different names can be alike
_MODE_PAIRS = (
    ("plain", "will"),
    ("plain", "may"),
    ("plain", "must"),
    ("will", "may"),
    ("will", "must"),
    ("may", "must"),
)

FEATURES = (
    "cosine", "cover_less", "cover_more", "exact_less", "exact_more", "lost_less", "lost_more", "left_less",
    "left_more", "names_shared", "names_swapped", "names_extra", "figures_agree", "figures_clash",
    "figures_extra", "figures_alone", "figures_other", "days_agree", "days_clash", "negation", "opposites",
    "short", "shorter", "pronoun", "mode_same", "mode_plain_will", "mode_plain_may", "mode_plain_must",
    "mode_will_may", "mode_will_must", "mode_may_must", "mode_else", "strong", "shared", "first_less",
    "first_more", "last_less", "last_more", "heavy_less", "heavy_more", "knowing", "mode_want_or_ask",
)  # fmt: skip
"""What is told of a pair: shares of words that the other has, softly and exactly, and of the heaviest that it lacks;
names; figures; days; what is denied or opposed; how many words there are; how both stand to events; with what they
begin and end. "less" and "more" are the lower and the higher of both directions."""


class Lexicon:
    """Vectors of single words, made when they are first met."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._rows: dict[str, int] = {"": 0}
        self._vectors: Numbers = np.zeros((1, embedder.dimensions), dtype=np.float32)
        self._stems: dict[str, int] = {"": 0}

    def rows(self, words: Sequence[str]) -> list[int]:
        """The row of each word in `vectors`."""
        new = list(dict.fromkeys(word for word in words if word not in self._rows))
        if new:
            for word in new:
                self._rows[word] = len(self._rows)
            self._vectors = np.concatenate((self._vectors, self._embedder.vectors(new)))
        return [self._rows[word] for word in words]

    def __len__(self) -> int:
        return len(self._rows)

    def stems(self, stems: Sequence[str]) -> list[int]:
        """A number for each stem."""
        return [self._stems.setdefault(stem, len(self._stems)) for stem in stems]

    @property
    def vectors(self) -> Numbers:
        """A row a word."""
        return self._vectors


@dataclass(slots=True)
class Table:
    """Statements as arrays, a row each; `groups` numbers the story of each, whose frequent words tell less."""

    wordings: Sequence[Wording]
    meaning: Numbers
    lexicon: Lexicon
    groups: Sequence[int] = ()
    rows: Places = field(init=False)
    stems: Places = field(init=False)
    weights: Numbers = field(init=False)
    named: npt.NDArray[np.bool_] = field(init=False)

    def __post_init__(self) -> None:
        shape = (len(self.wordings), MOST_WORDS + _SILENT)
        self.rows = np.zeros(shape, dtype=np.int32)
        self.stems = np.zeros(shape, dtype=np.int32)
        self.weights = np.zeros(shape, dtype=np.float32)
        self.named = np.zeros(shape, dtype=np.bool_)
        self.lexicon.rows([w for wording in self.wordings for w in (*wording.words, *wording.silent)])
        for at, wording in enumerate(self.wordings):
            size, total = len(wording.words), len(wording.words) + len(wording.silent)
            self.rows[at, :total] = self.lexicon.rows((*wording.words, *wording.silent))
            self.stems[at, :total] = self.lexicon.stems((*wording.stems, *wording.silent))
            self.weights[at, :size] = wording.weights
            self.named[at, :size] = wording.named
            self.named[at, size:total] = True
        self._discount()

    def _discount(self) -> None:
        """Weigh words less that many statements of the story have."""
        if not len(self.wordings):
            return
        groups = np.asarray(self.groups or np.zeros(len(self.wordings)), dtype=np.int64)
        _, groups, sizes = np.unique(groups, return_inverse=True, return_counts=True)
        keys = groups[:, None] * (int(self.stems.max()) + 1) + self.stems
        keys.sort(axis=1)
        first = np.ones(keys.shape, dtype=np.bool_)  # a word counts once a statement
        first[:, 1:] = keys[:, 1:] != keys[:, :-1]
        found, counts = np.unique(keys[first], return_counts=True)
        own = groups[:, None] * (int(self.stems.max()) + 1) + self.stems
        held = counts[np.searchsorted(found, own)]
        share = np.maximum(0.0, held - 2) / np.maximum(1, sizes[groups])[:, None]
        share[sizes[groups] < 4] = 0.0
        self.weights *= (1 - 0.6 * np.minimum(1.0, share / _COMMON)).astype(np.float32)


def features(table: Table, one: Places, other: Places) -> Numbers:
    """A row of FEATURES for each pair of rows of a table; the same whichever of the two comes first."""
    parts = [_block(table, one[at : at + _BLOCK], other[at : at + _BLOCK]) for at in range(0, len(one), _BLOCK)]
    return np.concatenate(parts) if parts else np.zeros((0, len(FEATURES)), dtype=np.float32)


def _block(table: Table, one: Places, other: Places) -> Numbers:
    like = _alike(table, one, other)
    to_other = _coverage(table, one, like.max(2))
    to_one = _coverage(table, other, like.max(1))
    pairs = np.stack((to_other, to_one))  # [2, pairs, 10]
    cosine = np.einsum("pd,pd->p", table.meaning[one], table.meaning[other])
    less, more = pairs.min(0), pairs.max(0)
    counts = np.stack([(table.weights[rows] > 0).sum(1) for rows in (one, other)]).astype(np.float32)
    columns = [
        cosine, less[:, 0], more[:, 0], less[:, 1], more[:, 1], less[:, 2], more[:, 2], less[:, 3], more[:, 3],
        np.minimum(less[:, 4], 3), np.minimum(less[:, 5], 2), np.minimum(more[:, 5], 3),
    ]  # fmt: skip
    wordings = table.wordings
    rest = np.array(
        [_small(wordings[i], wordings[j]) for i, j in zip(one.tolist(), other.tolist(), strict=True)], dtype=np.float32
    ).reshape(len(one), -1)
    lengths = (np.log1p(counts.min(0)), counts.min(0) / np.maximum(1, counts.max(0)))
    edges = [side[:, place] for place in (7, 8, 9) for side in (less, more)]
    last = (cosine * less[:, 0], np.log1p(less[:, 6]), *edges)
    parts = (np.stack(columns, 1), rest[:, :9], np.stack(lengths, 1), rest[:, 9:-2], np.stack(last, 1), rest[:, -2:])
    return np.concatenate(parts, 1, dtype=np.float32)


def _alike(table: Table, one: Places, other: Places) -> Numbers:
    """How alike each word of one is to each of the other [pairs, words, words]: 1 where they have one stem."""
    width = max(int((table.rows[rows] > 0).sum(1).max(initial=1)) for rows in (one, other))
    ones, others = table.rows[one, :width], table.rows[other, :width]
    vectors = table.lexicon.vectors
    like: Numbers = np.matmul(vectors[ones], vectors[others].transpose(0, 2, 1))
    np.clip((like - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 0.95, out=like)
    names = table.named[one, :width][:, :, None] | table.named[other, :width][:, None, :]
    np.minimum(like, _OTHER_NAME, out=like, where=names)
    equal = table.stems[one, :width][:, :, None] == table.stems[other, :width][:, None, :]
    like[equal] = 1.0
    like[(ones == 0)[:, :, None] | (others == 0)[:, None, :]] = 0.0
    return like


def _coverage(table: Table, rows: Places, best: Numbers) -> Numbers:
    """Of each statement's words: soft and exact share found, heaviest and total not found, names found and not."""
    width = best.shape[1]
    weights, named = table.weights[rows, :width], table.named[rows, :width]
    total = np.maximum(weights.sum(1), 1e-6)
    exact = best >= 1.0
    lost = weights * (1 - best)
    last = np.maximum((weights > 0).sum(1) - 1, 0)
    named = named & (weights > 0)
    return np.stack(
        (
            (weights * best).sum(1) / total,
            (weights * exact).sum(1) / total,
            lost.max(1, initial=0.0),
            np.minimum(lost.sum(1), 6.0),
            (named & exact).sum(1),
            (named & ~exact).sum(1),
            (weights * exact).sum(1),
            best[:, 0],
            best[np.arange(len(rows)), last],
            (weights**3 * best).sum(1) / np.maximum((weights**3).sum(1), 1e-6),
        ),
        1,
    ).astype(np.float32)


def _small(one: Wording, other: Wording) -> tuple[float, ...]:
    agree, clash, extra = match_figures(one.figures, other.figures)
    alone = bool(one.figures) != bool(other.figures)
    negation = one.negative != other.negative
    opposed = not negation and bool(one.opposites and other.opposites) and _opposed(one, other)
    return (
        float(min(agree, 2)),
        float(clash),
        0.0 if alone else float(min(extra, 2)),
        float(alone),
        float(agree > 0 and _counted(one.figures, other.figures)),
        float(one.calendar.agree(other.calendar)),
        float(one.calendar.clash(other.calendar)),
        float(negation),
        float(opposed),
        float(one.pronoun or other.pronoun),
        *_modes(one.mode, other.mode),
        float(one.knowing != other.knowing),
        float(max(one.mode, other.mode) >= MODES.index("want") and one.mode != other.mode),
    )


def match_figures(one: Sequence[Figure], other: Sequence[Figure]) -> tuple[int, int, int]:
    """How many figures of two statements meet, how many are rivals, and how many only one of them has."""
    if not one or not other:
        return 0, 0, len(one) + len(other)
    left, agree = list(other), 0
    rest: list[Figure] = []
    for figure in one:
        partner = next((f for f in left if f.meets(figure)), None)
        if partner is None:
            rest.append(figure)
        else:
            left.remove(partner)
            agree += 1
    clash = 0
    for figure in rest:
        rival = next((f for f in left if f.rivals(figure)), None)
        if rival is not None:
            left.remove(rival)
            clash += 1
    return agree, clash, len(rest) - clash + len(left)


def _counted(one: Sequence[Figure], other: Sequence[Figure]) -> bool:
    """Whether figures that meet count things with different names, and none the same."""
    named = [(a.counted, b.counted) for a in one for b in other if a.meets(b) and a.counted and b.counted]
    return bool(named) and all(a != b for a, b in named)


def _opposed(one: Wording, other: Wording) -> bool:
    """Whether the one stands on one side of a scale and the other on the other, neither on both."""
    ones, others = set(one.opposites), set(other.opposites)
    return any(
        (scale, -side) in others and (scale, -side) not in ones and (scale, side) not in others for scale, side in ones
    )


def _modes(one: int, other: int) -> tuple[float, ...]:
    names = {MODES[one], MODES[other]}
    flags = [float(names == set(pair)) for pair in _MODE_PAIRS]
    return (float(one == other), *flags, float(one != other and not any(flags)))
