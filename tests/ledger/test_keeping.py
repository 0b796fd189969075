"""The file stays open for a moment after a question, and never in a writer's way."""

import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.ledger.worlds import a_ledger

from onrecord.ledger import Ledger, keeping

COUNT = "SELECT count(*) AS n FROM articles"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    yield a_ledger(path)
    keeping.let_go(path)


@pytest.fixture
def openings(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each opening since was one to read only."""
    seen: list[bool] = []
    connect = duckdb.connect

    def noted(*arguments: Any, **settings: Any) -> duckdb.DuckDBPyConnection:
        seen.append(settings["read_only"])
        return connect(*arguments, **settings)

    monkeypatch.setattr(duckdb, "connect", noted)
    return seen


def test_questions_that_follow_each_other_share_one_opening(ledger: Ledger, openings: list[bool]) -> None:
    assert [list(ledger.sql(COUNT)) for _ in range(3)] == [[{"n": 12}]] * 3
    assert openings == [True]


def test_it_is_closed_after_a_moment(ledger: Ledger, openings: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEPT", 0.0)
    before = set(threading.enumerate())
    ledger.sql(COUNT)
    for timer in set(threading.enumerate()) - before:
        timer.join()
    ledger.sql(COUNT)
    assert openings == [True, True]


def test_a_writer_of_this_process_need_not_wait(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "KEPT", 3600.0)
    ledger.sql(COUNT)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("UPDATE articles SET title = 'new'")
    assert list(ledger.sql("SELECT DISTINCT title FROM articles")) == [{"title": "new"}]


def test_nothing_is_kept_while_somebody_writes(ledger: Ledger, openings: list[bool]) -> None:
    with ledger.writing("test"):
        ledger.sql(COUNT)
        openings.clear()
        ledger.sql(COUNT)
        assert openings == [True]


def test_another_file_in_its_place_is_opened_anew(ledger: Ledger, tmp_path: Path) -> None:
    ledger.sql(COUNT)
    other = a_ledger(tmp_path / "other.duckdb")
    with other.writing("test") as writer, writer.connection() as connection:
        connection.execute("DELETE FROM articles WHERE article > 3")
    ledger.path.unlink()
    shutil.copy(other.path, ledger.path)
    assert list(ledger.sql(COUNT)) == [{"n": 3}]


def test_threads_ask_at_once(ledger: Ledger) -> None:
    answers: list[list[dict[str, Any]]] = []
    threads = [threading.Thread(target=lambda: answers.append(list(ledger.sql(COUNT)))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [[{"n": 12}]] * 8


def test_a_bad_question_leaves_the_next_one_its_opening(ledger: Ledger, openings: list[bool]) -> None:
    from onrecord.errors import BadQuery

    with pytest.raises(BadQuery):
        ledger.sql("SELECT nothing FROM nowhere")
    ledger.sql(COUNT)
    assert openings == [True]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
def test_a_child_process_opens_the_file_for_itself(ledger: Ledger) -> None:
    ledger.sql(COUNT)
    child = os.fork()
    if not child:
        try:
            os._exit(0 if not keeping._kept and list(ledger.sql(COUNT)) == [{"n": 12}] else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert list(ledger.sql(COUNT)) == [{"n": 12}]


def test_where_no_thread_can_be_started_any_more_it_is_closed_at_once(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(timer: threading.Timer) -> None:
        raise RuntimeError("can't create new thread at interpreter shutdown")

    monkeypatch.setattr(threading.Timer, "start", refuse)
    assert list(ledger.sql(COUNT)) == [{"n": 12}]
    assert not keeping._kept
