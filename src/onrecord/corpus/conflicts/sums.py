"""Parts that don't add up to the whole that a text gives for them."""

import itertools
import math
import re
from collections.abc import Iterator, Sequence

from .amounts import Amount, Sum
from .changes import change
from .clash import Clash
from .lists import has, linked
from .parts import sum_over_two, sums_of
from .sentences import sentence_at, sentences

_MOST = 12  # figures of a sentence that are looked at
_OF = 16  # characters between a part and its whole
_OPENING = 160  # characters between two figures of one telling
_LARGEST = 1e15
_SLACK = 0.005  # of the whole: figures are rounded
_HEADS = re.compile(r"(?:\s+[^\W\d_]+){1,2}\s*[:–—]")
_UNREAD = re.compile(r"[,;]\s+(?:and\s+)?\d[\d,.]*\s+[^\W\d_]")
_SCALED = re.compile(r"[^\W\d_]")


def sum_clashes(text: str, amounts: Sequence[Amount]) -> list[Clash]:
    """Wholes of a text whose parts don't add up, in the order of the text; `amounts` in the order of their starts.

    Only where the parts are clearly all that there is, or are more than the whole. A figure that is approximate, a
    bound or rounded leaves room. Time is linear in the text: of a sentence the first dozen figures count.
    """
    found: list[Clash] = []
    for cluster in _clusters(amounts):
        start = sentence_at(text, cluster[0].start)[0]
        stop = sentence_at(text, cluster[-1].stop - 1)[1]
        found.extend(_in_sentences(text, cluster, sentences(text, start, stop)))
    return found


def _clusters(amounts: Sequence[Amount]) -> Iterator[list[Amount]]:
    """Figures that stand near each other."""
    cluster: list[Amount] = []
    for amount in amounts:
        if not 0 < amount.size < _LARGEST:
            continue
        if cluster and amount.start - cluster[-1].stop > _OPENING:
            if len(cluster) > 1:
                yield cluster
            cluster = []
        cluster.append(amount)
    if len(cluster) > 1:
        yield cluster


def _in_sentences(text: str, amounts: Sequence[Amount], spans: Sequence[tuple[int, int]]) -> Iterator[Clash]:
    before: Sequence[Amount] = ()
    at = 0
    for start, stop in spans:
        first = at
        while at < len(amounts) and amounts[at].start < stop:
            at += 1
        here = amounts[first:at][:_MOST]
        clash = _clash(text, here, start, stop)
        if clash is None and (told := sum_over_two(text, before, here, (start, stop))) is not None:
            clash = _checked(text, told)
        if clash:
            yield clash
        before = here


def _clash(text: str, here: Sequence[Amount], start: int, stop: int) -> Clash | None:
    here = [one for one, then in itertools.pairwise(here) if not _of_list(text, one, then)] + [*here[-1:]]
    if len(here) < 2:
        return None
    for told in sums_of(text, here, start, stop):
        if (clash := _checked(text, told)) is not None:
            return clash
        if len(told.parts) > 1:
            return None  # it adds up, and no other reading of the sentence matters
    return change(text, here) or _too_large(text, here) or _shares(text, here, start, stop)


def _of_list(text: str, amount: Amount, then: Amount) -> bool:
    """Whether a figure only tells how many parts come: "from three sources: 200 million from the bank, …"."""
    counts = amount.unit is None and amount.size <= _MOST and then.size > _MOST * amount.size
    return counts and _HEADS.match(text, amount.stop, then.start) is not None


def _too_large(text: str, here: Sequence[Amount]) -> Clash | None:
    """ "15 of the 12"."""
    for part, whole in itertools.pairwise(here):
        of = has("whole", "part_of_it", text[part.stop : whole.start]) and whole.start - part.stop < _OF
        if of and part.counted is None and part.unit == whole.unit and part.size > whole.size and part.exact:
            reason = _too_many(_shown(part.size), whole)
            return Clash("sum", part.start, whole.stop, reason, 0.75)
    return None


