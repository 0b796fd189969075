"""Learning which pairs of statements are one claim, from happenings of which the claims are known.

A logistic regression (Newton's method under a ridge) and boosted trees (Friedman 2001) over the features of
`corpus.claims.comparing`, whose log odds are averaged: the one keeps its head where the other has seen too little.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.corpus.claims.candidates import candidates
from onrecord.corpus.claims.comparing import FEATURES, features
from onrecord.corpus.claims.grouping import Grouper
from onrecord.corpus.claims.judging import Judge
from onrecord.corpus.claims.statements import texts, units
from onrecord.corpus.claims.tables import Lexicon, Numbers, Table
from onrecord.evaluation.worlds.scores.clustering import agreement
from onrecord.meaning import shipped_embedder
from onrecord.models import write_manifest

from .boosting import boosted
from .told import Happening, invented, of_worlds

Say: TypeAlias = Callable[[str], None]
Floats: TypeAlias = npt.NDArray[np.float64]
RIDGE, ROUNDS, FOLDS = 2.0, 25, 5
WORLD = 4
"""How many times a pair of a test world counts: its statements are as they are read, those of the others are not."""


WIDE = 20, 0.15
"""How many others each is taken with, and how alike at the least: more than are compared later."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of statements as FEATURES, whether they are one claim, and the number of their happening."""

    rows: Numbers
    same: npt.NDArray[np.bool_]
    happening: npt.NDArray[np.int64]


def pairs_of(happenings: Sequence[Happening]) -> Pairs:
    """The pairs that the stage would compare and as many again, of statements that make one claim each."""
    embedder = shipped_embedder()
    lexicon = Lexicon(embedder)
    rows, same, numbers = [np.zeros((0, len(FEATURES)), dtype=np.float32)], [], []
    for number, happening in enumerate(happenings):
        claims = {part.key: claim for part, claim in zip(happening.parts, happening.claims, strict=True)}
        found = units(happening.parts, {part.group: happening.names for part in happening.parts})
        made = [frozenset[str]().union(*(claims[part.key] for part in unit.parts)) for unit in found]
        table = Table(found, embedder.vectors(texts(found)), lexicon)
        one, other = candidates(table, np.arange(len(found)), *WIDE)
        known = np.array([len(made[i]) == len(made[j]) == 1 for i, j in zip(one, other, strict=True)], dtype=np.bool_)
        rows.append(features(table, one[known], other[known]))
        same += [made[i] == made[j] for i, j in zip(one[known].tolist(), other[known].tolist(), strict=True)]
        numbers += [number] * int(known.sum())
    return Pairs(np.concatenate(rows), np.array(same, dtype=np.bool_), np.array(numbers, dtype=np.int64))


def weighed(pairs: Pairs, chosen: npt.NDArray[np.bool_], made: int) -> dict[str, Any]:
    """What is fitted on the chosen pairs, those of worlds counted WORLD times; the first `made` happenings are none."""
    times = np.where(pairs.happening < made, 1, WORLD) * chosen
    return fitted(np.repeat(pairs.rows, times, axis=0), np.repeat(pairs.same, times))


def fitted(rows: Numbers, same: npt.NDArray[np.bool_]) -> dict[str, Any]:
    """What `claims.json` holds, fitted on these pairs."""
    weights, bias = _logistic(rows.astype(np.float64), same)
    return {
        "features": FEATURES,
        "weights": np.round(weights, 5).tolist(),
        "bias": round(bias, 5),
        "trees": boosted(rows, same),
    }


def _logistic(rows: Floats, same: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    """Weights and bias of the highest likelihood under a ridge, for rows as they stand."""
    middle, spread = rows.mean(0), rows.std(0) + 1e-6
    inputs = np.concatenate(((rows - middle) / spread, np.ones((len(rows), 1))), 1)
    ridge = np.append(np.full(rows.shape[1], RIDGE), 1e-6)
    weights = np.zeros(inputs.shape[1])
    for _ in range(ROUNDS):
        likely = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (likely - same) + ridge * weights
        curve = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + np.diag(ridge)
        weights -= np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ middle)


def train_claims(worlds: Sequence[Path], out: Path, say: Say) -> Path:
    """Learn from what the package carries and from test worlds; writes a folder of weights and returns it.

    Says how well claims are told in happenings that were left out, a fifth at a time.
    """
    made = invented()
    happenings = [*made, *of_worlds(worlds)]
    pairs = pairs_of(happenings)
    say(f"{len(happenings)} happenings, {len(pairs.same)} pairs, {int(pairs.same.sum())} of them one claim")
    for line in _held_out(happenings, pairs, len(made)):
        say(line)
    out.mkdir(parents=True, exist_ok=True)
    data = weighed(pairs, np.ones(len(pairs.same), dtype=np.bool_), len(made))
    (out / "claims.json").write_text(json.dumps(data) + "\n", encoding="utf-8")
    write_manifest(out, "1")
    return out


def _held_out(happenings: Sequence[Happening], pairs: Pairs, made: int) -> Iterator[str]:
    """BCubed and pairs, for happenings each of which was judged by what the others taught."""
    truth: dict[tuple[int, tuple[int, int], str], str] = {}
    home: dict[tuple[int, tuple[int, int]], int] = {}
    for fold in range(FOLDS):
        train = pairs.happening % FOLDS != fold
        grouper = Grouper(judge=Judge.of(weighed(pairs, train, made), "training"))
        for number in range(fold, len(happenings), FOLDS):
            happening = happenings[number]
            for part, claims in zip(happening.parts, happening.claims, strict=True):
                truth.update({(number, part.key, claim): claim for claim in claims})
            names = {part.group: happening.names for part in happening.parts}
            for at, claim in enumerate(grouper.claims(happening.parts, names)):
                home.update({(number, member.part.key): at for member in claim.members})
    for name, chosen in (("invented", range(made)), ("worlds", range(made, len(happenings)))):
        if len(chosen):
            of = {key: (key[0], claim) for key, claim in truth.items() if key[0] in chosen}
            yield f"{name}, held out: {agreement(of, {key: (key[0], home[key[:2]]) for key in of})}"
