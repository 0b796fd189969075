"""A world in a ledger: its pages read as any others are, and what was read put into ledgers again, in any order."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from onrecord.batch import Ledger
from onrecord.evaluation.stages import LAST, Stage, stages
from onrecord.ledger import Handed, Reading, Writer
from onrecord.ledger import Ledger as Kept
from onrecord.ledger.indexing import index
from onrecord.records import Document

from .pages import write_pages
from .records import World


def read_pages(world: World, ledger: Path, workers: int = 2) -> list[Document]:
    """Print the articles of a world as pages, read them into a ledger, and return what is in it, by their addresses.

    What the ledger has already is not read again. Nothing is built, and actors are not linked.
    """
    with tempfile.TemporaryDirectory() as folder:
        write_pages(world, Path(folder))
        Ledger.open(ledger).add(folder, workers=workers, link=False, build=False)
    wanted = {world.address(article) for article in world.articles()}
    found = (document for document in Kept.open(ledger).documents() if document.article.url in wanted)
    return sorted(found, key=lambda document: document.article.url or "")


def readings(documents: Sequence[Document]) -> list[Reading]:
    """Documents as what a ledger takes."""
    return [
        Reading(Handed(document.article.id, "world", number), document, index(document))
        for number, document in enumerate(documents)
    ]


def built(
    path: Path,
    given: Sequence[Reading],
    at_once: int | None = None,
    last: str = LAST,
    instead: Mapping[str, Stage] | None = None,
) -> Kept:
    """Make a ledger of readings in this order and build it: at the end, or after each `at_once` of them.

    The stage `last` is the last one to be built; what is `instead` of a stage is done in its place.
    """
    ledger = Kept.open(path)
    step = at_once or max(1, len(given))
    with ledger.writing("evaluate") as writer:
        writer.begin(["world"])
        for start in range(0, len(given), step):
            writer.append(given[start : start + step])
            build_until(writer, last, instead or {})
        writer.end()
    return ledger


def build_until(writer: Writer, last: str, instead: Mapping[str, Stage]) -> None:
    """Build as `onrecord build` does, but no stage after `last`, and what is `instead` of some."""
    for name, update in stages(last):
        instead.get(name, update)(writer)
