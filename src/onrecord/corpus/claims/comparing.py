"""Pairs of statements as numbers that tell whether they say the same."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .matching import counted_otherwise, match_figures, opposed
from .statements import Unit
from .tables import DAY, DENIED, FIGURES, KNOWING, MODE, NEGATIVE, OPPOSITES, PRONOUN, Numbers, Places, Table
from .wording import MODES

_BLOCK = 512
_FAR = 8  # statements between two of one article, and of two articles
_UNLIKE, _ALIKE = 0.3, 0.8  # cosines of words that have nothing in common, and that mean the same
_OTHER_NAME = 0.55  # the most that two different names can be alike
_MODE_PAIRS = tuple(
    f"mode_{pair}" for pair in ("plain_will", "plain_may", "plain_must", "will_may", "will_must", "may_must")
)
_WORDS = ("cover", "exact", "lost", "left", "names", "names_not", "sum", "first", "last", "heavy", "plain", "told",
          "untold", "known", "top")  # fmt: skip
FEATURES = (
    "cosine", "cover_less", "cover_more", "exact_less", "exact_more", "lost_less", "lost_more", "left_less",
    "left_more", "names_shared", "names_swapped", "names_extra", "shared", "first_less", "first_more", "last_less",
    "last_more", "heavy_less", "heavy_more", "plain_less", "plain_more", "told_less", "told_more", "untold_less",
    "untold_more", "known", "top", "runs", "figures_agree", "figures_clash", "figures_extra", "figures_alone",
    "figures_other", "days_agree", "days_clash", "negation", "negative", "denied", "opposites", "short", "shorter",
    "pronoun", "mode_same", *_MODE_PAIRS, "mode_else", "mode_want_or_ask", "strong", "knowing", "same_passage",
    "same_statement", "same_article", "gap", "same_speaker", "other_speaker", "days_between",
)  # fmt: skip
"""What is told of a pair: shares of words that the other has, softly and exactly, of all words, of those that are no
names, and by how rare they are in the story; the heaviest that it lacks; names; runs of words; figures; days; what is
denied or opposed; how many words there are; how both stand to events; with what they begin and end; whether they are of
one statement, one article, one speaker. "less" and "more" are the lower and the higher of both directions."""


def features(table: Table, one: Places, other: Places) -> Numbers:
    """A row of FEATURES for each pair of rows of a table; the same whichever of the two comes first."""
    parts = [_block(table, one[at : at + _BLOCK], other[at : at + _BLOCK]) for at in range(0, len(one), _BLOCK)]
    return np.concatenate(parts) if parts else np.zeros((0, len(FEATURES)), dtype=np.float32)


def _block(table: Table, one: Places, other: Places) -> Numbers:
    like, runs = _alike(table, one, other)
    sides = np.stack((_coverage(table, one, like.max(2)), _coverage(table, other, like.max(1))))
    less, more = dict(zip(_WORDS, sides.min(0).T, strict=True)), dict(zip(_WORDS, sides.max(0).T, strict=True))
    columns = {f"{name}_less": column for name, column in less.items()}
    columns |= {f"{name}_more": column for name, column in more.items()}
    cosine = np.einsum("pd,pd->p", table.meaning[one], table.meaning[other])
    counts = np.stack([(table.weights[rows] > 0).sum(1) for rows in (one, other)]).astype(np.float32)
    columns |= {
        "cosine": cosine,
        "names_shared": np.minimum(less["names"], 3),
        "names_swapped": np.minimum(less["names_not"], 2),
        "names_extra": np.minimum(more["names_not"], 3),
        "shared": np.log1p(less["sum"]),
        "known": np.log1p(less["known"]),
        "top": less["top"],
        "strong": cosine * less["cover"],
        "short": np.log1p(counts.min(0)),
        "shorter": counts.min(0) / np.maximum(1, counts.max(0)),
        "runs": runs,
    }
    columns |= _facts(table, one, other) | _matched(table, one, other) | _company(table.units, one, other)
    return np.stack([columns[name] for name in FEATURES], 1).astype(np.float32)


def _alike(table: Table, one: Places, other: Places) -> tuple[Numbers, Numbers]:
    """How alike each word of one is to each of the other [pairs, words, words], and how many runs of two both have.

    Words are alike by 1 where they have one stem.
    """
    width = max(int((table.rows[rows] > 0).sum(1).max(initial=1)) for rows in (one, other))
    ones, others = table.rows[one, :width], table.rows[other, :width]
    vectors = table.lexicon.vectors
    like: Numbers = np.matmul(vectors[ones], vectors[others].transpose(0, 2, 1))
    like -= _UNLIKE
    like /= _ALIKE - _UNLIKE
    np.clip(like, 0.0, 0.95, out=like)
    names = table.named[one, :width][:, :, None] | table.named[other, :width][:, None, :]
    np.minimum(like, _OTHER_NAME, out=like, where=names)
    equal = table.stems[one, :width][:, :, None] == table.stems[other, :width][:, None, :]
    equal &= (ones > 0)[:, :, None]
    like[equal] = 1.0
    like[(ones == 0)[:, :, None] | (others == 0)[:, None, :]] = 0.0
    runs = (equal[:, 1:, 1:] & equal[:, :-1, :-1]).sum((1, 2))
    return like, np.minimum(runs, 4).astype(np.float32)


def _coverage(table: Table, rows: Places, best: Numbers) -> Numbers:
    """What of each statement's words the other has, as _WORDS."""
    width = best.shape[1]
    weights, named = table.weights[rows, :width], table.named[rows, :width]
    held = weights > 0
    rare = np.where(held, table.telling[rows, :width], 0.0)
    total = np.maximum(weights.sum(1), 1e-6)
    exact = best >= 1.0
    lost = weights * (1 - best)
    last = np.maximum(held.sum(1) - 1, 0)
    plain = np.where(named, 0.0, weights)
    heavy, telling = weights**3, weights * rare
    return np.stack(
        (
            (weights * best).sum(1) / total,
            (weights * exact).sum(1) / total,
            lost.max(1, initial=0.0),
            np.minimum(lost.sum(1), 6.0),
            (named & held & exact).sum(1),
            (named & held & ~exact).sum(1),
            (weights * exact).sum(1),
            best[:, 0],
            best[np.arange(len(rows)), last],
            (heavy * best).sum(1) / np.maximum(heavy.sum(1), 1e-6),
            (plain * best).sum(1) / np.maximum(plain.sum(1), 1e-6),
            (telling * best).sum(1) / np.maximum(telling.sum(1), 1e-6),
            (telling * (1 - best)).max(1, initial=0.0),
            (telling * exact).sum(1),
            (telling * exact).max(1, initial=0.0),
        ),
        1,
    ).astype(np.float32)


