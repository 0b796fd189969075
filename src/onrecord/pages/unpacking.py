"""Compressed streams, recognised by their first bytes whatever they are called, as what they unpack to."""

import zlib
from collections.abc import Callable
from io import BufferedReader
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.pages.streams import Counted, Unpacker, checked

if TYPE_CHECKING:
    from lzma import LZMADecompressor

SUFFIXES = (".gz", ".bz2", ".xz", ".zst")
"""What the names of compressed files usually end with."""

_BUFFER = 1 << 16
_XZ_MEMORY = 256_000_000
_STEP = 1 << 12
_GZIP_WINDOW = 31
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_SKIPPABLE = b"\x2a\x4d\x18"


class _Xz:
    """LZMAFile lets a file ask for any amount of memory; this doesn't."""

    def __init__(self, stream: Counted) -> None:
        self._stream = stream
        self._decompressor = _xz_decompressor()

    def read1(self, size: int, /) -> bytes:
        piece = b""
        while not piece:
            packed = b""
            if self._decompressor.eof:
                # Several streams may follow each other, with zeros between them.
                packed = (self._decompressor.unused_data or self._stream.read(_BUFFER)).lstrip(b"\x00")
                if not packed and not (packed := self._stream.read(_BUFFER).lstrip(b"\x00")):
                    return b""
                self._decompressor = _xz_decompressor()
            elif self._decompressor.needs_input and not (packed := self._stream.read(_BUFFER)):
                raise EOFError("it ends before its end is marked")
            piece = self._decompressor.decompress(packed, size)
        return piece


def _xz_decompressor() -> "LZMADecompressor":
    from lzma import FORMAT_XZ, LZMADecompressor

    return LZMADecompressor(FORMAT_XZ, memlimit=_XZ_MEMORY)


class _Zstd:
    def __init__(self, stream: Counted) -> None:
        from fastwarc.stream_io import ZstdReader

        self._reader = ZstdReader(cast("BinaryIO", stream))

    def read1(self, size: int, /) -> bytes:
        return self._reader.read(size)


def unpacked(name: str, stream: BufferedReader) -> BufferedReader | None:
    """Return what `stream` unpacks to, or None where it is not gzip, bzip2, xz or Zstandard.

    Reading the result raises UnreadableFile for damage and TooLarge for a decompression bomb, both with `name`.
    `stream` stays open when the result is closed.
    """
    found = _unpacker(stream.peek(8)[:8])
    if not found:
        return None
    kind, opener = found
    packed = Counted(cast("BinaryIO", stream))
    return checked(name, kind, opener(packed), packed)


def unpacked_head(head: bytes) -> bytes:
    """Return the beginning of what gzipped bytes unpack to, from the beginning of the bytes; empty if it can't."""
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(head, 512) if head.startswith(_GZIP) else b""
    except zlib.error:
        return b""


def ends_within_gzip(stream: BinaryIO, place: int) -> bool:
    """Tell whether gzip data that begins at `place` of a stream is cut off; False where there is none."""
    stream.seek(place)
    inflater = None
    piece = stream.read(_STEP)
    while piece.startswith(_GZIP) or (piece and inflater):
        inflater = inflater or zlib.decompressobj(_GZIP_WINDOW)
        try:
            inflater.decompress(piece)
        except zlib.error:
            return True
        piece = inflater.unused_data or stream.read(_STEP)
        if inflater.eof:
            inflater = None
    return inflater is not None


def _unpacker(head: bytes) -> tuple[str, Callable[[Counted], Unpacker]] | None:
    if head.startswith(_GZIP):
        return "gzip", _gzip
    if head.startswith(b"BZh") and head[3:4].isdigit():
        return "bzip2", _bzip2
    if head.startswith(b"\xfd7zXZ\x00"):
        return "xz", _Xz
    if head.startswith(_ZSTD) or (head[1:4] == _SKIPPABLE and head[0] >> 4 == 5):
        return "Zstandard", _Zstd
    return None


def _gzip(stream: Counted) -> Unpacker:
    from gzip import GzipFile

    return GzipFile(fileobj=cast("BinaryIO", stream))


def _bzip2(stream: Counted) -> Unpacker:
    from bz2 import BZ2File

    return BZ2File(cast("BinaryIO", stream))
