"""Opening the file of a ledger, for a moment of writing or to ask.

DuckDB lets either one process write or several read. Whoever finds the file taken tries again: a writer has it only
for the moments of its commits, and gives a reader time to come in between.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from onrecord.errors import LedgerBusy, LedgerError, NewerLedger, NoLedger
from onrecord.ledger.holding import ask_for_room, asks_for_room, holder, thank_for_room
from onrecord.ledger.keeping import let_go, shared

READING_PATIENCE = 10.0
"""How many seconds a reader waits for a writer's commit to end."""
WRITING_PATIENCE = 600.0
"""How many seconds a writer waits for readers to be done."""

_POLL = 0.005
_QUIET = 1.0
_STAND_BACK = 1.5
_READING = {
    "enable_external_access": "false",
    "python_enable_replacements": "false",
    "lock_configuration": "true",
    "allowed_configs": "['TimeZone', 'enable_progress_bar']",
}
# Strings are compressed by zstd from this length on, on average: texts, not names. Blocks of a quarter of the usual
# size: a ledger has many small columns, and one of a few hundred articles would be mostly empty blocks
_WRITING = {
    "default_block_size": "65536",
    "storage_compatibility_version": "v2.0.0",
    "zstd_min_string_length": "200",
    "threads": "1",
}
_TAKEN = re.compile(r"Could not set lock|Conflicting lock|different configuration|being used by another process")
_NEWER = re.compile(r"newer version|version number|storage version", re.IGNORECASE)
_FULL = re.compile(r"File too large|No space left|not enough space|Disk quota", re.IGNORECASE)
_DAMAGED = re.compile(r"checksum|Corrupt|could not read enough|Serialization Error", re.IGNORECASE)
_open_here = threading.local()


@contextmanager
def opened(
    path: Path, *, write: bool, patience: float | None = None, notice: Callable[[str], None] | None = None
) -> Iterator[DuckDBPyConnection]:
    """Open the file at `path` for the time of the block; times are in UTC.

    A reading connection can't write, attach, or see files or Python's variables. Raises LedgerBusy where the file is
    taken for longer than `patience` seconds, after telling `notice` who has it; NoLedger where it is no database, and
    LedgerError for what else goes wrong with it.
    """
    _refuse_to_wait_for_oneself(path)
    if not write:
        _stand_back(path)
    waiting = patience if patience is not None else (WRITING_PATIENCE if write else READING_PATIENCE)

    def connect() -> DuckDBPyConnection:
        return _connected(path, write, waiting, notice)

    with closing(connect()) if write else shared(path, connect) as connection, _minded(path):
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET enable_progress_bar = false")  # it would be drawn on standard output
        yield connection


@contextmanager
def _minded(path: Path) -> Iterator[None]:
    """Say in words of a ledger what goes wrong in the block, and remember that this thread has the file open."""
    try:
        _here().add(path)
        yield
    except duckdb.Error as error:
        raise _told(path, error) from error
    except RuntimeError as error:
        # while a query runs, DuckDB takes Ctrl-C, and says so in this way
        if "interrupted" in str(error):
            raise KeyboardInterrupt from error
        raise
    finally:
        _here().discard(path)


def _here() -> set[Path]:
    if not hasattr(_open_here, "paths"):
        _open_here.paths = set()
    paths: set[Path] = _open_here.paths
    return paths


def _refuse_to_wait_for_oneself(path: Path) -> None:
    if path in _here():
        raise LedgerBusy(f"{path}: this thread has it open already; end that `with` block first")


def _stand_back(path: Path) -> None:
    """Give a writer that waits for readers a moment to come in: new ones that follow each other would keep it out."""
    until = time.monotonic() + _STAND_BACK
    while asks_for_room(path) and time.monotonic() < until:
        time.sleep(_POLL)


def _connected(path: Path, write: bool, patience: float, notice: Callable[[str], None] | None) -> DuckDBPyConnection:
    until = time.monotonic() + patience
    told = time.monotonic() + _QUIET
    asked = 0.0
    while True:
        if write:
            let_go(path)
        try:
            connection = duckdb.connect(path, read_only=not write, config=dict(_WRITING if write else _READING))
            if asked:
                thank_for_room(path)
            return connection
        except duckdb.Error as error:
            if not _TAKEN.search(str(error)):
                raise _unopened(path, error) from error
            if time.monotonic() >= until:
                raise _busy(path, str(error), write) from error
            if notice and time.monotonic() >= told:
                notice(f"{path}: {_other(str(error))} has it open; waiting")
                told = until
            if write and time.monotonic() >= asked:
                asked = time.monotonic() + ask_for_room(path) / 2
        time.sleep(_POLL)


def _unopened(path: Path, error: duckdb.Error) -> LedgerError:
    text = str(error)
    if path.is_dir():
        return NoLedger(f"{path}: a folder; a ledger is one file, for example {path / 'news.duckdb'}")
    if not path.exists():
        return NoLedger(f"{path}: no ledger there; `onrecord add SOURCE… --ledger {path}` makes one")
    if "not a valid DuckDB" in text or "external extensions" in text:  # SQLite would be opened by an extension
        return NoLedger(f"{path}: not a ledger but some other file; name another one with --ledger")
    if _NEWER.search(text):
        return NewerLedger(f"{path}: written by a newer DuckDB; update it (pip install --upgrade duckdb): {text}")
    return _told(path, error)


def _told(path: Path, error: duckdb.Error) -> LedgerError:
    text = str(error).split("\n\nStack Trace")[0].strip()
    if _FULL.search(text):
        return LedgerError(f"{path}: no room to write; make some and run this again, nothing is lost ({text})")
    if _DAMAGED.search(text) or isinstance(error, duckdb.FatalException | duckdb.InternalException):
        return LedgerError(f"{path}: the file is damaged; take it from a backup, or add the sources anew ({text})")
    return LedgerError(f"{path}: {text}")


def _busy(path: Path, text: str, write: bool) -> LedgerBusy:
    other = _other(text)
    if write:
        return LedgerBusy(f"{path}: {other} has been reading it for too long; let it end, and run this again")
    return LedgerBusy(f"{path}: {holder(path) or other} is writing to it; try again in a moment")


def _other(text: str) -> str:
    process = re.search(r"\(PID (\d+)\)", text)
    return f"process {process[1]}" if process else "this process, in another thread,"
