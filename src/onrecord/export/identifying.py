"""Names for articles, statements and actors that hold outside of one file (RFC 3986, RFC 9562).

The same statement of the same text gets the same name whenever it is exported and from whichever ledger.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from onrecord.export.recorded import Recorded
from onrecord.records import Article, Document, Span

_SPACE = UUID("5f1f0c1e-6a0b-5c57-9a55-0d8a5c0e7a3d")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONE_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")


def paired(text: str) -> str:
    """`text` with half characters, which no encoding of Unicode has, as U+FFFD, in the same length."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


@lru_cache(maxsize=64)
def web_address(url: str | None) -> str | None:
    """`url` with everything encoded that a URI can't hold, or None where it is no address of the web."""
    try:
        parts = urlsplit(paired(url or "").strip())
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else quote(parts.hostname, safe="")
    address = f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{_encoded(parts.path)}"
    address += f"?{_encoded(parts.query)}" if parts.query else ""
    return address + (f"#{_encoded(parts.fragment)}" if parts.fragment else "")


def _encoded(part: str) -> str:
    return _LONE_PERCENT.sub("%25", quote(part, safe="/?:@!$&'()*+,;=%~"))


def article_iri(article: Article) -> str:
    """The address of the article, or a name made of its id where it has none."""
    return web_address(article.url) or uuid_of("article", article.id, _digest(article.text)).urn


def statement_uuids(document: Document) -> list[UUID]:
    """A name for each attribution, made of the article, its text, and where source, cue and content stand in it."""
    about = (article_iri(document.article), _digest(document.article.text))
    seen: Counter[str] = Counter()
    names = []
    for each in document.attributions:
        place = "|".join(_places(spans) for spans in (each.source, each.cue, each.content))
        names.append(uuid_of("statement", *about, place, str(seen[place])))
        seen[place] += 1
    return names


def actor_uuid(recorded: Recorded, place: int) -> UUID:
    """A name for the actor at `place`: over all articles where a ledger knows who it is, else within this one."""
    if place in recorded.actors:
        return known_uuid(*recorded.actors[place])
    actor = recorded.document.actors[place]
    first = actor.mentions[0].start if actor.mentions else -1
    return uuid_of("mentioned", article_iri(recorded.document.article), actor.name, str(first))


def known_uuid(number: int, name: str) -> UUID:
    """A name for the actor that has this number and name in a ledger; another ledger's number is another actor."""
    return uuid_of("actor", str(number), name)


def uuid_of(*parts: str) -> UUID:
    """The name-based UUID (version 5) of `parts`."""
    return uuid5(_SPACE, "\x1f".join(map(paired, parts)))


def _places(spans: Sequence[Span]) -> str:
    return ",".join(f"{start}-{end}" for start, end in spans)


@lru_cache(maxsize=1)
def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
