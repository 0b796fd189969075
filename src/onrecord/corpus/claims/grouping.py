"""Statements of stories put together to claims; what several stories have in common is not looked at here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from onrecord.meaning import Embedder, shipped_embedder

from .candidates import candidates
from .clustering import clusters
from .comparing import features
from .denying import with_denials
from .judging import Judge, ruled_out, shipped_judge
from .nearness import near
from .phrasing import clearest
from .statements import Part, Unit, texts, units
from .tables import Lexicon, Table
from .wording import read_wording

FLOOR = 0.5
"""Likelihood from which on two groups of statements are one claim."""
_LOWEST = 0.05  # a pair less likely than this counts as one that was not looked at
_SAME_WORDS = 0.99


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a statement in a claim."""

    part: Part
    denies: bool
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements of one story that say the same or deny it; `text` is that of `spoken`, its clearest part.

    `near` are the places, in the list that it is in, of claims that may be the same, with how likely that is.
    """

    group: int
    members: tuple[Member, ...]
    spoken: Part
    unit: Unit
    near: tuple[tuple[int, float], ...] = ()

    @property
    def text(self) -> str:
        """What is claimed."""
        return self.spoken.text


class Grouper:
    """Groups statements; keeps the vectors of words from one call to the next."""

    def __init__(self, embedder: Embedder | None = None, judge: Judge | None = None) -> None:
        self.embedder = embedder or shipped_embedder()
        self.judge = judge or shipped_judge()
        self._lexicon = Lexicon(self.embedder)

    def table(self, found: Sequence[Unit], apart: bool = True) -> Table:
        """Units as arrays; unless `apart`, as if all were of one story."""
        if len(self._lexicon) > 60_000:
            self._lexicon = Lexicon(self.embedder)
        return Table(found, self.embedder.vectors(texts(found)), self._lexicon, apart)

    def claims(self, parts: Sequence[Part], names: dict[int, frozenset[str]] | None = None) -> list[Claim]:
        """The claims of these parts, each within its group, in an order that does not depend on that of the parts."""
        found = units(parts, names)
        if not found:
            return []
        table = self.table(found)
        bounds = [at for at, unit in enumerate(found) if at == 0 or unit.group != found[at - 1].group] + [len(found)]
        pairs = [candidates(table, np.arange(a, b)) for a, b in pairwise(bounds) if b - a > 1]
        one = np.concatenate([pair[0] for pair in pairs]) if pairs else np.zeros(0, dtype=np.int32)
        other = np.concatenate([pair[1] for pair in pairs]) if pairs else np.zeros(0, dtype=np.int32)
        rows = features(table, one, other)
        likely = self.judge.likelihoods(rows)
        apart = ruled_out(rows)
        kept = (likely >= _LOWEST) & ~apart
        edges = list(zip(one[kept].tolist(), other[kept].tolist(), likely[kept].tolist(), strict=True))
        barred = list(zip(one[apart].tolist(), other[apart].tolist(), strict=True))
        known = {(i, j): p for i, j, p in edges}
        negative = [unit.wording.negative for unit in found]
        groups = with_denials(clusters(len(found), edges, barred, FLOOR), negative, edges, barred)
        beside = near(groups, edges, barred)
        return [
            replace(claim([found[at] for at in group], group, known), near=others)
            for group, others in zip(groups, beside, strict=True)
        ]


def claim(found: Sequence[Unit], places: Sequence[int], known: dict[tuple[int, int], float]) -> Claim:
    """Units that are one claim, with what is known of how alike they are by their places."""
    denying = _denying(found)
    spoken = clearest(found, denying) if len(found) > 1 else found[0]
    members = []
    for unit, at, denies in zip(found, places, denying, strict=True):
        confidence = _confidence(at, places, known, len(unit.parts))
        reason = _reason(unit, spoken, len(found))
        members += [Member(part, denies, confidence, reason) for part in unit.parts]
    return Claim(found[0].group, tuple(members), spoken.parts[0], spoken)


def _denying(found: Sequence[Unit]) -> list[bool]:
    """Which units deny: those in the negative where others are not, else those who deny what they are quoted with."""
    negative = [unit.wording.negative for unit in found]
    if all(negative) and any(unit.denied for unit in found):
        return negative
    return [False] * len(found) if all(negative) else negative


def _confidence(at: int, places: Sequence[int], known: dict[tuple[int, int], float], same: int) -> float:
    """The mean likelihood towards the others; those with the same words are all but certain."""
    likely = [known.get((min(at, other), max(at, other)), _LOWEST) for other in places if other != at]
    likely += [_SAME_WORDS] * (same - 1)
    return round(sum(likely) / len(likely), 3) if likely else 1.0


def _reason(unit: Unit, spoken: Unit, count: int) -> str:
    if unit is spoken:
        return "nobody else says so" if count == 1 and len(unit.parts) == 1 else "put most clearly"
    shared = [
        word
        for word, stem, weight in sorted(
            zip(unit.wording.words, unit.wording.stems, unit.wording.weights, strict=True), key=lambda entry: -entry[2]
        )
        if stem in spoken.wording.stems and weight
    ]
    said = f"shares “{'”, “'.join(dict.fromkeys(shared[:4]))}”" if shared else "other words for the same"
    if unit.wording.negative != spoken.wording.negative:
        said += "; in the negative"
    if unit.wording.figures and spoken.wording.figures:
        said += "; figures agree"
    return said


def same(one: str, other: str, grouper: Grouper | None = None) -> float:
    """How likely two statements are one claim, 0 to 1, by their words alone; 0 where something rules it out."""
    grouper = grouper or Grouper()
    found = [Unit(read_wording(text), 0, (text, "")) for text in (one, other)]
    rows = features(grouper.table(found), np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32))
    return 0.0 if ruled_out(rows)[0] else float(grouper.judge.likelihoods(rows)[0])
