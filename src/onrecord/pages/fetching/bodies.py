"""Bodies of answers, unpacked no further than is read."""

import zlib
from collections.abc import Iterable, Iterator

from onrecord.errors import TooLarge, Unfetched

CODINGS = "gzip, deflate"
"""The content codings that are asked for (RFC 9110, section 8.4.1): those that can be unpacked in bounded memory."""

_GZIP = b"\x1f\x8b"
_ANY_HEADER = zlib.MAX_WBITS | 32
_NO_HEADER = -zlib.MAX_WBITS
_STEP = 1 << 20
_PIECE = 1 << 16
_MEMBERS = 1_000


def read_body(chunks: Iterable[bytes], coding: str, limit: int, cut: bool = False) -> bytes:
    """Return the bytes of an answer's body, with its content coding undone.

    Raises TooLarge where there are more than `limit`, counted after unpacking (with `cut`, returns that many);
    Unfetched for a coding that wasn't asked for, or that is damaged. Holds little more than it returns.
    """
    coding = coding.strip().lower()
    if coding in ("gzip", "x-gzip", "deflate"):
        chunks = _unpacked(chunks, limit)
    elif coding not in ("", "identity", "none", "utf-8"):
        raise Unfetched(
            f"the answer is packed as {coding[:40]}, which wasn't asked for; save the page and read the file"
        )
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > limit:
            if cut:
                return bytes(content[:limit])
            raise TooLarge(f"more than {limit / 1_000_000:g} MB; is it one page?")
    return bytes(content)


def unzipped(content: bytes, limit: int) -> bytes:
    """Return the bytes of a gzip file, or `content` itself where it is none; raises as `read_body` does."""
    if not content.startswith(_GZIP):
        return content
    return read_body((content[at : at + _PIECE] for at in range(0, len(content), _PIECE)), "gzip", limit)


def _unpacked(chunks: Iterable[bytes], limit: int) -> Iterator[bytes]:
    members = _Members()
    taken = 0
    for chunk in chunks:
        taken += len(chunk)
        if taken > limit:
            # Members that hold nothing would never come to the limit of what is unpacked.
            raise TooLarge(f"more than {limit / 1_000_000:g} MB; is it one page?")
        try:
            yield from members.unpacked(chunk)
        except zlib.error as error:
            raise Unfetched(f"its gzip or deflate data are damaged ({error}); try again later") from error
    if not members.complete:
        raise Unfetched("its gzip or deflate data end in the middle; try again later")


class _Members:
    """The members of a gzip stream (RFC 1952, section 2.2), or one of zlib or bare deflate data."""

    def __init__(self) -> None:
        self._unpacker: zlib._Decompress | None = None
        self._count = 0
        self._over = False

    @property
    def complete(self) -> bool:
        """Whether the member that was begun has come to its end."""
        return self._unpacker is None or self._unpacker.eof

    def unpacked(self, chunk: bytes) -> Iterator[bytes]:
        """Yield what the next bytes hold, a megabyte at a time."""
        while chunk and not self._over:
            if self._unpacker is None or self._unpacker.eof:
                self._unpacker = self._next(chunk)
                continue
            piece = self._unpacker.decompress(chunk, _STEP)
            yield piece
            while len(piece) == _STEP:
                piece = self._unpacker.decompress(self._unpacker.unconsumed_tail, _STEP)
                yield piece
            chunk = self._unpacker.unused_data

    def _next(self, chunk: bytes) -> "zlib._Decompress | None":
        first = self._unpacker is None
        self._count += 1
        # What follows the last member is padding.
        self._over = not first and not _GZIP.startswith(chunk[:2])
        if self._over:
            return self._unpacker
        if self._count > _MEMBERS:
            # Of empty ones there could be thousands in each piece that comes.
            raise Unfetched(f"its gzip data are in more than {_MEMBERS:,} parts; is that a page?")
        return zlib.decompressobj(_ANY_HEADER if _has_header(chunk) else _NO_HEADER)


def _has_header(chunk: bytes) -> bool:
    """Tell gzip and zlib from bare deflate data, which some servers send (RFC 9110, section 8.4.1.2)."""
    if chunk.startswith(_GZIP[: len(chunk)]):
        return True
    return chunk[0] & 0x0F == 8 and (len(chunk) < 2 or int.from_bytes(chunk[:2]) % 31 == 0)
