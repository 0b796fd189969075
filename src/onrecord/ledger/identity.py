"""Whether an article is there already, and under which key.

An address says which article it is. An id or a file says so as well, unless what stands there has nothing in common
with the text: another corpus numbers its rows from one, too.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.ledger.addresses import clean_address
from onrecord.ledger.columns import whole
from onrecord.ledger.handed import Handed
from onrecord.records import Article

_WORD = re.compile(r"\w+")
_RUN = 4
_AKIN = 0.2


@dataclass(frozen=True, slots=True)
class Known:
    """A version of an article that is there."""

    article: int
    version: int
    latest: bool
    text_hash: int


def keys(article: Article, handed: Handed) -> tuple[str, ...]:
    """The keys that an article may have, the likeliest first; where there is one, it is that of its address."""
    if article.url:
        return (clean_address(article.url),)
    place = _absolute(handed)
    digest = hashlib.sha256(article.text.encode()).hexdigest()
    # what is given no id has the beginning of this hash
    if article.id and article.id != digest[:16]:
        return (article.id, f"{article.id} in {_opened(handed)}")
    return (f"sha256:{digest}",) if place is None else (place, f"sha256:{digest}")


def akin(one: str, other: str) -> bool:
    """Whether two texts may be versions of one article: a fifth of the shorter one's runs of four words are shared."""
    first, second = _runs(one), _runs(other)
    return len(first & second) >= _AKIN * min(len(first), len(second))


def _runs(text: str) -> set[int]:
    words = [hash(word) for word in _WORD.findall(text.lower())]
    if len(words) < _RUN:
        return set(words)
    return {hash(run) for run in zip(*(words[offset:] for offset in range(_RUN)), strict=False)}


def _absolute(handed: Handed) -> str | None:
    """What names a page in the file system; None where that says nothing about what is read next time."""
    if handed.source == "-" or handed.name != handed.source:
        return None
    return _opened(handed)


def _opened(handed: Handed) -> str:
    address = "://" in handed.source or handed.source == "-"
    return whole(handed.source if address else str(Path(handed.source).absolute()))
