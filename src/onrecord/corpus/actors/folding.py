"""Names and words brought to one spelling: no accents, no capitals, one way of writing Cyrillic and Arabic names."""

import re
import unicodedata
from functools import cache, lru_cache

from .vocabulary import rows

# Letters that no decomposition of Unicode takes apart
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ə": "e"}
)
_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$")
_LONGEST = 200


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Without accents, capitals, apostrophes and space that is too much; at most 200 characters are looked at."""
    plain = unicodedata.normalize("NFKD", text[:_LONGEST].casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(_APOSTROPHES.sub("", plain).split())


def possessive_free(name: str) -> str:
    """A name without the possessive at its end."""
    return _POSSESSIVE.sub("", name.strip())


@lru_cache(maxsize=65536)
def spelled(word: str) -> str:
    """A folded word as all its spellings are compared: "mohamed" and "muhammad" are one."""
    return _spellings().get(word, word)


@lru_cache(maxsize=65536)
def family_spelled(word: str) -> str:
    """A folded family name, or a given one, as all its spellings are compared, endings too ("-skyy", "-skiy")."""
    known = _spellings().get(word)
    if known is not None:
        return known
    for ending, plain in rows("endings.tsv"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + plain
    return word


@cache
def _spellings() -> dict[str, str]:
    return {fold(other): first for first, *others in rows("spellings.txt") for other in others}
