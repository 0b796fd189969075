"""What was read, into the ledger: in portions, each of them whole or not at all, and counted only then."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from onrecord.batch.arriving import Arrival
from onrecord.batch.portions import portions
from onrecord.batch.reading import Read
from onrecord.batch.summary import Tally
from onrecord.batch.workers import LIMIT, Lost
from onrecord.ledger import Missed, Reading, Writer
from onrecord.records import Failure, Page

Result: TypeAlias = Read | Failure | Lost | None

_FETCHED = 200
_COUNTED = {"same": "same", "again": "same", "unchanged": "unchanged"}
_MEND = "DELETE FROM pages WHERE name = ? AND source = ? AND outcome = 'failed'"


class Committer:
    """Takes results as they come and writes them.

    `under_way` are the pages that are being read or have failed in this run, the latter with the class of the error.
    `failing` are the names, each with its source, that earlier runs could not read; `every` is in seconds.
    """

    def __init__(self, writer: Writer, tally: Tally, failing: set[tuple[str, str]], every: float) -> None:
        self.under_way: dict[int, str | None] = {}
        self._writer = writer
        self._tally = tally
        self._failing = failing
        self._every = every

    def noted(self, arriving: Iterable[tuple[Arrival, Page | None]]) -> Iterator[tuple[Arrival, Page | None]]:
        """Hand on what arrives, and note what has to be read as being under way."""
        for arrival, page in arriving:
            if page is not None:
                self.under_way[arrival.handed.page] = None
            yield arrival, page

    def take(self, results: Iterable[tuple[Arrival, Result]]) -> None:
        """Write all of `results`, a portion at a time."""
        items = ((arrival, *_item(arrival, result)) for arrival, result in results)
        for portion in portions(items, self._every):
            self._commit(portion)

    def _commit(self, portion: Sequence[tuple[Arrival, Reading | Missed | None, int]]) -> None:
        items = [item for _, item, _ in portion if item is not None]
        outcomes = iter(self._writer.append(items) if items else ())
        safe = []
        for arrival, item, words in portion:
            if isinstance(item, Missed):
                next(outcomes)
                self.under_way[arrival.handed.page] = item.failure.error
                self._tally.count_failure(item.failure)
                continue
            error = self.under_way.get(arrival.handed.page) if arrival.verdict == "again" else None
            if error:
                self._tally.count_again(error)
                continue
            self._tally.count(next(outcomes) if item else _COUNTED[arrival.verdict])
            self._tally.count_words(words)
            self.under_way.pop(arrival.handed.page, None)
            safe.append(arrival)
        self._settle(safe)
        self._tally.committed(portion[-1][0].sources)

    def _settle(self, safe: Iterable[Arrival]) -> None:
        """Keep what servers said of pages that are in the ledger, and take away the failures that they were.

        Behind the pages, not before: what is not in the ledger must not be passed over as unchanged.
        """
        found = [arrival for arrival in safe if arrival.verdict != "unchanged"]
        mended = [at for arrival in found if (at := (arrival.handed.name, arrival.handed.source)) in self._failing]
        fetched = {seen.url: (seen, arrival.handed.fetched) for arrival in found if (seen := arrival.validators)}
        if not mended and not fetched:
            return
        with self._writer.connection() as connection:
            if mended:
                connection.executemany(_MEND, [list(at) for at in mended])
            if fetched:
                connection.executemany("DELETE FROM fetches WHERE url = ?", [[url] for url in fetched])
                rows = [
                    [seen.url, seen.etag, seen.modified, _FETCHED, when or datetime.now(UTC)]
                    for seen, when in fetched.values()
                ]
                connection.executemany("INSERT INTO fetches VALUES (?, ?, ?, ?, ?)", rows)
        self._failing.difference_update(mended)


def _item(arrival: Arrival, result: Result) -> tuple[Reading | Missed | None, int]:
    """What goes into the ledger for a page, and how many words were read."""
    if isinstance(result, Read):
        return Reading(arrival.handed, result.document, result.index), result.words
    failure = _lost(arrival.handed.name, result) if isinstance(result, Lost) else result or arrival.failure
    return (Missed(arrival.handed, failure) if failure else None), 0


def _lost(name: str, lost: Lost) -> Failure:
    if lost.slow:
        return Failure(name, "TookTooLong", f"{name}: reading it took more than {LIMIT:g} s and was given up")
    return Failure(name, "ReaderDied", f"{name}: the process that read it died ({lost.reason}); is memory short?")
