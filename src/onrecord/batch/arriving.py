"""What comes out of the sources, and which of it is new to the ledger: before any of it is parsed."""

import time
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from onrecord.ledger import Handed, page_hash
from onrecord.records import Failure, Page, Unchanged

Item: TypeAlias = Page | Failure | Unchanged
Known: TypeAlias = Callable[[Sequence[int]], Collection[int]]

Verdict: TypeAlias = Literal["new", "same", "again", "unchanged", "failed"]
"""To be read; known from before; had before in this run; so by word of its server; not even a page."""

STANDARD_INPUT = "-"

_GROUP = 256
_GROUP_BYTES = 16_000_000
_GROUP_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of this state of an address, to be sent along when it is asked again."""

    url: str
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that came out of a source, without its bytes: a page to be read, or what else it is.

    `sources` is how many of the sources had been taken up by then.
    """

    handed: Handed
    verdict: Verdict
    sources: int
    failure: Failure | None = None
    validators: Validators | None = None


def arrivals(
    gathered: Iterable[tuple[str, Item]], known: Known, under_way: Container[int], sources: Callable[[], int]
) -> Iterator[tuple[Arrival, Page | None]]:
    """Yield everything in `gathered` in its order, with the page where it has to be read.

    `known` tells which hashes of pages are done; it is asked in groups. `under_way` has those that this run was given
    and that `known` does not tell of. `sources` counts the sources taken up so far.
    """
    for group in _groups(gathered, sources):
        hashes = [_hash(source, item) for source, item, _ in group]
        done = known([number for number, (_, item, _) in zip(hashes, group, strict=True) if isinstance(item, Page)])
        # As it is now: by the time that the last of the group is wanted, what is under way may be done.
        had = {number for number in hashes if number in under_way}
        for number, (source, item, taken) in zip(hashes, group, strict=True):
            if not isinstance(item, Page):
                failure = item if isinstance(item, Failure) else None
                verdict: Verdict = "failed" if failure else "unchanged"
                yield Arrival(Handed(*_lasting(source, item.name), number), verdict, taken, failure), None
                continue
            verdict = "same" if number in done else "again" if number in had else "new"
            had.add(number)
            handed = Handed(*_lasting(source, item.name), number, item.fetched)
            arrival = Arrival(handed, verdict, taken, validators=_validators(item))
            yield arrival, item if verdict == "new" else None


def _groups(gathered: Iterable[tuple[str, Item]], sources: Callable[[], int]) -> Iterator[list[tuple[str, Item, int]]]:
    """Lists of what comes: few and small enough to hold, and none waits long for the next to come."""
    group: list[tuple[str, Item, int]] = []
    size, since = 0, time.monotonic()
    for source, item in gathered:
        group.append((source, item, sources()))
        size += len(item.content) if isinstance(item, Page) else 0
        if len(group) >= _GROUP or size >= _GROUP_BYTES or time.monotonic() - since >= _GROUP_SECONDS:
            yield group
            group, size, since = [], 0, time.monotonic()
    if group:
        yield group


def _lasting(source: str, name: str) -> tuple[str, str]:
    """A page's name and its source as they hold from any working directory."""
    if source == STANDARD_INPUT or "://" in source:
        return name, source
    path = str(Path(source).absolute())
    return (path + name.removeprefix(source) if name.startswith(source) else name), path


def _hash(source: str, item: Item) -> int:
    """The hash of a page; what never became one is known by where it should have come from."""
    return page_hash(item if isinstance(item, Page) else Page(item.name, b"", "none", f"{source}\n{item.name}"))


def _validators(page: Page) -> Validators | None:
    return Validators(page.url, page.etag, page.modified) if page.url and (page.etag or page.modified) else None
