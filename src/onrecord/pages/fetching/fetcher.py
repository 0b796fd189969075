"""Addresses of the web as pages."""

import ssl
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from threading import Event

import httpx2
from httpcore2 import NetworkBackend

from onrecord.pages.fetching.asking import Asker
from onrecord.pages.fetching.clocks import Clock, SystemClock
from onrecord.pages.fetching.connections import CheckedNetwork, Resolve, resolve
from onrecord.pages.fetching.listed import Listed
from onrecord.pages.fetching.reading import Known, Reader
from onrecord.pages.fetching.robots import TOKEN, Robots
from onrecord.pages.fetching.running import Run
from onrecord.pages.fetching.turns import Turns
from onrecord.records import Failure, Page, Unchanged


class Fetcher:
    """Reads http and https addresses politely and safely.

    Politely: robots.txt is obeyed (RFC 9309); a host is asked one thing at a time, with `delay` seconds between two
    pages, or more where its robots.txt asks for more; `Retry-After` is waited for. None of that is waited for longer
    than `patience` seconds. A page that hasn't changed isn't sent again (`known`). The user agent says who we are, and
    how to reach whoever runs it where `contact` (an address of mail or of the web) is given.

    Safely: without `private`, only addresses of the public internet are connected to, whatever leads there: a
    redirect, a feed, a name server that answers differently the second time. Redirects are followed at most five
    times, each checked as the first address, and never from https to http. Certificates are verified. An answer has
    `total` seconds, with no pause longer than `timeout`, and `limit` bytes after unpacking. Cookies are not kept.
    Proxies of the environment are not used: they resolve names by themselves, past every check. SSL_CERT_FILE is
    heeded.

    `hosts` are read at once at most. A Fetcher is for one run: what robots.txt files say is remembered as long as it
    lives, and an address is read once, however often it is listed or handed in. `clock`,
    `resolve`, `network` and `context` are for networks of one's own.
    """

    def __init__(
        self,
        *,
        private: bool = False,
        known: Known | None = None,
        delay: float = 1.0,
        timeout: float = 20.0,
        total: float = 60.0,
        limit: int = 64_000_000,
        hosts: int = 8,
        patience: float = 30.0,
        contact: str | None = None,
        clock: Clock | None = None,
        resolve: Resolve = resolve,
        network: NetworkBackend | None = None,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._private = private
        self._known = known
        self._timeout = timeout
        self._total = total
        self._limit = limit
        self._hosts = hosts
        self._patience = patience
        self._agent = _agent(contact)
        self._clock = clock or SystemClock()
        self._resolve = resolve
        self._network = network
        self._context = context
        self._turns = Turns(delay, patience, self._clock)
        self._seen: set[int] = set()
        self._robots = Robots(self._turns.slow, self._clock)

    def pages(self, urls: Iterable[str | Listed]) -> Iterator[tuple[str, Page | Failure | Unchanged]]:
        """Yield what comes of each address, with the address: of one host in order, of several as they come.

        An address that turns out to be a feed, a sitemap or an index of sitemaps stands for the articles that it
        lists, each yielded under its own address, with the title, the date and the outlet that the list gives; the
        feed itself is yielded only where that fails. Indexes are followed three lists deep. An address that this
        Fetcher has read before is passed over. Addresses are taken lazily, and memory holds at most `hosts` pages.

        `Page.url` is the address that the page came from at last, after all redirects, in its canonical spelling;
        `known` is asked with the same. Never raises for what an address holds. When the iterator is closed, or
        Ctrl-C stops it, connections are closed and threads end at once.
        """
        stop = Event()
        network = CheckedNetwork(self._private, self._clock, self._resolve, self._network)
        self._context = self._context or httpx2.create_ssl_context()
        asker = Asker(network, self._context, self._agent, self._timeout, self._total, self._hosts)
        reader = Reader(asker, self._turns, self._robots, self._known, self._limit, self._patience, stop)
        run = Run(urls, reader.read, self._hosts, self._seen)
        with closing(asker), closing(run):
            try:
                yield from run.items()
            finally:
                stop.set()
                network.close()


def _agent(contact: str | None) -> str:
    try:
        release = version("onrecord")
    except PackageNotFoundError:
        release = "0"
    if contact and not (contact.isascii() and contact.isprintable() and len(contact) < 200):
        raise ValueError(f"{contact!r}: a contact is a short address in ASCII")
    reach = f"; {contact}" if contact else ""
    return f"{TOKEN}/{release} (puts on record who said what in news; heeds robots.txt as {TOKEN}{reach})"
