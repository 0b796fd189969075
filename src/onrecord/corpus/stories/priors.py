"""How many articles a term stands in, as far as that can be known before many have been read."""

import json
import math
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.meaning import terms
from onrecord.models import Weights, shipped

UNKNOWN = 0.0005
"""Of articles with a word that is not among the frequent ones of a language."""
_FIRST = "the"
_WORDS = 25.0  # an article of 250 words: by Zipf's law the word of rank r stands in it 25 / r times


@cache
def priors() -> dict[int, float]:
    """Share of articles that each term is expected in, by how frequent a word is in the encoder's vocabulary.

    The vocabulary has words in the order of how frequent they are; rank and frequency go by Zipf's law.
    """
    vocabulary = json.loads(Weights.open(shipped("attributions")).read("tokenizer.json"))["model"]["vocab"]
    first = vocabulary.get(_FIRST, 0)
    shares: dict[int, float] = {}
    for word, place in vocabulary.items():
        if place >= first and len(word) > 1 and word.isalnum():
            share = 1.0 - math.exp(-_WORDS / (place - first + 1))
            for term in terms(word):
                shares[term] = max(share, shares.get(term, 0.0))
    return shares


RAREST = math.log(1.0 / UNKNOWN)
"""Of the terms that are not among `rarities`."""


@cache
def rarities() -> dict[int, float]:
    """How rare each of these terms is in the language: the logarithm of how many articles there are to one with it."""
    return {term: math.log(1.0 / share) for term, share in priors().items()}


@cache
def passed_over(language: str = "en") -> frozenset[int]:
    """Terms that tell nothing of what an article is about: days, months, words of reporting."""
    lists = tomllib.loads((files(__package__) / "data" / language / "words.toml").read_text(encoding="utf-8"))
    return frozenset(term for words in lists.values() for term in terms(" ".join(words)))
