"""A web in memory: names, addresses, servers and a clock that goes only when somebody waits."""

import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any

from httpcore2 import SOCKET_OPTION, ConnectError, ConnectTimeout, NetworkBackend, NetworkStream, ReadTimeout

from onrecord.pages.fetching import Fetcher, Known, Listed
from onrecord.records import Failure, Page, Unchanged

ARTICLE = b"<html><head><title>Bridge of Tolm reopens</title></head><body><p>It is open.</p></body></html>"
OPEN_ADDRESS = "151.101.7.7"

Item = Page | Failure | Unchanged
_CONTEXT = ssl.create_default_context()


@dataclass
class Asked:
    """One request as a server got it."""

    host: str
    path: str
    headers: dict[str, str]
    at: float


Handler = Callable[[Asked], Iterable[bytes]]


class Clock:
    """Starts at 0 and goes on only by waiting, or by `pass_by`."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []
        self._lock = Lock()

    def now(self) -> float:
        return self.seconds

    def wait(self, seconds: float, stop: Event) -> None:
        self.waits.append(seconds)
        self.pass_by(seconds)

    def pass_by(self, seconds: float) -> None:
        with self._lock:
            self.seconds += seconds


def answer(content: bytes = ARTICLE, status: int = 200, **headers: str) -> bytes:
    """A whole response; names of headers with _ for -. A text/html page unless `content_type` says otherwise."""
    given = {"content_type": "text/html", "content_length": str(len(content)), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items() if value)
    return f"HTTP/1.1 {status} So\r\n{lines}\r\n".encode() + content


@dataclass
class Web(NetworkBackend):
    """`sites` has raw responses, or handlers, by host and path; `names` the answers of the name server, in turn."""

    sites: Mapping[str, Mapping[str, "bytes | Handler"]]
    names: dict[str, list[list[str]]] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    asked: list[Asked] = field(default_factory=list)
    connected: list[tuple[str, int]] = field(default_factory=list)
    secured: list[tuple[str | None, bool]] = field(default_factory=list)
    unreachable: set[str] = field(default_factory=set)

    def resolve(self, host: str, port: int) -> list[str]:
        if host in self.names:
            answers = self.names[host]
            return answers.pop(0) if len(answers) > 1 else answers[0]
        if host not in self.sites:
            raise OSError("name unknown")
        return [OPEN_ADDRESS]

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        self.connected.append((host, port))
        if host in self.unreachable:
            raise ConnectError("refused")
        if timeout is not None and timeout <= 0:
            raise ConnectTimeout("no time")
        return _Stream(self)

    def respond(self, request: bytes) -> Iterator[bytes]:
        """The pieces of the response to a request."""
        lines = request.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines[1:] if line)}
        asked = Asked(headers["host"], lines[0].split(" ")[1], headers, self.clock.now())
        self.asked.append(asked)
        site = self.sites[asked.host.partition(":")[0]]
        found = site.get(asked.path, answer(b"", 404))
        return iter([found]) if isinstance(found, bytes) else iter(found(asked))

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without those of robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def fetcher(self, **settings: Any) -> Fetcher:
        """A Fetcher on this web, one host at a time unless `hosts` says otherwise."""
        parts = {"clock": self.clock, "resolve": self.resolve, "network": self, "context": _CONTEXT, "hosts": 1}
        return Fetcher(**{**parts, **settings})

    def pages(self, *urls: str | Listed, **settings: Any) -> dict[str, Item]:
        """What a Fetcher on this web makes of addresses."""
        items = list(self.fetcher(**settings).pages(urls))
        found = dict(items)
        assert len(found) == len(items)
        return found

    def page(self, url: str | Listed, **settings: Any) -> Page:
        """The one page that comes of an address."""
        (item,) = self.pages(url, **settings).values()
        assert isinstance(item, Page), item
        return item

    def failure(self, url: str | Listed, **settings: Any) -> Failure:
        """The one failure that comes of an address."""
        (item,) = self.pages(url, **settings).values()
        assert isinstance(item, Failure), item
        return item


class Remembered(Known):
    """What is known of addresses, from a dictionary."""

    def __init__(self, known: dict[str, tuple[str | None, str | None]]) -> None:
        self.known = known

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        return self.known.get(url)


class _Stream(NetworkStream):
    def __init__(self, web: Web) -> None:
        self._web = web
        self._request = b""
        self._pieces: Iterator[bytes] = iter(())

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if self._request.endswith(b"\r\n\r\n"):
            self._pieces = self._web.respond(self._request)
            self._request = b""
        before = self._web.clock.now()
        piece = next(self._pieces, b"")
        if timeout is not None and self._web.clock.now() - before > timeout:
            raise ReadTimeout("too slow")
        # A real socket hands out no more than it is asked for.
        if len(piece) > max_bytes:
            self._pieces = _chain(piece[max_bytes:], self._pieces)
        return piece[:max_bytes]

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._request += buffer

    def close(self) -> None:
        self._pieces = iter(())

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> NetworkStream:
        verifies = ssl_context.check_hostname and ssl_context.verify_mode == ssl.CERT_REQUIRED
        self._web.secured.append((server_hostname, verifies))
        return self

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None


def _chain(rest: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield rest
    yield from pieces
