"""Compressed files are what they unpack to, whatever they are called, and traps are given up."""

import bz2
import gzip
import io
import json
import lzma
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.stream_io import ZstdWriter

from onrecord.pages import open_pages, streams
from onrecord.records import Failure, Page

HTML = b"<html><body><p>The bridge will be built.</p></body></html>"


def zstd(content: bytes) -> bytes:
    stream = io.BytesIO()
    packed = ZstdWriter(stream)
    packed.write(content)
    packed.close()
    return stream.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": lambda content: bz2.compress(content, 1),
    "xz": lzma.compress,
    "zst": zstd,
}
every_packer = pytest.mark.parametrize("suffix", PACKERS)


def rows(count: int) -> bytes:
    return b"".join(json.dumps({"text": f"Sentence {at * 7919 % 9973}."}).encode() + b"\n" for at in range(count))


@every_packer
@pytest.mark.parametrize("name", ["a.html", "a"])
@pytest.mark.parametrize("called", [True, False])
def test_a_page_may_be_packed_under_any_name(tmp_path: Path, suffix: str, name: str, called: bool) -> None:
    path = tmp_path / (f"{name}.{suffix}" if called else name)
    path.write_bytes(PACKERS[suffix](HTML))
    assert list(open_pages([path])) == [Page(str(path), HTML)]


@every_packer
def test_rows_may_be_packed(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"A.JSONL.{suffix}"
    path.write_bytes(PACKERS[suffix](rows(3_000)))
    pages = list(open_pages([path]))
    assert [page.name for page in pages] == [f"{path}:{line}" for line in range(1, 3_001)]
    assert all(isinstance(page, Page) for page in pages)


@every_packer
def test_packed_pieces_may_follow_each_other(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.html.{suffix}"
    path.write_bytes(PACKERS[suffix](HTML[:20]) + PACKERS[suffix](b"") + PACKERS[suffix](HTML[20:]))
    assert list(open_pages([path])) == [Page(str(path), HTML)]


@every_packer
def test_what_is_packed_may_come_from_standard_input(suffix: str) -> None:
    assert list(open_pages(["-"], io.BytesIO(PACKERS[suffix](HTML)))) == [Page("stdin", HTML)]
    assert len(list(open_pages(["-"], io.BytesIO(PACKERS[suffix](rows(9)))))) == 9


@every_packer
def test_rows_before_the_damage_are_kept(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.jsonl.{suffix}"
    packed = PACKERS[suffix](rows(40_000))
    path.write_bytes(packed[: len(packed) * 3 // 4])
    *pages, failure = open_pages([path])
    assert len(pages) > 1_000
    assert all(isinstance(page, Page) for page in pages)
    assert isinstance(failure, Failure)
    kind = {"gz": "gzip", "bz2": "bzip2", "xz": "xz", "zst": "Zstandard"}[suffix]
    assert failure.error == "UnreadableFile"
    assert failure.reason.startswith(f"{path}: damaged {kind} data (")


@every_packer
def test_damage_within_a_page_is_a_failure(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "a.html"
    packed = bytearray(PACKERS[suffix](rows(999)))
    packed[len(packed) // 2] ^= 255
    path.write_bytes(packed)
    (failure,) = open_pages([path])
    assert isinstance(failure, Failure)
    assert failure.error == "UnreadableFile"


@every_packer
def test_what_is_packed_twice_is_refused_by_name(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(gzip.compress(PACKERS[suffix](HTML)))
    (failure,) = open_pages([path])
    assert isinstance(failure, Failure)
    assert failure.error == "NotText"
    assert failure.reason.endswith("archive; unpack it first")


@every_packer
def test_what_unpacks_to_a_thousand_times_its_size_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(streams, "BOMB_SIZE", 1_000_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(PACKERS[suffix]((b" " * 9_999 + b"\n") * 800))
    (failure,) = open_pages([path])
    assert isinstance(failure, Failure)
    assert failure.error == "TooLarge"
    assert failure.reason.endswith("is it a trap?")


def test_a_file_that_asks_for_more_memory_than_is_given_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "a.html.xz"
    path.write_bytes(lzma.compress(HTML, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 4096}]))
    assert [type(page) for page in open_pages([path])] == [Page]
    packed = bytearray(path.read_bytes())
    at = packed.index(b"\x21\x01\x00")  # the filter, the size of its properties, 4 KiB of dictionary
    packed[at + 2] = 40  # 4 GiB
    header = slice(12, 12 + (packed[12] + 1) * 4 - 4)
    packed[header.stop : header.stop + 4] = zlib.crc32(packed[header]).to_bytes(4, "little")
    path.write_bytes(packed)
    (failure,) = open_pages([path])
    assert isinstance(failure, Failure)
    assert "Memory usage limit" in failure.reason
