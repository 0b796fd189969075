"""Paths and standard input as pages: plain or gzipped, one page a file or one a line."""

import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError, NotText, TooLarge, UnreadableFile
from onrecord.pages.rows import failure, read_rows, row_page
from onrecord.pages.signatures import binary_kind
from onrecord.records import Failure, Page

PAGE_LIMIT = 64_000_000
"""The most bytes of one page, or of one line of JSON Lines, that are read, counted after unpacking."""

_HEAD = 512
_GZIP = b"\x1f\x8b"
_FIRST_LINE_IS_ROW = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*["}]')


def open_pages(sources: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Page | Failure]:
    """Yield the pages of `sources` in order, one at a time, with a Failure in place of what can't be read.

    A source is a path, or "-" for `stdin` (default: the process's standard input). Files may be gzipped
    under any name. `.jsonl` and `.ndjson` hold one page a line, named `file.jsonl:12`; `.json` holds one
    such object; on standard input, rows are recognised by the first line being an object. Anything else
    is one page. Never raises for bad input, and holds one page or line of at most PAGE_LIMIT bytes.
    """
    for source in sources:
        name = "stdin" if str(source) == "-" else str(source)
        try:
            with _opened(name, source, stdin) as stream:
                yield from _pages(name, stream)
        except InputError as error:
            yield failure(name, error)
        except (BadGzipFile, EOFError, zlib.error) as error:
            yield failure(name, UnreadableFile(f"{name}: damaged gzip data ({error}); fetch or pack it again"))
        except (OSError, ValueError) as error:
            yield failure(name, UnreadableFile(f"{name}: {_reason(error)}"))


@contextmanager
def _opened(name: str, source: str | Path, stdin: BinaryIO | None) -> Iterator[BufferedReader]:
    if str(source) != "-":
        if Path(source).is_dir():
            raise UnreadableFile(f"{name}: a directory; name the files in it, for example {name.rstrip('/')}/*.html")
        with Path(source).open("rb") as file:
            yield file
        return
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


def _pages(name: str, stream: BufferedReader | GzipFile) -> Iterator[Page | Failure]:
    if stream.peek(_HEAD).startswith(_GZIP):
        stream = GzipFile(fileobj=stream)
    head = stream.peek(_HEAD)[:_HEAD]
    if kind := binary_kind(head):
        raise NotText(f"{name}: {kind}")
    form = Path(name.lower().removesuffix(".gz")).suffix
    if form in (".jsonl", ".ndjson") or (name == "stdin" and _FIRST_LINE_IS_ROW.match(head)):
        yield from read_rows(name, cast(BinaryIO, stream), PAGE_LIMIT)
        return
    content = stream.read(PAGE_LIMIT + 1)
    if len(content) > PAGE_LIMIT:
        raise TooLarge(f"{name}: more than {PAGE_LIMIT // 1_000_000} MB; is it one page? Many go in as JSON Lines")
    yield row_page(name, content) if form == ".json" else Page(name=name, content=content)


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file; is the path right?"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return getattr(error, "strerror", None) or str(error)
