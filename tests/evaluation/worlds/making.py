"""The small world of these tests, and ledgers of it as a reader without faults would fill them."""

import shutil
from pathlib import Path

from onrecord.evaluation.worlds import World, read_world
from onrecord.evaluation.worlds.keeping import readings
from onrecord.evaluation.worlds.records import Text
from onrecord.ledger import Ledger
from onrecord.records import Article, Attribution, Block, Document

SMALL = Path(__file__).with_name("small")


def small() -> World:
    """The world of the folder `small`."""
    return read_world([SMALL])


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    """A copy of the small world in which one file reads otherwise."""
    shutil.copytree(SMALL, folder / "world")
    file = folder / "world" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return folder / "world"


def document_of(world: World, article: Text) -> Document:
    """An article with an attribution for each marked statement, and nothing else."""
    text, blocks, found = article.title, [Block("headline", 0, len(article.title))], []
    for paragraph in article.paragraphs:
        start = len(text) + 2
        text = f"{text}\n\n{paragraph.text}"
        blocks.append(Block("paragraph", start, len(text)))
        for mark in paragraph.marks:
            content = ((start + mark.start, start + mark.stop),)
            found.append(Attribution((), (), content, "indirect", 1.0, commitment="denied" if mark.denies else "plain"))
    url, name = world.address(article), world.outlets[article.outlet].name
    made = Article(article.id, text, tuple(blocks), article.title, name, (), article.published, "en", url)
    return Document(made, tuple(found))


def filled(world: World, path: Path) -> Ledger:
    """A ledger of the published articles, numbered from 1 in the order of their ids; nothing is built."""
    ledger = Ledger.open(path)
    with ledger.writing("test") as writer:
        writer.begin(["test"])
        writer.append(readings([document_of(world, article) for article in world.articles()]))
        writer.end()
    return ledger


def run(ledger: Ledger, *statements: str) -> None:
    """Write to a ledger in SQL."""
    with ledger.writing("test") as writer, writer.connection() as connection:
        for statement in statements:
            connection.execute(statement)
