"""Countries and states by the names and adjectives that stand in roles and in names of bodies."""

from functools import cache, lru_cache

from .folding import fold
from .vocabulary import rows

_LONGEST = 6


@lru_cache(maxsize=16384)
def territories(text: str) -> tuple[frozenset[str], str]:
    """The countries ("UA") and states ("US-OH") that a text names, and the text without them, folded."""
    words = fold(text).replace(",", " , ").split()
    found: set[str] = set()
    rest: list[str] = []
    at = 0
    while at < len(words):
        length, code = _longest(words, at)
        if code:
            found.add(code)
            at += length
        else:
            rest.append(words[at])
            at += 1
    return frozenset(found), " ".join(rest)


@lru_cache(maxsize=262144)
def country_code(name: str) -> str | None:
    """The country or state whose name or adjective the whole of `name` is."""
    return _names().get(_bare(fold(name)))


def agree(a: str, b: str) -> bool:
    """Whether two codes are one place, or one lies in the other."""
    return a == b or a.startswith(b + "-") or b.startswith(a + "-")


def _longest(words: list[str], at: int) -> tuple[int, str | None]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        code = _names().get(_bare(" ".join(words[at : at + length])))
        if code:
            return length, code
    return 0, None


def _bare(name: str) -> str:
    bare = name.replace(".", "")
    return bare[:-1] if bare.endswith("s") and bare[:-1] in _adjectives() else bare


@cache
def _adjectives() -> frozenset[str]:
    """Names of which a plural or a possessive ("Russias", its apostrophe gone) is understood."""
    return frozenset(name for name in _names() if len(name) > 3)


@cache
def _names() -> dict[str, str]:
    """Codes by name; a country goes before a state of its name (Georgia), the first of two of a kind stands."""
    found: dict[str, str] = {}
    for code, names in rows("territories.tsv"):
        for name in names.split("|"):
            if len(name.replace(".", "")) > 1:
                found.setdefault(fold(name).replace(".", ""), code)
    return found
