"""Statements as arrays: their words as vectors, what of them tells in the company of their story, and their facts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from onrecord.meaning import Embedder

from .statements import Unit
from .wording import MOST_WORDS, Wording

Numbers = npt.NDArray[np.float32]
Places = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
_SILENT = 6
_COMMON = 0.5  # a word in this share of the statements of a story tells little of which of them is which
_PRIOR = 10  # so many unseen statements are added to a story: what a word tells in a small one
_FACTS = 8
MODE, NEGATIVE, KNOWING, PRONOUN, DENIED, FIGURES, OPPOSITES, DAY = range(_FACTS)


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
    """Statements as arrays, a row each.

    `weights` are those of words, less of those that are frequent in the story; `telling` is how rare each is there,
    from 0 to 1; `facts` are numbers that stand for themselves, `calendar` bits of weekdays, months, days and years.
    With `apart` false all are taken as one story.
    """

    units: Sequence[Unit]
    meaning: Numbers
    lexicon: Lexicon
    apart: bool = True
    rows: Places = field(init=False)
    stems: Places = field(init=False)
    weights: Numbers = field(init=False)
    telling: Numbers = field(init=False)
    named: Flags = field(init=False)
    facts: Places = field(init=False)
    calendar: npt.NDArray[np.uint64] = field(init=False)

    def __post_init__(self) -> None:
        shape = (len(self.units), MOST_WORDS + _SILENT)
        self.rows = np.zeros(shape, dtype=np.int32)
        self.stems = np.zeros(shape, dtype=np.int32)
        self.weights = np.zeros(shape, dtype=np.float32)
        self.named = np.zeros(shape, dtype=np.bool_)
        self.lexicon.rows([w for unit in self.units for w in (*unit.wording.words, *unit.wording.silent)])
        for at, unit in enumerate(self.units):
            wording = unit.wording
            size, total = len(wording.words), len(wording.words) + len(wording.silent)
            self.rows[at, :total] = self.lexicon.rows((*wording.words, *wording.silent))
            self.stems[at, :total] = self.lexicon.stems((*wording.stems, *wording.silent))
            self.weights[at, :size] = wording.weights
            self.named[at, :size] = wording.named
            self.named[at, size:total] = True
        self.facts = np.array([_facts(unit) for unit in self.units], dtype=np.int32).reshape(-1, _FACTS)
        self.calendar = np.array([_calendar(unit.wording) for unit in self.units], dtype=np.uint64).reshape(-1, 4)
        self._discount()

    def _discount(self) -> None:
        """Weigh words less that many statements of the story have."""
        if not len(self.units):
            self.telling = np.zeros_like(self.weights)
            return
        groups = np.array([unit.group if self.apart else 0 for unit in self.units], dtype=np.int64)
        _, groups, sizes = np.unique(groups, return_inverse=True, return_counts=True)
        own = groups[:, None] * (int(self.stems.max()) + 1) + self.stems
        keys = np.sort(own, axis=1)
        first = np.ones(keys.shape, dtype=np.bool_)  # a word counts once a statement
        first[:, 1:] = keys[:, 1:] != keys[:, :-1]
        found, counts = np.unique(keys[first], return_counts=True)
        held = counts[np.searchsorted(found, own)]
        whole = sizes[groups][:, None]
        self.telling = (np.log((whole + _PRIOR) / (held + 0.5)) / np.log(whole + _PRIOR)).astype(np.float32)
        share = np.maximum(0.0, held - 2) / np.maximum(1, whole)
        share[sizes[groups] < 4] = 0.0
        self.weights *= (1 - 0.6 * np.minimum(1.0, share / _COMMON)).astype(np.float32)


def _facts(unit: Unit) -> tuple[int, ...]:
    wording, day = unit.wording, unit.parts[0].day if unit.parts else None
    return (
        wording.mode,
        wording.negative,
        wording.knowing,
        wording.pronoun,
        unit.denied,
        len(wording.figures),
        len(wording.opposites),
        day.toordinal() if day else 0,
    )


def _calendar(wording: Wording) -> tuple[int, ...]:
    calendar = wording.calendar
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    return (
        sum(1 << days.index(day) for day in calendar.weekdays),
        sum(1 << month for month in calendar.months),
        sum(1 << day for day in calendar.days),
        sum({1 << year % 64 for year in calendar.years}),
    )
