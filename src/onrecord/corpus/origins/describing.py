"""What descriptions of people and bodies say of them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from onrecord.corpus.actors.folding import fold

from .vocabulary import entries, lists, mapping

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LONGEST = 300


def are_people(name: str) -> bool:
    """Whether a description is of people: "three people familiar with the plans", and not of a body."""
    if not (name[:1].islower() or name[:1].isdigit()):
        return False
    head = head_noun(tokens(name))
    return head not in entries("bodies") and (head in entries("anybody") or bool(classes_of(head)))


def head_noun(words: Sequence[str]) -> str:
    """The noun that a description turns on: "officials" of "two officials in the mayor's office"."""
    cut = next((at for at, word in enumerate(words) if word in entries("described_by")), len(words))
    return words[cut - 1] if cut else ""


def is_body(name: str) -> bool:
    """Whether a description has a noun for bodies or people in it."""
    words = set(tokens(name))
    return not words.isdisjoint(entries("bodies")) or not words.isdisjoint(mapping("same")) or bool(classes_of(name))


@lru_cache(maxsize=16384)
def classes_of(description: str) -> frozenset[str]:
    """What sort of people a description can mean; none where it says nothing ("a person close to the talks")."""
    words = f" {fold(description)} "
    return frozenset(name for name, own in lists("classes").items() if any(f" {word} " in words for word in own))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether people of these classes can be the same people."""
    if not one or not other or one & other:
        return True
    return any(not _wider(a).isdisjoint(b) for a, b in ((one, other), (other, one)))


def _wider(classes: frozenset[str]) -> frozenset[str]:
    return frozenset(more for name in classes for more in lists("alike").get(name, ()))


def tokens(text: str) -> list[str]:
    """The words of a text, folded."""
    return list(_split(text))


@lru_cache(maxsize=65536)
def _split(text: str) -> tuple[str, ...]:
    return tuple(_words(text))


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text[:_LONGEST]):
        yield fold(word)
