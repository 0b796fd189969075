"""Pages from the web, for a ledger that remembers what servers said of them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.batch.arriving import Item
from onrecord.batch.how import How
from onrecord.ledger import Ledger

if TYPE_CHECKING:
    from onrecord.pages.fetching import Fetcher, Listed


class Web:
    """Fetches for a run; what does it is loaded by the first address, as most runs have none."""

    def __init__(self, ledger: Ledger, how: How) -> None:
        self._known = Remembered(ledger)
        self._how = how
        self._fetcher: Fetcher | None = None

    def pages(self, urls: "Iterable[str | Listed]", /) -> Iterator[tuple[str, Item]]:
        """Yield what comes of each address, with the address; see `onrecord.pages.fetching.Fetcher`."""
        if self._fetcher is None:
            from onrecord.pages.fetching import Fetcher

            self._fetcher = Fetcher(private=self._how.private, known=self._known, delay=self._how.delay)
        return self._fetcher.pages(urls)


class Remembered:
    """What servers said of the addresses that are in the ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """The entity tag and the date of the last state of `url` that was read, None where there was none."""
        with self._ledger.reading() as connection:
            rows = connection.execute("SELECT etag, modified FROM fetches WHERE url = ?", [url]).fetchall()
        return (rows[0][0], rows[0][1]) if rows else None
