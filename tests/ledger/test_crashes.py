"""A run that ends at any moment loses nothing that was counted as done, and leaves a ledger that opens."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from tests.ledger.worlds import WORLD, a_ledger, reading, sentence_document

from onrecord.errors import LedgerError, NewerLedger, NoLedger
from onrecord.ledger import Ledger

ROOT = Path(__file__).parents[2]
# Says "done" after each append, and dies at one of the named moments of the third.
ADDS = """
import os, signal, sys
sys.path.insert(0, sys.argv[3])
from onrecord.ledger import Ledger, appending, merging, opening, starting, writing
from tests.ledger.worlds import WORLD

def die(term=None):
    os.kill(os.getpid(), signal.SIGKILL)

path, moment = sys.argv[1:3]
if moment == "making":
    starting.migrate = lambda *_: die()
with Ledger.open(path).writing("add") as writer:
    writer.begin(["world"])
    for number, item in enumerate(WORLD[:4]):
        if number == 2 and moment == "before the commit":
            writing.merging.merge = lambda *_: die()
        if number == 2 and moment == "after the commit":
            class Dies(set):
                discard = lambda *_: die()
            opening._open_here.paths = Dies()
        if number == 2 and moment == "merging":
            merging.BATCH = 0
            merging._MERGE = merging._MERGE.replace("ORDER BY", "AND die(term) ORDER BY")
            begin = writing.opened
            from contextlib import contextmanager
            @contextmanager
            def opened(*a, **k):
                with begin(*a, **k) as connection:
                    connection.create_function("die", die, ["UINTEGER"], "BOOLEAN")
                    yield connection
            writing.opened = opened
        writer.append([item])
        print("done", flush=True)
    writer.end()
"""


def killed(path: Path, moment: str) -> int:
    """Run a process that adds until it is killed at a moment; returns how many articles it had counted as done."""
    found = subprocess.run(
        [sys.executable, "-c", ADDS, str(path), moment, str(ROOT)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert found.returncode == -signal.SIGKILL, found.stderr
    return found.stdout.count("done")


@pytest.mark.parametrize(
    ("moment", "there"), [("making", None), ("before the commit", 2), ("after the commit", 3), ("merging", 2)]
)
def test_a_run_that_is_killed_goes_on_where_it_was(path: Path, tmp_path: Path, moment: str, there: int | None) -> None:
    done = killed(path, moment)
    ledger = Ledger.open(path)
    if there is None:
        assert not path.exists()
    else:
        assert len(list(ledger.documents())) == there >= done
        assert ledger.check() == []
    with ledger.writing("add") as writer:
        writer.begin(["world"])
        left = [item for item in WORLD if item.handed.page not in writer.known([it.handed.page for it in WORLD])]
        assert len(left) == len(WORLD) - (there or 0)
        writer.append(left)
        writer.end()
    assert ledger.check() == []
    whole = a_ledger(tmp_path / "whole.duckdb")
    for table in ("attributions", "appearances", "postings", "signatures"):
        query = f"SELECT * FROM {table} ORDER BY ALL"
        assert list(ledger.sql(query)) == list(whole.sql(query))


def test_reading_what_a_killed_run_has_left_changes_no_file(path: Path) -> None:
    killed(path, "after the commit")
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    assert "news.duckdb.wal" in before
    assert len(list(Ledger.open(path).documents())) == 3
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before


def test_a_run_that_was_killed_is_seen_not_to_have_ended(path: Path) -> None:
    killed(path, "after the commit")
    assert list(Ledger.open(path).sql("SELECT command, ended FROM runs")) == [{"command": "add", "ended": None}]


def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    ledger = a_ledger(path)
    words = " ".join(str(number * 7919) for number in range(20_000))
    large = [
        reading(
            sentence_document(f"large-{number}", ("Numbers", f"{number} {words}"), url=f"https://a.example/{number}")
        )
        for number in range(6)
    ]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    done = 0
    with ledger.writing("add") as writer:
        writer.begin([])

        def add() -> None:
            nonlocal done
            for item in large:
                writer.append([item])
                done += 1

        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, hard))
        try:
            with pytest.raises(LedgerError, match="no room to write"):
                add()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert len(list(ledger.documents())) == len(WORLD) + done
        writer.append(large[done:])
        writer.end()
    assert len(list(ledger.documents())) == len(WORLD) + len(large)
    assert ledger.check() == []


@pytest.mark.parametrize("kept", [100, 5_000, 13_000, -100_000])
def test_a_file_that_was_cut_off_is_said_to_be_damaged(path: Path, kept: int) -> None:
    ledger = a_ledger(path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(LedgerError, match=r"news\.duckdb: the file is damaged; take it from a backup"):
        ledger.check()


def test_other_bytes_in_the_file_are_noticed(path: Path) -> None:
    ledger = a_ledger(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:12_288] + bytes(byte ^ 1 for byte in whole[12_288:]))
    with pytest.raises(LedgerError, match="damaged"):
        ledger.check()


@pytest.mark.parametrize("content", [b"", b"not a database " * 1_000])
def test_another_file_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    ledger = Ledger.open(path)
    with pytest.raises(NoLedger, match="some other file"), ledger.reading():
        pass
    with pytest.raises(NoLedger, match="some other file"), ledger.writing("add"):
        pass
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_left_as_it_is(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name VARCHAR)")
    before = path.read_bytes()
    ledger = Ledger.open(path)
    with pytest.raises(NoLedger, match="not a ledger"), ledger.reading():
        pass
    with pytest.raises(NoLedger, match="not a ledger"), ledger.writing("add"):
        pass
    assert path.read_bytes() == before


def test_a_ledger_of_a_newer_onrecord_is_not_touched(path: Path) -> None:
    ledger = a_ledger(path, WORLD[:1])
    with ledger.writing("add") as writer, writer.connection() as connection:
        connection.execute("INSERT INTO migrations VALUES (7, 'later', now(), 'onrecord 9.1')")
    before = path.read_bytes()
    with pytest.raises(NewerLedger, match=r"written by onrecord 9\.1, in form 7.*update onrecord"), ledger.reading():
        pass
    with pytest.raises(NewerLedger), ledger.writing("add"):
        pass
    assert path.read_bytes() == before
