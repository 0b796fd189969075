"""One writer at a time: a lock beside the ledger, held for a whole run.

The operating system holds it, so that a writer that dies lets go of it, whatever killed it. The file says who has it.
"""

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from onrecord.errors import LedgerBusy, LedgerError

_POLL = 0.05
_ROOM = 2.0
# Windows locks the first byte of the file against reading, too
_PAD = b" "


@contextmanager
def held(path: Path, command: str, wait: float, notice: Callable[[str], None] | None) -> Iterator[None]:
    """Hold the writers' lock of the ledger at `path` for the time of the block.

    Waits up to `wait` seconds for somebody else who has it, and tells `notice`, once, who that is. Raises LedgerBusy
    where it is not let go by then, LedgerError where the folder can't be written to.
    """
    lock_path = _lock_path(path)
    lock = _taken(path, lock_path, wait, notice)
    try:
        _sign(lock_path, command)
        yield
    finally:
        _wipe(lock_path)
        lock.release()


def holder(path: Path) -> str | None:
    """Say who holds the lock of the ledger at `path`, by what the lock's file says; None where it says nothing."""
    try:
        found = _signed(path)
        return f"`{found['command']}` (process {found['pid']} on {found['host']}, since {found['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return None


def ask_for_room(path: Path) -> float:
    """Let readers know, for two seconds, that the holder of the lock waits for them; returns the seconds."""
    _note(path, time.time() + _ROOM)
    return _ROOM


def thank_for_room(path: Path) -> None:
    """Let readers know that the holder of the lock waits no longer."""
    _note(path, None)


def asks_for_room(path: Path) -> bool:
    """Tell whether a writer waits for readers of the ledger at `path`."""
    try:
        return 0 < float(_signed(path)["waiting"]) - time.time() <= _ROOM
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _note(path: Path, waiting: float | None) -> None:
    with suppress(OSError, ValueError, TypeError):
        _write(_lock_path(path), _PAD + json.dumps(_signed(path) | {"waiting": waiting}).encode())


def _signed(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_lock_path(path).read_bytes()[len(_PAD) :])
    return found


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _taken(path: Path, lock_path: Path, wait: float, notice: Callable[[str], None] | None) -> FileLock:
    lock = FileLock(lock_path, thread_local=False)
    until = time.monotonic() + wait
    told = False
    while True:
        try:
            lock.acquire(timeout=0)
            return lock
        except Timeout:
            busy = f"{path}: {holder(path) or 'another process'} is writing to it"
        except OSError as error:
            reason = error.strerror or str(error)
            raise LedgerError(f"{lock_path}: {reason}; a ledger needs a folder that can be written to") from error
        if time.monotonic() >= until:
            raise LedgerBusy(f"{busy}; wait for it to end, or end it")
        if notice and not told:
            notice(f"{busy}; waiting")
            told = True
        time.sleep(_POLL)


def _sign(lock_path: Path, command: str) -> None:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    signed = {"pid": os.getpid(), "host": socket.gethostname(), "command": command, "since": since}
    _write(lock_path, _PAD + json.dumps(signed).encode())


def _wipe(lock_path: Path) -> None:
    _write(lock_path, b"")


def _write(lock_path: Path, content: bytes) -> None:
    # Who it is only serves a message: a full disk must not cost a run here.
    try:
        with lock_path.open("r+b") as file:
            file.write(content)
            file.truncate()
    except OSError:
        pass
