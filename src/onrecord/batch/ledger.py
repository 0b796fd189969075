"""The ledger as people use it: sources go in, failures are tried again, articles are read anew."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import ledger
from onrecord.batch.building import Built, build
from onrecord.batch.facts import Facts
from onrecord.batch.failing import Failed, failures
from onrecord.batch.how import How
from onrecord.batch.summary import Summary, Watch
from onrecord.ledger.location import ledger_path

if TYPE_CHECKING:
    from onrecord.pipeline import Reader


class Ledger(ledger.Ledger):
    """A ledger that reads what it is given, on all cores. Open one with `Ledger.open(path)`.

    What its methods have in common: `workers` is how many processes read (default: one for each core that there
    is); with 0 this one does, and a page that crashes it ends the run. `force` reads articles in any language.
    `private` fetches from private networks too; `delay` is in seconds between two requests to one host. `link`
    brings the actors up to date at the end, `build` copies, stories, claims, origins and conflicts. `wait` is how
    many seconds to wait for another writer; `watch` looks on. `reader` makes what stands in for the shipped weights,
    in every worker.

    Each may be killed at any moment: what `watch` was told of is safe, and the same call takes up the rest. They
    raise LedgerBusy where another process writes for longer than that, LedgerError where the ledger can't be
    written to, and ModelError.
    """

    @classmethod
    def open(cls, path: str | Path | None = None) -> "Ledger":
        """Name a ledger, as `onrecord.ledger.Ledger.open` does; nothing is opened or made yet."""
        return cls(ledger_path(path))

    def add(
        self,
        sources: str | Path | Iterable[str | Path],
        *,
        published: str | None = None,
        outlet: str | None = None,
        workers: int | None = None,
        force: bool = False,
        private: bool = False,
        delay: float = 1.0,
        link: bool = True,
        build: bool = True,
        every: float = 2.0,
        wait: float = 0.0,
        watch: Watch | None = None,
        reader: "Callable[[], Reader] | None" = None,
    ) -> Summary:
        """Read what `sources` hold and put it into the ledger; what is there already is passed over.

        A source is a file (HTML, text, JSON Lines, WARC, a feed or a sitemap; also compressed), a folder, a glob, an
        address (http, https), or "-" for standard input. `published` (ISO 8601) and `outlet` are taken where a page
        is not given them itself. What was read is written about `every` so many seconds. A page that can't be read
        is on record as a failure.
        """
        from onrecord.batch.adding import add

        named = [sources] if isinstance(sources, str | Path) else list(sources)
        how = How(workers, force, private, delay, link, build, wait, watch, every, reader)
        return add(self, named, Facts(published, outlet), how)

    def failures(self, pattern: str | None = None) -> list[Failed]:
        """The pages that could not be read: those whose name or class of error matches a pattern such as "*.html"."""
        return failures(self, pattern)

    def retry(
        self,
        pattern: str | None = None,
        *,
        workers: int | None = None,
        force: bool = False,
        private: bool = False,
        delay: float = 1.0,
        link: bool = True,
        build: bool = True,
        wait: float = 0.0,
        watch: Watch | None = None,
        reader: "Callable[[], Reader] | None" = None,
    ) -> Summary:
        """Open the failures that match `pattern`, as `failures` has them, again from their sources, and read them."""
        from onrecord.batch.retrying import retry

        return retry(self, pattern, How(workers, force, private, delay, link, build, wait, watch, reader=reader))

    def reread(
        self,
        everything: bool = False,
        *,
        workers: int | None = None,
        link: bool = True,
        build: bool = True,
        wait: float = 0.0,
        watch: Watch | None = None,
        reader: "Callable[[], Reader] | None" = None,
    ) -> Summary:
        """Read articles again from the text that the ledger has: those that an older onrecord read, or `everything`.

        Their numbers and texts stay, and so do people's corrections; the statements are new.
        """
        from onrecord.batch.rereading import reread

        how = How(workers, True, link=link, build=build, wait=wait, watch=watch, reader=reader)
        return reread(self, everything, how)

    def build(self, everything: bool = False, *, wait: float = 0.0, watch: Watch | None = None) -> Built:
        """Bring actors, copies, stories, claims, origins and conflicts up to date with the articles and corrections.

        With `everything` they are made anew from the first article on, and numbers of stories and claims with them.
        """
        return build(self, everything, How(wait=wait, watch=watch))
