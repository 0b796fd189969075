"""A few threads that work on one thing each."""

import time
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

_JOIN_SECONDS = 2.0

Job = TypeVar("Job")
Result = TypeVar("Result")


class Crew(Generic[Job, Result]):
    """Up to `size` threads, started as they are needed. They never keep the program from ending.

    Handing out and taking back is for one thread only.
    """

    def __init__(self, size: int, work: Callable[[Job], Result]) -> None:
        self.busy = 0
        self._size = size
        self._work = work
        self._jobs: SimpleQueue[tuple[Job] | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[Job, Result | None, BaseException | None]] = SimpleQueue()
        self._threads: list[Thread] = []

    @property
    def free(self) -> int:
        """How many more jobs can be started at once."""
        return self._size - self.busy

    def start(self, job: Job) -> None:
        """Hand a job to a thread that is free."""
        if self.busy == len(self._threads):
            thread = Thread(target=self._run, name=f"fetching-{self.busy}", daemon=True)
            self._threads.append(thread)
            thread.start()
        self.busy += 1
        self._jobs.put((job,))

    def take(self) -> tuple[Job, Result]:
        """Wait for a job that is done, and return it with its result; raises what the work raised."""
        job, result, error = self._done.get()
        self.busy -= 1
        if error is not None:
            raise error
        return job, result  # type: ignore[return-value] # where there is no error, there is a result

    def close(self) -> None:
        """Let the threads end after what they are at, and wait for them for a moment."""
        for _ in self._threads:
            self._jobs.put(None)
        until = time.monotonic() + _JOIN_SECONDS
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0.0))

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._done.put((job[0], self._work(job[0]), None))
            except BaseException as error:
                self._done.put((job[0], None, error))
