"""Names as keys: what of a name's writing makes no difference to which place it is."""

import re
import unicodedata

# Letters that Unicode does not take apart into a Latin letter and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_DROPPED = re.compile("[.,'’‘ʼʻ`´ʹ′ʿʾ]")
_GAPS = re.compile(r"[\s\-‐‑–—_/]+")


def folded(name: str, shortened: dict[str, str]) -> str:
    """Return a name without case, accents, dots, apostrophes and hyphens; `shortened` gives words' short forms.

    Names that differ only in these have one key: "Sana'a" and "Sanaa", "St. Lucia" and "Saint Lucia".
    """
    bare = _DROPPED.sub("", name.casefold())
    if not bare.isascii():
        apart = unicodedata.normalize("NFKD", bare.translate(_LETTERS))
        bare = _DROPPED.sub("", "".join(letter for letter in apart if not unicodedata.combining(letter)))
    return " ".join(shortened.get(word, word) for word in _GAPS.split(bare) if word)
