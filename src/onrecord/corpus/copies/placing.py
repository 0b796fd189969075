"""Sentences put into families: of two that share their words, the later one joins the family of the earlier."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from .candidates import Pairs, Witnesses
from .portions import Portion

_FAMILIES = 3
"""A sentence is in so many families at most; in several where it holds a sentence of each."""

_Joins: TypeAlias = dict[int, tuple[bool, int]]
"""Of each family that a sentence is like: whether that is sure, and how many hashes it shares with it."""


@dataclass(slots=True)
class Placed:
    """What became of the sentences of a portion.

    `witnesses` are those that later ones are compared with, and `family` their families; `members` are sentences that
    joined a family, with 1 where this alone shows that they were copied, else 0. A family that begins in the portion
    has the number -1 less the place of its first sentence.
    """

    witnesses: NDArray[np.bool_]
    family: NDArray[np.int64]
    members: list[tuple[int, int, int]] = field(default_factory=list)


def placed(
    portion: Portion,
    witnesses: Witnesses,
    inside: Pairs,
    outside: Pairs,
    hashes: NDArray[np.int64],
    furniture: frozenset[int],
) -> Placed:
    """Go through the pairs of alike sentences in the order of the later ones.

    `inside` has pairs within the portion, `outside` of a sentence and a witness; `hashes` is how many each sentence
    has. A sentence that is like one of a family of furniture takes no part, and neither does one that its article
    has twice.
    """
    found = Placed(np.ones(len(portion), np.bool_), -1 - np.arange(len(portion), dtype=np.int64))
    families, articles, own = witnesses.family.tolist(), witnesses.article.tolist(), portion.article.tolist()
    for sentence, pairs in _of_each(outside, inside):
        joins: _Joins = {}
        again = False
        for from_outside, two, count, sure in pairs:
            if from_outside:
                family, article = families[two], articles[two]
            elif found.witnesses[two]:
                family, article = int(found.family[two]), own[two]
            else:
                continue
            if article == own[sentence]:
                again = True
            else:
                joins[family] = max(joins.get(family, (False, 0)), (sure, count))
        if not furniture.isdisjoint(joins):
            found.witnesses[sentence] = False
        elif joins:
            _join(found, sentence, joins, int(hashes[sentence]))
        elif again:
            found.witnesses[sentence] = False
    return found


def _of_each(outside: Pairs, inside: Pairs) -> Iterator[tuple[int, list[tuple[bool, int, int, bool]]]]:
    """The pairs of each sentence: whether with a witness, with which one, shared hashes, whether that is sure."""
    later = np.concatenate((outside.one, inside.one))
    order = np.argsort(later, kind="stable")
    bounds = np.flatnonzero(np.diff(later[order], prepend=-1, append=-1)).tolist()
    twos, counts, sure = (
        np.concatenate((getattr(outside, name), getattr(inside, name)))[order].tolist()
        for name in ("two", "hashes", "sure")
    )
    rows = list(zip((order < len(outside.one)).tolist(), twos, counts, sure, strict=True))
    sentences = later[order].tolist()
    for start, stop in pairwise(bounds):
        yield sentences[start], rows[start:stop]


def _join(found: Placed, sentence: int, joins: _Joins, hashes: int) -> None:
    best = sorted(joins, key=lambda family: (joins[family], -abs(family), family), reverse=True)[:_FAMILIES]
    found.members += ((sentence, family, int(joins[family][0])) for family in best)
    found.family[sentence] = best[0]
    # one that was changed so much that others like it may not be found by the first one's hashes is a witness as well
    found.witnesses[sentence] = 2 * joins[best[0]][1] < hashes
