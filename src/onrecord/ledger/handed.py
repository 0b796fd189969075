"""What is handed to a ledger: pages that were read, with their documents, and pages that could not be."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from onrecord.records import Document, Failure, Page

Outcome: TypeAlias = Literal["read", "same", "changed", "failed"]
"""What became of a page: a new article, one that was there already, a new version of one, or none."""

Signature: TypeAlias = tuple[int, int, int, int]

_BYTES = 15  # 120 bits: a DECIMAL(38) and so every table format holds it


@dataclass(frozen=True, slots=True)
class Index:
    """What a document is found by: for each attribution, in the document's order, the terms of its content with
    their counts, and the 256 signs of its vector as four numbers of 64 bits."""

    terms: tuple[dict[int, int], ...]
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Handed:
    """A page that was handed in: what messages call it, what opens it again, its hash, and when it was fetched."""

    name: str
    source: str
    page: int
    fetched: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A page and what was read from it."""

    handed: Handed
    document: Document
    index: Index


@dataclass(frozen=True, slots=True)
class Missed:
    """A page that could not be read, and why."""

    handed: Handed
    failure: Failure


def page_hash(page: Page) -> int:
    """Hash a page: its bytes and all that decides how they are read, but neither its name nor when it was fetched.

    From 0 to 2^120; BLAKE2b (RFC 7693).
    """
    hashing = hashlib.blake2b(digest_size=_BYTES)
    given = (page.url, page.id, page.title, page.outlet, page.published, page.media_type)
    for value in given:
        held = b"" if value is None else b"=" + value.encode("utf-8", "surrogatepass")
        hashing.update(len(held).to_bytes(8, "little") + held)
    hashing.update(page.content)
    return int.from_bytes(hashing.digest(), "little")


def text_hash(text: str) -> int:
    """Hash a text, from 0 to 2^120; BLAKE2b (RFC 7693) of its UTF-8."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=_BYTES).digest(), "little")
