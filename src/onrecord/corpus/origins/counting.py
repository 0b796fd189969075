"""How many independent origins the parties behind a claim are, at least, at most, and most likely."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .party import Party, is_sure
from .statements import Statement
from .weighing import FIRM, Chance

_MOST_NAMED = 3  # in a sentence
_POSSIBLE = 0.04  # less likely than this, another origin does not make a range
_COVERED = 0.95  # with so many of the origins of claims that may be the same, the range is wide enough
_FURTHER = 0.84  # from so likely on, the origin of another claim is taken to be one of this
_MOST_OPEN = 64


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


def count(
    parties: Sequence[Party],
    weighed: Sequence[Chance],
    called: Sequence[str],
    near: Sequence[tuple[Party, Chance, str]] = (),
) -> Count:
    """Count the parties, earliest first, by the chance that each is an origin of its own.

    `called` is what each is called in the reason. `near` are parties of claims that may be the same, each with its
    chance and what it is called; those too unlikely to be an origin make no range.
    """
    if not parties:
        return Count(0, 0, 0, 0, None, ())
    certain = tuple(chance.likely >= FIRM for chance in weighed)
    further = sorted((one for one in near if one[1].likely >= _POSSIBLE), key=lambda one: -one[1].likely)
    further = further[: _at_most([chance.likely for _, chance, _ in further])]
    least, most = max(1, sum(certain)), len(parties) + len(further)
    likely = likeliest(chance.likely for chance in weighed) + sum(chance.likely > _FURTHER for _, chance, _ in further)
    origins = min(most, max(least, likely))
    named = sum(party.kind == "named" and is_sure(party) for party in parties)
    open_ = [(party, chance, name) for party, chance, name in zip(parties, weighed, called, strict=True)
             if chance.likely < FIRM]  # fmt: skip
    why = _why(open_, further, len(parties)) if least < most else None
    return Count(origins, least, most, min(named, origins), why, certain)


def likeliest(chances: Iterable[float]) -> int:
    """Of how many things that are so likely each, most likely come true; of equals the lower number.

    Takes those that are all but certain for certain; of very many others, the mean.
    """
    known = sorted(chances)
    sure = sum(chance >= FIRM for chance in known)
    open_ = known[: len(known) - sure]
    if len(open_) > _MOST_OPEN:
        return sure + round(sum(open_))
    ways = _ways(open_)
    return sure + max(range(len(ways)), key=lambda number: (round(ways[number], 9), -number))


def _at_most(chances: Sequence[float]) -> int:
    """How many of these come true, with few more only rarely."""
    so_far = 0.0
    for number, way in enumerate(_ways(chances[:_MOST_OPEN])):
        so_far += way
        if so_far >= _COVERED:
            return number
    return len(chances)


def _ways(chances: Sequence[float]) -> list[float]:
    """How likely none of these comes true, one, two and so on: a Poisson-binomial distribution."""
    ways = [1.0]
    for chance in chances:
        ways = [here * (1 - chance) + before * chance for here, before in zip([*ways, 0.0], [0.0, *ways], strict=True)]
    return ways


def _why(open_: Sequence[tuple[Party, Chance, str]], further: Sequence[tuple[Party, Chance, str]], count_: int) -> str:
    by_doubt: dict[str, list[str]] = {}
    for party, chance, name in open_:
        by_doubt.setdefault(chance.doubt, []).append(name if chance.doubt != "nobody" else _where(party))
    others = "others" if count_ > len(open_) + 1 else "the other"
    told = [words.format(_listed(by_doubt[doubt]), others) for doubt, words in _REASONS.items() if doubt in by_doubt]
    if further:
        shown = [f"a statement by {name} ({_at(party.first)})" for party, _, name in further]
        told.append(f"{_listed(shown)} may say the same")
    return "; ".join(told)


_REASONS = {
    "unnamed": "{} may be the same as {}: the texts do not name them",
    "body": "{} may speak for a body that says so itself",
    "apart": "it is not told whether {} has to do with {}",
    "unsure": "it is not sure that it is {} who says so",
    "untold": "{} does not say whom it has it from",
    "repeats": "{} may only repeat what others say",
    "nobody": "it is not clear who says so in {}",
    "member": "what {} says may be something else",
}


def _where(party: Party) -> str:
    return party.first.outlet or "an article without an outlet"


def _at(statement: Statement) -> str:
    return f"{statement.article}:{statement.span[0]}-{statement.span[1]}"


def _listed(names: Sequence[str]) -> str:
    shown = [*names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED:,} more")
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]
