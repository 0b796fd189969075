"""One writer at a time, and readers in between."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
import pytest
from tests.ledger.worlds import WORLD, a_ledger

from onrecord.errors import LedgerBusy, LedgerError, NoLedger
from onrecord.ledger import Ledger, holding

WRITES = """
import sys
from onrecord.ledger import Ledger
with Ledger.open(sys.argv[1]).writing("add everything") as writer:
    print("writing", flush=True)
    sys.stdin.read()
"""
READS = """
import sys
from onrecord.ledger import Ledger
with Ledger.open(sys.argv[1]).reading():
    print("reading", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(program: str, path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the ledger, until the block ends."""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() in ("writing", "reading")
        try:
            yield process
        finally:
            if process.poll() is None:
                process.communicate("")


def test_a_second_writer_is_told_who_holds_the_ledger(path: Path) -> None:
    notices: list[str] = []
    with another(WRITES, path) as process:
        told = rf"`add everything` \(process {process.pid} on .+, since \d{{4}}-\d\d-\d\dT.+\) is writing to it"
        with (
            pytest.raises(LedgerBusy, match=told),
            Ledger.open(path).writing("add", wait=0.2, notice=notices.append),
        ):
            pass
    assert len(notices) == 1
    assert re.search(f"{told}; waiting", notices[0])


def test_a_second_writer_waits_for_the_first_to_end(path: Path) -> None:
    with another(WRITES, path) as process:
        assert process.stdin is not None
        with Ledger.open(path).writing("add", wait=60, notice=lambda _: process.stdin.close()) as writer:  # type: ignore[union-attr]
            assert writer.begin([]) == 1


def test_two_writers_in_one_process_are_two_writers(path: Path) -> None:
    ledger = Ledger.open(path)
    with ledger.writing("first"), pytest.raises(LedgerBusy, match="`first`"), ledger.writing("second", wait=0):
        pass


def test_the_lock_of_a_writer_that_was_killed_is_free(path: Path) -> None:
    with another(WRITES, path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Ledger.open(path).writing("add", wait=5) as writer:
            assert writer.begin([]) == 1


def test_the_lock_says_who_holds_it_and_nothing_afterwards(path: Path) -> None:
    lock = path.with_name("news.duckdb.lock")
    with Ledger.open(path).writing("add «news»"):
        said = json.loads(lock.read_bytes()[1:])
        assert (said["pid"], said["command"]) == (os.getpid(), "add «news»")
    assert lock.read_bytes() == b""


def test_a_run_that_is_going_on_keeps_nobody_from_reading(path: Path) -> None:
    a_ledger(path, WORLD[:1])
    with another(WRITES, path):
        assert len(list(Ledger.open(path).documents())) == 1


def test_a_reader_gets_in_between_commits_that_follow_each_other(path: Path) -> None:
    ledger = Ledger.open(path)
    seen: list[int] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            with ledger.reading() as connection:
                seen.append(len(connection.execute("FROM articles").fetchall()))

    with ledger.writing("add") as writer:
        reader = threading.Thread(target=read)
        reader.start()
        writer.begin([])
        for item in WORLD[:3]:
            writer.append([item])
        ended.set()
        reader.join()
    assert seen == sorted(seen)
    assert len(set(seen)) > 1


def test_a_reader_that_finds_a_commit_going_on_says_who_writes(path: Path) -> None:
    ledger = a_ledger(path, WORLD[:1])
    failures: list[LedgerError] = []

    def read() -> None:
        try:
            with ledger.reading(patience=0.1):
                pass
        except LedgerError as error:
            failures.append(error)

    with ledger.writing("add everything") as writer, writer.connection():
        reader = threading.Thread(target=read)
        reader.start()
        reader.join()
    assert [type(failure) for failure in failures] == [LedgerBusy]
    assert "`add everything`" in str(failures[0])


def test_a_writer_that_readers_keep_out_says_which(path: Path) -> None:
    a_ledger(path, WORLD[:1])
    with another(READS, path) as process, Ledger.open(path).writing("add") as writer:
        notices: list[str] = []
        writer._patience, writer._notice = 1.2, notices.append
        with pytest.raises(LedgerBusy, match=f"process {process.pid} has been reading"):
            writer.begin([])
        assert notices == [f"{path}: process {process.pid} has it open; waiting"]


def test_writing_within_ones_own_reading_is_refused_at_once(path: Path) -> None:
    ledger = a_ledger(path, WORLD[:1])
    with (
        ledger.writing("add") as writer,
        ledger.reading(),
        pytest.raises(LedgerBusy, match="this thread has it open already"),
    ):
        writer.begin([])


def test_where_there_is_no_ledger_the_way_to_one_is_named(path: Path) -> None:
    with pytest.raises(NoLedger, match=r"no ledger there; `onrecord add SOURCE"), Ledger.open(path).reading():
        pass
    assert list(path.parent.iterdir()) == []


def test_a_folder_is_no_ledger(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path)
    with pytest.raises(NoLedger, match="a folder"), ledger.reading():
        pass
    with pytest.raises(NoLedger, match="a folder"), ledger.writing("add"):
        pass


def test_a_place_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LedgerError, match="name another place"), Ledger.open(tmp_path / "file" / "a").writing("add"):
        pass


def test_a_folder_that_can_not_be_written_to_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("onrecord.ledger.holding.FileLock.acquire", refuse)
    with (
        pytest.raises(LedgerError, match="a folder that can be written to"),
        Ledger.open(tmp_path / "a").writing("add"),
    ):
        pass


def test_ctrl_c_that_a_query_has_taken_is_ctrl_c(world: Ledger) -> None:
    with pytest.raises(KeyboardInterrupt), world.reading():
        raise RuntimeError("Query interrupted")


def test_nothing_is_drawn_on_standard_output(world: Ledger) -> None:
    with world.reading() as connection:
        found = connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
    assert found == [(False,)]


def test_readers_that_follow_each_other_let_a_writer_in(path: Path) -> None:
    ledger = a_ledger(path, WORLD[:1])
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            ledger.sql("SELECT count(*) FROM articles, range(100000)")

    readers = [threading.Thread(target=read) for _ in range(4)]
    try:
        for reader in readers:
            reader.start()
        with ledger.writing("add") as writer:
            writer._patience = 20.0
            assert writer.begin([]) == 2
    finally:
        ended.set()
        for reader in readers:
            reader.join()


def test_a_writer_that_was_killed_while_it_waited_keeps_readers_back_for_a_moment_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another(WRITES, path):
        holding.ask_for_room(path)
        assert holding.asks_for_room(path)
        now = time.time()
        for seconds in (-3600, 3600):  # by a clock that was set back, too
            monkeypatch.setattr("onrecord.ledger.holding.time.time", lambda seconds=seconds: now + seconds)
            assert not holding.asks_for_room(path)


@pytest.mark.parametrize("content", [b"", b" {}", b" []", b' {"waiting": "x"}', b"\xff\xff"])
def test_a_lock_that_says_something_else_asks_for_nothing(path: Path, content: bytes) -> None:
    path.with_name("news.duckdb.lock").write_bytes(content)
    assert not holding.asks_for_room(path)
    assert holding.holder(path) is None


def test_a_file_of_sqlite_is_no_ledger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE migrations (migration)")
        other.commit()
    with pytest.raises(NoLedger, match="some other file"), Ledger.open(path).writing("add"):
        pass


def test_another_programs_database_with_migrations_is_no_ledger(path: Path) -> None:
    with duckdb.connect(path) as other:
        other.execute("CREATE TABLE migrations (version INTEGER)")
    with pytest.raises(NoLedger, match="a DuckDB database, but not a ledger"), Ledger.open(path).writing("add"):
        pass
