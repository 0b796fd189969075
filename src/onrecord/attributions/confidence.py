"""How likely it is that a careful reader would mark the same attribution.

A logistic regression over what the decoder knows of an attribution: the chain's probabilities of its
spans and their edges, and the shares of its links. Its weights are fitted on articles that were kept
out of the network's training.
"""

import math
from collections.abc import Sequence

from onrecord.records import AttributionKind

from .assembling import Draft

FEATURES = (
    "constant",
    "cue",
    "cue edges",
    "content",
    "content weakest",
    "content edges",
    "content link",
    "source",
    "source mean",
    "source edges",
    "source link",
    "pieces",
    "length",
    "direct",
    "mixed",
)


def features(draft: Draft, kind: AttributionKind) -> list[float]:
    """The numbers that FEATURES names, in that order."""
    first, last = draft.content[0], draft.content[-1]
    words = sum(len(piece.words) for piece in draft.content)
    source = draft.source[0] if draft.source else None
    return [
        1.0,
        _logit(draft.cue.mean),
        _logit(draft.cue.edges),
        _logit(sum(piece.mean * len(piece.words) for piece in draft.content) / words),
        _logit(min(piece.low for piece in draft.content)),
        _logit(first.edges * last.edges),
        _logit(min(draft.content_links)),
        float(source is not None),
        _logit(source.mean) if source else 0.0,
        _logit(source.edges) if source else 0.0,
        _logit(draft.source_link) if source else 0.0,
        float(len(draft.content) > 1),
        math.log(words),
        float(kind == "direct"),
        float(kind == "mixed"),
    ]


def confidence(numbers: Sequence[float], weights: Sequence[float]) -> float:
    """The probability, between 0 and 1."""
    score = sum(a * b for a, b in zip(numbers, weights, strict=True))
    return 1.0 / (1.0 + math.exp(-max(min(score, 30.0), -30.0)))


def _logit(probability: float) -> float:
    clipped = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(clipped / (1 - clipped))
