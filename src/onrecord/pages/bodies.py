"""The body of an HTTP response as the page that was meant, also where its headers say something else.

Archives keep responses as they came, and what wrote them has often undone a coding and left the header that names
it, or the other way round. So a coding is taken off where the bytes have it, whatever is said (RFC 9110, section
8.4, and RFC 9112, section 7.1, for how it should be).
"""

import codecs
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO

from onrecord.errors import TooLarge

_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=", re.IGNORECASE)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HEAD = 1_024
_DECLARED_WITHIN = 20_000
_STEP = 1_024
_GZIP, _ZLIB, _RAW = 31, 15, -15
_UNSAID = ("", "")

_Unpack = Callable[[bytes, int], tuple[bytes, bool]]


def unpacked_body(name: str, content: bytes, codings: Sequence[str], limit: int) -> bytes:
    """Return a body without its content codings: `codings` as the headers list them, in lower case.

    Takes off gzip, deflate, br and zstd where the bytes have them, said or not, and leaves a body alone that
    doesn't have what is said. Of a body that is cut off or damaged, what comes before that is returned.
    Raises TooLarge where it unpacks to more than `limit` bytes.
    """
    for coding in (*reversed(codings), *_UNSAID):
        content = _without(name, content, coding, limit)
    return content


def joined_chunks(content: bytes, said: bool) -> bytes:
    """Return a body without chunked transfer coding, or as it is where it doesn't have it.

    Where it is not `said` to be chunked, only what is so from beginning to end is taken for it.
    """
    pieces: list[bytes] = []
    at = 0
    while found := _CHUNK.match(content, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(pieces) if pieces or said else content
        at = found.end() + size
        pieces.append(content[found.end() : at])
        if content.startswith((b"\r\n", b"\n"), at):
            at += 2 if content.startswith(b"\r", at) else 1
        elif at < len(content):
            return content
    if not said or not pieces:
        return content
    return b"".join([*pieces, content[at:]])


def in_utf8(content: bytes, charset: str | None) -> bytes:
    """Return a page in UTF-8 if only the server's `charset` says how to read it, else as it is.

    What the page says itself, a byte order mark, and bytes that are UTF-8 anyway go before it.
    """
    if not charset or content.startswith(_MARKS) or _DECLARED.search(content[:_DECLARED_WITHIN]):
        return content
    from resiliparse.parse.encoding import map_encoding_to_html5

    try:
        if b"\x00" not in content[:_HEAD]:
            content.decode()
            return content
    except UnicodeDecodeError:
        pass
    try:
        return content.decode(map_encoding_to_html5(charset) or "utf-8").encode()
    except (LookupError, UnicodeError):
        return content


def _without(name: str, content: bytes, coding: str, limit: int) -> bytes:
    binary = _CONTROL.search(content[:_HEAD]) is not None
    for unpack, sure in _candidates(content, coding, binary):
        unpacked, whole = unpack(content, limit)
        if len(unpacked) > limit:
            raise TooLarge(f"{name}: unpacks to more than {limit // 1_000_000} MB; is it one page?")
        if unpacked and (whole or (sure and binary)):
            return unpacked
    return content


def _candidates(content: bytes, coding: str, binary: bool) -> Iterator[tuple[_Unpack, bool]]:
    """How a body may be packed, and whether that is sure enough to take a part for the whole."""
    if content.startswith(b"\x1f\x8b"):
        yield _inflate(_GZIP), True
    elif content.startswith(b"\x28\xb5\x2f\xfd"):
        yield _unzstd, True
    elif coding in ("gzip", "x-gzip", "deflate") or content.startswith((b"x\x01", b"x\x5e", b"x\x9c", b"x\xda")):
        yield _inflate(_ZLIB), coding == "deflate"
        if coding:
            yield _inflate(_RAW), coding == "deflate"
    if coding == "br" or (binary and not coding):
        yield _unbrotli, coding == "br"


def _inflate(window: int) -> _Unpack:
    def inflate(content: bytes, limit: int) -> tuple[bytes, bool]:
        inflater = zlib.decompressobj(window)
        out = bytearray()
        try:
            for at in range(0, len(content), _STEP):
                out += inflater.decompress(content[at : at + _STEP], limit + 1 - len(out))
                if inflater.eof or len(out) > limit:
                    break
        except zlib.error:
            return bytes(out), False
        # Any bytes may begin with two that unpack; what is left over tells that it wasn't meant.
        all_used = inflater.eof and not inflater.unused_data and at + _STEP >= len(content)
        return bytes(out), all_used or (inflater.eof and window == _GZIP)

    return inflate


def _unzstd(content: bytes, limit: int) -> tuple[bytes, bool]:
    from fastwarc.stream_io import ZstdReader

    return _drained(ZstdReader(BytesIO(content), _STEP), limit)


def _unbrotli(content: bytes, limit: int) -> tuple[bytes, bool]:
    from fastwarc.stream_io import BrotliReader

    return _drained(BrotliReader(BytesIO(content), _STEP), limit)


def _drained(reader: object, limit: int) -> tuple[bytes, bool]:
    """What a reader gives up to `limit` and a little, and whether it came to its end."""
    read: Callable[[int], bytes] = reader.read  # type: ignore[attr-defined]
    out = bytearray()
    try:
        while len(out) <= limit and (piece := read(_STEP)):
            out += piece
    except OSError:
        return bytes(out), False
    return bytes(out), True
