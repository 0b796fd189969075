"""Choosing among candidates: a conditional logit over the features of each, "nobody" among them.

McFadden (1974); the weights are learnt from articles whose speakers were labelled.
"""

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from .feature_names import FEATURES


@cache
def weights(kind: str, language: str = "en") -> tuple[float, ...]:
    """One number for each of FEATURES; features that the file doesn't know weigh nothing.

    `kind` is "pronoun", "description" (of one person), or "family": a family name that several persons bear.
    """
    path = files("onrecord.references.actors") / "data" / language / "linking.json"
    numbers = json.loads(path.read_text(encoding="utf-8"))[kind]
    return tuple(float(numbers.get(name, 0.0)) for name in FEATURES)


def probabilities(rows: Sequence[Sequence[float]], by: Sequence[float]) -> list[float]:
    """How likely each of `rows` of features is the right one; they add up to 1."""
    scores = [sum(a * b for a, b in zip(row, by, strict=True)) for row in rows]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
