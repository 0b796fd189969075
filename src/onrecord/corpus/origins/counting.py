"""How many independent origins the parties behind a claim are, at least, at most, and most likely."""

from collections.abc import Sequence
from dataclasses import dataclass

from .describing import alike
from .party import Party, is_sure
from .standing import same_body

_MOST_NAMED = 3  # in a sentence


@dataclass(frozen=True, slots=True)
class Count:
    """The likeliest count with its range, and why it is a range (None where it is none).

    `certain` says of each party whether it is surely none of the others; `named` is how many have a name.
    """

    origins: int
    least: int
    most: int
    named: int
    why: str | None
    certain: tuple[bool, ...]


def count(parties: Sequence[Party], called: Sequence[str]) -> Count:
    """Count the parties, earliest first; `called` is what each is called in the reason."""
    if not parties:
        return Count(0, 0, 0, 0, None, ())
    named = [i for i, party in enumerate(parties) if party.kind == "named" and is_sure(party)]
    hidden = [i for i, party in enumerate(parties) if party.kind in ("unnamed", "outlet")]
    vague = [i for i in range(len(parties)) if i not in set(named) and i not in set(hidden)]
    apart = _surely_apart(parties, hidden)
    beside = [i for i in apart if not any(_may_be(parties[i], parties[j]) for j in named)]
    least = max(1, len(named) + len(beside))
    certain = tuple(i in set(named) or i in set(beside) for i in range(len(parties)))
    # of people not named in several media half are taken to be others; what a pronoun leaves open counts once
    extra = (len(hidden) - len(beside) + 1) // 2 + min(1, sum(not parties[i].doubtful for i in vague))
    origins = min(len(parties), max(least, len(named) + len(beside) + extra))
    if len(parties) == 1:
        certain = (True,)
    sure_names = sum(parties[i].kind == "named" for i in range(len(parties)))
    why = _why(parties, called, [i for i, sure in enumerate(certain) if not sure]) if least < len(parties) else None
    return Count(origins, least, len(parties), min(sure_names, origins), why, certain)


def _surely_apart(parties: Sequence[Party], hidden: Sequence[int]) -> list[int]:
    """The first of those not named, and each further one that can be none of those before it."""
    apart: list[int] = []
    for i in hidden:
        if not any(_same_people(parties[i], parties[j]) for j in apart):
            apart.append(i)
    return apart


def _same_people(one: Party, other: Party) -> bool:
    return alike(one.classes, other.classes)


def _may_be(hidden: Party, named: Party) -> bool:
    """Whether somebody named may be among people whom another medium does not name: an official among officials."""
    if hidden.kind != "unnamed" or hidden.articles & named.articles:
        return False
    named.learn()
    if not named.roles:
        return False
    if "official" not in hidden.classes:
        return False
    told = [voice.words for _, voice in hidden.said if voice.words]
    return not told or any(same_body(one, other) for one in told for other in named.bodies)


def _why(parties: Sequence[Party], called: Sequence[str], open_: Sequence[int]) -> str:
    hidden = [called[i] for i in open_ if parties[i].kind in ("unnamed", "outlet")]
    unsure = [called[i] for i in open_ if parties[i].kind == "named"]
    nobody = [_where(parties[i]) for i in open_ if parties[i].kind in ("unclear", "hearsay")]
    told = []
    if hidden:
        others = "others" if len(parties) > len(open_) + 1 else "the other"
        told.append(f"{_listed(hidden)} may be the same as {others}: the texts do not name them")
    if unsure:
        told.append(f"it is not sure that it is {_listed(unsure)} who says so")
    if nobody:
        told.append(f"it is not clear who says so in {_listed(nobody)}")
    return "; ".join(told)


def _where(party: Party) -> str:
    return party.first.outlet or "an article without an outlet"


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED:,} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
