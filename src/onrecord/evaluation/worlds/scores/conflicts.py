"""Conflicts against the truth."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from duckdb import DuckDBPyConnection

from ..covering import Said
from ..locating import Item, Located
from ..records import Conflict, ConflictKind, World
from .counting import Found, Part

_CONFLICTS = """SELECT kind, reason, claim, attribution, article, "start", stop, other_claim, other_attribution
    FROM conflicts ORDER BY confidence DESC, conflict"""


@dataclass(frozen=True, slots=True)
class Told:
    """A conflict as the ledger has it: the true claims that each side may be."""

    kind: str
    sides: tuple[frozenset[str], frozenset[str]]
    reason: str

    def is_(self, true: Conflict) -> bool:
        """Whether it is that conflict: of that kind, with a claim of it on a side, or two of them on both."""
        one, other = (side & set(true.claims) for side in self.sides)
        if self.kind != true.kind:
            return False
        if len(set(true.claims)) == 1:
            return bool(one | other)
        return bool(one and other) and len(one | other) > 1


def score_conflicts(
    world: World, located: Located, covering: Mapping[Item, Said], connection: DuckDBPyConnection
) -> Part:
    """Conflicts found, of those that there are.

    A side is the true claim of the marked statements that its evidence is, and of these those where its words stand;
    without such, the one that most of its claim's statements make. Each true conflict is found once; another one that
    is the same is no mistake.
    """
    told = _told(_Sides(located, covering), connection)
    left = list(world.conflicts)
    right, wrong = list[Conflict](), list[Told]()
    for one in told:
        hit = next((true for true in left if one.is_(true)), None)
        if hit:
            left.remove(hit)
            right.append(hit)
        elif not any(one.is_(true) for true in right):
            wrong.append(one)
    part = Part()
    part.add("conflicts", Found(len(right), len(left), len(wrong)))
    for kind in get_args(ConflictKind):
        counts = [sum(one.kind == kind for one in some) for some in (right, left, wrong)]
        if any(counts):
            part.add(kind, Found(*counts))
    part.errors += [f"missed, {true.kind}: {', '.join(true.claims)}: {true.why}" for true in left]
    part.errors += [f"none, {_shown(world, one)}" for one in wrong]
    return part


def _told(sides: "_Sides", connection: DuckDBPyConnection) -> list[Told]:
    return [
        Told(kind, (sides.side(claim, attribution, words), sides.side(other, its)), reason)
        for kind, reason, claim, attribution, *words, other, its in connection.execute(_CONFLICTS).fetchall()
    ]


class _Sides:
    """What true claims a side of the ledger's conflicts may be."""

    def __init__(self, located: Located, covering: Mapping[Item, Said]) -> None:
        self._evidence: defaultdict[int, list[tuple[Item, Said]]] = defaultdict(list)
        self._articles: defaultdict[int, list[Item]] = defaultdict(list)
        self._made: defaultdict[int, Counter[str]] = defaultdict(Counter)
        for item in located.items:
            self._articles[item.article].append(item)
        for item, one in covering.items():
            self._evidence[one.attribution].append((item, one))
            if one.claim is not None:
                self._made[one.claim][item.claim] += 1

    def side(self, claim: int | None, attribution: int | None, words: Sequence[int] | None = None) -> frozenset[str]:
        """True claims of a side that the ledger has in `claim`, with its statement and where its words stand."""
        found = self._evidence.get(attribution, []) if attribution is not None else []
        items = [item for item, one in found if one.claim == claim] or [item for item, _ in found]
        if words:
            there = [item for item in items or self._articles[words[0]] if _touch(item, words)]
            items = there or items
        if not items and claim is not None and self._made[claim]:
            return frozenset([self._made[claim].most_common(1)[0][0]])
        return frozenset(item.claim for item in items)


def _touch(item: Item, words: Sequence[int]) -> bool:
    article, start, stop = words
    return item.article == article and item.start < stop and start < item.stop


def _shown(world: World, one: Told) -> str:
    sides = " | ".join(", ".join(sorted(side)) or "?" for side in one.sides)
    both = one.sides[0] | one.sides[1]
    course = any(len(both & set(claims)) > 1 for claims in world.courses)
    return f"{one.kind}: {sides}{' (a course)' if course else ''}: {one.reason}"
