"""Streams of bytes as pages, by what they begin with and by what they are called."""

import re
from collections.abc import Iterator
from contextlib import closing
from io import BufferedReader
from pathlib import PurePath
from typing import BinaryIO, cast

from onrecord.errors import InputError, NotText, TooLarge
from onrecord.pages.rows import failure, read_rows, row_page
from onrecord.pages.signatures import ZIP, binary_kind
from onrecord.pages.streams import read_up_to
from onrecord.pages.unpacking import SUFFIXES, unpacked, unpacked_head
from onrecord.records import Failure, Page

_HEAD = 512
_FIRST_LINE_IS_ROW = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[ \t]*["}]')
_WARC = b"WARC/"
_ROWS = (".jsonl", ".ndjson")


def read_stream(name: str, stream: BufferedReader, limit: int, within: bool = False) -> Iterator[Page | Failure]:
    """Yield the pages in `stream`, one at a time, of at most `limit` bytes each after unpacking.

    Unpacks gzip, bzip2, xz and Zstandard; reads web archives, tar and ZIP archives (not `within` another one), rows
    of JSON Lines (by the suffix of `name`; for "stdin" by the first line) and one such row in `.json`. Anything else
    is one page. Raises InputError, and OSError where `stream` does; what came before stands.
    """
    head = stream.peek(_HEAD)
    if head.startswith(_WARC) or unpacked_head(head).startswith(_WARC) or _is_zstd_archive(name, head):
        from onrecord.pages.warc import read_warc

        yield from read_warc(name, stream, limit)
        return
    inner = unpacked(name, stream)
    if not inner:
        yield from _read_plain(name, stream, limit, within)
        return
    with closing(inner):
        if inner.peek(_HEAD).startswith(_WARC):
            from onrecord.pages.warc import read_warc

            yield from read_warc(name, inner, limit)
        else:
            yield from _read_plain(name, inner, limit, within)


def _read_plain(name: str, stream: BufferedReader, limit: int, within: bool) -> Iterator[Page | Failure]:
    head = stream.peek(_HEAD)[:_HEAD]
    if not within and (head.startswith(ZIP) or head[257:262] == b"ustar"):
        yield from _read_archive(name, stream, limit)
        return
    if kind := binary_kind(head):
        raise NotText(f"{name}: {kind}")
    form = _form(name)
    if form in _ROWS or (name == "stdin" and _FIRST_LINE_IS_ROW.match(head)):
        yield from read_rows(name, cast("BinaryIO", stream), limit)
        return
    content = read_up_to(stream, limit + 1)
    if len(content) > limit:
        raise TooLarge(f"{name}: more than {limit // 1_000_000} MB; is it one page? Many go in as JSON Lines")
    yield row_page(name, content) if form == ".json" else Page(name=name, content=content)


def _read_archive(name: str, stream: BufferedReader, limit: int) -> Iterator[Page | Failure]:
    from onrecord.pages.archives import members

    for member in members(name, stream):
        if isinstance(member, Failure):
            yield member
            continue
        place, content = member
        try:
            yield from read_stream(place, content, limit, within=True)
        except InputError as error:
            yield failure(place, error)


def _form(name: str) -> str:
    lowered = name.lower()
    for suffix in SUFFIXES:
        lowered = lowered.removesuffix(suffix)
    return PurePath(lowered).suffix


def _is_zstd_archive(name: str, head: bytes) -> bool:
    """Whether a file is compressed record by record, perhaps with a dictionary, which only its reader understands."""
    return name.lower().endswith(".warc.zst") and head[1:4] in (b"\xb5\x2f\xfd", b"\x2a\x4d\x18")
