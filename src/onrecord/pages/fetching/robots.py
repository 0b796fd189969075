"""What a site asks of programs that read it: robots.txt (RFC 9309)."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from httpx2 import URL
from protego import Protego

from onrecord.errors import ForbiddenByRobots, RefusedAddress, Unfetched
from onrecord.pages.fetching.addresses import shown
from onrecord.pages.fetching.asking import Answer
from onrecord.pages.fetching.clocks import Clock
from onrecord.pages.fetching.following import follow

TOKEN = "onrecord"
"""The name by which a robots.txt can speak of us."""

READ_BYTES = 512_000
"""How much of a robots.txt is read; RFC 9309 asks for 500 KiB at least."""

_SITES_KEPT = 1_000
_KEPT_SECONDS = 86_400.0
_UNREACHABLE_SECONDS = 600.0


class Robots:
    """Keeps the rules of sites, each for a day, and tells `slow` of a host how many seconds it asks to wait.

    A robots.txt that is not there (4xx) allows everything; one that can't be
    got (5xx, no answer) allows nothing, and is asked for again after ten minutes.
    """

    def __init__(self, slow: Callable[[str, float], None], clock: Clock) -> None:
        self._slow = slow
        self._clock = clock
        self._sites: OrderedDict[str, tuple[float, Protego | str]] = OrderedDict()
        self._lock = Lock()

    def check(self, url: URL, ask: Callable[[URL], Answer]) -> None:
        """Return where the site allows us to read an address; `ask` gets the answer of one, its body cut.

        Raises ForbiddenByRobots where it doesn't, Unfetched where that can't be known.
        """
        rules = self._rules(url, ask)
        if isinstance(rules, str):
            raise Unfetched(rules)
        delay = rules.crawl_delay(TOKEN) or 0.0
        if rate := rules.request_rate(TOKEN):
            delay = max(delay, rate.seconds / rate.requests)
        if delay:
            self._slow(url.host, delay)
        if not rules.can_fetch(str(url), TOKEN):
            raise ForbiddenByRobots(
                f"{url.host}'s robots.txt asks programs not to read it; save the page in a browser and read the file"
            )

    def _rules(self, url: URL, ask: Callable[[URL], Answer]) -> Protego | str:
        site = str(url.copy_with(raw_path=b"/robots.txt"))
        with self._lock:
            until, rules = self._sites.get(site, (float("-inf"), ""))
        if until > self._clock.now():
            return rules
        rules = _asked(URL(site), ask)
        kept = _UNREACHABLE_SECONDS if isinstance(rules, str) else _KEPT_SECONDS
        with self._lock:
            self._sites[site] = (self._clock.now() + kept, rules)
            self._sites.move_to_end(site)
            if len(self._sites) > _SITES_KEPT:
                self._sites.popitem(last=False)
        return rules


def _asked(site: URL, ask: Callable[[URL], Answer]) -> Protego | str:
    try:
        _, answer = follow(site, ask)
    except RefusedAddress:
        raise
    except Unfetched as error:
        return f"{shown(str(site))} can't be read, so nothing there is: {error}"
    if answer.status == 429 or answer.status >= 500:
        return f"{site} can't be read ({answer.says}), so nothing there is; try again later"
    return Protego.parse(answer.content.decode("utf-8-sig", "replace") if answer.status == 200 else "")
