"""Connections to addresses that were checked, each with an end by the clock."""

import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, local
from typing import Any

from httpcore2 import (
    SOCKET_OPTION,
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
    WriteTimeout,
)

from onrecord.errors import RefusedAddress, Unfetched
from onrecord.pages.fetching.clocks import Clock
from onrecord.pages.fetching.networks import refusal

Resolve = Callable[[str, int], list[str]]
"""Takes a host and a port, returns its IP addresses; raises OSError where there are none."""

_TRIED_ADDRESSES = 4


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host as the system tells them, in its order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for _, _, _, _, address in found))


class CheckedNetwork(NetworkBackend):
    """Resolves a host once for each connection, checks all of its addresses, and connects to one of just these.

    So no later answer of a name server can lead elsewhere, and a redirect is checked as the first request was. TLS
    still verifies the host's name: httpcore2 keeps that apart from the address. Connections made inside `within`
    end when its time is up, however slowly the other side drips; `close` ends all of them at once.
    """

    def __init__(self, private: bool, clock: Clock, resolve: Resolve, network: NetworkBackend | None = None) -> None:
        self._private = private
        self._clock = clock
        self._resolve = resolve
        self._network = network or SyncBackend()
        self._ends = _Ends()
        self._open: set[_TimedStream] = set()
        self._lock = Lock()
        self._closed = Event()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Bound the time of what this thread does on the network."""
        self._ends.at = self._clock.now() + seconds
        try:
            yield
        finally:
            self._ends.at = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect to a host; raises RefusedAddress, Unfetched for a host that isn't known, or what httpcore2 raises."""
        addresses = self._checked(host, port)[:_TRIED_ADDRESSES]
        for place, address in enumerate(addresses, 1):
            left = self.left(timeout, ConnectTimeout)
            try:
                stream = self._network.connect_tcp(address, port, left, local_address, socket_options)
            except (ConnectError, ConnectTimeout):
                if place == len(addresses):
                    raise
            else:
                return self.keep(stream)
        raise ConnectError(f"{host} has no address")

    def left(self, timeout: float | None, error: type[Exception]) -> float | None:
        """Return how many seconds the next step may take; raises `error` where none are left."""
        if self._closed.is_set():
            raise error("given up")
        if self._ends.at is None:
            return timeout
        left = self._ends.at - self._clock.now()
        if left <= 0:
            raise error("out of time")
        return left if timeout is None else min(timeout, left)

    def keep(self, stream: NetworkStream) -> NetworkStream:
        """Return `stream` with an end by the clock."""
        timed = _TimedStream(stream, self)
        with self._lock:
            self._open.add(timed)
        return timed

    def forget(self, stream: "_TimedStream") -> None:
        """Let go of a stream that is closed."""
        with self._lock:
            self._open.discard(stream)

    def close(self) -> None:
        """End every connection, also one that another thread waits on."""
        self._closed.set()
        with self._lock:
            streams = list(self._open)
        for stream in streams:
            stream.abort()

    def _checked(self, host: str, port: int) -> list[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise Unfetched(
                f"the host {host} is not known ({error}); is it spelled right, and is there a network?"
            ) from error
        for address in addresses:
            if reason := refusal(address, self._private):
                raise RefusedAddress(f"not asked for: {reason}")
        return addresses


class _Ends(local):
    """When what a thread is doing must have ended."""

    at: float | None = None


class _TimedStream(NetworkStream):
    """A stream that knows when its request must have ended."""

    def __init__(self, stream: NetworkStream, network: CheckedNetwork) -> None:
        self._stream = stream
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left(timeout, ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left(timeout, WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        left = self._network.left(timeout, ConnectTimeout)
        secured = self._stream.start_tls(ssl_context, server_hostname, left)
        self._network.forget(self)
        return self._network.keep(secured)

    def close(self) -> None:
        self._network.forget(self)
        self._stream.close()

    def abort(self) -> None:
        """Wake the thread that reads or writes; closing is left to it."""
        raw = self._stream.get_extra_info("socket")
        if isinstance(raw, socket.socket):
            try:
                raw.shutdown(socket.SHUT_RDWR)
            except OSError:
                return

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
