"""Figures that rose or fell by something else than what lies between them."""

import re
from collections.abc import Sequence
from functools import cache

from .amounts import Amount
from .clash import Clash
from .vocabulary import any_of, table

_ROOM = 0.02  # of the change: figures are rounded
_BETWEEN = 60  # characters


def change(text: str, here: Sequence[Amount]) -> Clash | None:
    """ "From 40 to 52, an increase of 15": the first three figures of that kind that don't agree."""
    for first, then, by in zip(here, here[1:], here[2:], strict=False):
        if not (first.exact and then.exact and by.exact) or first.unit == "%" or by.unit not in (None, then.unit):
            continue
        if first.unit not in (None, then.unit) or (by.counted and then.counted and by.counted != then.counted):
            continue
        if not _from_to(text, first, then) or not _by().fullmatch(text[then.stop : by.start][:_BETWEEN]):
            continue
        between = abs(then.size - first.size)
        if abs(between - by.size) > _ROOM * max(between, by.size) and between > 0:
            reason = f"from {first.size:,.6g} to {then.size:,.6g} is {between:,.6g}, not {by.size:,.6g}"
            return Clash("sum", first.start, by.stop, reason, 0.8)
    return None


def _from_to(text: str, first: Amount, then: Amount) -> bool:
    return (
        re.search(r"\bfrom\s+$", text[max(0, first.start - 12) : first.start], re.IGNORECASE) is not None
        and re.fullmatch(r"(?:\s+[^\W\d_]+){0,3}\s+to\s+", text[first.stop : then.start]) is not None
    )


@cache
def _by() -> re.Pattern[str]:
    words = any_of((*table("sums")["change"]["up"], *table("sums")["change"]["down"]))
    return re.compile(
        rf"(?:\s+[^\W\d_]+){{0,3}}[\s,;:–—(-]+(?:an?\s+|which\s+is\s+)?(?:[^\W\d_]+\s+)?(?:{words})(?:\s+of|\s+by)?\s+",
        re.IGNORECASE,
    )
