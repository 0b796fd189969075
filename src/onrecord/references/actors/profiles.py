"""Whether a description can be somebody's: its words against the roles, the party and the state that a text gives."""

import re
from collections.abc import Iterable
from functools import cache

from .entities import Entity
from .roles import role_words
from .vocabulary import table

_AFFILIATED = re.compile(r"\s*,?\s*\(?\b([RDI])(?:em|ep|nd)?\b\.?(?:\s?[-–—,]\s?((?:[A-Z][\w’']*\.?\s?){1,3}))?")
_OF_PLACE = re.compile(r"\s+(?:of|from)\s+((?:[A-Z][\w’']+\s?){1,3})")
_IN_BRACKETS = re.compile(r"\s*\(((?:[A-Z][\w’']*\.?\s?){1,3})\)")


@cache
def canonical(word: str) -> str:
    """One word for those that mean the same ("Sen." and "senator", "Fla." and "Florida")."""
    word = word.strip(".'’").removesuffix("'s").removesuffix("’s")
    synonyms = table("role_synonyms")
    return str(synonyms["same"].get(word) or synonyms["states"].get(word, word))


@cache
def broader(word: str) -> frozenset[str]:
    """What somebody who is called by a (canonical) word can also be called."""
    return frozenset(table("role_synonyms")["broader"].get(word, ()))


def canonical_words(words: Iterable[str]) -> frozenset[str]:
    """The canonical forms of words, those of hyphenated ones among them."""
    return frozenset(canonical(word) for word in words)


class Profile:
    """What a text says that somebody is: the words of each role, and party and place behind the name."""

    def __init__(self, text: str, entity: Entity) -> None:
        self.roles = [canonical_words(role_words(role.title)) for role in entity.roles]
        if not entity.names:  # whoever has no name is what they are called
            self.roles.append(canonical_words(role_words(entity.name)))
        around: set[str] = set()
        for _, end in entity.mentions:
            around |= _affiliation(text, end)
        self.around = frozenset(around)
        self.all = self.around.union(*self.roles)
        self.broader = frozenset(wide for word in self.all for wide in broader(word))

    def fits(self, head: str, words: frozenset[str]) -> tuple[float, float, float]:
        """How well the head noun, all words, and the words beside the head are borne out, each from 0 to 1."""
        known = self.all
        by_head = 1.0 if head in known else 0.5 if head in self.broader else 0.0
        beside = words - {head}
        shared = len(beside & known) / len(beside) if beside else 0.0
        return by_head, len(words & known) / len(words) if words else 0.0, shared


def _affiliation(text: str, end: int) -> set[str]:
    """The party and the state that stand behind a name: "(R-Fla.)", ", D-Ohio", "of Texas", "(Vt.)"."""
    synonyms = table("role_synonyms")
    if match := _AFFILIATED.match(text, end, end + 40):
        return {synonyms["parties"][match[1].lower()], *_place(match[2] or "")}
    match = _IN_BRACKETS.match(text, end, end + 40) or _OF_PLACE.match(text, end, end + 40)
    return _place(match[1]) if match else set()


def _place(words: str) -> set[str]:
    return {canonical(word.lower()) for word in words.split()}
