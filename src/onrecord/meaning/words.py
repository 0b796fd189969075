"""What a text is found by: its words, as stems, as numbers."""

import re
import threading
import tomllib
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import Stemmer

LONGEST = 64  # characters of a word that count
_GROUPS = r"[,\u00a0\u2009\u202f]"
# No alternative takes a character twice: the time is linear whatever the text is.
_WORD = re.compile(
    rf"""
      [0-9]{{1,3}}(?:{_GROUPS}[0-9]{{3}})++(?![0-9]) (?:\.[0-9]++)?   # 50,000
    | [0-9]++\.[0-9]++                                                # 2.5
    | (?<!\w)[A-Za-z](?:\.[A-Za-z])++(?!\w)                           # U.S
    | [^\W_](?:[^\W_]|[\u0300-\u036f])*+(?:['’][^\W_]++)*+            # Ukraine's; marks may stand by themselves
    | %
    """,
    re.VERBOSE,
)
_SEPARATOR = re.compile(_GROUPS)
_stemming = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Words:
    stop: frozenset[str]
    same: dict[str, str]


@cache
def _words(language: str = "en") -> _Words:
    data = tomllib.loads((files("onrecord.meaning") / "data" / language / "words.toml").read_text(encoding="utf-8"))
    return _Words(frozenset(data["stop"]), data["same"])


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english", 0)


def terms(text: str) -> dict[int, int]:
    """How often each term stands in a text: CRC-32 of its stem → count.

    Terms are words without letter case and accents, stemmed (Snowball, English), but for function words. A number is
    one term however its digits are grouped: "50,000" is "50000". Time is linear in the text.
    """
    counts: dict[int, int] = {}
    for word in _WORD.findall(text):
        term = _term(word)
        if term is not None:
            counts[term] = counts.get(term, 0) + 1
    return counts


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> int | None:
    """The term of a word as it stands in a text, None where it is none."""
    words = _words()
    word = word[:LONGEST]
    if word[0] in "0123456789":
        word = _SEPARATOR.sub("", word)
    folded = words.same.get(word) or _folded(word)
    folded = words.same.get(folded, folded)
    if not folded or folded in words.stop:
        return None
    # a stemmer keeps its state between its steps: one thread at a time
    with _stemming:
        stem = _stemmer().stemWord(folded)
    return zlib.crc32(stem.encode("utf-8", "replace"))


def _folded(word: str) -> str:
    """Without letter case, accents and other signs that write the same letters."""
    folded = word.replace("’", "'").casefold()
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
