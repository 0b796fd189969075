"""What of an article tells who had a text first: its outlet's names, whom it credits, and when it was printed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import urlsplit
from zlib import crc32

from .wording import wording

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PARTS = re.compile(r"[()\[\]{}/|,;:—–\n·•]|\s-\s")
_BRACKETS = re.compile(r"\(([^()]{1,60})\)")
_DATELINE = re.compile(r"[^.!?“\"]{0,80}?\(([^()\n]{2,40})\)\s*(?:—|–|--?)\s")
_SIGNED = re.compile(r"(?:[—–]\s*|\()([^()—–\n]{2,60})\)?\W*\Z")
_CREDITING = frozenset({"credit", "byline", "dateline"})
_LAST = 4
_MOST = 24
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Printing:
    """An article as print: names in lower case without articles; `time` in UTC, None where only a day is known.

    `tie` is a hash of its key, which decides between articles that are alike in all else.
    """

    article: int
    outlet: str | None
    names: tuple[str, ...]
    credits: tuple[str, ...]
    day: date | None
    time: datetime | None
    words: int
    tie: int


def printing(
    article: int,
    key: str,
    outlet: str | None,
    url: str | None,
    published: str | None,
    day: date | None,
    words: int,
    credited: Iterable[str],
) -> Printing:
    """Put together what is known; `credited` are names as they stand in the article, the outlet's own among them."""
    host = (_host(url) or "") if url else ""
    called = outlet or host
    own = names_of(called) | ({host, host.split(".")[0]} - {""})
    others: set[str] = set()
    for name in credited:
        others |= names_of(name, whole=False)
    time, when = moment(published, day)
    return Printing(
        article,
        called.lower() or None,
        tuple(sorted(own)),
        tuple(sorted(others - own)[:_MOST]),
        when,
        time,
        words,
        crc32(key.encode("utf-8", "surrogatepass")),
    )


def moment(published: str | None, day: date | None) -> tuple[datetime | None, date | None]:
    """The time of `published` in UTC, where it has one, and its day; else `day`."""
    if published and len(published) > 10:
        try:
            time = datetime.fromisoformat(published)
            time = time.astimezone(UTC).replace(tzinfo=None) if time.tzinfo else time
        except (ValueError, OverflowError):
            return None, day
        return time, time.date()
    return None, day


@lru_cache(maxsize=4096)
def names_of(name: str, *, whole: bool = True) -> frozenset[str]:
    """What a medium of this name may be called: in full, without "Press" or "Agency", by its initials.

    Not `whole`: a name that is no medium's for certain has initials only where one of its words says that it is.
    """
    found: set[str] = set()
    for part in (_BRACKETS.sub(" ", name), *_BRACKETS.findall(name)):
        words = _tokens(part)
        tokens = [word.lower() for word in words]
        if not tokens:
            continue
        found.add(" ".join(tokens))
        short = list(tokens)
        while len(short) > 1 and short[-1] in wording().generic:
            short.pop()
        found.add(" ".join(short))
        if len(words) > 1 and (whole or not wording().generic.isdisjoint(tokens)):
            found.add("".join(word[0].lower() for word in words if not word[0].islower()))
    return frozenset(name for name in found if len(name) > 1)


def credited(text: str, blocks: Sequence[Mapping[str, int | str]]) -> Iterator[str]:
    """Names that an article may credit as a whole: in credit lines, bylines, datelines, and where agencies sign."""
    spans = [(str(b["kind"]), int(b["start"]), min(int(b["stop"]), int(b["start"]) + _LONGEST)) for b in blocks]
    for kind, start, stop in spans:
        if kind in _CREDITING:
            yield from _named(text[start:stop])
    paragraphs = [(int(b["start"]), int(b["stop"])) for b in blocks if b["kind"] == "paragraph"]
    for start, stop in paragraphs[:1]:
        if match := _DATELINE.match(text, start, min(stop, start + _LONGEST)):
            yield from _named(match[1])
    for start, stop in paragraphs[-_LAST:]:
        if match := _SIGNED.search(text[max(start, stop - 80) : stop]):
            yield from _named(match[1])


def _named(line: str) -> Iterator[str]:
    for part in _PARTS.split(line):
        words: list[str] = []
        for word in _TOKEN.findall(part):
            if word.lower() in wording().between:
                yield " ".join(words)
                words = []
            else:
                words.append(word)
        yield " ".join(words)


def _tokens(name: str) -> list[str]:
    words = _TOKEN.findall(unicodedata.normalize("NFKC", name))
    while len(words) > 1 and words[0].lower() in wording().articles:
        words = words[1:]
    return words


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
