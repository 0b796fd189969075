"""Whose turn it is: one request at a time a host, with a pause between two."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from onrecord.errors import Unfetched
from onrecord.pages.fetching.clocks import Clock

_HOSTS_KEPT = 4_096


class Turns:
    """Hands out turns to ask a host.

    After each turn a host is left alone for `delay` seconds, or for as long as its robots.txt asks (`slow`), or until
    the time that it names with an error (`hold`). Nobody waits longer than `patience` for a turn.
    """

    def __init__(self, delay: float, patience: float, clock: Clock) -> None:
        self._delay = delay
        self._patience = patience
        self._clock = clock
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def turn(self, host: str, stop: Event, pause: bool = True) -> Iterator[None]:
        """Wait for the host's turn, and keep others from it inside; raises Unfetched where the wait is too long.

        Without `pause`, the next turn may follow at once. Returns early when `stop` is set.
        """
        state = self._state(host)
        with state.lock:
            wait = state.due - self._clock.now()
            if wait > self._patience:
                raise Unfetched(f"{host} asks to be left alone for {wait:,.0f} seconds more; try again then")
            if wait > 0:
                self._clock.wait(wait, stop)
            try:
                yield
            finally:
                if pause:
                    state.due = max(state.due, self._clock.now() + state.delay)

    def slow(self, host: str, delay: float) -> None:
        """Take `delay` seconds between two requests from now on, at most the patience and at least the usual."""
        self._state(host).delay = max(self._delay, min(delay, self._patience))

    def hold(self, host: str, seconds: float) -> None:
        """Leave a host alone for `seconds`; for one's own turn, call it inside."""
        self._state(host).due = self._clock.now() + seconds

    def _state(self, host: str) -> "_Host":
        with self._lock:
            state = self._hosts.setdefault(host, _Host(self._delay))
            self._hosts.move_to_end(host)
            if len(self._hosts) > _HOSTS_KEPT:
                self._drop_oldest()
            return state

    def _drop_oldest(self) -> None:
        host, state = next(iter(self._hosts.items()))
        if not state.lock.locked() and state.due <= self._clock.now():
            del self._hosts[host]


class _Host:
    """When a host may be asked again."""

    __slots__ = ("delay", "due", "lock")

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self.due = float("-inf")
        self.lock = Lock()
