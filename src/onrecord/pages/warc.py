"""The pages of a web archive (WARC, ISO 28500) as Common Crawl's news crawl, Heritrix and wget write them."""

import re
from collections.abc import Iterator
from datetime import datetime
from io import BufferedReader
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from onrecord.errors import InputError, TooLarge, UnreadableFile
from onrecord.pages.bodies import in_utf8, joined_chunks, unpacked_body
from onrecord.pages.rows import failure
from onrecord.pages.streams import Counted, check_ratio, read_up_to
from onrecord.pages.unpacking import ends_within_gzip
from onrecord.records import Failure, Page

if TYPE_CHECKING:
    from fastwarc.warc import ArchiveIterator, WarcRecord

_HEADER_LIMIT = 1_000_000
_LONGEST_ADDRESS = 8_000
_LONGEST_VALIDATOR = 1_000
_PASSED_OVER = 1 << 24
_ADDRESS = re.compile(r"https?://[^\s<>\x00-\x1f\x7f]+", re.IGNORECASE)
_MARKUP = re.compile(rb"\s*<(?:!doctype|html|head|body|\?xml|!--)", re.IGNORECASE)


def read_warc(name: str, stream: BufferedReader, limit: int) -> Iterator[Page | Failure]:
    """Yield the HTML pages of an archive, which may be gzipped or Zstandard: responses with status 200, unpacked.

    A page is named `name:OFFSET`, where its record begins in `stream`; `:OFFSET+N` where records are not
    compressed one by one and N precede it from there. It has the record's address and date, and what the server
    said of its state. Other records, kinds and statuses are left out. A page of more than `limit` bytes is a
    failure; so is the place where the archive is damaged or cut off, and reading ends there. Raises what reading
    `stream` raises.
    """
    start = stream.tell() if stream.seekable() else None
    counted = Counted(cast("BinaryIO", stream))
    size = 0
    places = _Places(name)
    for record in _records(name, counted):
        if isinstance(record, Failure):
            yield record
            return
        place = places.of(record)
        size += record.content_length
        try:
            page = _page_or_failure(place, record, limit)
            _pass_over(place, record, counted, size)
        except BaseException as error:
            yield _damage(place, error)
            return
        if page:
            yield page
    if start is not None and ends_within_gzip(stream, start + max(places.last, 0)):
        yield _damage(name, EOFError("it ends within a record"))


class _Places:
    """Names for records, each its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.last, self._more = -1, 0

    def of(self, record: "WarcRecord") -> str:
        if record.stream_pos > self.last:
            self.last, self._more = record.stream_pos, 0
            return f"{self._name}:{self.last}"
        self._more += 1
        return f"{self._name}:{self.last}+{self._more}"


def _records(name: str, stream: Counted) -> "Iterator[WarcRecord | Failure]":
    from fastwarc.warc import ArchiveIterator

    records = ArchiveIterator(cast("BinaryIO", stream), parse_http=False, max_header_len=_HEADER_LIMIT)
    while True:
        record = _next(name, records)
        if not record:
            return
        yield record


def _next(name: str, records: "ArchiveIterator") -> "WarcRecord | Failure | None":
    try:
        record = next(records, None)
    except BaseException as error:
        return _damage(name, error)
    if record and record.headers.get("Content-Length") is None:
        return _damage(name, EOFError("a record without a length"))
    return record


def _damage(place: str, error: BaseException) -> Failure:
    """A failure for what only a damaged archive raises; anything else is raised again."""
    if isinstance(error, InputError | KeyboardInterrupt | SystemExit | GeneratorExit):
        raise error
    if getattr(error, "errno", None) is not None:
        raise error
    # A panic inside a library written in Rust is not an Exception.
    return failure(place, UnreadableFile(f"{place}: cut off or damaged here ({error}); fetch the archive again"))


def _page_or_failure(place: str, record: "WarcRecord", limit: int) -> Page | Failure | None:
    try:
        return _page(place, record, limit)
    except TooLarge as error:
        return failure(place, error)


def _page(place: str, record: "WarcRecord", limit: int) -> Page | None:
    """The page in a record, None where there is none; raises TooLarge."""
    from fastwarc.warc import response

    if record.record_type != response or not record.is_http:
        return None
    try:
        record.parse_http(max_header_len=_HEADER_LIMIT)
    except OSError:
        return None
    headers: Any = record.http_headers
    if headers is None or headers.status_code != 200 or not _may_be_html(headers):
        return None
    content = read_up_to(record.reader, limit + 1)
    if len(content) > limit:
        raise TooLarge(f"{place}: more than {limit // 1_000_000} MB; is it a page?")
    codings = _tokens(headers, "Content-Encoding")
    transfer = _tokens(headers, "Transfer-Encoding")
    content = joined_chunks(content, "chunked" in transfer)
    content = unpacked_body(place, content, [*codings, *transfer], limit)
    if not headers.get("Content-Type") and not _MARKUP.match(content[:200]):
        return None
    address = _ADDRESS.search(record.headers.get("WARC-Target-URI") or "")
    return Page(
        name=place,
        content=in_utf8(content, record.http_charset and record.http_charset.strip("\"' ")),
        media_type="text/html",
        url=_short(address[0], _LONGEST_ADDRESS) if address else None,
        fetched=_date(record),
        etag=_short(headers.get("ETag"), _LONGEST_VALIDATOR),
        modified=_short(headers.get("Last-Modified"), _LONGEST_VALIDATOR),
    )


def _pass_over(place: str, record: "WarcRecord", stream: Counted, size: int) -> None:
    """Go to the end of a record; raises EOFError where the archive ends before, TooLarge in a decompression bomb."""
    while (left := record.content_length - record.reader.tell()) > 0:
        if not record.consume(min(left, _PASSED_OVER)):
            raise EOFError("it ends within a record")
        check_ratio(place, stream.tell(), size - left)


def _may_be_html(headers: Any) -> bool:
    kind = headers.get("Content-Type")
    return not kind or "html" in kind.lower()


def _tokens(headers: Any, header: str) -> list[str]:
    return [token.strip().lower() for line in headers.get_multiple(header) for token in line.split(",")]


def _short(value: str | None, limit: int) -> str | None:
    return value if value and len(value) <= limit else None


def _date(record: "WarcRecord") -> datetime | None:
    try:
        return record.record_date
    except (ValueError, OverflowError):
        return None
