"""What is told as still to come and dated before the article that tells it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from .clash import Clash
from .sentences import sentence_at
from .upcoming import Told, latest_printed
from .vocabulary import any_of, entries

_DATA = "dates"
_NEAR = 45  # days; beyond, that of another year may be meant
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,;:—–“”\"()]")
_REACH = 9  # words between a verb and its day
_SURENESS = 0.7


def bygone_clashes(text: str, published: str | None, times: Iterable[Told]) -> list[Clash]:
    """Days that were over before the article was written, of what it says will happen on them.

    Days without a year that are far from publication are let pass, and what stands in quotation marks: it may have
    been said before.
    """
    try:
        day = date.fromisoformat((published or "")[:10])
    except ValueError:
        return []
    found = []
    for time in times:
        try:
            told = date.fromisoformat(time.since[:10])
        except ValueError:
            continue
        if len(time.value) < 10 or not timedelta(days=1) < day - told <= timedelta(days=_NEAR):
            continue
        words = " ".join(text[time.start : time.stop].split())
        if re.search(r"\d", words) and _to_come(text, time):
            reason = f"“{words}”, told as to come in an article of {latest_printed(published)}"
            found.append(Clash("date", time.start, time.stop, reason, _SURENESS))
    return found


def _to_come(text: str, time: Told) -> bool:
    start, _ = sentence_at(text, time.start)
    before = text[start : time.start]
    ahead = next(reversed(list(_ahead().finditer(before))), None)
    if ahead is None or before.count("“") > before.count("”") or before.count('"') % 2:
        return False
    between = [match[0].lower() for match in _WORD.finditer(before, ahead.end())]
    marks = {",", ";", ":", "—", "–", "“", "”", '"', "(", ")"}
    if len(between) < 2 or len(between) > _REACH or marks & set(between) or between[-1] != "on":
        return False
    past = entries(_DATA, "past", "irregular") | entries(_DATA, "past", "said")
    return not any(word in past or (word.endswith("ed") and len(word) > 4) for word in between[1:-1])


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{any_of(entries(_DATA, 'past', 'to_come'))})(?![^\W_])", re.IGNORECASE)
