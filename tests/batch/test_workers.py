"""Work over processes: the order is kept, a dead worker costs one piece, and nothing is left running."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from onrecord.batch.workers import Lost, Workers
from onrecord.errors import ModelError, WorkerError

EVALUATE: Callable[[], Callable[[str], Any]] = partial(partial, eval)
HANG = "__import__('time').sleep(600)"
CRASH = "__import__('os').kill(__import__('os').getpid(), 11)"
PROCESS = "__import__('os').getpid()"
on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes there are")


def numbered(pieces: list[str]) -> list[tuple[int, str | None]]:
    return list(enumerate(pieces))


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def gone(process: int, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while alive(process) and time.monotonic() < until:
        os.sched_yield()
    return not alive(process)


def test_results_come_in_the_order_of_the_input_however_long_each_takes() -> None:
    slow_first = ["__import__('time').sleep(0.2) or 'slow'", "'quick'", "'last'"]
    with Workers(EVALUATE, 2) as workers:
        assert list(workers.map(numbered(slow_first))) == [(0, "slow"), (1, "quick"), (2, "last")]


def test_what_needs_no_work_keeps_its_place() -> None:
    with Workers(EVALUATE, 2) as workers:
        found = list(workers.map([("a", "1"), ("b", None), ("c", "3")]))
    assert found == [("a", 1), ("b", None), ("c", 3)]


def test_a_worker_that_crashes_costs_its_piece_alone() -> None:
    with Workers(EVALUATE, 1) as workers:
        found = dict(workers.map(numbered(["1", CRASH, "3"])))
    assert found == {0: 1, 1: Lost(False, "it was ended by SIGSEGV"), 2: 3}


def test_a_piece_that_takes_too_long_is_given_up() -> None:
    with Workers(EVALUATE, 1, limit=0.3) as workers:
        found = dict(workers.map(numbered(["1", HANG, "3"])))
    assert found == {0: 1, 1: Lost(True, "it took more than 0.3 s"), 2: 3}


def test_one_process_is_used_again() -> None:
    with Workers(EVALUATE, 1) as workers:
        assert len({result for _, result in workers.map(numbered([PROCESS] * 5))}) == 1


def test_what_a_library_prints_does_not_spoil_the_answers() -> None:
    with Workers(EVALUATE, 1) as workers:
        assert list(workers.map([(0, "print('x' * 100) or __import__('os').system('echo y')")])) == [(0, 0)]


def test_what_the_work_raises_is_raised() -> None:
    raising = "(_ for _ in ()).throw(__import__('onrecord.errors').errors.ModelError('no weights'))"
    with Workers(EVALUATE, 1) as workers, pytest.raises(ModelError, match="no weights"):
        list(workers.map([(0, raising)]))


def test_workers_that_do_not_start_are_an_error_that_says_so() -> None:
    leaving: Callable[[], Callable[[str], Any]] = partial(os._exit, 3)
    with Workers(leaving, 1) as workers, pytest.raises(WorkerError, match="status 3"):
        list(workers.map([(0, "1")]))


def test_few_pieces_are_taken_ahead_of_a_slow_one() -> None:
    taken = 0

    def endless() -> Iterator[tuple[int, str]]:
        nonlocal taken
        while True:
            taken += 1
            yield taken, "__import__('time').sleep(0.1)"

    with Workers(EVALUATE, 1) as workers:
        next(workers.map(endless()))
    assert taken < 64


def test_large_pieces_are_not_taken_ahead() -> None:
    taken: list[int] = []

    def large() -> Iterator[tuple[int, str]]:
        for number in range(10):
            taken.append(number)
            yield number, "__import__('time').sleep(0.01)"

    with Workers(EVALUATE, 1) as workers:
        next(workers.map(large(), size=lambda piece: 60_000_000))
    assert len(taken) <= 2


@on_linux
def test_leaving_ends_the_workers_in_the_middle_of_their_work() -> None:
    with Workers(EVALUATE, 1) as workers:
        stream = workers.map(numbered([PROCESS, HANG]))
        _, process = next(stream)
        started = time.monotonic()
    assert isinstance(process, int)
    assert gone(process)
    assert time.monotonic() - started < 5


PARENT = f"""
from functools import partial
from onrecord.batch.workers import Workers
with Workers(partial(partial, eval), 1) as workers:
    for _, result in workers.map(enumerate([{PROCESS!r}, {HANG!r}])):
        print(result, flush=True)
"""


@on_linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_no_worker_outlives_its_parent(number: int) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert parent.stdout is not None
    with parent, parent.stdout as lines:
        worker = int(lines.readline())
        assert alive(worker)
        parent.send_signal(number)
        parent.wait(timeout=10)
    assert gone(worker)


def test_work_that_cannot_be_imported_elsewhere_is_named_with_the_way_out() -> None:
    for make in (lambda: print, type("Local", (), {"__module__": "__main__", "__qualname__": "Local"})):
        with pytest.raises(WorkerError, match=r"a module that can be imported.+workers=0"):
            Workers(make, 1)
