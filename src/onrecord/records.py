"""Every record that passes between the stages: frozen, slotted, plain data.

Offsets are characters into `Article.text`, end exclusive. A stage takes records and returns new ones.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

Span: TypeAlias = tuple[int, int]

BlockKind = Literal["headline", "deck", "byline", "dateline", "caption", "credit", "heading", "paragraph"]
AttributionKind = Literal["direct", "indirect", "mixed"]
AttributionType = Literal["assertion", "belief", "fact", "eventuality"]
Commitment = Literal["plain", "claimed", "denied", "hedged", "asked", "conditional"]
ActorType = Literal["person", "organisation", "document", "group", "unnamed", "generic", "author"]
Relation = Literal["published by", "reported by", "cited by", "relayed by", "said to"]
NameKind = Literal["person", "organisation", "place", "nationality", "other"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Page:
    """A news page as it was found.

    `name` is what messages call it (a path, an address, `file.jsonl:12`). `media_type` is
    `text/html` or `text/plain` where that is known, else None, and the bytes tell. The other fields
    are what somebody gave along with the page; they win over what the page says of itself. `etag` and
    `modified` are what a server said of this state of it (RFC 9110, section 8.8).
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
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address of which the server says that it is as it was when it was last read."""

    name: str
    url: str


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
class Name:
    """A name in the text, of a person, an organisation, a place, or something else; `confidence` from 0 to 1."""

    start: int
    end: int
    kind: NameKind
    confidence: float


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is, as the article puts it ("German foreign minister"), and where it does."""

    title: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that denotes an actor; `confidence` (0 to 1) is how sure it is that it denotes this one."""

    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks or is named: the fullest name that the article gives, its mentions and roles.

    Somebody unnamed has a description in place of a name. An actor that only the page's own facts name
    (its outlet) has no mention. `members` are the places, in the document's list, of those who speak jointly.
    """

    name: str
    type: ActorType
    mentions: tuple[Mention, ...] = ()
    roles: tuple[Role, ...] = ()
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the way from a speaker to the reader.

    `actor` is a place in the document's list of actors; `span` is what tells of the step ("quoted by AFP"), None
    where only the page's own facts do.
    """

    actor: int
    relation: Relation
    span: Span | None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression as TIMEX3 (TimeML 1.2.1), and the interval that it denotes.

    `value` is None where the text leaves it open, and has X for what is not known ("XXXX-WXX-3" is some
    Wednesday). The interval from `since` to `until` (exclusive) is ISO 8601, as precise as the expression; None
    where it is not known.
    """

    start: int
    end: int
    type: TimeType
    value: str | None
    modifier: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """How much or how many: a `value`, or a range from `low` to `high` of which one end may be open (None).

    `unit` is an ISO 4217 code for money, "%" for shares in a hundred, else the unit's English name or None.
    `of` is what is counted, with the span that says so. `about` is an approximation ("some", "nearly").
    `part_of` is the place, in the document's list, of the whole that the text says this is a part of.
    """

    start: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    of: str | None = None
    of_span: Span | None = None
    about: bool = False
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A name of a place, and which one it is: `geonames` is its number at geonames.org, `country` ISO 3166-1 alpha-2.

    `kind` is "country", "state", "city", "region" or "continent". What no gazetteer settles is left out.
    """

    start: int
    end: int
    name: str
    kind: str
    lat: float
    lon: float
    geonames: int | None
    country: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who (`source`) said (`cue`) what (`content`): each a tuple of spans, empty where it is absent.

    `kind` is direct where all of the content stands in quotation marks, indirect where none does.
    `confidence` is the calibrated probability that a careful reader would mark the same statement with
    the same source. `within` is the place, in the document's list, of the attribution whose content
    this one stands in.

    `type` and `commitment` are those of docs/architecture.md. `actor` is the place, in the document's list, of who
    speaks (None where nobody is behind it), and `speaker_confidence` how sure that is. `chain` is how it came to the
    reader, nearest first, without the speaker. `time` is the place, in the document's list, of when it was said.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    confidence: float
    within: int | None = None
    type: AttributionType | None = None
    commitment: Commitment | None = None
    speaker_type: ActorType | None = None
    actor: int | None = None
    speaker_confidence: float | None = None
    chain: tuple[Link, ...] = ()
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What one pass over an article finds: its attributions, each with type and commitment, and its names."""

    attributions: tuple[Attribution, ...] = ()
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """An article and all that was read from it.

    Attributions stand in the order of their first character, each followed by those within it.
    """

    article: Article
    attributions: tuple[Attribution, ...] = ()
    actors: tuple[Actor, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()


StepKind = Literal["origin", "statement", "medium", "more"]


@dataclass(frozen=True, slots=True)
class Step:
    """A place that a claim came by.

    `kind` is where it comes from (an origin), a statement in an article, a medium that has no article here, or "more":
    so many others of the same sort that are not told one by one. `label` says who or which outlet, `detail` what
    they said or what speaks for it; `when` is ISO 8601; `reference` names a statement in the ledger ("12:210-330"),
    and `link` is the address of its page. `relation` is how it came here: origin (from there itself), copy, wire,
    cites, same speaker. `parent` is the place, in the trace's list, of the step that it came from, `depth` how many
    there are before it. `certain` is false of an origin that may be one of the others, `denies` true of a statement
    that denies the claim.
    """

    kind: StepKind
    label: str
    detail: str
    relation: str
    parent: int | None = None
    depth: int = 0
    when: str | None = None
    reference: str | None = None
    link: str | None = None
    certain: bool = True
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """How a claim spread: each origin with all that came from there behind it, then those who deny the claim.

    `count` is the likeliest number of independent origins, `least` and `most` the range that the texts leave open,
    `why` the reason for it; None where they have not been counted yet.
    """

    claim: int
    text: str
    count: int | None
    least: int | None
    most: int | None
    why: str | None
    steps: tuple[Step, ...] = ()
