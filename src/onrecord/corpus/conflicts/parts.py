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

_ARE = re.compile(r"\s*(?:[^\W\d_]+\s+)?(?:are|were|is|was)\s*")
_OR = re.compile(r"\b(?:or|so)\s*$")  # "…, or 70 in all": no other figure, the whole
_OPENING = 160  # characters between a whole and its first part
_FEW, _MISSING = 1000, 2  # of so few, so many missing are an error rather than left out
_GOES_TO = frozenset({"to"})  # seats and votes go to many, and the least of them aren't told
_CLOSE = 5  # words and marks between a whole and parts that surely are its own


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
    """Parts that make up the whole before them, if they do, or that at least can't be more."""
    made = tuple(parts)
    shared, weak = common(tails), common(tails, "weak")
    apart = kinds_apart(parts, tails)
    rest = any(has("list", "rest", text[max(0, part.start - 24) : part.start]) for part in parts)
    if has("list", "all_of_it", opening) and re.search(
        rf"\b(?:{phrases('list', 'all_of_it')})\W+(?:\w+\W+){{0,3}}$", opening, re.I
    ):
        return Sum(whole, made, True, 0.88)
    of_whole = re.search(rf"\b(?:{phrases('whole', 'of')})\s*$", lead, re.IGNORECASE) is not None
    them = has("list", "of_them", tails[0]) or has("list", "of_them", opening)
    if rest and (of_whole or shared or them):
        return Sum(whole, made, True, 0.88)
    if of_whole and all(has("shares", "votes", tail) for tail in tails):
        return Sum(whole, made, False, 0.75)
    if of_whole and not shared - _GOES_TO:
        return _of_whole(text, whole, made)
    mark = re.search(r"[:–—(]\s*(?:[^\W\d_]+\s+)?$", opening) is not None
    same = _ARE.fullmatch(opening) is not None and not has("whole", "part_of", lead)
    if any(not of_kind(part, whole) for part in parts) and not (apart and (them or mark or same)):
        return Sum(whole, made, False, 0.7) if them and len(parts) > 2 and not whole.unit else None
    if mark and (shared or weak or apart):
        return Sum(whole, made, True, 0.85)
    if apart and same:
        return Sum(whole, made, True, 0.75)
    if not ("," in opening[-12:] or ";" in opening[-4:] or mark or (them and apart)):
        return None
    return _behind_comma(text, whole, made, (shared, weak, apart, them), lead, opening)


def _of_whole(text: str, whole: Amount, parts: tuple[Amount, ...]) -> Sum | None:
    """ "Of the fourteen nine are dead, four are here and two went home": they may be all where little is missing."""
    ends = has("list", "last", text[parts[-2].stop : parts[-1].start])
    if len(parts) < 3 or not ends or whole.unit:
        return None
    missing = whole.size - sum(part.size for part in parts)
    return Sum(whole, parts, whole.size < _FEW and 0 < missing <= _MISSING, 0.7)


def _behind_comma(
    text: str, whole: Amount, made: tuple[Amount, ...], told: tuple[frozenset[str], frozenset[str], bool, bool],
    lead: str, opening: str,
) -> Sum | None:  # fmt: skip
    """ "240 people, 90 from Arlow and 150 from Cray"; "80 passengers, of whom 50 are men and 30 women"."""
    shared, weak, apart, them = told
    total = _totalled(text, whole, lead, opening)
    flat = bool(shared) and not shared.isdisjoint(prepositions(opening))
    many = len(made) > 2
    if weak and (them or total or (many and len(words(opening)) < _CLOSE)):
        return Sum(whole, made, True, 0.7)
    if shared and (them or total or not flat):
        # "70 of them in Arlow and 30 in Cray": there may be more elsewhere
        return Sum(whole, made, many or total or not them, 0.8 if them or total or many else 0.7)
    if apart and (total or them or len(words(opening)) < _CLOSE):
        return Sum(whole, made, total or many or not them, 0.75)
    return None


def _among(text: str, whole: Amount, parts: Sequence[Amount], opening: str, tails: Sequence[str]) -> Sum | None:
    """ "12 people, including 15 children": they needn't be all, but can't be more."""
    near = len(words(opening)) <= 9 and opening.count(",") <= 1
    if not parts or not near or not whole.counted or not (person(whole) and person(parts[0])):
        return None
    apart = len(parts) > 1 and (kinds_apart(parts, tails) or bool(common(tails)))
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
    between = _OR.sub("", text[parts[0].start : whole.start]) if parts else ""
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
    """A whole in one sentence and its parts in the next, or the other way round."""
    if not before or not here:
        return None
    return _whole_last(text, before, here, span) or _whole_first(text, before, here, span)


def _whole_first(text: str, before: Sequence[Amount], here: Sequence[Amount], span: tuple[int, int]) -> Sum | None:
    """ "There were 30. Of these, 12 … and the remaining 15 …"."""
    if len(here) < 2 or here[0].start - span[0] > _OPENING // 4:
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
    if any(not of_kind(part, wholes[0]) for part in parts):
        return None
    if pointed and (rest or (shared and len(parts) > 2)):
        return Sum(wholes[0], tuple(parts), True, 0.75 if rest else 0.65)
    if (shared or kinds_apart(parts, tails)) and not lead.strip() and not has("list", "more", text[span[0] : span[1]]):
        return Sum(wholes[0], tuple(parts), len(parts) > 2, 0.6)
    return None


def _whole_last(text: str, before: Sequence[Amount], here: Sequence[Amount], span: tuple[int, int]) -> Sum | None:
    """ "Ten died at the school and seven on the market. In all, 19 people lost their lives"."""
    whole = here[0]
    lead, behind = text[span[0] : whole.start], text[whole.stop : span[1]]
    first = re.search(rf"^\W*(?:{phrases('whole', 'total_before')})\W*$", lead, re.IGNORECASE)
    after = re.match(rf"(?:\s+[^\W\d_]+)?,?\s+(?:{phrases('whole', 'total_behind')})\b", behind, re.IGNORECASE)
    parts = [amount for amount in before if fit(whole, amount)]
    joined = all(linked(text[a.stop : b.start]) for a, b in itertools.pairwise(parts))
    if (first is None and after is None) or len(parts) < 2 or len(parts) != len(before) or not joined:
        return None
    tails = [tail(text, parts, at, span[0]) for at in range(len(parts))]
    between = text[parts[0].start : span[0]]
    if has("list", "compared", between) or has("list", "some_of_it", between) or has("list", "more", between):
        return None
    alike = common(tails) or common(tails, "weak") or kinds_apart(parts, tails)
    return Sum(whole, tuple(parts), True, 0.7) if alike or whole.counted == parts[0].counted else None
