"""What origins are told from: the statements of claims, who speaks in them, and what was copied."""

from dataclasses import dataclass

from onrecord.records import ActorType, Relation, Span

Place = tuple[float, int, int]
"""When a statement was in print, for sorting: seconds since 1970 (infinite where unknown), article, attribution."""


@dataclass(frozen=True, slots=True)
class Figure:
    """An actor as one article has it, with its number over articles where it has one.

    `before` and `behind` are what stands beside its first mention.
    """

    number: int
    name: str
    type: ActorType
    actor: int | None
    roles: tuple[str, ...] = ()
    members: tuple[int, ...] = ()
    before: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One step of a chain: who stands between the speaker and the reader, by its figure."""

    figure: Figure
    relation: Relation


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a claim. `span` is the part of its content that says so; `sure` is how sure its speaker is.

    `before` and `behind` are what stands around its content; `behind` begins with the content's last character, and
    `words` are how the part begins.
    `ahead` and `after` are the same of the part, which may be but a piece of the `content`.
    `weight` is how likely it is to be of the claim at all; it is that of `near`, a claim that may be the same, if any.
    `heard` are media that another statement of the same article has from the same speaker, where they have no name.
    """

    claim: int
    attribution: int
    article: int
    outlet: str | None
    seconds: float
    span: Span
    denies: bool
    assertion: bool
    quoted: bool
    source: str
    cue: str
    before: str
    behind: str
    speaker: Figure | None
    speaker_type: ActorType | None
    sure: float
    chain: tuple[Told, ...]
    members: tuple[Figure, ...] = ()
    heard: tuple[Told, ...] = ()
    words: str = ""
    weight: float = 1.0
    near: int | None = None
    ahead: str = ""
    after: str = ""
    content: str = ""

    @property
    def place(self) -> Place:
        """Where it stands in time."""
        return self.seconds, self.article, self.attribution


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage that an article has from another: where it stands here and there."""

    original: int
    outlet: str | None
    here: Span
    there: Span
    reason: str
