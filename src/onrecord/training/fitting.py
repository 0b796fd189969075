"""Fitting what comes after the network: the decoder's biases and the weights of the confidence.

Both are fitted on articles that the network was not trained on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.attributions.assembling import Tuning, assemble
from onrecord.attributions.chain import Chain
from onrecord.attributions.confidence import FEATURES, features
from onrecord.attributions.encoding import Encoder, Encoding
from onrecord.attributions.kinds import kind_of
from onrecord.attributions.quotation import Quotation, quotations
from onrecord.attributions.reader import record
from onrecord.attributions.reading import Reading, Run, read
from onrecord.evaluation.scoring import Marked, Scores, Tokenised, related, score_article, spans_of

STEPS = {
    "cue_bias": (-0.25, 0.0, 0.25),
    "source_bias": (-0.2, 0.0, 0.2, 0.4),
    "content_bias": (-0.2, 0.0, 0.2),
    "content_floor": (-8.0, -6.0, -4.0),
    "source_floor": (-12.0, -10.0, -7.0, -5.0, -3.0),
}
FIGURES = ("relation", "exact.source", "exact.cue", "exact.content")
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Read:
    """A held-out article as the network read it, with what it should have found."""

    encoding: Encoding
    reading: Reading
    text: str
    quoted: list[Quotation]
    tokens: Tokenised
    gold: list[Marked]


def read_all(rows: Sequence[dict[str, Any]], encoder: Encoder, network: Run) -> list[Read]:
    """Run the network over labelled articles, once."""
    out = []
    for row in rows:
        encoding, tokens = encoder(row["text"]), Tokenised(row["text"])
        gold = [tokens.marked(a) for a in row["attributions"]]
        out.append(Read(encoding, read(encoding, network), row["text"], quotations(row["text"]), tokens, gold))
    return out


def fit_tuning(articles: Sequence[Read], chain: Chain, say: Callable[[str], None]) -> Tuning:
    """Coordinate search for the biases with the best mean of relation F1 and the exact F1s."""
    best = Tuning()
    top = _objective(articles, chain, best)
    for name, values in STEPS.items():
        for value in values:
            candidate = replace(best, **{name: value})
            if (score := _objective(articles, chain, candidate)) > top + 1e-4:
                best, top = candidate, score
        say(f"decoder: {name} {getattr(best, name)}, mean F1 {top:.4f}")
    return best


def _objective(articles: Sequence[Read], chain: Chain, tuning: Tuning) -> float:
    scores = Scores()
    for article in articles:
        drafts = assemble(article.encoding, article.reading, chain, tuning)
        found = [article.tokens.marked(spans_of(record(article.encoding, d, "indirect", 0.0))) for d in drafts]
        score_article(scores, article.gold, found)
    return sum(scores.counts[name].f1 for name in FIGURES) / len(FIGURES)


def fit_confidence(articles: Sequence[Read], chain: Chain, tuning: Tuning) -> list[float]:
    """Logistic regression of "this attribution is right" on the features of the draft."""
    rows: list[list[float]] = []
    right: list[bool] = []
    for article in articles:
        drafts = assemble(article.encoding, article.reading, chain, tuning)
        records = [record(article.encoding, draft, "indirect", 0.0) for draft in drafts]
        found = [article.tokens.marked(spans_of(r)) for r in records]
        pairs = {p: g for g, p in score_article(Scores(), article.gold, found)}
        for number, (draft, made) in enumerate(zip(drafts, records, strict=True)):
            rows.append(features(draft, kind_of(article.text, made.content, article.quoted)))
            right.append(number in pairs and related(article.gold[pairs[number]], found[number]))
    return _logistic(np.array(rows).reshape(-1, len(FEATURES)), np.array(right, dtype=float))


def _logistic(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], rounds: int = 30) -> list[float]:
    """Newton's method with a ridge that leaves the constant all but free; without any row, all weights are 0."""
    ridge = np.diag([RIDGE / 1000] + [RIDGE] * (x.shape[1] - 1))
    weights = np.zeros(x.shape[1])
    for _ in range(rounds):
        p = 1.0 / (1.0 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (y - p) - ridge @ weights
        curvature = (x * (p * (1 - p) + 1e-6)[:, None]).T @ x + ridge
        weights = weights + np.linalg.solve(curvature, gradient)
    return [float(w) for w in weights]
