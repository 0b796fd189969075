"""A stream of work over a few processes: results in the order of the input, and a dead worker costs one piece.

The standard library's and loky's pools give up all that is under way when one process dies, and do not say which
piece it died of; multiprocessing runs the caller's own script again in every worker. Here each worker is a bare
interpreter at the other end of two pipes, with a thread here that waits for it.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any, Generic, Self, TypeVar, cast

from onrecord.errors import WorkerError

Tag = TypeVar("Tag")
Piece = TypeVar("Piece")
Result = TypeVar("Result")

LIMIT = 120.0
"""Seconds that one piece may take before its worker is ended."""

_AHEAD = 32
_BYTES_AHEAD = 64_000_000
_START = "import sys; sys.path[:] = sys.argv[1:]; from onrecord.batch.worker import main; main()"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Lost:
    """A piece without a result: its worker died, or was `slow` and ended; `reason` says which, as a clause."""

    slow: bool
    reason: str


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Generic[Piece, Result]):
    """`count` processes that do `make()(piece)` for every piece; `make` and the pieces are sent to them as pickles.

    A process is started when there is work for it, with one thread for its libraries; it ends when this ends, however
    this ends. `limit` is in seconds for one piece. `make` must stand in a module that can be imported.
    """

    def __init__(self, make: Callable[[], Callable[[Piece], Result]], count: int, limit: float = LIMIT) -> None:
        self.count = count
        self._first = _sendable((make, limit))
        self._limit = limit
        self._idle: SimpleQueue[_Worker] = SimpleQueue()
        self._all: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._ahead = _AHEAD * count
        self._threads = ThreadPoolExecutor(count, "worker")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """End every worker at once, with whatever it is at."""
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._all:
            worker.reap()

    def map(
        self, pieces: Iterable[tuple[Tag, Piece | None]], size: Callable[[Piece], int] = lambda piece: 0
    ) -> Iterator[tuple[Tag, Result | Lost | None]]:
        """Yield every piece's tag with its result, in the order of `pieces`, of which few are taken ahead.

        Where there is no piece there is no result. `size` is how many bytes a piece takes; not much more than 64 MB
        are held at a time. Raises what the work raises, and what `pieces` raises.
        """
        waiting: deque[tuple[Tag, Future[Result | Lost] | None, int]] = deque()
        held = 0
        for tag, piece in pieces:
            future = None if piece is None else self._threads.submit(self._do, piece)
            waiting.append((tag, future, 0 if piece is None else size(piece)))
            held += waiting[-1][2]
            del piece  # the thread that has it is to be the last to hold it
            while waiting and (_done(waiting[0][1]) or len(waiting) > self._ahead or held > _BYTES_AHEAD):
                first, future, its_size = waiting.popleft()
                held -= its_size
                yield first, None if future is None else future.result()
        for first, future, _ in waiting:
            yield first, None if future is None else future.result()

    def _do(self, piece: Piece) -> Result | Lost:
        worker = self._worker()
        try:
            answer = worker.ask(piece, self._limit)
        except _Died as died:
            with self._lock:
                self._all.discard(worker)
            return Lost(died.slow, died.reason)
        self._idle.put(worker)
        done, result = answer
        if not done:
            raise cast(BaseException, result)
        return cast(Result, result)

    def _worker(self) -> "_Worker":
        with suppress(Empty):
            return self._idle.get_nowait()
        with self._lock:
            if self._closed:
                raise RuntimeError("closed")
            worker = _Worker()
            self._all.add(worker)
        worker.start(self._first)
        return worker


def _done(future: "Future[Result | Lost] | None") -> bool:
    return future is None or future.done()


class Here(Generic[Piece, Result]):
    """Does the same in this process, one piece after the other, with nothing that guards against a piece."""

    def __init__(self, make: Callable[[], Callable[[Piece], Result]]) -> None:
        self._work = make()

    def map(
        self, pieces: Iterable[tuple[Tag, Piece | None]], size: Callable[[Piece], int] = lambda piece: 0
    ) -> Iterator[tuple[Tag, Result | None]]:
        """Yield every piece's tag with its result; `size` is not asked."""
        for tag, piece in pieces:
            yield tag, None if piece is None else self._work(piece)


@contextmanager
def at_work(
    make: Callable[[], Callable[[Piece], Result]], count: int | None
) -> Iterator[Workers[Piece, Result] | Here[Piece, Result]]:
    """`count` worker processes, by default one for each core; none but this one where it is 0."""
    if count == 0:
        yield Here(make)
        return
    with Workers(make, count or cores()) as workers:
        yield workers


class _Died(Exception):
    def __init__(self, slow: bool, reason: str) -> None:
        super().__init__(reason)
        self.slow, self.reason = slow, reason


class _Worker:
    """One process, asked one thing at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START, *(str(Path(place).absolute()) for place in sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | dict.fromkeys(_THREADS, "1"),
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout

    def start(self, first: bytes) -> None:
        """Send what makes the work; raises what making it raises, and WorkerError where the process ends instead."""
        try:
            self._send(first)
            done, problem = self._receive()
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.reap()
            how = _how_it_ended(self._process.returncode)
            raise WorkerError(f"a reading process did not start: {how}; is there enough memory for it?") from error
        if not done:
            raise cast(BaseException, problem)

    def ask(self, piece: object, limit: float) -> tuple[bool, Any]:
        """What the worker answers; raises _Died where it ends, or is ended after `limit` seconds, instead."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self.kill()

        clock = threading.Timer(limit, end)
        clock.daemon = True
        clock.start()
        try:
            self._send(pickle.dumps(piece, pickle.HIGHEST_PROTOCOL))
            return self._receive()
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            self.reap()
            slow = late.is_set()
            reason = f"it took more than {limit:g} s" if slow else _how_it_ended(self._process.returncode)
            raise _Died(slow, reason) from error
        finally:
            clock.cancel()

    def kill(self) -> None:
        """End the process without asking."""
        with suppress(OSError):
            self._process.kill()

    def reap(self) -> None:
        """Make sure that it has ended, and close the pipes."""
        self.kill()
        self._process.wait()
        for pipe in (self._in, self._out):
            with suppress(OSError):
                pipe.close()

    def _send(self, message: bytes) -> None:
        self._in.write(message)
        self._in.flush()

    def _receive(self) -> tuple[bool, Any]:
        answer: tuple[bool, Any] = pickle.load(self._out)
        return answer


def _sendable(first: object) -> bytes:
    """What makes the work, as a pickle; a worker imports it by its name, and runs no script to do so."""
    why = "it must have a name in a module that can be imported, not in the script or the notebook that runs"
    try:
        pickled = pickle.dumps(first)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise WorkerError(
            f"what is to read can't be sent to other processes ({error}): {why}; or say workers=0"
        ) from error
    if b"__main__" in pickled:
        raise WorkerError(f"what is to read can't be sent to other processes: {why}; or say workers=0")
    return pickled


def _how_it_ended(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return f"it was ended by {signal.Signals(-status).name}"
    return f"it ended with status {status}"
