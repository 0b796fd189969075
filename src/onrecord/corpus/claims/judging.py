"""How likely two statements are the same claim: what was learned from labelled pairs, and what rules it out."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.models import Weights, shipped

from .comparing import FEATURES
from .tables import Flags, Numbers

_AT_ONCE = 4096
_CERTAIN = 0.97
_DENIED = 0.3  # share of words, at least in meaning, that a denial and what it denies have in common
_ALL, _MOST, _HALF = 0.999, 0.95, 0.5  # shares of words
_TWO = 1.0986  # log of two words and one


@dataclass(frozen=True, slots=True)
class Judge:
    """The mean of a logistic regression and of boosted trees (Friedman 2001), both over FEATURES, in log odds.

    A tree has three levels: `features` and `thresholds` [trees, 7] are its nodes from the top, `leaves` [trees, 8].
    """

    weights: npt.NDArray[np.float64]
    bias: float
    features: npt.NDArray[np.int64]
    thresholds: npt.NDArray[np.float32]
    leaves: npt.NDArray[np.float64]
    base: float

    @classmethod
    def of(cls, data: dict[str, Any], source: str) -> "Judge":
        """Out of what `claims.json` holds; raises ModelError where it is made for other features."""
        if tuple(data["features"]) != FEATURES:
            raise ModelError(f"{source}: made for other features of pairs; install onrecord again")
        trees = data["trees"]
        return cls(
            np.array(data["weights"], dtype=np.float64),
            float(data["bias"]),
            np.array(trees["features"], dtype=np.int64),
            np.array(trees["thresholds"], dtype=np.float32),
            np.array(trees["leaves"], dtype=np.float64),
            float(trees["base"]),
        )

    @classmethod
    def open(cls, folder: Path) -> "Judge":
        """The judge of a folder of weights."""
        return cls.of(Weights.open(folder).json("claims.json"), str(folder))

    def likelihoods(self, pairs: Numbers) -> npt.NDArray[np.float64]:
        """For rows of FEATURES, how likely each pair is one claim, 0 to 1."""
        odds = [self._odds(pairs[at : at + _AT_ONCE]) for at in range(0, len(pairs), _AT_ONCE)]
        if not odds:
            return np.zeros(0)
        likely = 1 / (1 + np.exp(-np.concatenate(odds)))
        return np.maximum(likely, np.where(_same_words(pairs), _CERTAIN, 0.0))

    def _odds(self, pairs: Numbers) -> npt.NDArray[np.float64]:
        linear = pairs.astype(np.float64) @ self.weights + self.bias
        trees = np.arange(len(self.features))
        at = np.zeros((len(pairs), len(self.features)), dtype=np.int64)
        for _ in range(3):
            values = np.take_along_axis(pairs, self.features[trees, at], axis=1)
            at = 2 * at + 1 + (values > self.thresholds[trees, at])
        boosted: npt.NDArray[np.float64] = self.base + self.leaves[trees, at - 7].sum(1)
        odds: npt.NDArray[np.float64] = (np.clip(linear, -8, 8) + boosted) / 2
        return odds


def _same_words(pairs: Numbers) -> Flags:
    """Which pairs have all their telling words in common, two at least: one denies the other, or says the same.

    Of two that stand in copies of one sentence, half of their words are enough.
    """
    column = {name: pairs[:, place] for place, name in enumerate(FEATURES)}
    copied = (column["same_passage"] > 0) & (column["same_article"] == 0) & (column["negation"] == 0)
    same = (column["exact_less"] > _ALL) & (column["short"] >= _TWO) | copied & (column["exact_less"] >= _HALF)
    same &= (column["figures_alone"] == 0) | copied
    return same & (column["figures_extra"] == 0) & (column["figures_clash"] == 0) & (column["days_clash"] == 0)  # type: ignore[no-any-return]


def ruled_out(pairs: Numbers) -> Flags:
    """Which pairs can't be one claim, whatever else speaks for it.

    Those are rival figures; a denial that has hardly a word of what it would deny; what will be, what might be and what
    should be; what one says and of which the other says that somebody knew it; and, in otherwise the same words,
    opposites and other names.
    """
    column = {name: pairs[:, place] for place, name in enumerate(FEATURES)}
    rivals = (column["figures_clash"] > 0) & (column["figures_agree"] == 0)
    modes = (column["mode_will_may"] > 0) | (column["mode_may_must"] > 0) | (column["mode_will_must"] > 0)
    modes |= column["knowing"] > 0
    names = (column["names_swapped"] > 0) & (column["plain_less"] > _MOST) & (column["same_passage"] == 0)
    unlike = (column["negation"] > 0) & (np.maximum(column["cover_less"], column["cover_more"]) < _DENIED)
    unlike &= column["same_passage"] == 0
    return rivals | modes | names | unlike | (column["opposites"] > 0) & (column["exact_less"] >= _HALF)  # type: ignore[no-any-return]


@cache
def shipped_judge() -> Judge:
    """The judge that the package carries, opened once a process."""
    return Judge.open(shipped("claims"))
