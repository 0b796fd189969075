"""How much is written at once."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

_MOST = 256
_STRETCH = 8
_SHARE = 0.02


def portions(items: Iterable[Item], seconds: float = 2.0) -> Iterator[list[Item]]:
    """Yield lists of `items`, of at most 256, whenever so many `seconds` have gone by since the last one.

    Where what is done with a list takes so long that it would be more than a fiftieth of the time, they come at longer
    intervals, of up to eight times that: the larger a ledger, the more a commit costs, however little is in it.
    """
    portion: list[Item] = []
    since, pause = time.monotonic(), seconds
    for item in items:
        portion.append(item)
        if len(portion) >= _MOST or time.monotonic() - since >= pause:
            started = time.monotonic()
            yield portion
            portion, since = [], time.monotonic()
            pause = max(seconds, min((since - started) / _SHARE, _STRETCH * seconds))
    if portion:
        yield portion
