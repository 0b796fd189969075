"""Every record that passes between the stages: frozen, slotted, plain data.

Offsets are characters into `Article.text`, end exclusive. A stage takes records and returns new ones.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]

BlockKind = Literal["headline", "deck", "byline", "dateline", "caption", "credit", "heading", "paragraph"]
AttributionKind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Page:
    """A news page as it was found.

    `name` is what messages call it (a path, an address, `file.jsonl:12`). `media_type` is
    `text/html` or `text/plain` where that is known, else None, and the bytes tell. The other fields
    are what somebody gave along with the page; they win over what the page says of itself.
    """

    name: str
    content: bytes
    media_type: str | None = None
    id: str | None = None
    url: str | None = None
    fetched: datetime | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read: its `name`, the class of the error, and a sentence that says why."""

    name: str
    error: str
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of an article. Text that no block covers is page furniture and is not read."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its blocks in reading order and what the page says about it.

    `published` is ISO 8601: a date, or a date and time with a zone where the page gives them.
    `language` is an ISO 639-1 code, or None where the text is too short to tell.
    """

    id: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`) said (`cue`) what (`content`): each a tuple of spans, empty where it is absent.

    `kind` is direct where all of the content stands in quotation marks, indirect where none does.
    `confidence` is the calibrated probability that a careful reader would mark the same statement with
    the same source. `within` is the place, in the document's list, of the attribution whose content
    this one stands in.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    confidence: float
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An article and all that was read from it.

    Attributions stand in the order of their first character, each followed by those within it.
    """

    article: Article
    attributions: tuple[Attribution, ...] = ()
