"""Learning which pairs of statements are one claim, from happenings of which the claims are known.

A logistic regression (Newton's method under a ridge) and boosted trees (Friedman 2001) over the features of
`corpus.claims.comparing`, whose log odds are averaged: the one keeps its head where the other has seen too little.
"""

import json
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from onrecord.corpus.claims.candidates import candidates
from onrecord.corpus.claims.comparing import FEATURES, Lexicon, Numbers, Table, features
from onrecord.corpus.claims.grouping import Grouper
from onrecord.corpus.claims.judging import Judge
from onrecord.corpus.claims.statements import Part
from onrecord.corpus.claims.wording import read_wording
from onrecord.evaluation.worlds import read_world
from onrecord.evaluation.worlds.records import ONE_OFF
from onrecord.evaluation.worlds.scores.clustering import agreement
from onrecord.meaning import shipped_embedder
from onrecord.models import write_manifest

from .boosting import boosted

Say: TypeAlias = Callable[[str], None]
Floats: TypeAlias = npt.NDArray[np.float64]
RIDGE, ROUNDS, FOLDS = 2.0, 25, 5


@dataclass(frozen=True, slots=True)
class Happening:
    """Statements of one story: the text of each, and the claim that it makes or denies."""

    name: str
    texts: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of statements as FEATURES, whether they are one claim, and the number of their happening."""

    rows: Numbers
    same: npt.NDArray[np.bool_]
    happening: npt.NDArray[np.int64]


def invented() -> list[Happening]:
    """The happenings of `data/claims.txt`."""
    found: list[tuple[str, dict[str, str]]] = []
    text = (files("onrecord.training") / "data" / "claims.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("="):
            found.append((line[1:].strip(), {}))
        elif " | " in line and not line.startswith("#"):
            claim, statement = line.split(" | ", 1)
            found[-1][1].setdefault(statement.strip('"'), claim.lstrip("-"))
    return [Happening(name, tuple(rows), tuple(rows.values())) for name, rows in found]


def of_worlds(folders: Sequence[Path]) -> list[Happening]:
    """The stories of test worlds, by the marks in their articles."""
    stories: dict[str, dict[str, str]] = {}
    for text in read_world(folders).articles() if folders else ():
        rows = stories.setdefault(text.story or text.id, {})
        for paragraph in text.paragraphs:
            for nth, mark in enumerate(paragraph.marks):
                own = f"{ONE_OFF} {paragraph.root} {nth}"
                rows.setdefault(paragraph.text[mark.start : mark.stop], own if mark.claim == ONE_OFF else mark.claim)
    return [Happening(name, tuple(rows), tuple(rows.values())) for name, rows in sorted(stories.items())]


def pairs_of(happenings: Sequence[Happening]) -> Pairs:
    """The pairs that the stage would compare."""
    embedder = shipped_embedder()
    lexicon = Lexicon(embedder)
    rows, same, numbers = [np.zeros((0, len(FEATURES)), dtype=np.float32)], [], []
    for number, happening in enumerate(happenings):
        table = Table([read_wording(text) for text in happening.texts], embedder.vectors(happening.texts), lexicon)
        one, other = candidates(table, np.arange(len(happening.texts)))
        rows.append(features(table, one, other))
        same += [happening.claims[i] == happening.claims[j] for i, j in zip(one.tolist(), other.tolist(), strict=True)]
        numbers += [number] * len(one)
    return Pairs(np.concatenate(rows), np.array(same, dtype=np.bool_), np.array(numbers, dtype=np.int64))


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
    data = fitted(pairs.rows, pairs.same)
    (out / "claims.json").write_text(json.dumps(data) + "\n", encoding="utf-8")
    write_manifest(out, "1")
    return out


def _held_out(happenings: Sequence[Happening], pairs: Pairs, made: int) -> Iterator[str]:
    """BCubed and pairs, for happenings each of which was judged by what the others taught."""
    truth: dict[tuple[int, int], Hashable] = {}
    found: dict[tuple[int, int], Hashable] = {}
    for fold in range(FOLDS):
        train = pairs.happening % FOLDS != fold
        grouper = Grouper(judge=Judge.of(fitted(pairs.rows[train], pairs.same[train]), "training"))
        for number in range(fold, len(happenings), FOLDS):
            texts, claims = happenings[number].texts, happenings[number].claims
            truth.update({(number, place): (number, claim) for place, claim in enumerate(claims)})
            parts = [Part(place, 0, 0, len(text), text, number) for place, text in enumerate(texts)]
            for at, claim in enumerate(grouper.claims(parts)):
                found.update({(number, member.part.attribution): (number, at) for member in claim.members})
    for name, chosen in (("invented", range(made)), ("worlds", range(made, len(happenings)))):
        if len(chosen):
            of = {key: claim for key, claim in truth.items() if key[0] in chosen}
            yield f"{name}, held out: {agreement(of, {key: found[key] for key in of})}"
