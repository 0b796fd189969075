"""Putting pages into a ledger, during a run that holds the writers' lock."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from onrecord.errors import LedgerError
from onrecord.ledger import merging
from onrecord.ledger.appending import Batch
from onrecord.ledger.columns import whole
from onrecord.ledger.fetching import first_row
from onrecord.ledger.handed import Index, Missed, Outcome, Reading
from onrecord.ledger.opening import opened
from onrecord.ledger.replacing import replace_statements
from onrecord.records import Document

# Between two commits the file is closed for at least so many seconds: whoever waits to read tries more often than that.
_PAUSE = 0.015


class Writer:
    """Writes to one ledger. The file is open only within a call, so that others can ask between them."""

    def __init__(
        self,
        path: Path,
        command: str,
        software: str,
        patience: float | None = None,
        notice: Callable[[str], None] | None = None,
    ) -> None:
        self._path = path
        self._command = command
        self._software = software
        self._patience = patience
        self._notice = notice
        self._run: int | None = None
        self._closed = 0.0

    def begin(self, sources: Sequence[str]) -> int:
        """Note that a run begins, with what it was given; returns its number."""
        with self.connection() as connection:
            row = first_row(connection, "SELECT coalesce(max(run), 0) + 1 FROM runs")
            self._run = int(row[0]) if row else 1
            connection.execute(
                "INSERT INTO runs VALUES (?, ?, ?, ?, NULL, ?)",
                [
                    self._run,
                    whole(self._command),
                    [whole(source) for source in sources],
                    datetime.now(UTC),
                    self._software,
                ],
            )
        return self._run

    def known(self, hashes: Sequence[int]) -> set[int]:
        """Those of the pages, by their hashes, that are done and did not fail."""
        if not hashes:
            return set()
        query = "SELECT page FROM pages WHERE article IS NOT NULL AND page IN (SELECT unnest(?::HUGEINT[]))"
        with opened(self._path, write=False) as connection:
            return {page for (page,) in connection.execute(query, [list(hashes)]).fetchall()}

    def append(self, items: Sequence[Reading | Missed]) -> list[Outcome]:
        """Put pages in, all or none, and say what became of each.

        A page that was handed in before keeps one row: what failed counts its attempts and can still be read. Raises
        LedgerError where the file can't be written; nothing of `items` is in it then.
        """
        if self._run is None:
            raise LedgerError(f"{self._path}: a page was handed in before Writer.begin was called")
        if not items:
            return []
        with self.connection() as connection:
            batch = Batch(connection, items, self._run, self._software)
            outcomes = [batch.take(item) for item in batch.items]
            batch.put()
            merging.merge(connection, merging.BATCH)
        return outcomes

    def replace(self, article: int, document: Document, index: Index) -> None:
        """Put what was read anew from an article in place of what was; people's corrections are applied to it again.

        The article keeps its number, key and version. Raises LedgerError where there is no such article.
        """
        self.replace_all([(article, document, index)])

    def replace_all(self, items: Sequence[tuple[int, Document, Index]]) -> None:
        """Do as `replace` does for many articles, all or none."""
        with self.connection() as connection:
            for article, document, index in items:
                replace_statements(connection, article, document, index, self._software)
            merging.merge(connection, merging.BATCH)

    def end(self) -> None:
        """Note that the run has ended, and sort what it added into the full text index where that is worth it."""
        with self.connection() as connection:
            merging.merge(connection)
            connection.execute("UPDATE runs SET ended = ? WHERE run = ?", [datetime.now(UTC), self._run])

    @contextmanager
    def connection(self) -> Iterator[DuckDBPyConnection]:
        """Open the ledger for one transaction: committed at the end of the block, rolled back where it raises."""
        time.sleep(max(0.0, self._closed + _PAUSE - time.monotonic()))
        try:
            with opened(self._path, write=True, patience=self._patience, notice=self._notice) as connection:
                connection.execute("BEGIN")
                try:
                    yield connection
                except BaseException:
                    _roll_back(connection)
                    raise
                connection.execute("COMMIT")
        finally:
            self._closed = time.monotonic()


def new_software() -> str:
    """What is noted as having read an article when nobody says more."""
    return f"onrecord {version('onrecord')}"


def _roll_back(connection: DuckDBPyConnection) -> None:
    with suppress(duckdb.Error):  # a database that failed has rolled back already
        connection.execute("ROLLBACK")
