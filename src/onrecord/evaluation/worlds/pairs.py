"""Who copied from whom in a world: the truth that `@copy` tells.

Two published articles are a pair where a paragraph of both was first written in one place: one copies the other, also
by way of a third text, or both have it from the same text, published or not. A pair whose only shared paragraphs have
fewer than LEAST_WORDS words outside quotation marks is none.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from .records import Paragraph, Root, Text, World

LEAST_WORDS = 15
_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")
_QUOTED = re.compile(r"“[^”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^»]*(?:»|$)")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that share words: their ids in order, the shared paragraphs of each as places, and how much.

    `share` is that of the copy's words in shared paragraphs, from 0 to 1; of two copies of one source, the larger
    one of the two. `original` is the one that the other has it from, None where both copied.
    """

    first: str
    second: str
    shared: tuple[tuple[int, int], ...]
    share: float
    original: str | None


def words(text: str) -> int:
    """How many words a text has."""
    return len(_WORD.findall(text))


def plain_words(text: str) -> int:
    """How many words a text has outside quotation marks."""
    return words(_QUOTED.sub(" ", text))


def copied_pairs(world: World) -> dict[tuple[str, str], Pair]:
    """Every pair, by the two ids in order."""
    held: defaultdict[Root, list[tuple[str, int]]] = defaultdict(list)
    for article in world.articles():
        for place, paragraph in enumerate(article.paragraphs):
            held[paragraph.root].append((article.id, place))
    shared: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for places in held.values():
        for (one, at), (other, there) in combinations(places, 2):
            if one != other:
                shared[one, other].append((at, there))
    pairs = (_pair(world.texts[one], world.texts[other], tuple(s)) for (one, other), s in sorted(shared.items()))
    return {(pair.first, pair.second): pair for pair in pairs if pair}


def deepest(world: World) -> dict[str, dict[str, int]]:
    """Of each copy, the published articles that its paragraphs go back to the furthest, with their words."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for article in world.articles():
        for paragraph in article.paragraphs:
            came = [key for key in paragraph.way if world.texts[key].published and key != article.id]
            if came:
                found[article.id][came[-1]] = found[article.id].get(came[-1], 0) + words(paragraph.text)
    return dict(found)


def _pair(one: Text, other: Text, shared: tuple[tuple[int, int], ...]) -> Pair | None:
    first, second = one.paragraphs, other.paragraphs
    if not any(min(plain_words(first[a].text), plain_words(second[b].text)) >= LEAST_WORDS for a, b in shared):
        return None
    shares = (_share(one, {a for a, _ in shared}), _share(other, {b for _, b in shared}))
    second_copied = any(one.id in second[b].way for _, b in shared)
    first_copied = any(other.id in first[a].way for a, _ in shared)
    if second_copied == first_copied:
        return Pair(one.id, other.id, shared, max(shares), None)
    original, share = (one.id, shares[1]) if second_copied else (other.id, shares[0])
    return Pair(one.id, other.id, shared, share, original)


def _share(article: Text, places: set[int]) -> float:
    return sum(words(article.paragraphs[place].text) for place in places) / max(1, _length(article.paragraphs))


def _length(paragraphs: tuple[Paragraph, ...]) -> int:
    return sum(words(paragraph.text) for paragraph in paragraphs)
