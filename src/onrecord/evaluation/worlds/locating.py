"""The marks of a world, found again in the text that a ledger has of each article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from duckdb import DuckDBPyConnection

from .records import ONE_OFF, Mark, Paragraph, Text, World


@dataclass(frozen=True, slots=True)
class Item:
    """A marked statement: where it stands in the text of the ledger's `article`, and what the truth says of it.

    `claim` is an id of the truth. What nobody else says has none, but a key of its own that its copies share:
    `one_off` is true then.
    """

    article: int
    text: str
    number: int
    start: int
    stop: int
    claim: str
    denies: bool
    one_off: bool
    words: str


@dataclass(slots=True)
class Located:
    """What of a world is in a ledger: articles by their ids, marked statements, and what was lost on the way."""

    articles: dict[str, int] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def warnings(self) -> list[str]:
        """What was lost, with counts; nothing where all is there."""
        lost = (("articles", self.unread), ("paragraphs", self.paragraphs), ("marked statements", self.marks))
        return [f"{len(found)} {sort} not in the ledger: {', '.join(found[:8])}" for sort, found in lost if found]


def locate(world: World, connection: DuckDBPyConnection) -> Located:
    """Find the articles of a world in a ledger by their addresses, and their marks by the paragraphs around them."""
    found = Located()
    rows = connection.execute("SELECT url, article, text FROM articles WHERE latest AND url IS NOT NULL").fetchall()
    held = {url: (article, text) for url, article, text in rows}
    for text in world.articles():
        if world.address(text) not in held:
            found.unread.append(text.id)
            continue
        article, there = held[world.address(text)]
        found.articles[text.id] = article
        _locate(world, text, article, _Folded(there), found)
    return found


class _Folded:
    """A text with every run of white space as one space, and where each of its characters was."""

    def __init__(self, text: str) -> None:
        kept = [at for at, c in enumerate(text) if not c.isspace() or (at and not text[at - 1].isspace())]
        self.text = "".join(" " if text[at].isspace() else text[at] for at in kept)
        self._places = kept

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Where in the text itself the characters from `start` to `stop` stand."""
        return self._places[start], self._places[stop - 1] + 1


def _locate(world: World, text: Text, article: int, folded: _Folded, found: Located) -> None:
    at = number = 0
    for place, paragraph in enumerate(text.paragraphs):
        start = folded.text.find(paragraph.text, at)
        if start < 0:
            start = folded.text.find(paragraph.text)
        if start < 0:
            found.paragraphs.append(f"{text.id} {place + 1}")
        else:
            at = start + len(paragraph.text)
        for nth, mark in enumerate(paragraph.marks):
            words = paragraph.text[mark.start : mark.stop]
            begins = start + mark.start if start >= 0 else _only(folded.text, words)
            if begins < 0:
                found.marks.append(f"{text.id} {place + 1} “{words[:40]}”")
                continue
            key = _key(world, paragraph, nth, mark)
            span = folded.span(begins, begins + len(words))
            one_off = mark.claim == ONE_OFF
            found.items.append(Item(article, text.id, number, *span, key, mark.denies, one_off, words))
            number += 1


def _only(text: str, words: str) -> int:
    """Where some words stand in a text, if in one place only; else -1."""
    start = text.find(words)
    return start if start >= 0 and text.find(words, start + 1) < 0 else -1


def _key(world: World, paragraph: Paragraph, nth: int, mark: Mark) -> str:
    """The claim; of a statement marked ONE_OFF, what tells it from all others but its own copies."""
    if mark.claim != ONE_OFF:
        return mark.claim
    text, place = paragraph.root
    origin = world.texts[text].paragraphs[place]
    # Edits that brought marks or took some away have moved the others
    which = str(nth) if len(origin.marks) == len(paragraph.marks) else paragraph.text[mark.start : mark.stop]
    return f"{ONE_OFF} {text} {place} {which}"


def overlap(spans: Sequence[tuple[int, int]], start: int, stop: int) -> int:
    """How many characters from `start` to `stop` some spans have, which don't overlap each other."""
    return sum(max(0, min(stop, end) - max(start, begin)) for begin, end in spans)


def clipped(spans: Sequence[tuple[int, int]], start: int, stop: int) -> Iterator[tuple[int, int]]:
    """What of some spans lies from `start` to `stop`."""
    for begin, end in spans:
        if min(end, stop) > max(begin, start):
            yield max(begin, start), min(end, stop)
