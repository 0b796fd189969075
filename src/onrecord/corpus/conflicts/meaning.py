"""Statements taken apart, and how near two are in meaning."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from onrecord.corpus.claims.wording import Wording, read_wording
from onrecord.meaning import Vectors, shipped_embedder

_MOST = 50_000  # vectors that are kept: of 256 numbers of 4 bytes each
_FIGURE = re.compile(r"\d[\d.,]*")


@lru_cache(maxsize=1 << 14)
def wording(text: str) -> Wording:
    """A statement taken apart, as claims are compared."""
    return read_wording(text)


def meaning(one: str, other: str) -> float:
    """How near two texts are by their vectors, without figures: the cosine."""
    left, right = _FIGURE.sub(" ", one), _FIGURE.sub(" ", other)
    vectors = meanings((left, right))
    return float(vectors[left] @ vectors[right])


def meanings(texts: Iterable[str]) -> Mapping[str, Vectors]:
    """The vector of each text; those that were asked for lately are not made again."""
    known = _known()
    if len(known) > _MOST:
        known.clear()
    wanted = list(dict.fromkeys(texts))
    new = [text for text in wanted if text not in known]
    if new:
        known.update(zip(new, shipped_embedder().vectors(new), strict=True))
    return {text: known[text] for text in wanted}


@cache
def _known() -> dict[str, Vectors]:
    return {}
