"""Which statements came and which went between two versions of an article."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

_MARKS = re.compile(r"[\s\"'“”„‟«»‹›‘’‚‛`´]+")
_NEAR = 0.8
_LONGEST = 600
_MOST_PAIRS = 2_000


def came_and_went(old: Sequence[str], new: Sequence[str]) -> tuple[list[int], list[int]]:
    """Compare the contents of two versions: the places in `new` of those that came, in `old` of those that went.

    Contents are the same where they differ in white space, quotation marks and letter case alone, or in less than a
    fifth of their characters (Ratcliff and Obershelp). Of the latter, at most 2,000 pairs are looked at.
    """
    before, after = [_plain(text) for text in old], [_plain(text) for text in new]
    came, went = _unmatched(before, after)
    pairs = 0
    for place in list(came):
        for other in list(went):
            pairs += 1
            if pairs > _MOST_PAIRS:
                return came, went
            if _near(before[other], after[place]):
                came.remove(place)
                went.remove(other)
                break
    return came, went


def _unmatched(before: Sequence[str], after: Sequence[str]) -> tuple[list[int], list[int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in reversed(list(enumerate(before))):
        places[text].append(place)
    came = [place for place, text in enumerate(after) if not (places[text] and places[text].pop() >= 0)]
    return came, sorted(place for left in places.values() for place in left)


def _plain(text: str) -> str:
    return _MARKS.sub(" ", text).strip().casefold()


def _near(one: str, other: str) -> bool:
    one, other = one[:_LONGEST], other[:_LONGEST]
    if 2 * min(len(one), len(other)) < _NEAR * (len(one) + len(other)):
        return False
    shared = (Counter(one.split()) & Counter(other.split())).total()
    if 2 * shared < min(len(one.split()), len(other.split())):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _NEAR
