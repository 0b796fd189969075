"""One claim: whom each statement has it from, its origins, and their count."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .counting import Count, count
from .media import Outlets
from .naming import named
from .parents import Kin, Parent, link_citing, link_copies
from .parties import parties
from .party import Party, Said
from .sentences import beside, outlet_hints, outlet_pattern
from .statements import Copied, Statement
from .voices import UNSURE, Voice, heard_from, voices
from .weighing import Chance, chances

_RANKS = {"person": 0, "body": 0, "unnamed": 1, "medium": 2, "unclear": 4, "hearsay": 5}
_LONGEST = 160
_WORD = re.compile(r"\w+")
_MOST_OUTLETS = 40


@dataclass(frozen=True, slots=True)
class Origin:
    """A row of the table `origins`, without the claim."""

    name: str
    kind: str
    actor: int | None
    medium: str | None
    certain: bool
    attribution: int
    reason: str


@dataclass(frozen=True, slots=True)
class Spread:
    """A row of the table `spread`, without the claim."""

    attribution: int
    origin: int | None
    parent: int | None
    relation: str
    via: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Traced:
    """A claim's origins, the way of each statement, and the count."""

    origins: tuple[Origin, ...]
    spread: tuple[Spread, ...]
    count: Count


def traced(
    statements: Sequence[Statement],
    copies: Mapping[int, Sequence[Copied]],
    outlets: Outlets,
    near: Sequence[Statement] = (),
) -> Traced:
    """Trace a claim; `statements` are in the order of print. Takes time linear in them.

    `near` are statements of claims that may be the same: whom they have for origins widens the count.
    """
    said = {s.attribution: voices(s, outlets) for s in statements}
    asserting = Kin([s for s in statements if not s.denies])
    denying = Kin([s for s in statements if s.denies])
    for kin in (asserting, denying):
        _link(kin, copies, said)
    found = _parties(asserting, said)
    called = [_called(party) for party in found]
    further = _near(asserting.statements, [s for s in near if not s.denies], copies, outlets, said) if found else []
    counted = count(found, chances(found), called, further)
    origins = tuple(
        _origin(party, name, sure) for party, name, sure in zip(found, called, counted.certain, strict=True)
    )
    spread = tuple(_spread(asserting, found)) + tuple(_denials(denying, said))
    return Traced(origins, spread, counted)


def _link(kin: Kin, copies: Mapping[int, Sequence[Copied]], said: dict[int, tuple[Voice, ...]]) -> None:
    link_copies(kin, copies)
    _hear(kin, said)
    link_citing(kin, said)


def _parties(kin: Kin, said: Mapping[int, Sequence[Voice]]) -> list[Party]:
    return parties([(s, _known(voice)) for s, voice in named(list(_roots(kin, said)))])


def _near(
    own: Sequence[Statement],
    near: Sequence[Statement],
    copies: Mapping[int, Sequence[Copied]],
    outlets: Outlets,
    heard: Mapping[int, tuple[Voice, ...]],
) -> list[tuple[Party, Chance, str]]:
    """The parties that only statements of claims have which may be the same, with their chances and names.

    `heard` are the voices of the claim's own statements.
    """
    if not near:
        return []
    kin = Kin(sorted((*own, *near), key=lambda s: s.place))
    said = {**heard, **{s.attribution: voices(s, outlets) for s in near}}
    _link(kin, copies, said)
    found = _parties(kin, said)
    known = {kin.root(s).attribution for s in own}
    return [
        (party, chance, _called(party))
        for party, chance in zip(found, chances(found), strict=True)
        if known.isdisjoint(s.attribution for s, _ in party.said)
    ]


def _hear(kin: Kin, said: dict[int, tuple[Voice, ...]]) -> None:
    """Note which other outlet of the claim a sentence names as having it, where the reading knows no such medium."""
    outlets = list(dict.fromkeys(s.outlet for s in kin.statements if s.outlet))[:_MOST_OUTLETS]
    if len(outlets) < 2:
        return
    hints: defaultdict[str, list[str]] = defaultdict(list)
    for outlet in outlets:
        for word in outlet_hints(outlet):
            hints[word].append(outlet)
    for statement in kin.statements:
        own = said[statement.attribution]
        if statement.attribution in kin.parents or own[0].medium:
            continue
        medium = _named_beside(statement, hints)
        if medium is not None:
            said[statement.attribution] = tuple(heard_from(voice, medium) for voice in own)


def _named_beside(statement: Statement, hints: Mapping[str, Sequence[str]]) -> str | None:
    """An outlet that the sentence says a statement is from; `hints` are outlets by the words that may name them."""
    written = f"{statement.before} {statement.ahead} {statement.source} {statement.behind}"
    words = _WORD.findall(written.casefold())
    hinted = dict.fromkeys(o for word in words if word in hints for o in hints[word] if o != statement.outlet)
    if not hinted:
        return None
    before, behind = beside(statement.before, statement.behind)
    ahead, _ = beside(statement.ahead, "")
    around = f"{before} {statement.source} {behind} {ahead}"
    return next((o for o in hinted if (found := outlet_pattern(o)) is not None and found.search(around)), None)


