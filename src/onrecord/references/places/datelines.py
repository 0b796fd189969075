"""Places of datelines ("KYIV, Ukraine (AP) —"), which recognisers of names taught on running text often miss."""

import re
from collections.abc import Iterator, Sequence

from onrecord.records import Span

_LONGEST = 120
_CAPITALS = r"[^\W\d_a-zß-öø-ÿ][^\n,(—–―]{1,40}?"
_DATELINE = re.compile(
    rf"(?P<city>{_CAPITALS})(?:,\s+(?P<outer>[^\W\d_][^\n,(—–―]{{1,30}}?))?\s*(?:,[^\n(—–―]{{1,30}}?)?"
    r"\s*(?:(?:\([^()\n]{2,40}\)\s*)(?:[—–―-]|$)|\s[—–―]|\s-{1,2}\s)"
)


def dateline_places(text: str, blocks: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield the spans of places in datelines, each with its block; only where the town stands in capitals."""
    for start, end in blocks:
        found = _DATELINE.match(text, start, min(end, start + _LONGEST))
        if found and found["city"].isupper():
            yield found.span("city"), (start, end)
            if found["outer"]:
                yield found.span("outer"), (start, end)
