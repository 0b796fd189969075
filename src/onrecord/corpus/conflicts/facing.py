"""Which statements of a story may deny which: what is near in one article, and what has words or meaning in common."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .meaning import meanings
from .polarity import fragment, negative

MOST = 2000  # claims of a story that are looked at
_NEAREST = 4  # claims that a negative one is compared with, besides what stands near it
_OWN = 3  # more claims of those who make it
_LEAST = 0.3  # cosine
_BEFORE, _BEHIND = 3, 2  # statements that stand near one
_REACH = 420  # characters between two statements that stand near each other
_READ = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statement stands, and whether its claim has it as a denial."""

    claim: int
    attribution: int
    article: int
    start: int
    stop: int
    denies: bool


@dataclass(frozen=True, slots=True)
class Near:
    """Two statements of one article, by their claims and attributions, and how many others stand between them."""

    says: tuple[int, int]
    denies: tuple[int, int]
    between: int


def turned_claims(texts: Mapping[int, str], places: Iterable[Place]) -> tuple[set[int], set[int]]:
    """The claims that are made in the negative, and those that are made and denied."""
    stances: defaultdict[int, set[bool]] = defaultdict(set)
    for place in places:
        stances[place.claim].add(place.denies)
    both = {claim for claim, found in stances.items() if len(found) > 1}
    denied = {claim for claim, found in stances.items() if found == {True}}
    return {
        claim for claim, text in texts.items() if claim not in both and (negative(text[:_READ]) != (claim in denied))
    }, both


def near(places: Sequence[Place], denied: set[int], both: set[int]) -> Iterator[Near]:
    """Statements of articles that stand near one in the negative, and say something else."""
    articles: defaultdict[int, list[Place]] = defaultdict(list)
    for place in places:
        articles[place.article].append(place)

    def turned(place: Place) -> bool:
        return place.denies if place.claim in both else place.claim in denied

    for here in articles.values():
        here.sort(key=lambda place: (place.start, place.stop, place.claim))
        for at, place in enumerate(here):
            if not turned(place):
                continue
            for other in range(max(0, at - _BEFORE), min(len(here), at + _BEHIND + 1)):
                one = here[other]
                gap = max(place.start, one.start) - min(place.stop, one.stop)
                if one.claim != place.claim and 0 <= gap <= _REACH and not turned(one):
                    between = abs(other - at) - 1
                    yield Near((one.claim, one.attribution), (place.claim, place.attribution), between)


def far(
    texts: Mapping[int, str], denied: set[int], both: set[int], actors: Mapping[int, set[int]]
) -> list[tuple[int, int]]:
    """Pairs of a claim and one that may be its negation, of one story: of each in the negative, the nearest others.

    And the nearest of those that the same actor makes.
    """
    claims = list(texts)[:MOST]
    ones = [claim for claim in claims if claim in denied or claim in both]
    others = [claim for claim in claims if claim not in denied and not fragment(texts[claim])]
    if not ones or not others:
        return []
    vectors = meanings(texts[claim][:_READ] for claim in (*ones, *others))
    left, right = (np.stack([vectors[texts[claim][:_READ]] for claim in some]) for some in (ones, others))
    likely = left @ right.T
    most = min(_NEAREST, len(others))
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, claim in enumerate(others):
        for actor in actors.get(claim, ()):
            places[actor].append(at)
    found = []
    for row, claim in enumerate(ones):
        top = np.argsort(-likely[row], kind="stable")[:most].tolist()
        own = {at for actor in actors.get(claim, ()) for at in places[actor]}
        top += sorted(own - set(top), key=lambda at: (-likely[row, at], at))[:_OWN]
        found += [(others[at], claim) for at in top if likely[row, at] >= _LEAST and others[at] != claim]
    return found
