"""Which address is read next, when many are, and lists lead to more."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from httpx2 import URL

from onrecord.errors import InputError, RefusedAddress, Unfetched
from onrecord.pages.fetching.addresses import canonical, shown
from onrecord.pages.fetching.crew import Crew
from onrecord.pages.fetching.listed import Listed
from onrecord.records import Failure, Page, Unchanged

Item = tuple[str, Page | Failure | Unchanged]
Read = Callable[[Listed, URL, bool], Page | Unchanged | list[Listed]]

_WAITING = 256
_DEEPEST = 3
_MOST_LISTS = 1_000


@dataclass(slots=True)
class _Given:
    """An address as it was handed in, and how many lists were opened on its account."""

    lists: int = 0


@dataclass(frozen=True, slots=True)
class _Job:
    wanted: Listed
    url: URL
    depth: int
    given: _Given


class Run:
    """Reads addresses with `read`, several hosts at once, never two of one; closing it ends its threads.

    Passes over what is in `seen`, and adds to it what is read.

    Addresses are taken when there is room: at most 256 wait, and no more pages are held than there are hosts read
    at once. What a list leads to is taken before any further address that was handed in.
    """

    def __init__(self, urls: Iterable[str | Listed], read: Read, hosts: int, seen: set[int]) -> None:
        given = ((Listed(url) if isinstance(url, str) else url, 0, _Given()) for url in urls)
        self._sources: list[Iterator[tuple[Listed, int, _Given]]] = [given]
        self._read = read
        self._crew: Crew[_Job, Failure | Page | Unchanged | list[Listed]] = Crew(hosts, self._work)
        self._waiting: OrderedDict[str, deque[_Job]] = OrderedDict()
        self._count = 0
        self._busy: set[str] = set()
        self._seen = seen
        self._ready: deque[Item] = deque()

    def items(self) -> Iterator[Item]:
        """Yield what comes of each address, as it comes: those of one host in order, of several in any."""
        while True:
            # Before a page is handed out, so that others are on their way while it is worked on.
            self._fill()
            if self._ready:
                yield self._ready.popleft()
            elif self._crew.busy:
                self._take()
            else:
                return

    def close(self) -> None:
        """End the threads."""
        self._crew.close()

    def _fill(self) -> None:
        self._dispatch()
        while self._sources and self._crew.free and self._count < _WAITING and not self._ready:
            entry = next(self._sources[-1], None)
            if entry is None:
                self._sources.pop()
            else:
                self._accept(*entry)
                self._dispatch()

    def _accept(self, wanted: Listed, depth: int, given: _Given) -> None:
        try:
            url = canonical(wanted.url)
        except RefusedAddress as error:
            self._ready.append((wanted.url, _failure(wanted.url, error)))
            return
        # Eight bytes an address, as millions may be read in one run.
        key = int.from_bytes(blake2b(str(url).encode(), digest_size=8).digest())
        if key not in self._seen:
            self._seen.add(key)
            self._waiting.setdefault(url.host, deque()).append(_Job(wanted, url, depth, given))
            self._count += 1

    def _dispatch(self) -> None:
        for host in [host for host in self._waiting if host not in self._busy][: self._crew.free]:
            queue = self._waiting[host]
            self._crew.start(queue.popleft())
            self._busy.add(host)
            self._count -= 1
            if queue:
                self._waiting.move_to_end(host)
            else:
                del self._waiting[host]

    def _take(self) -> None:
        job, result = self._crew.take()
        self._busy.discard(job.url.host)
        source = job.wanted.url
        if not isinstance(result, list):
            self._ready.append((source, result))
            return
        job.given.lists += 1
        if job.given.lists > _MOST_LISTS:
            error = Unfetched(f"{shown(source)}: more than {_MOST_LISTS:,} sitemaps in one index; name single ones")
            self._ready.append((source, _failure(source, error)))
        else:
            self._sources.append((entry, job.depth + 1, job.given) for entry in result)

    def _work(self, job: _Job) -> Failure | Page | Unchanged | list[Listed]:
        expand = job.depth == 0 or (job.wanted.further and job.depth < _DEEPEST)
        try:
            return self._read(job.wanted, job.url, expand)
        except InputError as error:
            return _failure(job.wanted.url, error)


def _failure(source: str, error: InputError) -> Failure:
    return Failure(name=shown(source), error=type(error).__name__, reason=str(error))
