"""What a person names, as pages: files, folders, patterns, archives, rows, standard input, addresses, feeds."""

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypeAlias, cast

from onrecord.errors import InputError, Unfetched, UnreadableFile
from onrecord.pages.files import read_stream
from onrecord.pages.paths import files_of
from onrecord.pages.rows import failure
from onrecord.pages.signatures import holds_no_page
from onrecord.pages.walking import printable, unreadable
from onrecord.records import Failure, Page, Unchanged

if TYPE_CHECKING:
    from onrecord.pages.fetching import Listed

PAGE_LIMIT = 64_000_000
"""The most bytes of one page, or of one line of JSON Lines, that are read, counted after unpacking."""

_FETCHED_TOGETHER = 256
_HEAD = 512
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PASSWORD = re.compile(r"(https?://)[^/?#]*@", re.IGNORECASE)
_NOTHING = "-"
_LISTING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<!--.{0,9999}?-->|<[?!](?!--)[^>]{0,999}>)\s*){0,20}+"
    rb"<(?:[\w.-]{1,40}:)?(?:rss|feed|rdf|urlset|sitemapindex)[\s>]",
    re.IGNORECASE | re.DOTALL,
)

Item: TypeAlias = Page | Failure | Unchanged


class Fetches(Protocol):
    """Whatever gets pages from the web: `onrecord.pages.fetching.Fetcher`."""

    def pages(self, urls: "Iterable[str | Listed]", /) -> Iterator[tuple[str, Item]]:
        """Yield what comes of each address, with the address; a feed or a sitemap as the articles that it lists."""
        ...


def gather(
    sources: Iterable[str | Path], *, fetcher: Fetches | None = None, stdin: BinaryIO | None = None
) -> Iterator[tuple[str, Item]]:
    """Yield what is in `sources` one at a time, each with the source that opens it again.

    A source is a path, a folder, a pattern (`news/**/*.html`), an http or https address, or "-" for `stdin`
    (default: the process's standard input). What opens a thing again is the file, also for a row or what is in an
    archive; for a page from the web, its address, and "-" for what a list gives in place of one: nothing opens that.
    Files come in the order given, those of a folder by name;
    addresses are handed to `fetcher` by the hundreds, so that several hosts are asked at once. So are the articles
    that a feed or a sitemap on disk lists. Without a fetcher an address, and such a list, is a Failure.

    What stands in a file is told by its first bytes, then by its name: see `open_pages`. Never raises for bad input,
    and holds one page or line of at most PAGE_LIMIT bytes.
    """
    wanted: list[str | Listed] = []
    for source in sources:
        if isinstance(source, str) and _ADDRESS.match(source):
            if fetcher:
                wanted.append(source)
            else:
                yield _unfetched(printable(source), "an address; `onrecord add` fetches it")
        else:
            for opener, item in _on_disk(source, stdin):
                if isinstance(item, Page) and item.media_type is None and _LISTING.match(item.content):
                    yield from _listed(opener, item, wanted if fetcher else None)
                else:
                    yield opener, item
        if fetcher and len(wanted) >= _FETCHED_TOGETHER:
            yield from _fetched(fetcher, wanted)
            wanted = []
    if fetcher and wanted:
        yield from _fetched(fetcher, wanted)


def without_password(source: str) -> str:
    """Return an address without the user name and the password in it, and anything else as it is."""
    return _PASSWORD.sub(r"\1…@", source, count=1) if _PASSWORD.match(source) else source


def open_pages(sources: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Page | Failure]:
    """Yield the pages of `sources` in order, one at a time, with a Failure in place of what can't be read.

    Sources are those of `gather`, without the web. Files may be packed with gzip, bzip2, xz or Zstandard under any
    name. `.jsonl` and `.ndjson` hold one page a line, named `file.jsonl:12`; `.json` holds one such object; on
    standard input, rows are recognised by the first line being an object. Web archives (WARC) hold one page a
    response, named `file.warc.gz:OFFSET`; tar and ZIP archives hold files, named `archive.zip:inner/path.html`.
    Anything else is one page. Never raises for bad input, and holds one page or line of at most PAGE_LIMIT bytes.
    """
    for _, item in gather(sources, stdin=stdin):
        if not isinstance(item, Unchanged):
            yield item


def _fetched(fetcher: Fetches, wanted: "list[str | Listed]") -> Iterator[tuple[str, Item]]:
    """What comes of addresses; a path that a list gives as one must never be opened, neither now nor later."""
    for source, item in fetcher.pages(wanted):
        yield without_password(source) if _ADDRESS.match(source) else _NOTHING, item


def _on_disk(source: str | Path, stdin: BinaryIO | None) -> Iterator[tuple[str, Page | Failure]]:
    if str(source) == "-":
        for item in _guarded("stdin", source, stdin):
            yield "-", item
        return
    name = printable(source)
    if source == "":  # as a path it would be the whole working directory
        why = '"": an empty name; is a variable not set? The working directory is "."'
        yield _NOTHING, failure('""', UnreadableFile(why))
        return
    try:
        for file in files_of(source):
            if isinstance(file, Failure):
                yield file.name, file
                continue
            path, looked_for = file
            for item in _guarded(printable(path), path, stdin, looked_for):
                yield printable(path), item
    except (OSError, ValueError) as error:
        yield name, failure(name, unreadable(name, error))


def _guarded(
    name: str, source: str | Path, stdin: BinaryIO | None, looked_for: bool = False
) -> Iterator[Page | Failure]:
    """The pages of one file; what can't be read, and everything behind it, is a failure."""
    try:
        with _opened(source, stdin) as stream:
            if not (looked_for and holds_no_page(stream.peek(_HEAD))):
                yield from read_stream(name, stream, PAGE_LIMIT)
    except InputError as error:
        yield failure(name, error)
    except (OSError, ValueError) as error:
        yield failure(name, unreadable(name, error))


@contextmanager
def _opened(source: str | Path, stdin: BinaryIO | None) -> Iterator[BufferedReader]:
    if str(source) != "-":
        with Path(source).open("rb") as file:
            yield file
        return
    if stdin is None and sys.stdin is None:
        raise UnreadableFile("standard input is closed; pipe something into the command, or name files")
    stream = stdin or sys.stdin.buffer
    if hasattr(stream, "peek"):
        yield cast("BufferedReader", stream)
        return
    buffered = cast("BufferedReader", BufferedReader(cast(RawIOBase, stream)))
    try:
        yield buffered
    finally:
        # Without this the wrapper would close a stream that belongs to the caller.
        buffered.detach()


def _listed(opener: str, page: Page, wanted: "list[str | Listed] | None") -> Iterator[tuple[str, Item]]:
    """Add to `wanted` what a feed or a sitemap lists; without it, or where nothing is listed, yield why not."""
    if wanted is None:
        kind = "a feed or a sitemap; `onrecord add` fetches the articles that it lists"
        yield opener, _unfetched(page.name, kind)[1]
        return
    from onrecord.pages.fetching import listed

    try:
        entries = listed(page.content, page.media_type)
    except InputError as error:
        yield opener, failure(page.name, type(error)(f"{page.name}: {error}"))
        return
    if entries is None:
        yield opener, page
    elif entries:
        wanted += entries
    else:
        why = "a feed or a sitemap that lists nothing that can be read; is it whole?"
        yield opener, _unfetched(page.name, why)[1]


def _unfetched(name: str, why: str) -> tuple[str, Failure]:
    return name, failure(name, Unfetched(f"{name}: {why}"))
