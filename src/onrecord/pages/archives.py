"""The files in tar and ZIP archives, read one after the other where they are; nothing is unpacked to disk."""

import tarfile
import zipfile
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, cast

from onrecord.errors import NotText, TooLarge, UnreadableFile
from onrecord.pages.rows import failure
from onrecord.pages.signatures import OFFICE_OR_ZIP, ZIP
from onrecord.pages.streams import BOMB_RATIO, BOMB_SIZE, Unpacker, checked
from onrecord.pages.walking import printable, worth_reading
from onrecord.records import Failure

Member = tuple[str, BufferedReader]
"""A file in an archive: `archive.tar:inner/path.html`, and its bytes, to be read before the next one is asked for."""

_STEP = 1 << 20
_OFFICE = ("[Content_Types].xml", "mimetype")


def members(name: str, stream: BufferedReader) -> Iterator[Member | Failure]:
    """Yield the files in a tar or ZIP archive that may be pages, and failures for those that can't be opened.

    Links, devices, and what is no page by its name are left out. Raises NotText for office documents and for ZIP
    archives that don't come from a file, UnreadableFile for damage, and TooLarge for a decompression bomb. Reading a
    file raises UnreadableFile where it is damaged.
    """
    return _zip_members(name, stream) if stream.peek(4).startswith(ZIP) else _tar_members(name, stream)


def _zip_members(name: str, stream: BufferedReader) -> Iterator[Member | Failure]:
    if not stream.seekable():
        raise NotText(f"{name}: {OFFICE_OR_ZIP}")
    try:
        archive = zipfile.ZipFile(stream)
    except Exception as error:
        if not name.lower().endswith(".zip"):
            raise NotText(f"{name}: {OFFICE_OR_ZIP}") from error
        raise UnreadableFile(f"{name}: damaged ZIP archive ({error}); fetch or pack it again") from error
    with archive:
        listed = archive.infolist()
        if any(member.filename in _OFFICE for member in listed):
            raise NotText(f"{name}: an office document or an e-book; save it as text")
        _check_size(name, sum(member.file_size for member in listed), stream.seek(0, 2))
        for member in listed:
            if not member.is_dir() and worth_reading(member.filename):
                yield _zip_member(f"{name}:{printable(member.filename)}", archive, member)


def _zip_member(place: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Member | Failure:
    try:
        return place, checked(place, "ZIP", cast("Unpacker", archive.open(member)))
    except Exception as error:  # encrypted, packed in a way that isn't known, or damaged in one of many ways
        return failure(place, UnreadableFile(f"{place}: {str(error) or type(error).__name__}; unpack it yourself"))


def _check_size(name: str, unpacked: int, packed: int) -> None:
    if unpacked > BOMB_SIZE and unpacked > BOMB_RATIO * packed:
        times, much = unpacked // max(packed, 1), f"{unpacked // 1_000_000_000} GB"
        raise TooLarge(f"{name}: unpacks to {much}, {times} times its size; is it a trap?")


def _tar_members(name: str, stream: BufferedReader) -> Iterator[Member | Failure]:
    try:
        forward = _Forward(stream)
        archive = tarfile.TarFile(fileobj=cast("Any", forward))
        while member := archive.next():
            # TarFile keeps all it has seen, and there is no end to how many there may be.
            archive.members.clear()  # type: ignore[attr-defined]
            if member.isreg() and member.sparse is None and worth_reading(member.name):
                place = f"{name}:{printable(member.name)}"
                yield place, checked(place, "tar", cast("Unpacker", archive.extractfile(member)))
        if forward.last.strip(b"\x00"):
            # Behind its first file, TarFile takes a header that can't be read for the end.
            raise tarfile.ReadError("cut off, or a header that can't be read")
    except (tarfile.TarError, ArithmeticError, EOFError, RecursionError, ValueError) as error:
        raise UnreadableFile(f"{name}: damaged tar archive ({error}); fetch or pack it again") from error


class _Forward:
    """What TarFile needs of a file, from a stream that only goes forward.

    TarFile takes in the whole of an extended header, of whatever size that says it is; here there is a limit. A
    header that leads back (CVE-2025-8194) is an error, where it would be an endless loop.
    """

    def __init__(self, stream: BufferedReader) -> None:
        self.last = b""
        self._stream = stream
        self._at = 0

    def read(self, size: int) -> bytes:
        if not 0 <= size <= _STEP:
            raise ValueError(f"a header of {size:,} bytes")
        self.last = self._stream.read(size)
        self._at += len(self.last)
        return self.last

    def tell(self) -> int:
        return self._at

    def seek(self, place: int) -> int:
        if place < self._at:
            raise ValueError("a header that leads back")
        while self._at < place and (piece := self._stream.read(min(place - self._at, _STEP))):
            self._at += len(piece)
        return self._at
