"""From which other statement of the claim each statement was taken, as copies and the words of the articles tell."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .media import same_medium
from .statements import Copied, Place, Statement
from .voices import Voice, wire

_MOST_PASSAGES = 16  # of one original that statements of a claim are compared with


@dataclass(frozen=True, slots=True)
class Parent:
    """Where a statement comes from: another statement, or None, with the `relation` and the reason.

    `via` is a medium that has it from there and has no statement here.
    """

    statement: Statement | None
    relation: str
    reason: str
    via: str | None = None


@dataclass(slots=True)
class Kin:
    """The statements of one claim that say so (or that deny it), and what is found of their parents."""

    statements: Sequence[Statement]
    parents: dict[int, Parent] = field(default_factory=dict)
    _up: dict[int, Statement] = field(default_factory=dict)

    def root(self, statement: Statement) -> Statement:
        """The statement that one goes back to; long ways are shortened, as a copy can be of a copy of a copy."""
        way = []
        while (above := self._up.get(statement.attribution)) is not None:
            way.append(statement.attribution)
            statement = above
        for passed in way:
            self._up[passed] = statement
        return statement

    def put(self, statement: Statement, parent: Parent) -> bool:
        """Note a parent, unless the statement would come from itself."""
        if parent.statement is not None and self.root(parent.statement) is self.root(statement):
            return False
        self.parents[statement.attribution] = parent
        if parent.statement is not None:
            self._up[statement.attribution] = parent.statement
        return True


def link_copies(kin: Kin, copies: Mapping[int, Sequence[Copied]]) -> None:
    """Give each statement in a copied passage the same statement of the original as its parent.

    Copies of an original that has no statement here have it from the earliest of them.
    """
    by_article: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in kin.statements:
        by_article[statement.article].append(statement)
    orphans: defaultdict[int, list[tuple[int, Statement]]] = defaultdict(list)
    for statement in kin.statements:
        for passage in _passages(statement, copies.get(statement.article, ())):
            other = _same_words(statement, passage, by_article.get(passage.original, ()))
            if other is not None and kin.put(statement, _copied(statement, other, passage)):
                break
        else:
            for passage in _passages(statement, copies.get(statement.article, ())):
                _adopt(kin, statement, passage, orphans[passage.original])
                break


def _passages(statement: Statement, copied: Sequence[Copied]) -> Iterator[Copied]:
    """The copied passages that hold at least half of a statement."""
    start, stop = statement.span
    for passage in copied:
        shared = min(stop, passage.here[1]) - max(start, passage.here[0])
        if shared > 0 and 2 * shared >= stop - start:
            yield passage


def _same_words(statement: Statement, passage: Copied, others: Iterable[Statement]) -> Statement | None:
    """The statement in the passage's original that stands where this one does, or nearest to there."""
    wanted = passage.there[0] + statement.span[0] - passage.here[0]
    inside = [o for o in others if min(o.span[1], passage.there[1]) > max(o.span[0], passage.there[0])]
    return min(inside, key=lambda o: (abs(o.span[0] - wanted), o.attribution), default=None)


def _copied(statement: Statement, other: Statement, passage: Copied) -> Parent:
    credited = other.outlet is not None and same_medium(wire(statement) or " ", other.outlet)
    name = other.outlet or "an article without an outlet"
    if credited:
        return Parent(other, "wire", f"printed from {name}, which the article credits")
    return Parent(other, "copy", f"stands in a passage that is copied from {name}: {passage.reason}")


def _adopt(kin: Kin, statement: Statement, passage: Copied, others: list[tuple[int, Statement]]) -> None:
    """Give a copy of what is no statement here the earliest statement that has the same place as its parent."""
    place = passage.there[0] + statement.span[0] - passage.here[0]
    length = statement.span[1] - statement.span[0]
    for at, other in others[:_MOST_PASSAGES]:
        if abs(at - place) < max(length, 20) and other.article != statement.article:
            name = passage.outlet or "the same original"
            if kin.put(statement, Parent(other, "copy", f"both are copied from {name}: {passage.reason}")):
                return
    others.append((place, statement))


def link_citing(kin: Kin, voices: Mapping[int, Sequence[Voice]]) -> None:
    """Give each statement that says which medium has it the statement of that medium as its parent."""
    by_outlet: defaultdict[str, list[Statement]] = defaultdict(list)
    for statement in kin.statements:
        if statement.outlet:
            by_outlet[statement.outlet].append(statement)
    for statement in kin.statements:
        if statement.attribution in kin.parents:
            continue
        first = voices[statement.attribution][0]
        credit = wire(statement)
        if first.medium:
            _cite(kin, statement, first, first.medium, voices, by_outlet)
        elif credit:
            _cite(kin, statement, first, credit, voices, by_outlet, relation="wire")


def _cite(
    kin: Kin,
    statement: Statement,
    voice: Voice,
    medium: str,
    voices: Mapping[int, Sequence[Voice]],
    by_outlet: Mapping[str, Sequence[Statement]],
    relation: str = "cites",
) -> None:
    nameless = medium[:1].islower()  # "the newspaper"
    found: list[tuple[bool, int, Place, Statement]] = []
    for outlet, others in by_outlet.items():
        if outlet == statement.outlet or not (nameless or same_medium(medium, outlet)):
            continue
        for other in others[:_MOST_PASSAGES]:
            later, distance = other.seconds > statement.seconds, _distance(voice, voices[other.attribution][0])
            if distance < _FAR and not (later and nameless):
                found.append((later, distance, other.place, other))
    for _, _, _, other in sorted(found, key=lambda one: one[:3]):
        words = "credits" if relation == "wire" else "cites"
        if kin.put(statement, Parent(other, relation, f"{words} {other.outlet}, whose own article says so")):
            return
    if relation == "cites" and not nameless:
        known = "whose own article has it from here" if found else "of which no article here says so"
        reason = f"cites {medium}, {known}"
        kin.parents[statement.attribution] = Parent(None, relation, reason, medium)


_FAR = 3


def _distance(voice: Voice, other: Voice) -> int:
    """How badly what a medium has fits what it is said to have: 0 the same speaker, 3 surely another one."""
    if voice.kind == "medium":
        return {"medium": 0, "unnamed": 0, "unclear": 1, "hearsay": 1}.get(other.kind, 1)
    if voice.kind in ("unnamed", "unclear"):
        return {"unnamed": 0, "medium": 1, "unclear": 1}.get(other.kind, 2)
    if other.kind in ("person", "body"):
        return 0 if voice.name == other.name or (voice.actor and voice.actor == other.actor) else _FAR
    return 2
