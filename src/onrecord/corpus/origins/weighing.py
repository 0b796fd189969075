"""How likely each of the parties behind a claim is an origin of its own, beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from .describing import alike
from .kinship import may_be, may_be_body, may_speak_for, may_well_be, told_apart
from .party import MOST, Party, is_sure

FIRM = 0.9
"""A party that is at least so likely one more origin is counted on."""
_UNNAMED = 0.5  # may be those whom another medium does not name either
_AMONG = 0.6  # may be somebody who is named, or speak for a body that is
_SPEAKS = 0.4  # may speak for a body that says so itself
_UNSURE = 0.55  # whoever it is, it may well be somebody else than the others
_OTHER = 0.45  # a body and a person in other articles, of whom nothing is said that keeps them apart
_LED = 0.6  # a pronoun or a description leads to it, and nothing else does
_UNCLEAR = 0.52
_HARDLY = 0.15
_TOLD = 0.4  # a columnist, who repeats what others said
_CLOSE = 0.97  # how sure what a pronoun or a description leads to has to be for counting on it


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a party is one more origin, and what leaves it open ("" where nothing does)."""

    likely: float
    doubt: str = ""


def chances(parties: Sequence[Party]) -> list[Chance]:
    """The chance of each party. One of them at least is an origin: that which is likeliest to be."""
    named = [party for party in parties if party.kind == "named" and is_sure(party)]
    apart: list[Party] = []
    found: list[Chance] = []
    for at, party in enumerate(parties):
        chance = (
            _named(party, named[:MOST], parties[: min(at, MOST)])
            if party.kind == "named"
            else _other(party, named, apart)
        )
        if party.weight < FIRM:
            chance = Chance(min(chance.likely, party.weight), chance.doubt or "member")
        if party.near is not None:
            chance = Chance(chance.likely, "near")
        found.append(chance)
    sure = max(range(len(found)), key=lambda i: (found[i].likely, -i), default=None)
    if sure is not None:
        found[sure] = Chance(1.0)
    return found


def _named(party: Party, named: Sequence[Party], before: Sequence[Party]) -> Chance:
    """The chance of somebody with a name, beside others that surely say so, and those `before` it."""
    if not is_sure(party):
        return Chance(_HARDLY if party.doubtful else _UNSURE, "unsure")
    others = [other for other in named if other is not party]
    if any(may_speak_for(party, other) or may_be_body(party, other) for other in others):
        return Chance(_SPEAKS, "body")
    if others and not party.said_by_name and party.sure < _CLOSE:
        return Chance(_LED, "unsure")
    if any(other.kind == "named" and not told_apart(party, other) for other in before):
        return Chance(_OTHER, "apart")
    return Chance(1.0)


def _other(party: Party, named: Sequence[Party], apart: list[Party]) -> Chance:
    """The chance of somebody not named; `apart` are those before it that are surely others than each other."""
    if party.kind in ("unclear", "hearsay"):
        return Chance(_HARDLY if party.doubtful else _UNCLEAR, "nobody")
    if party.kind == "outlet" and party.repeats:
        return Chance(_TOLD, "repeats")
    if party.kind == "outlet" and not party.knows and (named or apart):
        return Chance(_UNNAMED, "untold")
    if any(alike(party.classes, other.classes) for other in apart[:MOST]):
        return Chance(_UNNAMED, "unnamed")
    apart.append(party)
    if party.kind == "unnamed" and any(party.is_meant or may_well_be(party, other) for other in named[:MOST]):
        return Chance(_UNNAMED, "unnamed")
    if party.kind == "unnamed" and any(may_be(party, other) for other in named[:MOST]):
        return Chance(_AMONG, "unnamed")
    return Chance(1.0) if is_sure(party) else Chance(_UNSURE, "unsure")
