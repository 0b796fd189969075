"""Redirects, step by step."""

from collections.abc import Callable

from httpx2 import URL

from onrecord.errors import InputError, RefusedAddress, Unfetched
from onrecord.pages.fetching.addresses import canonical, shown
from onrecord.pages.fetching.asking import Answer

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST = 5


def follow(url: URL, ask: Callable[[URL], Answer]) -> tuple[URL, Answer]:
    """Return the last address that `url` leads to, with its answer; `ask` is called for every one on the way.

    Raises Unfetched after five redirects, in a circle, where none is named, and from https to http: what comes
    that way may have been changed by anybody in between. Raises RefusedAddress for a target that is none to ask for.
    """
    seen = {url}
    for _ in range(_MOST + 1):
        try:
            answer = ask(url)
        except InputError as error:
            if len(seen) == 1:
                raise
            raise type(error)(f"it leads to {shown(str(url))}: {error}") from error
        if answer.status not in _REDIRECTS:
            return url, answer
        target = answer.headers.get("location", "").encode("latin-1").decode("utf-8", "replace")
        if not target:
            raise Unfetched(f"{answer.says}, but no address that it leads to")
        try:
            following = canonical(target, url)
        except RefusedAddress as error:
            raise RefusedAddress(f"it leads to {error}") from error
        if url.scheme == "https" and following.scheme == "http":
            raise Unfetched(f"it leads from https to http; if you trust that, name {shown(str(following))} itself")
        if following in seen:
            raise Unfetched(f"its redirects lead in a circle, back to {shown(str(following))}")
        seen.add(following)
        url = following
    raise Unfetched(f"more than {_MOST} redirects; the last one leads to {shown(str(url))}")
