"""What goes in and comes out where actors are told apart over articles: plain records."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from onrecord.records import ActorType

Key: TypeAlias = tuple[int, int]
Pair: TypeAlias = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Appearance:
    """An actor as one article has it.

    `company` holds the names of the article's other actors, `aliases` other wordings of this one's name there
    ("NATO"), `places` and `countries` (ISO 3166-1 alpha-2) what the article names, most often named first.
    """

    article: int
    number: int
    name: str
    type: ActorType
    roles: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    outlet: str | None = None
    day: date | None = None

    @property
    def key(self) -> Key:
        """What it is known by: its article, and its number there."""
        return self.article, self.number


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose an appearance is: `actor` is the key of the first of the appearances that are one.

    `confidence` (0 to 1) is how sure it is that this appearance belongs with the others; `reason` says why.
    """

    article: int
    number: int
    actor: Key
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Constraints:
    """What persons have set right: pairs that are one actor, and pairs (who leaves, whom it leaves) that are not."""

    same: tuple[Pair, ...] = ()
    apart: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, decisions: Iterable[tuple[bool, Key, Key]]) -> "Constraints":
        """Constraints from decisions (one actor or not, and which two) as they were made: the later one wins."""
        same: list[Pair] = []
        apart: list[Pair] = []
        for one, a, b in decisions:
            if one:
                same.append((a, b))
                whole = _joined(same, a)
                apart = [(x, y) for x, y in apart if not (x in whole and y in whole)]
            else:
                apart.append((a, b))
                same = [pair for pair in same if a not in pair]  # what made it part of the actor that it leaves
        return cls(tuple(same), tuple(apart))


def _joined(pairs: Iterable[Pair], start: Key) -> set[Key]:
    """All that the pairs lead to from `start`."""
    beside: dict[Key, list[Key]] = {}
    for a, b in pairs:
        beside.setdefault(a, []).append(b)
        beside.setdefault(b, []).append(a)
    found, left = {start}, [start]
    while left:
        for key in beside.get(left.pop(), ()):
            if key not in found:
                found.add(key)
                left.append(key)
    return found
