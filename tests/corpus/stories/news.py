"""News of Velmora, a country that is not there: `news.txt`, and ledgers of it.

Two fires, two strikes, two mines and two boats are in the news at the same time, in different places; some follow-ups
come days later in other words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tests.ledger.worlds import reading

from onrecord.corpus.stories import update_stories
from onrecord.ledger import Ledger
from onrecord.records import Article, Block, Document


@dataclass(frozen=True)
class Item:
    """An article, and the story that it belongs to."""

    id: str
    story: str
    outlet: str | None
    published: str | None
    title: str | None
    paragraphs: tuple[str, ...]

    def document(self) -> Document:
        """As it comes into a ledger."""
        parts = [self.title or "", *self.paragraphs]
        text, blocks = "", list[Block]()
        for part in parts:
            if part:
                start = len(text) + 2 if text else 0
                text = f"{text}\n\n{part}" if text else part
                blocks.append(Block("headline" if part == self.title else "paragraph", start, len(text)))
        url = f"https://news.example/{self.id}"
        article = Article(self.id, text, tuple(blocks), self.title, self.outlet, (), self.published, "en", url)
        return Document(article)


@cache
def news() -> tuple[Item, ...]:
    """All of it, in the order of the file."""
    pieces = Path(__file__).with_name("news.txt").read_text("utf-8").split("\n===\n")
    return tuple(_item(number, piece) for number, piece in enumerate(pieces))


def of(*names: str) -> list[Item]:
    """The articles of these stories."""
    return [item for item in news() if item.story in names]


def under(item: Item, *lines: str) -> Item:
    """An article with more paragraphs at its end."""
    return replace(item, paragraphs=(*item.paragraphs, *lines))


def add(ledger: Ledger, items: Iterable[Item]) -> None:
    """Put articles in."""
    with ledger.writing("add") as writer:
        writer.begin(["news"])
        writer.append([reading(item.document()) for item in items])
        writer.end()


def update(ledger: Ledger) -> int:
    """Bring its stories up to date."""
    with ledger.writing("build") as writer:
        return update_stories(writer)


def copied(ledger: Ledger, copy: str, original: str, share: float, passages: Sequence[tuple[int, int]] = ()) -> None:
    """Say that an article has words of another one."""
    spans = [{"start": a, "stop": b, "original_start": 0, "original_stop": b - a} for a, b in passages]
    with ledger.writing("copy") as writer, writer.connection() as connection:
        connection.execute(
            """INSERT INTO copies SELECT a.article, b.article, 50, ?, 0.5, 'earlier', 0.9, ?
               FROM articles a, articles b WHERE a.id = ? AND b.id = ? AND a.latest AND b.latest""",
            [share, spans, copy, original],
        )


def homes(ledger: Ledger) -> dict[str, int]:
    """The number of the story of each article, by the article's id."""
    query = "SELECT a.id, s.story FROM story_articles s JOIN articles a ON a.article = s.article"
    return {row["id"]: row["story"] for row in ledger.sql(query)}


def partition(found: Mapping[str, object]) -> frozenset[frozenset[str]]:
    """Which articles are together, whatever their stories are called."""
    stories: dict[object, set[str]] = {}
    for article, story in found.items():
        stories.setdefault(story, set()).add(article)
    return frozenset(frozenset(members) for members in stories.values())


def bcubed(truth: Mapping[str, object], found: Mapping[str, object]) -> float:
    """BCubed F1 (Bagga and Baldwin 1998) of one grouping against another."""
    total = [0.0, 0.0]
    for one in truth:
        true = {other for other in truth if truth[other] == truth[one]}
        together = {other for other in truth if found[other] == found[one]}
        total[0] += len(true & together) / len(together)
        total[1] += len(true & together) / len(true)
    precision, recall = (value / len(truth) for value in total)
    return 2 * precision * recall / (precision + recall)


def _item(number: int, piece: str) -> Item:
    head, _, body = piece.strip().partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    story, outlet, published, title = (facts[name] for name in ("story", "outlet", "published", "title"))
    return Item(f"v{number}", story, outlet, published, title, tuple(body.splitlines()))
