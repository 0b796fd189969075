"""The way from the sources into the ledger."""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeAlias, cast

from onrecord.batch.arriving import Item, arrivals
from onrecord.batch.committing import Committer
from onrecord.batch.facts import Facts
from onrecord.batch.how import How
from onrecord.batch.reading import Settings, page_work
from onrecord.batch.summary import Summary, Tally
from onrecord.batch.web import Web
from onrecord.batch.workers import at_work
from onrecord.corpus import build, link_actors
from onrecord.ledger import Ledger, Writer
from onrecord.pages import gather
from onrecord.pages.sources import without_password
from onrecord.records import Page

Gathered: TypeAlias = Generator[tuple[str, Item], None, None]


class Counted:
    """Sources in their order; `taken` is how many have been asked for."""

    def __init__(self, sources: Iterable[str | Path]) -> None:
        self._sources = sources
        self.taken = 0

    def __iter__(self) -> Iterator[str | Path]:
        for source in self._sources:
            self.taken += 1
            yield source


def add(ledger: Ledger, sources: Sequence[str | Path], facts: Facts, how: How) -> Summary:
    """Read what `sources` hold and put it into the ledger, as `onrecord.batch.Ledger.add` says."""
    with how.writing(ledger, facts.command("add")) as writer:
        tally = Tally(ledger.path, how.watch)
        writer.begin([without_password(str(source)) for source in sources])
        read_into(ledger, writer, sources, facts, how, tally)
        finish(writer, how)
    return tally.summary()


def read_into(
    ledger: Ledger, writer: Writer, sources: Iterable[str | Path], facts: Facts, how: How, tally: Tally,
    wanted: Callable[[str, Item], bool] = lambda source, item: True,
) -> None:  # fmt: skip
    """Read what `sources` hold, where it is `wanted`, and write it in their order, counting it in `tally`."""
    counted = Counted(sources)
    committer = Committer(writer, tally, _failing(ledger), how.every)
    with (
        closing(cast("Gathered", gather(counted, fetcher=Web(ledger, how)))) as gathered,
        at_work(partial(page_work, Settings(how.force, how.reader)), how.workers) as workers,
    ):
        items = (
            (source, facts.of(item) if isinstance(item, Page) else item)
            for source, item in gathered
            if wanted(source, item)
        )
        arriving = committer.noted(arrivals(items, writer.known, committer.under_way, lambda: counted.taken))
        committer.take(workers.map(arriving, lambda page: len(page.content)))


def finish(writer: Writer, how: How) -> None:
    """End a run: the actors, and what many articles together tell, are brought up to date, unless left for later."""
    if how.link:
        link_actors(writer)
    if how.build:
        build(writer, how.watch.building if how.watch else None, link=False)
    writer.end()


def _failing(ledger: Ledger) -> set[tuple[str, str]]:
    with ledger.reading() as connection:
        return set(connection.execute("SELECT name, source FROM pages WHERE outcome = 'failed'").fetchall())
