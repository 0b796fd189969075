"""Which figures of a sentence are a whole and its parts."""

import itertools
import re
from collections.abc import Iterator, Sequence

from .amounts import Amount, Sum
from .lists import (
    GAP,
    NOT_ADDED,
    common,
    fit,
    has,
    kinds_apart,
    linked,
    of_kind,
    person,
    phrases,
    prepositions,
    run,
    tail,
    words,
)

_OPENING = 160  # characters between a whole and its first part


def sums_of(text: str, here: Sequence[Amount], start: int, stop: int) -> Iterator[Sum]:
    """The wholes of a sentence with their parts, the clearest first."""
    for place, whole in enumerate(here):
        behind = here[place + 1 :]
        if behind and fit(whole, behind[0]):
            told = _parts_behind(text, here, place, start, stop)
            if told is not None:
                yield told
        if place >= 2:
            told = _parts_before(text, here, place, start, stop)
            if told is not None:
                yield told


def _parts_behind(text: str, here: Sequence[Amount], place: int, start: int, stop: int) -> Sum | None:
    whole = here[place]
    opening = text[whole.stop : here[place + 1].start]
    if len(opening) > _OPENING or whole.unit in NOT_ADDED:
        return None
    parts = run(text, here[place + 1 :], whole)
    tails = [tail(text, parts, at, stop) for at in range(len(parts))]
    lead = text[start : whole.start]
    if has("list", "compared", opening) or any(has("list", "compared", tail) for tail in tails[:-1]):
        return None
    some = has("list", "some_of_it", opening)
    if some:
        return _among(text, whole, parts, opening, tails)
    if len(parts) < 2:
        return None
    return _all_behind(text, whole, parts, tails, lead, opening)


def _all_behind(
    text: str, whole: Amount, parts: Sequence[Amount], tails: Sequence[str], lead: str, opening: str
) -> Sum | None:
    """Parts that make up the whole before them, if they do."""
    made = tuple(parts)
    shared, weak = common(tails), common(tails, "weak")
    rest = any(has("list", "rest", text[max(0, part.start - 24) : part.start]) for part in parts)
    own = [part for part in parts if not of_kind(part, whole)]
    if has("list", "all_of_it", opening) and re.search(
        rf"\b(?:{phrases('list', 'all_of_it')})\W+(?:\w+\W+){{0,3}}$", opening, re.I
    ):
        return Sum(whole, made, True, 0.88)
    of_whole = re.search(rf"\b(?:{phrases('whole', 'of')})\s*$", lead, re.IGNORECASE) is not None
    if rest and (of_whole or shared or has("list", "of_them", tails[0])):
        return Sum(whole, made, True, 0.88)
    if of_whole and all(has("shares", "votes", tail) for tail in tails):
        return Sum(whole, made, False, 0.75)
    if own:
        return None
    mark = re.search(r"[:–—(]\s*(?:[^\W\d_]+\s+)?$", opening) is not None
    if mark and (shared or weak or kinds_apart(parts)):
        return Sum(whole, made, True, 0.85)
    comma = "," in opening[-12:] or mark
    if not comma:
        return None
    them = has("list", "of_them", tails[0])
    total = _totalled(text, whole, lead, opening)
    flat = bool(shared) and not shared.isdisjoint(prepositions(opening))
    if weak and (them or total):
        return Sum(whole, made, True, 0.7)
    if shared and (them or total or not flat):
        return Sum(whole, made, True, 0.8 if them or total or len(parts) > 2 else 0.7)
    if kinds_apart(parts) and (total or them):
        return Sum(whole, made, True, 0.75)
    return None


def _among(text: str, whole: Amount, parts: Sequence[Amount], opening: str, tails: Sequence[str]) -> Sum | None:
    """ "12 people, including 15 children": they needn't be all, but can't be more."""
    near = len(words(opening)) <= 9 and opening.count(",") <= 1
    if not parts or not near or not whole.counted or not (person(whole) and person(parts[0])):
        return None
    apart = len(parts) > 1 and (kinds_apart(parts) or bool(common(tails)))
    return Sum(whole, tuple(parts) if apart else (parts[0],), False, 0.75)


def _parts_before(text: str, here: Sequence[Amount], place: int, start: int, stop: int) -> Sum | None:
    """ "12 men and 15 women, a total of 30": the whole stands last."""
    whole = here[place]
    lead, behind = text[here[place - 1].stop : whole.start], text[whole.stop : stop]
    before = re.search(rf"\b(?:{phrases('whole', 'total_before')})\s*$", lead, re.IGNORECASE)
    after = re.match(rf"(?:\s+[^\W\d_]+)?,?\s+(?:{phrases('whole', 'total_behind')})\b", behind, re.IGNORECASE)
    if before is None and (after is None or not re.search(r"[,;:–—(]\s*(?:or\s+|so\s+)?$", lead)):
        return None
    parts = [amount for amount in here[:place] if fit(whole, amount)]
    joined = all(linked(text[a.stop : b.start]) for a, b in itertools.pairwise(parts))
    between = text[parts[0].start : whole.start] if parts else ""
    if len(parts) < 2 or len(parts) != place or not joined or has("list", "compared", between):
        return None
    if has("list", "some_of_it", between) or len(lead) > GAP:
        return None
    return Sum(whole, tuple(parts), True, 0.8)


def _totalled(text: str, whole: Amount, lead: str, opening: str) -> bool:
    if re.search(rf"\b(?:{phrases('whole', 'total_before')})\s*$", lead, re.IGNORECASE):
        return True
    return re.match(rf"(?:\s+[^\W\d_]+)?,?\s+(?:{phrases('whole', 'total_behind')})\b", opening, re.I) is not None


def sum_over_two(text: str, before: Sequence[Amount], here: Sequence[Amount], span: tuple[int, int]) -> Sum | None:
    """A whole in one sentence, "Of these, 12 … and the remaining 15 …" in the next."""
    if not before or len(here) < 2 or here[0].start - span[0] > _OPENING // 4:
        return None
    lead = text[span[0] : here[0].start]
    parts = run(text, here, before[-1])
    tails = [tail(text, parts, at, span[1]) for at in range(len(parts))]
    wholes = [amount for amount in before if fit(amount, here[0]) and amount.size >= max(p.size for p in here)]
    if len(wholes) != 1 or len(parts) != len(here) or any(has("list", "compared", tail) for tail in tails):
        return None
    pointed = re.search(rf"(?i)\b(?:{phrases('list', 'of_them')})\b", lead + tails[0]) is not None
    rest = any(has("list", "rest", text[max(0, part.start - 24) : part.start]) for part in parts)
    shared = common(tails)
    if not (pointed and (rest or (shared and len(parts) > 2))) or any(not of_kind(part, wholes[0]) for part in parts):
        return None
    return Sum(wholes[0], tuple(parts), True, 0.75 if rest else 0.65)