def _checked(text: str, told: Sum) -> Clash | None:
    """The clash of a whole and its parts, where they don't agree."""
    whole, parts = told.whole, told.parts
    added = sum(part.size for part in parts)
    # rounded figures seldom all err to one side
    room = math.hypot(*(_room(text, amount) for amount in (whole, *parts)))
    room += _SLACK * whole.size * (not _plain(text, told))
    open_above = any(amount.value is None and amount.low is not None for amount in parts)
    if added > whole.size + room:
        # of "at least 30" there may be more; what is "up to 30" or 30 can't be
        if whole.value is None and whole.high is None:
            return None
    elif not told.all_of_it or open_above or added >= whole.size - room:
        return None
    start, stop = min(whole.start, parts[0].start), max(whole.stop, parts[-1].stop)
    if _misread(text, told):
        return None
    sides = " + ".join(_shown(part.size) for part in parts)
    made = f" = {_shown(added)}" if len(parts) > 1 else ""
    reason = f"{sides}{made}, not {_shown(whole.size)}" if told.all_of_it else _too_many(sides + made, whole)
    return Clash("sum", start, stop, reason, told.confidence)


def _misread(text: str, told: Sum) -> bool:
    """Whether a number between the parts was taken for none, as after a month: "51 in January, 23 in February"."""
    return any(_UNREAD.search(text, one.stop, other.start) for one, other in itertools.pairwise(told.parts))


def _too_many(sides: str, whole: Amount) -> str:
    return f"{sides}: more than the {_shown(whole.size)} that they are among"


def _shown(value: float) -> str:
    """A figure as papers print it."""
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size:
            return f"{value / size:.4g} {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _plain(text: str, told: Sum) -> bool:
    """Whether all figures are counts in full."""
    return all(amount.size < 10_000 and amount.size == int(amount.size) for amount in (told.whole, *told.parts))


def _room(text: str, amount: Amount) -> float:
    """How far a figure may be from what it stands for: half of its last digit, more where it is approximate."""
    digits = text[amount.start : amount.stop]
    if amount.about or (amount.value is None and amount.low is None):
        return amount.size * 0.1
    if _SCALED.search(digits) and amount.size >= 1e5:
        number = re.search(r"\d+(?:[.,](\d+))?", digits)
        scale: float = 10 ** (3 * (int(math.log10(amount.size)) // 3))
        return 0.5 * scale * 0.1 ** len((number and number[1]) or "")
    if amount.size != int(amount.size) or amount.unit == "%":
        point = re.search(r"\.(\d+)", digits)
        return 0.5 * 0.1 ** len(point[1] if point else "")
    return 0.0 if amount.size < 10_000 else 0.25 * 10.0 ** _zeros(amount.size)


def _zeros(value: float) -> int:
    digits = str(int(value))
    return len(digits) - len(digits.rstrip("0"))


def _shares(text: str, here: Sequence[Amount], start: int, stop: int) -> Clash | None:
    """Percentages of one whole that make more than all of it, or less where the rest is among them."""
    shares = [amount for amount in here if amount.unit == "%" and amount.exact]
    sentence = text[start:stop]
    if len(shares) < 3 or not has("shares", "words", sentence) or has("list", "compared", sentence):
        return None
    if has("shares", "overlapping", sentence) or not all(
        linked(text[a.stop : b.start]) for a, b in itertools.pairwise(shares)
    ):
        return None
    added, room = sum(share.size for share in shares), sum(_room(text, share) for share in shares)
    rest = any(has("list", "rest", text[max(0, share.start - 24) : share.start]) for share in shares)
    if not rest and not any(has("shares", "votes", text[share.stop : share.stop + 40]) for share in shares):
        return None
    if added <= 100 + room and not (rest and added < 100 - room):
        return None
    sides = " + ".join(_shown(share.size) for share in shares)
    return Clash("sum", shares[0].start, shares[-1].stop, f"{sides} = {_shown(added)} percent, not 100", 0.75)
