"""One request and its answer (RFC 9110), within limits of time and size."""

import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

import httpcore2
import httpx2

from onrecord.errors import Unfetched
from onrecord.pages.fetching.bodies import CODINGS, read_body
from onrecord.pages.fetching.connections import CheckedNetwork

_IDLE = 3.0
_LONGEST_REASON = 200
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml;q=0.9, application/atom+xml;q=0.9, "
    "application/xml;q=0.9, text/xml;q=0.9, text/plain;q=0.8, */*;q=0.1"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: `headers` by names in lower case, `content` unpacked and empty unless it was read."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def says(self) -> str:
        """The status in words."""
        try:
            return f"{self.status} {HTTPStatus(self.status).phrase}"
        except ValueError:
            return str(self.status)


Reads = Callable[[int, Mapping[str, str]], bool]
"""Tells from status and headers whether the body is read; may raise what refuses it."""


class Asker:
    """Asks over a network. `timeout` bounds the seconds that nothing comes, `total` those of a whole answer."""

    def __init__(
        self, network: CheckedNetwork, context: ssl.SSLContext, agent: str, timeout: float, total: float, hosts: int
    ) -> None:
        self._network = network
        self._agent = agent
        self._timeout = timeout
        self._total = total
        self._pool = httpcore2.ConnectionPool(
            ssl_context=context,
            max_connections=None,
            max_keepalive_connections=2 * hosts,
            keepalive_expiry=_IDLE,
            network_backend=network,
        )

    def ask(
        self, url: httpx2.URL, reads: Reads, limit: int, headers: Mapping[str, str] | None = None, cut: bool = False
    ) -> Answer:
        """Return the answer of one address, its body read where `reads` says so.

        No redirect is followed. A body of more than `limit` bytes raises TooLarge, or is cut. Raises Unfetched, with
        the reason alone, where there is no whole answer; RefusedAddress where the host's address is not asked for.
        """
        try:
            with self._network.within(self._total):
                return self._ask(url, reads, limit, headers or {}, cut)
        except httpcore2.TimeoutException as error:
            raise Unfetched(f"no whole answer within {self._total:g} seconds; try again later") from error
        except httpcore2.ConnectError as error:
            raise Unfetched(f"no connection: {_reason(error)}; try again later") from error
        except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError, ValueError) as error:
            raise Unfetched(f"the answer is broken: {_reason(error)}; try again later") from error

    def close(self) -> None:
        """End every connection, also one on which another thread waits for an answer."""
        self._network.close()
        self._pool.close()

    def _ask(self, url: httpx2.URL, reads: Reads, limit: int, headers: Mapping[str, str], cut: bool) -> Answer:
        target = httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        sent: list[tuple[bytes | str, bytes | str]] = [
            ("User-Agent", self._agent),
            ("Accept", _ACCEPTED),
            ("Accept-Encoding", CODINGS),
            *headers.items(),
        ]
        seconds = dict.fromkeys(("connect", "read", "write", "pool"), self._timeout)
        with self._pool.stream("GET", target, headers=sent, extensions={"timeout": seconds}) as response:
            got = _headers(response.headers)
            content = b""
            if reads(response.status, got):
                chunks = cast("Iterable[bytes]", response.iter_stream())
                content = read_body(chunks, got.get("content-encoding", ""), limit, cut)
            return Answer(response.status, got, content)


def _headers(raw: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The first of each name: what a server says twice, it says once."""
    headers: dict[str, str] = {}
    for name, value in raw:
        headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return headers


def _reason(error: Exception) -> str:
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLCertVerificationError):
        return f"its certificate does not hold ({cause.verify_message})"
    return (str(error) or type(error).__name__)[:_LONGEST_REASON]
