"""Time as fetching takes it: what the clock shows, and waiting that can be cut short."""

import time
from threading import Event
from typing import Protocol


class Clock(Protocol):
    """Tells seconds that only go forward, and waits."""

    def now(self) -> float:
        """Return seconds since some moment."""

    def wait(self, seconds: float, stop: Event) -> None:
        """Return after `seconds`, or as soon as `stop` is set."""


class SystemClock:
    """The clock of this machine."""

    def now(self) -> float:
        """Return the monotonic clock's seconds."""
        return time.monotonic()

    def wait(self, seconds: float, stop: Event) -> None:
        """Wait without using the processor."""
        stop.wait(seconds)
