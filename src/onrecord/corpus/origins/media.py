"""Which names mean a medium, and which outlet's articles are meant."""

import re
from collections.abc import Iterable
from functools import lru_cache

from onrecord.corpus.actors.folding import fold

from .vocabulary import entries

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a medium's name without an article."""
    words = tuple(fold(word) for word in _WORD.findall(name[:200]))
    return words[1:] if len(words) > 1 and words[0] in ("the", "a") else words


@lru_cache(maxsize=65536)
def same_medium(one: str, other: str) -> bool:
    """Whether two names can be one medium's: the same words, initials, or a beginning or an end of the other."""
    a, b = sorted((name_words(one), name_words(other)), key=len)
    if not a:
        return False
    if a == b[: len(a)] or a == b[-len(a) :]:
        return True
    return len(a) == 1 and len(b) > 1 and a[0] == "".join(word[:1] for word in b)


class Outlets:
    """The outlets of a ledger, by all that they may be called."""

    def __init__(self, names: Iterable[str]) -> None:
        self._whole: set[tuple[str, ...]] = set()
        self._initials: set[str] = set()
        self._short: set[str] = set()
        for name in names:
            words = name_words(name)
            self._whole.add(words)
            if len(words) > 1:
                self._initials.add("".join(word[:1] for word in words))
            if len(words) == 2 and words[1] in entries("left_out"):
                self._short.add(words[0])

    def is_medium(self, name: str) -> bool:
        """Whether a name means an outlet of the ledger, or by its last word some other medium."""
        words = name_words(name)
        if not words or not name[:1].isupper():
            return bool(words) and words in self._whole
        if words in self._whole or (len(words) == 1 and name.isupper() and words[0] in self._initials):
            return True
        if len(words) == 1:
            return words[0] in self._short and not name.isupper()
        return words[-1] in entries("named_media")


def is_outlet(name: str, outlet: str | None) -> bool:
    """Whether a name surely means an outlet: its name, its initials in capitals, or the end that tells ("the Herald").

    "Marsh" alone does not mean the Marsh Herald.
    """
    if outlet is None:
        return False
    words, whole = name_words(name), name_words(outlet)
    if not words or words == whole:
        return bool(words)
    if len(words) == 1 and len(whole) > 1 and name.isupper():
        return words[0] == "".join(word[:1] for word in whole)
    return words == whole[-len(words) :] and words[-1] in entries("endings") and name[:1].isupper()