def _roots(kin: Kin, said: Mapping[int, Sequence[Voice]]) -> Iterator[Said]:
    """The statements that come from no other, with who stands behind them as the clearest of their copies has it."""
    families: defaultdict[int, list[Statement]] = defaultdict(list)
    for statement in kin.statements:
        families[kin.root(statement).attribution].append(statement)
    for statement in kin.statements:
        if kin.root(statement) is not statement:
            continue
        own = said[statement.attribution]
        if _vague(own[0]):
            others = [said[other.attribution] for other in families[statement.attribution]]
            own = min(others, key=lambda some: (_vague(some[0]), _RANKS[some[0].kind], -some[0].sure))
        yield from ((statement, voice) for voice in own)


def _known(voice: Voice) -> Voice:
    """A voice, unless it is a paper or a report of which nothing tells whose it is."""
    if voice.kind == "medium" and voice.medium[:1].islower():
        return Voice("unclear", voice.medium, sure=0.0, doubtful=True)
    return voice


def _vague(voice: Voice) -> bool:
    return voice.kind in ("unclear", "hearsay") or voice.sure < UNSURE


def _called(party: Party) -> str:
    """What a party is called: the name of the body with who speaks for it, else the fullest name."""
    people = Counter(v.name for _, v in party.said if v.kind == "person" and v.name)
    bodies = Counter(v.name for _, v in party.said if v.kind == "body" and v.name and not _is_spokes(v))
    spokes = Counter(v.name for _, v in party.said if v.kind == "body" and v.name and _is_spokes(v))
    person, body = _most(people), _most(bodies) or ("" if people else _most(spokes))
    if body and person:
        return f"{body[:_LONGEST]} ({person[:_LONGEST]})"
    if body or person:
        return (body or person)[:_LONGEST]
    if party.kind == "unnamed":
        return max((v.name for _, v in party.said), key=len)[:_LONGEST] + f" ({party.medium[:_LONGEST]})"
    if party.kind == "outlet":
        return party.medium[:_LONGEST]
    medium = party.first.outlet
    return f"somebody in {medium[:_LONGEST]}" if medium else "somebody"


def _is_spokes(voice: Voice) -> bool:
    return any(standing.role == "spokes" for standing in voice.standings)


def _most(names: Counter[str]) -> str:
    """The most frequent name, of several the longest."""
    return min(names, key=lambda name: (-names[name], -len(name), name), default="")


def _origin(party: Party, name: str, certain: bool) -> Origin:
    first = party.first
    voice = next(voice for statement, voice in party.said if statement is first)
    actors = [v.actor for _, v in party.said if v.actor is not None]
    kind = {"named": "named", "unnamed": "unnamed", "outlet": "outlet"}.get(party.kind, "unknown")
    medium = voice.medium or first.outlet or None
    return Origin(name, kind, actors[0] if actors else None, medium, certain, first.attribution, _reason(party))


def _reason(party: Party) -> str:
    count_ = len({statement.article for statement, _ in party.said})
    where = f"in {count_} articles of their own" if count_ > 1 else "in one article"
    if party.kind == "named":
        several = len({v.name for _, v in party.said if v.name}) > 1
        return f"speaks {where}" + ("; who speaks for a body counts as that body" if several else "")
    if party.kind == "unnamed":
        return f"not named by {party.medium[:_LONGEST]}"
    if party.kind == "outlet":
        return "on its own authority"
    if party.kind == "hearsay":
        return "nobody is said to be behind it"
    return "the article does not make clear who says so"


def _spread(kin: Kin, found: Sequence[Party]) -> Iterator[Spread]:
    number: dict[int, int] = {}
    firsts = [party.first for party in found]
    for place, party in enumerate(found):
        for statement, _ in party.said:
            number.setdefault(statement.attribution, place)
    for statement in kin.statements:
        origin = number[kin.root(statement).attribution]
        parent = kin.parents.get(statement.attribution)
        if parent is None:
            parent = _own(statement, firsts[origin], found[origin])
        yield _row(statement, origin, parent)


def _own(statement: Statement, first: Statement, party: Party) -> Parent:
    """How a statement that comes from no other goes back to its origin."""
    if statement is first or party.kind in ("unclear", "hearsay"):
        return Parent(None, "origin", "from the origin itself")
    if statement.article == first.article or party.kind == "named":
        return Parent(first, "same speaker", "the same origin, which had said so before")
    return Parent(first, "same speaker", f"both go back to {party.medium[:_LONGEST]}")


def _row(statement: Statement, origin: int | None, parent: Parent) -> Spread:
    above = parent.statement.attribution if parent.statement else None
    return Spread(statement.attribution, origin, above, parent.relation, parent.via, parent.reason)


def _denials(kin: Kin, said: Mapping[int, Sequence[Voice]]) -> Iterator[Spread]:
    for statement in kin.statements:
        parent = kin.parents.get(statement.attribution)
        yield _row(statement, None, parent or Parent(None, "origin", "denies it"))
