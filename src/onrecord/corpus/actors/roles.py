"""Roles as they are compared: what somebody is, of what and where, and in which field."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from .folding import spelled
from .territories import territories
from .vocabulary import entries, table

_WORD = re.compile(r"\w(?:[\w&]|-(?=\w))*")
_MOST_WORDS = 24


@dataclass(frozen=True, slots=True)
class Roles:
    """The roles of one appearance: head nouns (one for each thing), other words that tell, places, fields.

    `titles` pairs each head with the words that stand beside it, to know "secretary of state" from "secretary";
    `former` are the heads that are said to be over.
    """

    heads: frozenset[str] = frozenset()
    titles: frozenset[tuple[str, frozenset[str]]] = frozenset()
    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    former: frozenset[str] = frozenset()


NONE = Roles()


def roles_of(titles: Iterable[str]) -> Roles:
    """The roles that an article gives one actor, taken together; NONE itself where they tell nothing."""
    read = [r for title in titles if (r := _role(title)).heads or r.places or r.words]
    if not read:
        return NONE
    return Roles(
        frozenset().union(*(r.heads for r in read)),
        frozenset().union(*(r.titles for r in read)),
        frozenset().union(*(r.words for r in read)),
        frozenset().union(*(r.places for r in read)),
        frozenset().union(*(r.fields for r in read)),
        frozenset().union(*(r.former for r in read)),
    )


@lru_cache(maxsize=16384)
def _role(title: str) -> Roles:
    places, rest = territories(title)
    rest = rest.replace("prime minister", "premier")
    tokens = [token.group() for token in _WORD.finditer(rest)][:_MOST_WORDS]
    known = [(i, _heads()[token]) for i, token in enumerate(tokens) if token in _heads()]
    plain = entries("roles", "plain")
    words = frozenset(spelled(t) for t in tokens if t not in plain and t not in _heads() and len(t) > 1)
    if not known:
        return Roles(words=words, places=places)
    heads = frozenset(head for _, (head, _) in known)
    fields = frozenset(field for _, (_, field) in known)
    over = not entries("roles", "former").isdisjoint(tokens) or tokens[0].startswith("ex-")
    titles = frozenset((head, words) for head in heads if words)
    return Roles(heads, titles, words, places, fields, heads if over else frozenset())


@cache
def _heads() -> dict[str, tuple[str, str]]:
    """For each noun the one that stands for it, and its field."""
    same = {other: first for first, others in table("roles")["same"].items() for other in others}
    return {noun: (same.get(noun, noun), field) for field, nouns in table("roles")["fields"].items() for noun in nouns}


def compatible_fields(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether one person may be in both: a field in common, or two between which people move."""
    first, second = set(a), set(b)
    moving = entries("roles", "permeable")
    return not first or not second or bool(first & second) or bool(first & moving and second & moving)
