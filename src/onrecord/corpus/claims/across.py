"""What several stories have in common: claims that are made again elsewhere, or weeks later."""

import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from math import log1p

import numpy as np

from .comparing import FEATURES, features
from .grouping import Grouper
from .judging import ruled_out
from .statements import Unit
from .wording import Wording

CERTAIN = 0.7
"""How likely two claims of different stories have to be one; within a story the company tells more."""
COMMON = 30
"""A key that more claims have than this tells nothing."""
_KEYS = 6
_NAMES, _WORDS, _LEAST = 3, 3, 4
_MOST, _HALF = 0.8, 0.5  # shares of words
_WHOLE = 5  # telling words of a statement that is one claim with all that have the same words


@dataclass(slots=True)
class Node:
    """A claim as one story has it, or as the ledger has it so far: `groups` are its stories."""

    unit: Unit
    groups: frozenset[int]
    keys: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        copied = {_hash("", str(family)) for family in self.unit.families}
        self.keys = tuple(sorted({*keys(self.unit.wording), *copied}))


def keys(wording: Wording) -> tuple[int, ...]:
    """Hashes under which a claim is found again: pairs of a name and another telling word or figure.

    Without a name, only what says much has some: its words as a whole, and pairs of those that tell most.
    """
    named = sorted({s for s, n in zip(wording.stems, wording.named, strict=True) if n}, key=lambda s: (-len(s), s))
    plain = sorted({(-w, s) for s, w, n in zip(wording.stems, wording.weights, wording.named, strict=True) if not n})
    others = [f"{figure.value:g}" for figure in wording.figures[:1]] + [stem for _, stem in plain[:_WORDS]]
    known = [(name, other) for other in others for name in named[:_NAMES]] + list(combinations(named[:_NAMES], 2))
    whole: list[tuple[str, str]] = []
    if sum(weight > 0 for weight in wording.weights) >= _WHOLE:
        whole = [(" ".join(wording.stems), ""), *combinations([stem for _, stem in plain[:_WORDS]], 2)]
    enough = bool(named) and len(wording.stems) + len(wording.figures) >= _LEAST
    pairs = (known[:_KEYS] if enough else []) + whole
    return tuple(sorted({_hash(*sorted(pair)) for pair in pairs}))


def _hash(one: str, other: str) -> int:
    return zlib.crc32(one.encode("utf-8", "replace")) << 32 | zlib.crc32(other.encode("utf-8", "replace"))


def joined(nodes: Sequence[Node], grouper: Grouper) -> list[list[int]]:
    """Nodes that are one claim, as groups of their places; never two of one story."""
    pairs = _pairs(nodes)
    parent = list(range(len(nodes)))
    groups = [set(node.groups) for node in nodes]
    if pairs:
        used = sorted({at for pair in pairs for at in pair})
        table = grouper.table([nodes[at].unit for at in used], apart=False)
        one, other = (np.searchsorted(used, side).astype(np.int32) for side in zip(*pairs, strict=True))
        rows = features(table, one, other)
        likely = np.where(_comparable(rows), grouper.judge.likelihoods(rows), 0.0)
        for _, i, j in sorted((-p, i, j) for p, (i, j) in zip(likely.tolist(), pairs, strict=True) if p >= CERTAIN):
            a, b = sorted((_root(parent, i), _root(parent, j)))
            if a != b and groups[a].isdisjoint(groups[b]):
                parent[b] = a
                groups[a] |= groups[b]
    found: defaultdict[int, list[int]] = defaultdict(list)
    for at in range(len(nodes)):
        found[_root(parent, at)].append(at)
    return list(found.values())


def _pairs(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for key in node.keys:
            holders[key].append(at)
    found = {pair for held in holders.values() if 1 < len(held) <= COMMON for pair in combinations(held, 2)}
    return sorted((i, j) for i, j in found if nodes[i].groups.isdisjoint(nodes[j].groups))


def _comparable(rows: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Elsewhere only what shares a name, swaps none, denies neither and agrees in all its figures can be one claim.

    Those that have most of their words in common, and many, can be one without a name too.
    """
    column = {name: rows[:, place] for place, name in enumerate(FEATURES)}
    same = (column["exact_less"] >= _MOST) & (column["short"] >= log1p(_WHOLE)) & (column["figures_extra"] == 0)
    known = (column["names_shared"] > 0) & (column["names_swapped"] == 0)
    return (  # type: ignore[no-any-return]
        ~ruled_out(rows)
        & (
            known
            | same & (column["figures_alone"] == 0)
            | (column["same_passage"] > 0) & (column["exact_less"] >= _HALF)
        )
        & (column["negation"] == 0)
        & (column["figures_clash"] == 0)
        & (column["days_clash"] == 0)
    )


def _root(parent: list[int], at: int) -> int:
    while parent[at] != at:
        parent[at] = parent[parent[at]]
        at = parent[at]
    return at
