"""One address as a page, as unchanged, or as a list of further addresses."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event, Lock
from typing import Protocol

from httpx2 import URL

from onrecord.errors import InputError, NotText, Unfetched
from onrecord.pages.fetching.addresses import shown
from onrecord.pages.fetching.asking import Answer, Asker
from onrecord.pages.fetching.bodies import unzipped
from onrecord.pages.fetching.following import follow
from onrecord.pages.fetching.listed import Listed
from onrecord.pages.fetching.listing import listed
from onrecord.pages.fetching.robots import READ_BYTES, Robots
from onrecord.pages.fetching.turns import Turns
from onrecord.pages.signatures import binary_kind
from onrecord.records import Page, Unchanged

_FOUND = (200, 203)
_ASKED_TO_WAIT = (429, 503)
_TRIES = 3
_UNSAID_WAIT = 30.0
_LONGEST_WAIT = 86_400.0
_LONGEST_VALIDATOR = 1_000
_HEAD = 512
_MARKUP = ("text/html", "application/xhtml+xml")
_READ = (*_MARKUP, "", "text/plain", "text/xml", "application/xml", "application/gzip", "application/x-gzip")
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+")
_UNSURE = ("application/octet-stream", "binary/octet-stream", "application/x-download")
_CLOSED = "the site doesn't give it to programs; save the page in a browser and read the file"
_WAYS_OUT = {401: _CLOSED, 402: _CLOSED, 403: _CLOSED, 451: _CLOSED, 404: "is the address right?", 410: "it is gone"}


class Known(Protocol):
    """What is known of addresses from earlier runs."""

    def validators(self, url: str) -> tuple[str | None, str | None] | None:
        """Return `etag` and `modified` of the last page that came from an address (`Page.url`), None for a new one.

        Called by one thread at a time, though not always by the same.
        """


class Reader:
    """Reads addresses with the manners of `turns` and `robots`; safe to use from several threads."""

    def __init__(
        self, asker: Asker, turns: Turns, robots: Robots, known: Known | None, limit: int, patience: float, stop: Event
    ) -> None:
        self._asker = asker
        self._turns = turns
        self._robots = robots
        self._known = known
        self._limit = limit
        self._patience = patience
        self._stop = stop
        self._lock = Lock()

    def read(self, wanted: Listed, url: URL, expand: bool) -> Page | Unchanged | list[Listed]:
        """Return the page of an address, `Unchanged`, or, with `expand`, what the feed or sitemap there lists.

        `url` is the address of `wanted` in its canonical spelling. Raises InputError with the address and the reason.
        """
        name = shown(wanted.url)
        try:
            final, answer = follow(url, self._asked)
            if answer.status == 304:
                return Unchanged(name, str(final))
            if answer.status not in _FOUND:
                way_out = _WAYS_OUT.get(answer.status, "try again later")
                raise Unfetched(f"{answer.says}{f' at {shown(str(final))}' if final != url else ''}; {way_out}")
            return self._result(wanted, final, answer, expand)
        except InputError as error:
            raise type(error)(f"{name}: {error}") from error

    def _asked(self, url: URL) -> Answer:
        """The answer of a page's address, when the site allows it and it is our turn; waits as asked, if not long."""
        self._robots.check(url, self._robots_asked)
        conditions = self._conditions(str(url))
        for attempt in range(1, _TRIES + 1):
            with self._turns.turn(url.host, self._stop):
                answer = self._asker.ask(url, _is_read, self._limit, conditions)
                if answer.status not in _ASKED_TO_WAIT:
                    break
                wait = _wait(answer)
                self._turns.hold(url.host, wait)
            if wait > self._patience or attempt == _TRIES:
                raise Unfetched(f"{answer.says}; the site asks to wait for {wait:,.0f} seconds; try again then")
        if answer.status == 304 and not conditions:
            raise Unfetched(f"{answer.says}, though nothing was known of it; try again later")
        return answer

    def _robots_asked(self, url: URL) -> Answer:
        with self._turns.turn(url.host, self._stop, pause=False):
            return self._asker.ask(url, lambda status, _: status == 200, READ_BYTES, cut=True)

    def _conditions(self, url: str) -> dict[str, str]:
        """The headers of a conditional request (RFC 9110, section 13.1)."""
        if self._known is None:
            return {}
        with self._lock:
            etag, modified = self._known.validators(url) or (None, None)
        found = {"If-None-Match": _validator(etag), "If-Modified-Since": _validator(modified)}
        return {name: value for name, value in found.items() if value}

    def _result(self, wanted: Listed, final: URL, answer: Answer, expand: bool) -> Page | list[Listed]:
        content = unzipped(answer.content, self._limit)
        if kind := binary_kind(content[:_HEAD]):
            raise NotText(kind)
        entries = listed(content, address=str(final))
        if entries is not None:
            if not expand:
                raise NotText("a feed or a sitemap where an article should be; name it by itself")
            if not entries:
                raise Unfetched("a feed or a sitemap that lists nothing that can be read; is it the right one?")
            return entries
        if wanted.further:
            raise NotText("no sitemap, though the index lists it as one")
        return Page(
            name=shown(wanted.url),
            content=content,
            media_type=_page_type(answer.headers),
            url=str(final),
            fetched=datetime.now(UTC),
            title=wanted.title,
            outlet=wanted.outlet,
            published=wanted.published,
            etag=_validator(answer.headers.get("etag")),
            modified=_validator(answer.headers.get("last-modified")),
        )


def _is_read(status: int, headers: Mapping[str, str]) -> bool:
    if status not in _FOUND:
        return False
    kind = _media_type(headers)
    if kind in _READ or kind in _UNSURE or (kind.endswith("+xml") and not kind.startswith("image/")):
        return True
    raise NotText(f"{shown(kind)}, which is no page; name the page that it stands on")


def _media_type(headers: Mapping[str, str]) -> str:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind if _TYPE.fullmatch(kind) else ""


def _page_type(headers: Mapping[str, str]) -> str | None:
    kind = _media_type(headers)
    if kind in _MARKUP:
        return "text/html"
    return kind if kind == "text/plain" else None


def _validator(value: str | None) -> str | None:
    """A validator as it can be sent back in a header, else None."""
    usable = value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if usable else None


def _wait(answer: Answer) -> float:
    """How many seconds a server asks to wait (RFC 9110, section 10.2.3), at most a day."""
    said = answer.headers.get("retry-after", "").strip()
    if said.isdecimal() and said.isascii():
        return min(float(said[:9]), _LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return _UNSAID_WAIT
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - datetime.now(UTC)).total_seconds(), 0.0), _LONGEST_WAIT)
