"""A connection to ask with that stays open for a moment, for the next question.

Opening a ledger takes little, but whatever was read of the file is read anew then: of a million statements that is most
of what a question takes. While somebody writes, nothing is kept, as they could not commit meanwhile.
"""

import atexit
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from duckdb import DuckDBPyConnection

from onrecord.ledger.holding import holder

KEPT = 1.0
"""For so many seconds after a question the file stays open, and a writer that begins then has to wait."""

_State: TypeAlias = tuple[int, int, int]


@dataclass(slots=True)
class _Kept:
    """An open file, who uses it, and what it was like when it was opened."""

    connection: DuckDBPyConnection
    state: _State
    users: int = 0
    unwanted: bool = False
    timer: threading.Timer | None = None


_guard = threading.RLock()
_kept: dict[Path, _Kept] = {}


@contextmanager
def shared(path: Path, connect: Callable[[], DuckDBPyConnection]) -> Iterator[DuckDBPyConnection]:
    """A cursor of the connection that is kept for `path`, for the time of the block; `connect` makes the connection."""
    kept = _taken(path, connect)
    try:
        cursor = kept.connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()
    finally:
        _given_back(path, kept)


def let_go(path: Path) -> None:
    """Close what is kept of `path` in this process as soon as nobody uses it: somebody wants to write."""
    with _guard:
        if kept := _kept.get(path):
            _drop(path, kept)


def _taken(path: Path, connect: Callable[[], DuckDBPyConnection]) -> _Kept:
    with _guard:
        kept = _kept.get(path)
        if kept and kept.state != _state(path):  # another file stands there now
            _drop(path, kept)
            kept = None
        if kept:
            kept.users += 1
            if kept.timer:
                kept.timer.cancel()
            return kept
    # outside of the guard, as it may have to wait for a commit
    made = _Kept(connect(), _state(path), users=1)
    with _guard:
        if path in _kept:
            made.unwanted = True  # another thread was quicker
        else:
            _kept[path] = made
    return made


def _given_back(path: Path, kept: _Kept) -> None:
    with _guard:
        kept.users -= 1
        if kept.users:
            return
        if kept.unwanted or holder(path):
            _drop(path, kept)
            return
        kept.timer = threading.Timer(KEPT, _expire, (path, kept))
        kept.timer.daemon = True
        try:
            kept.timer.start()
        except RuntimeError:  # the interpreter is about to end, and starts no thread any more
            _drop(path, kept)


def _expire(path: Path, kept: _Kept) -> None:
    with _guard:
        if not kept.users and _kept.get(path) is kept:
            _drop(path, kept)


@atexit.register
def _let_all_go() -> None:
    """Close all while there still is an interpreter: a thread that DuckDB keeps over its end aborts the process."""
    with _guard:
        for path, kept in list(_kept.items()):
            _drop(path, kept)


def _before_fork() -> None:
    """A child can't use what the threads of DuckDB hold here, nor a guard that another thread has."""
    _guard.acquire()
    _let_all_go()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_guard.release, after_in_child=_guard.release)


def _drop(path: Path, kept: _Kept) -> None:
    """Close it, or have it closed by the last who uses it; nobody new gets it."""
    kept.unwanted = True
    if _kept.get(path) is kept:
        del _kept[path]
    if not kept.users:
        if kept.timer:
            kept.timer.cancel()
        kept.connection.close()


def _state(path: Path) -> _State:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_ino, found.st_mtime_ns, found.st_size
