"""Streams of bytes that count what was read, name what is damaged, and stop where only a trap goes on."""

from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, Protocol

from onrecord.errors import OnRecordError, TooLarge, UnreadableFile

BOMB_SIZE = 2_000_000_000
BOMB_RATIO = 250
"""What unpacks to more bytes than BOMB_SIZE and BOMB_RATIO times its own is given up."""

_BUFFER = 1 << 16
_PIECE = 1 << 18


class Readable(Protocol):
    """Whatever gives its next bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none only at the end."""
        ...


class Unpacker(Protocol):
    """Whatever gives its next bytes as soon as it has some; what it raises means that they are damaged."""

    def read1(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none only at the end."""
        ...


class Counted(RawIOBase):
    """A stream of which `tell` says how much of it was read, whether or not the stream itself can tell."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._read = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """Return up to `size` bytes."""
        piece = self._stream.read(size)
        self._read += len(piece)
        return piece

    def readinto(self, buffer: Any, /) -> int:
        """Read into `buffer`; return how many bytes."""
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._read


class _Checked(RawIOBase):
    def __init__(self, name: str, kind: str, unpacker: Unpacker, packed: Counted | None) -> None:
        self._name, self._kind = name, kind
        self._unpacker, self._packed = unpacker, packed
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        try:
            piece = self._unpacker.read1(len(buffer))
        except OnRecordError:
            raise
        except Exception as error:
            if getattr(error, "errno", None) is not None:
                raise
            why = f"damaged {self._kind} data ({error}); fetch or pack it again"
            raise UnreadableFile(f"{self._name}: {why}") from error
        self._size += len(piece)
        if self._packed:
            check_ratio(self._name, self._packed.tell(), self._size)
        buffer[: len(piece)] = piece
        return len(piece)


def checked(name: str, kind: str, unpacker: Unpacker, packed: Counted | None = None) -> BufferedReader:
    """Return a stream of what `unpacker` gives, in which damage, and a bomb in `packed`, are errors of ours."""
    return BufferedReader(_Checked(name, kind, unpacker, packed), _BUFFER)


def check_ratio(name: str, packed: int, size: int) -> None:
    """Raise TooLarge where so few bytes have become so many that only a trap does it."""
    if size > BOMB_SIZE and size > BOMB_RATIO * packed:
        times, much = size // max(packed, 1), f"{size // 1_000_000_000} GB"
        raise TooLarge(f"{name}: given up where it had unpacked to {much}, {times} times its size; is it a trap?")


def read_up_to(stream: Readable, size: int) -> bytes:
    """Return the next `size` bytes, fewer at the end; takes the memory of what there is, not of `size`."""
    pieces = []
    while size > 0 and (piece := stream.read(min(size, _PIECE))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
