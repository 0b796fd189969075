"""What the words right around a figure tell of it: that it is not the true one, a whole's, or of some only."""

import re
from collections.abc import Sequence
from functools import cache

from .amounts import Amount
from .phrases import split
from .statements import Statement
from .vocabulary import any_of, entries

_DATA = "figures"
_NEAR = 24  # characters before a figure
_BEHIND = 40  # characters behind a figure in which stands what it counts
_FEW = 4  # words


def set_aside(statement: Statement, amount: Amount) -> bool:
    """Whether a figure is said not to be the true one: "3,000, not the 1,800", "it was not twenty-nine"."""
    start = amount.start - statement.begins
    return _aside().search(statement.text[max(0, start - _NEAR) : start]) is not None


def presupposed(statement: Statement, amounts: Sequence[Amount]) -> bool:
    """Whether a statement begins with a whole and tells its parts: "of the 410,000 households, 210,000 …"."""
    if len(amounts) < 2:
        return False
    before = statement.content[: max(0, amounts[0].start - statement.start)]
    return len(before.split()) <= _FEW and _whole().search(before) is not None


def parted(statement: Statement, part: Amount, whole: Amount) -> bool:
    """Whether a figure is only what another is a part of: "1,800 of the firm's 9,000 jobs"."""
    between = statement.text[part.stop - statement.begins : max(0, whole.start - statement.begins)]
    words = split(between)
    return bool(words) and len(words) <= _FEW and not entries(_DATA, "words", "out_of").isdisjoint(words[:2])


def of_some(statement: Statement, amount: Amount) -> bool:
    """Whether a figure is of women or of children alone."""
    behind = statement.text[amount.stop - statement.begins :][:_BEHIND]
    words = [*(amount.counted or "").lower().split(), *split(re.split(r"[.,;:]\s", behind)[0])[:_FEW]]
    return not entries(_DATA, "words", "some_of").isdisjoint(words) and entries(_DATA, "words", "all_of").isdisjoint(
        words
    )


@cache
def _aside() -> re.Pattern[str]:
    words, articles = (any_of(entries(_DATA, "words", key)) for key in ("set_aside", "articles"))
    return re.compile(rf"(?i)(?<![^\W_])(?:{words})\s+(?:(?:{articles})\s+)?$")


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{any_of(entries(_DATA, 'words', 'whole'))})\s*$")
