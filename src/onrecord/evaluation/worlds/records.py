"""A test world: articles, with what is marked in them, and the truth about them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

ConflictKind = Literal["quantity", "denial", "reversal", "sum", "date"]
Root: TypeAlias = tuple[str, int]
"""Where a paragraph was first written: the id of the text, and its place in it, from 0."""

ONE_OFF = "."


@dataclass(frozen=True, slots=True)
class Outlet:
    """Who publishes; `under` is what stands under every article, inside its body."""

    key: str
    name: str
    site: str
    short: str | None = None
    agency: bool = False
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked content of a statement: characters of the paragraph's plain text, `stop` exclusive.

    `claim` is an id of the truth, or ONE_OFF. A statement that `denies` the claim has the minus sign.
    """

    start: int
    stop: int
    claim: str
    denies: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as it is printed, with its marks in the order of their starts.

    `root` is where it was first written; `way` are the texts that it came through, nearest first, without the one
    that it stands in: empty where it was written there, and else ending with the root's.
    """

    text: str
    marks: tuple[Mark, ...]
    root: Root
    way: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One file: an article, or where `published` is None something that articles copy from."""

    id: str
    file: Path
    outlet: str
    published: str | None
    title: str
    story: str | None
    paragraphs: tuple[Paragraph, ...]
    byline: str | None = None
    credit: str | None = None
    deck: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the truth. The true number of its origins lies from `least` to `most`, both included."""

    key: str
    says: str
    origins: tuple[str, ...]
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that can't all hold; of one claim where it is denied, taken back, or impossible in itself."""

    kind: ConflictKind
    claims: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class World:
    """Everything, by its id."""

    outlets: dict[str, Outlet]
    texts: dict[str, Text]
    stories: dict[str, str]
    claims: dict[str, Claim]
    conflicts: tuple[Conflict, ...] = ()
    courses: tuple[tuple[str, ...], ...] = ()
    warnings: tuple[str, ...] = field(default=())

    def articles(self) -> list[Text]:
        """What was published, in the order of the ids."""
        return [self.texts[key] for key in sorted(self.texts) if self.texts[key].published]

    def address(self, article: Text) -> str:
        """Where an article stands on the web; its page says so."""
        return f"https://{self.outlets[article.outlet].site}/news/{article.id}"
