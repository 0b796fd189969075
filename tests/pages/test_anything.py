"""Whatever bytes stand under whatever name, they become pages and failures, and reading them ends."""

import bz2
import gzip
import io
import lzma
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from fastwarc.stream_io import ZstdWriter
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.pages import open_pages
from onrecord.records import Failure

SUFFIXES = [".html", ".txt", "", ".json", ".jsonl", ".warc", ".warc.gz", ".warc.zst", ".zip", ".tar", ".tgz", ".xml"]
STARTS = [
    b"",
    b"\x1f\x8b\x08\x00",
    b"BZh9",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
    b"\x50\x2a\x4d\x18",
    b"PK\x03\x04",
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n",
    b"<rss",
    b'{"text": "',
]


def zstd(content: bytes) -> bytes:
    stream = io.BytesIO()
    packed = ZstdWriter(stream)
    packed.write(content)
    packed.close()
    return stream.getvalue()


def response(body: bytes, *headers: bytes) -> bytes:
    block = b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Type: text/html", *headers, b"", body])
    head = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nWARC-Date: 2031-05-06T07:08:09Z\r\n"
    return head + b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(block), block)


def zipped(content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.html", content)
        archive.writestr("b.jsonl", content)
    return stream.getvalue()


def tarred(content: bytes) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("a.html", "\N{SNOWMAN}" * 90):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


PACKERS: list[Callable[[bytes], bytes]] = [bytes, gzip.compress, bz2.compress, lzma.compress, zstd]
HOLDERS: list[Callable[[bytes], bytes]] = [
    bytes,
    lambda content: response(content) + response(content, b"Content-Encoding: br", b"Transfer-Encoding: chunked"),
    lambda content: response(gzip.compress(content), b"Content-Encoding: gzip, deflate, zstd"),
    lambda content: gzip.compress(response(content)) * 3,
    zipped,
    tarred,
]


def check(suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(content)
        on_disk = list(open_pages([path]))
        in_folder = list(open_pages([folder]))
    assert all(item.name.startswith(str(path)) for item in on_disk)
    assert all(isinstance(item, Failure) or item in on_disk for item in in_folder)
    for item in open_pages(["-"], io.BytesIO(content)):
        assert item.name.startswith("stdin")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SUFFIXES), st.sampled_from(STARTS), st.binary(max_size=400))
def test_random_bytes_never_raise(suffix: str, start: bytes, rest: bytes) -> None:
    check(suffix, start + rest)


@settings(max_examples=250, deadline=None)
@given(
    st.sampled_from(SUFFIXES),
    st.sampled_from(PACKERS),
    st.sampled_from(HOLDERS),
    st.binary(max_size=300),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=4),
    st.floats(0, 1),
)
def test_damage_anywhere_never_raises(
    suffix: str,
    pack: Callable[[bytes], bytes],
    hold: Callable[[bytes], bytes],
    content: bytes,
    damage: list[tuple[float, int]],
    cut: float,
) -> None:
    whole = bytearray(pack(hold(content)))
    for place, byte in damage if whole else []:
        whole[int(place * (len(whole) - 1))] = byte
    check(suffix, bytes(whole[: int(len(whole) * (1 - cut / 2)) + 1]))
