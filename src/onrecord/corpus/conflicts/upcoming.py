"""What is told as past and dated after the article that tells it."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from .clash import Clash
from .sentences import sentence_at
from .vocabulary import any_of, entries, table

_DATA = "dates"
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*|[,;:—–“”\"()]|\.(?=\s)")
_REACH = 14  # words between a verb and its day
_STRONG, _WEAK = 0.85, 0.7
_CLOSE = 5  # words between a verb and its day, for it to be surely the verb's
_NEAR = 60  # days; beyond, a day without a year may be that of another one
_FURTHEST = timedelta(hours=14)  # the first place on earth where a day begins
_YEAR = re.compile(r"(?:19|20|21)\d\d")


@dataclass(frozen=True, slots=True)
class Told:
    """A time as an article has it: the first day that it may be, in ISO 8601, as precise as `value`."""

    start: int
    stop: int
    value: str
    since: str


def upcoming_clashes(text: str, published: str | None, times: Iterable[Told]) -> list[Clash]:
    """Days that had not come anywhere on earth when the article was published, of what it says has happened.

    `published` is ISO 8601. Where it has no time of day, the day after it is let pass as well. What is planned, asked
    for, expected or made conditional is no clash, nor is a verb in the past that only reported speech has put there.
    """
    latest = latest_day(published)
    if latest is None:
        return []
    found = []
    for time in times:
        since = _first_day(time.since)
        if since is None or since <= latest or not _settled(text, time, since, latest):
            continue
        sureness = _past(text, time)
        if sureness > (0.0 if _near(text, time, since, latest) else _WEAK):
            words = " ".join(text[time.start : time.stop].split())
            told = f"told as past in an article of {latest_printed(published)}"
            found.append(Clash("date", time.start, time.stop, f"“{words}”, {told}", sureness))
    return found


def latest_day(published: str | None) -> date | None:
    """The latest day that it can have been anywhere when an article was published."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    if "T" not in (published or "") and " " not in (published or ""):
        return moment.date() + timedelta(days=1)
    if moment.tzinfo is None:
        return (moment + _FURTHEST).date()
    return (moment.astimezone(UTC) + _FURTHEST).date()


def latest_printed(published: str | None) -> str:
    """The day of publication in words."""
    day = date.fromisoformat((published or "")[:10])
    return f"{day.day} {day:%B %Y}"


def _first_day(since: str) -> date | None:
    try:
        return date.fromisoformat(since[:10])
    except ValueError:
        return None


def _near(text: str, time: Told, since: date, latest: date) -> bool:
    """Whether a weak sign of the past will do: of a day, and one that is near or has its year."""
    told = len(time.value) >= 10
    return told and ((since - latest).days <= _NEAR // 3 or _YEAR.search(text, time.start, time.stop) is not None)


def _settled(text: str, time: Told, since: date, latest: date) -> bool:
    """Whether the words name a day, a month or a year that no other year can be meant by."""
    words = text[time.start : time.stop]
    if _YEAR.search(words):
        return words.isdecimal() or len(time.value) > len("2031")
    named = len(time.value) >= 10 and (re.search(r"\d", words) or _ordinal().search(words)) is not None
    return named and (since - latest).days <= _NEAR


def _past(text: str, time: Told) -> float:
    """How sure it is that what happened then is told as past; 0 where it isn't."""
    start, stop = sentence_at(text, time.start)
    before = _words(text[start : time.start])
    after = _words(text[time.stop : stop])
    if _looks_ahead(before, after):
        return 0.0
    if not before or before[-1].lower() not in entries(_DATA, "past", "on"):
        return 0.0
    before = before[:-1]
    if not any(word[0].isalpha() for word in before):
        return _verb_behind(after)
    return _verb_before(before[-_REACH:])


def _words(text: str) -> list[str]:
    return [match[0].replace("’", "'") for match in _WORD.finditer(text)]


def _looks_ahead(before: list[str], after: list[str]) -> bool:
    """Whether the words of the same clause speak of what is to come, or of what may not be."""
    ends = {";", ":", "—", "–", "“", "”", '"'}
    first = max((at + 1 for at, word in enumerate(before) if word in ends), default=0)
    last = next((at for at, word in enumerate(after) if word in ends | {","}), len(after))
    ahead = entries(_DATA, "past", "looks_ahead")
    # "May" and "March" are months there, "Will" is a name
    clause = [
        before[first].lower() if before[first:] and at == first else before[at] for at in range(first, len(before))
    ]
    return any(piece in ahead for word in (*clause, *after[:last]) for piece in word.split("'"))


def _verb_before(before: list[str]) -> float:
    """The verb nearest before a day tells."""
    if before[-1].lower() in entries(_DATA, "past", "events"):
        return 0.0
    for between, word in enumerate(reversed(before)):
        at = len(before) - 1 - between
        if word in {",", ";", ":", "—", "–", "”", '"', "("}:
            return 0.0
        if _is_past(word) and not _adjective(before, at):
            return 0.0 if _other_verb(before[at + 1 :]) else _sureness(before, at, between)
    return 0.0


def _verb_behind(after: list[str]) -> float:
    """ "On March 14, divers examined the dam": the first verb behind the day tells."""
    for at, word in enumerate(after[:_REACH]):
        if word in {";", ":", "—", "–", "“", "("}:
            return 0.0
        if _is_past(word) and not _adjective(after, at):
            if word.lower() in ("was", "were"):
                continue
            return _sureness(after, at, 0)
    return 0.0


def _other_verb(between: list[str]) -> bool:
    """Whether the day may be that of another verb: "told to appear", not "taken to the harbour", "driven to Orm"."""
    no_verbs = entries(_DATA, "past", "no_verbs")
    ing = any(len(word) > 5 and word.endswith("ing") for word in between)
    pairs = itertools.pairwise(between)
    return ing or any(a == "to" and b.islower() and b not in no_verbs for a, b in pairs)


def _is_past(word: str) -> bool:
    return (word.islower() and len(word) > 3 and word.endswith("ed")) or word in entries(_DATA, "past", "irregular")


def _adjective(words: list[str], at: int) -> bool:
    return at > 0 and words[at - 1].lower() in ("the", "a", "an", "of", "his", "her", "its", "their", "this", "that")


def _sureness(words: list[str], at: int, between: int) -> float:
    word = words[at]
    if word in ("was", "were") or word in entries(_DATA, "past", "forward"):
        return 0.0
    auxiliary = at - 1
    while auxiliary >= 0 and words[auxiliary].lower() in entries(_DATA, "past", "adverbs"):
        auxiliary -= 1
    led = words[auxiliary].lower() if auxiliary >= 0 else ""
    if led in ("be", "being", "to"):
        return 0.0
    helped = led in entries(_DATA, "past", "passive") | entries(_DATA, "past", "perfect")
    if not helped and word in entries(_DATA, "past", "timetable"):
        return 0.0
    passive = led in entries(_DATA, "past", "passive")
    if not passive and between and word in entries(_DATA, "past", "of_object"):
        return 0.0
    if helped or word in entries(_DATA, "past", "said"):
        return _STRONG if between <= _CLOSE else _WEAK
    return _WEAK


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(table(_DATA)['ordinals'])})\b", re.IGNORECASE)
