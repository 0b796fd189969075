"""Is it past or to come? By the verbs that stand near an expression."""

import re
from functools import cache
from typing import Literal

from onrecord.records import Span

from .lexicon import read

Tense = Literal["past", "future"]

_REACH = 160
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘`(]*(?:[A-Z]|$))|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b[A-Z][a-z]{0,4})\.\s+$")


def tense_at(text: str, span: Span, block: Span) -> Tense | None:
    """The tense of the nearest marker before a span in its sentence, else of the nearest one after it."""
    left = text[max(block[0], span[0] - _REACH) : span[0]]
    last = None
    for match in _markers(before=True).finditer(left, _sentence_start(left)):
        last = match
    if last is not None:
        return _tense(last)
    after = text[span[1] : min(block[1], span[1] + _REACH)]
    end = _SENTENCE_END.search(after)
    first = _markers(before=False).search(after, 0, end.start() if end else len(after))
    return _tense(first) if first else None


def _tense(match: re.Match[str]) -> Tense:
    return "future" if match["future"] else "past"


def _sentence_start(before: str) -> int:
    start = 0
    for match in _SENTENCE_END.finditer(before):
        if not _ABBREVIATION.search(before, max(0, match.end() - 9), match.end()):
            start = match.end()
    return start


@cache
def _markers(*, before: bool) -> re.Pattern[str]:
    words = read("tense.toml")
    future = "|".join(words["future"] + (words["future_before"] if before else []))
    past, passive = "|".join(words["past"]), "|".join(words["passive"])
    # A passive belongs to the marker before it: its participle tells no tense.
    return re.compile(
        rf"\b(?:(?P<future>(?:{future})(?:\s+(?:{passive})\s+\w+ed)?)|(?P<past>(?<!\bbe\s)(?<!\bbeing\s)(?:{past})))\b",
        re.IGNORECASE,
    )
