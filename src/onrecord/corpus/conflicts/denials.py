"""Claims that somebody makes and somebody else denies, or that somebody makes and takes back."""

import math
from collections.abc import Sequence
from datetime import date
from itertools import islice, product

from .contrary import contrary
from .found import Conflict, Kind
from .same import same_source
from .statements import Statement
from .turning import contradicts, turned

_PAIRS = 100
_LEAST, _SUREST = 0.3, 0.95
_NEXT, _MUDDLED = 200, 0.65


def denials(statements: Sequence[Statement]) -> list[Conflict]:
    """The denial and the reversal in one claim's statements, as far as there are any.

    A denial has two different speakers. A reversal has one who says so on one day and not so on another, or of whom an
    article tells that they have turned.
    """
    says = [statement for statement in statements if not statement.denies]
    denied = [statement for statement in statements if statement.denies]
    tried = ((one, other, contrary(one, other)) for one, other in islice(product(says, denied), _PAIRS))
    pairs = [(one, other, borne) for one, other, borne in tried if borne]
    found = []
    against = [pair for pair in pairs if not same_source(pair[0], pair[1])]
    muddled = [] if against else [pair for pair in pairs if _muddled(pair[0], pair[1])]
    if against:
        one, other, borne = max(against, key=_clear)
        reason = f"{other.who} denied what {one.who} said"
        found.append(conflict("denial", one, other, reason, _sureness(one, other, borne)))
    elif muddled:
        one, other, borne = max(muddled, key=_clear)
        reason = (
            f"somebody denied what {one.who} said; the article contrasts two statements, and both seem to be theirs"
        )
        found.append(conflict("denial", one, other, reason, round(_MUDDLED * _sureness(one, other, borne), 3)))
    back = [pair for pair in pairs if _reversed(pair[0], pair[1])]
    if back:
        found.append(reversal(*max(back, key=_clear)))
    return [one for one in found if one.confidence >= _LEAST]


def reversal(one: Statement, other: Statement, borne: float) -> Conflict:
    """The reversal that two statements of one speaker are; `borne` as `contrary` tells it."""
    first, then = sorted((one, other), key=lambda s: (s.said or date.min, s.article, s.start))
    told = f" on {first.said.day} {first.said:%B}" if first.said and first.said != then.said else " first"
    what = ("denied" if first.denies else "said", "denied" if then.denies else "said")
    if first.denies == then.denies:
        what = ("said", "said the opposite")
    now = f" on {then.said.day} {then.said:%B}" if then.said and first.said != then.said else " later"
    sureness = round(_sureness(one, other, borne) * (1.0 if first.said != then.said else 0.9), 3)
    same = "" if what[1] == "said the opposite" else " it"
    return conflict("reversal", first, then, f"{one.who} {what[0]} it{told} and {what[1]}{same}{now}", sureness)


def _reversed(one: Statement, other: Statement) -> bool:
    if one.actor is None or one.actor != other.actor or one.sort == "unnamed":
        return False
    if one.said is not None and other.said is not None and one.said != other.said:
        return True
    return one.article == other.article and (turned(one) or turned(other))


def _muddled(one: Statement, other: Statement) -> bool:
    """Whether an article sets two statements against each other that are ascribed to one speaker on one day."""
    near = one.article == other.article and max(one.start, other.start) - min(one.stop, other.stop) < _NEXT
    return near and one.said == other.said and contradicts(one, other)


def _clear(pair: tuple[Statement, Statement, float]) -> tuple[float, ...]:
    """How clearly a pair shows the conflict: sure of both, named, in one article."""
    one, other, borne = pair
    named = (one.actor is not None) + (other.actor is not None)
    apart = abs(one.article - other.article)
    return (round(_sureness(one, other, borne), 1), named, one.article == other.article, -apart)


def _sureness(one: Statement, other: Statement, borne: float) -> float:
    return round(_SUREST * borne * math.sqrt(min(one.confidence, other.confidence)), 3)


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
