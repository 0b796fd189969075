"""Claims that somebody makes and somebody else denies, or that somebody makes and takes back."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from .denying import Facing, likelihoods
from .found import Conflict, Kind
from .polarity import fragment, negations
from .same import same_source
from .sides import heard
from .statements import Statement
from .turning import contradicts, earlier, repeats, turned_surely

_LEAST, _LEAST_BACK = 0.5, 0.6
_STRANGERS = 0.66  # how likely a pair has to be that shares neither words nor place
_OTHERS = 0.7  # how likely further claims have to be that the same one denies
_SUREST = 0.95
_NEXT, _MUDDLED = 200, 0.65
_TURNED = 1.5  # what words that tell of somebody's turning add to the odds, as their logarithm


def denials(pairs: Sequence[Facing]) -> list[Conflict]:
    """The denials and the reversals among pairs of statements of which one may deny the other.

    A denial has two different speakers; of each claim that denies, the likeliest other one is told, and those that are
    nearly sure. A reversal has one speaker, who says so on one day and not so on another, or of whom an article tells
    that they have turned.
    """
    against: defaultdict[tuple[int, int], list[tuple[float, Facing]]] = defaultdict(list)
    back: defaultdict[tuple[int, int], list[tuple[float, Facing]]] = defaultdict(list)
    sorts = [(sort, pair) for pair in pairs if (sort := _sort(pair))]
    for (sort, pair), (likely, alone) in zip(sorts, likelihoods([pair for _, pair in sorts]), strict=True):
        key = (pair.says.claim, pair.denies.claim)
        if sort == "back":
            surely = turned_surely(pair.says) or turned_surely(pair.denies)
            back[key].append((_raised(alone, _TURNED) if surely else alone, pair))
        else:
            against[key].append((_MUDDLED * likely if sort == "muddled" else likely, pair))
    found = [reversal(*max(some, key=_clear)) for some in back.values() if max(some, key=_clear)[0] >= _LEAST_BACK]
    return [*_denials(against), *found]


def _sort(pair: Facing) -> Literal["against", "back", "muddled"] | None:
    """What a pair may be: of two speakers, of one who has turned, of two that an article doesn't tell apart."""
    if _of_nobody(pair.says) or _of_nobody(pair.denies):
        return None
    if pair.denies.commitment == "denied" and fragment(pair.denies.content):
        return None  # who rejects a plan or a person has denied nothing
    if not same_source(pair.says, pair.denies):
        return "against"
    if _reversed(pair.says, pair.denies):
        return "back"
    return "muddled" if _muddled(pair) else None


def _denials(against: Mapping[tuple[int, int], Sequence[tuple[float, Facing]]]) -> Iterable[Conflict]:
    best = {key: max(some, key=_clear) for key, some in against.items()}
    most: dict[int, tuple[float, int]] = {}
    for (says, denies), (likely, _) in best.items():
        most[denies] = max(most.get(denies, (0.0, 0)), (likely, -says))
    for (says, denies), (likely, pair) in sorted(best.items(), key=lambda entry: entry[0]):
        least = _LEAST if most[denies] == (likely, -says) else _OTHERS
        if likely >= (max(least, _STRANGERS) if _strangers(pair) else least):
            yield _denial(likely, pair)


def _strangers(pair: Facing) -> bool:
    """Whether a pair is of two claims and two articles, and has no telling word in common."""
    says, denies = pair.says, pair.denies
    if says.claim == denies.claim or says.article == denies.article or denies.commitment == "denied":
        return False
    return heard(says.content).keys().isdisjoint(heard(denies.content))


def _denial(likely: float, pair: Facing) -> Conflict:
    says, denies = pair.says, pair.denies
    reason = f"{denies.who} denied what {says.who} said"
    if same_source(says, denies):
        reason = (
            f"somebody denied what {says.who} said; the article contrasts two statements, and both seem to be theirs"
        )
    elif says.claim != denies.claim:
        reason = f"{denies.who} said the opposite of what {says.who} said"
    return conflict("denial", says, denies, reason, _sureness(likely, says, denies))


def reversal(likely: float, pair: Facing) -> Conflict:
    """The reversal that two statements of one speaker are."""
    first, then = sorted((pair.says, pair.denies), key=lambda s: (s.said or date.min, s.article, s.start))
    told = f" on {first.said.day} {first.said:%B}" if first.said and first.said != then.said else " first"
    what = ("denied" if first.denies else "said", "denied" if then.denies else "said")
    if first.denies == then.denies:
        what = ("said", "said the opposite")
    now = f" on {then.said.day} {then.said:%B}" if then.said and first.said != then.said else " later"
    sureness = round(_sureness(likely, first, then) * (1.0 if first.said != then.said else 0.9), 3)
    same = "" if what[1] == "said the opposite" else " it"
    return conflict("reversal", first, then, f"{first.who} {what[0]} it{told} and {what[1]}{same}{now}", sureness)


def _of_nobody(statement: Statement) -> bool:
    """Whether it asserts nothing: a question, a condition, what nobody says."""
    nobody = (statement.speaker or "").lower() in ("nobody", "no one", "none", "neither")
    return nobody or statement.commitment in ("asked", "conditional")


def _reversed(one: Statement, other: Statement) -> bool:
    if one.actor is None or one.actor != other.actor or one.sort == "unnamed":
        return False
    surely = turned_surely(one) or turned_surely(other)
    if one.said is not None and other.said is not None and one.said != other.said:
        then = max(one, other, key=lambda side: side.said or date.min)
        return not repeats(then) and (surely or not _twice_negated(one))
    return one.article == other.article and surely and (earlier(one) or earlier(other))


def _twice_negated(says: Statement) -> bool:
    """Whether what is said is told by two negations: they may be two clauses that say the same."""
    return negations(says.content) > 1 or (negations(says.content) == 1 and says.commitment == "denied")


def _muddled(pair: Facing) -> bool:
    """Whether an article sets two statements against each other that are ascribed to one speaker on one day."""
    one, other = pair.says, pair.denies
    near = one.article == other.article and max(one.start, other.start) - min(one.stop, other.stop) < _NEXT
    return near and one.said == other.said and contradicts(one, other)


def _clear(entry: tuple[float, Facing]) -> tuple[float, ...]:
    """How clearly a pair shows the conflict: sure of both, named, in one article."""
    likely, pair = entry
    one, other = pair.says, pair.denies
    named = (one.actor is not None) + (other.actor is not None)
    return (round(likely, 1), named, one.article == other.article, -abs(one.article - other.article), likely)


def _raised(likely: float, by: float) -> float:
    odds = math.log(likely / (1 - likely)) + by
    return 1 / (1 + math.exp(-odds))


def _sureness(likely: float, one: Statement, other: Statement) -> float:
    return round(min(_SUREST, likely) * math.sqrt(min(one.confidence, other.confidence)), 3)


def conflict(kind: Kind, one: Statement, other: Statement, reason: str, confidence: float) -> Conflict:
    """A conflict of two statements; the one with the lower claim is the one side where they are of two."""
    days = [day for day in (one.day, other.day) if day is not None]
    second = other.claim if other.claim != one.claim else None
    if second is not None and second < one.claim and kind != "reversal":
        one, other, second = other, one, one.claim
    return Conflict(
        kind, one.story if one.story is not None else other.story, one.claim, second, one.attribution,
        other.attribution, one.article, one.start, one.stop, max(days, default=None), reason, confidence,
    )  # fmt: skip