def _facts(table: Table, one: Places, other: Places) -> dict[str, npt.NDArray[np.generic]]:
    """What stands for itself on both sides."""
    ones, others = table.facts[one].T, table.facts[other].T
    low, high = np.minimum(ones[MODE], others[MODE]), np.maximum(ones[MODE], others[MODE])
    differ = low != high
    modes = {f"mode_{a}_{b}": (low == i) & (high == j) for i, a in enumerate(MODES) for j, b in enumerate(MODES)}
    found = {name: modes[name] for name in _MODE_PAIRS}
    both = table.calendar[one] & table.calendar[other]
    named = (table.calendar[one] != 0) & (table.calendar[other] != 0)
    known = (ones[DAY] > 0) & (others[DAY] > 0)
    return found | {
        "mode_same": ~differ,
        "mode_else": differ & ~np.any(list(found.values()), axis=0),
        "mode_want_or_ask": differ & (high >= MODES.index("want")),
        "negation": ones[NEGATIVE] != others[NEGATIVE],
        "negative": ones[NEGATIVE] + others[NEGATIVE],
        "denied": ones[DENIED] | others[DENIED],
        "knowing": ones[KNOWING] != others[KNOWING],
        "pronoun": ones[PRONOUN] | others[PRONOUN],
        "days_agree": both[:, (0, 1, 3)].any(1),
        "days_clash": (named & (both == 0)).any(1),
        "days_between": np.where(known, np.minimum(abs(ones[DAY] - others[DAY]), 6), 0),
        "figures_alone": (ones[FIGURES] > 0) != (others[FIGURES] > 0),
    }


def _matched(table: Table, one: Places, other: Places) -> dict[str, npt.NDArray[np.generic]]:
    """Figures and opposites, where both sides have some."""
    found = {name: np.zeros(len(one), dtype=np.float32) for name in
             ("figures_agree", "figures_clash", "figures_extra", "figures_other", "opposites")}  # fmt: skip
    ones, others = table.facts[one].T, table.facts[other].T
    for at in np.flatnonzero((ones[FIGURES] > 0) & (others[FIGURES] > 0)).tolist():
        here, there = table.units[one[at]].wording.figures, table.units[other[at]].wording.figures
        agree, clash, extra = match_figures(here, there)
        found["figures_agree"][at], found["figures_clash"][at] = min(agree, 2), clash
        found["figures_extra"][at] = min(extra, 2)
        found["figures_other"][at] = agree > 0 and counted_otherwise(here, there)
    some = (ones[OPPOSITES] > 0) & (others[OPPOSITES] > 0) & (ones[NEGATIVE] == others[NEGATIVE])
    for at in np.flatnonzero(some).tolist():
        here, there = table.units[one[at]].wording, table.units[other[at]].wording
        found["opposites"][at] = opposed(here.opposites, there.opposites)
    return dict(found)


def _company(units: Sequence[Unit], one: Places, other: Places) -> dict[str, npt.NDArray[np.generic]]:
    """Whether both are of one statement, one article and how far from each other, one speaker."""
    found = np.zeros((6, len(one)), dtype=np.float32)
    found[2] = _FAR
    for at, (i, j) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
        here, there = units[i], units[j]
        if shared := here.places.keys() & there.places.keys():
            found[1, at] = 1.0
            found[2, at] = min(_FAR - 1, *[abs(here.places[a] - there.places[a]) for a in shared])
            found[0, at] = not here.attributions.isdisjoint(there.attributions)
        if here.actors and there.actors:
            found[4 if here.actors.isdisjoint(there.actors) else 3, at] = 1.0
        if here.families and there.families:
            found[5, at] = not here.families.isdisjoint(there.families)
    names = ("same_statement", "same_article", "gap", "same_speaker", "other_speaker", "same_passage")
    return dict(zip(names, found, strict=True))
