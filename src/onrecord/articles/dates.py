"""Dates as pages write them, as ISO 8601."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from dateutil import parser as dateutil_parser

_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:[T ]+(?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)? ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?"
)
_COMPACT = re.compile(r"(?P<day>\d{8})(?:T(?P<time>\d{6})(?P<zone>Z|[+-]\d{4})?)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_LABEL = re.compile(
    r"^(?:first |last )?(?:published|posted|updated|created|modified|date)(?: on| at)?\s*:?\s+", re.IGNORECASE
)
_IN_WORDS = re.compile(r"[A-Za-z]{3,}.*\b\d{4}\b|\b\d{4}\b.*[A-Za-z]{3,}|\b\d{1,2} [A-Za-z]{3,}")
_HOURS_FROM_UTC = {0: "UTC GMT Z", -4: "EDT", -5: "EST CDT", -6: "CST MDT", -7: "MST PDT", -8: "PST"}
_ZONES = {name: timezone(timedelta(hours=hours)) for hours, names in _HOURS_FROM_UTC.items() for name in names.split()}
_FIRST_NEWS_YEAR = 1600
"""A year before the first newspapers is a placeholder."""


def iso_date(written: str | None) -> str | None:
    """Return a date, or a date and time with the zone that is written, as ISO 8601; None where it is neither.

    Reads ISO 8601 in its usual variants, seconds and milliseconds since 1970, and English dates in words with the
    zones of RFC 822. A date that could be read two ways (06/01/2026), or that lacks a day or a year, is None.
    """
    text = " ".join((written or "").split())
    found = _from_iso(text) or _from_epoch(text) or _from_words(text)
    if found is None or not _FIRST_NEWS_YEAR < found.year < 9999:
        return None
    return found.isoformat(timespec="seconds") if isinstance(found, datetime) else found.isoformat()


def sharper_date(first: str | None, others: list[str]) -> str | None:
    """Return the most precise of `others` that agrees with `first` as far as it goes, or `first`.

    A day gains a time of that day, and a time without a zone gains the zone, where another field of the same page
    gives them. UTC isn't gained: systems that don't know their zone write it behind the local time.
    """
    if first is None:
        return others[0] if others else None
    if len(first) > len("2000-01-01T00:00:00"):
        return first
    agreeing = [other for other in others if other.startswith(first) and other[19:] != "+00:00"]
    return max(agreeing, key=len, default=first)


def _from_iso(text: str) -> date | None:
    match = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if match is None:
        return None
    zone = (match["zone"] or "").replace("UTC", "Z").replace("GMT", "Z")
    try:
        if match["time"] is None:
            return date.fromisoformat(match["day"])
        return datetime.fromisoformat(f"{match['day']}T{match['time']}{zone}")
    except ValueError:
        return None


def _from_epoch(text: str) -> datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    return datetime.fromtimestamp(int(text[:10]), UTC)


def _from_words(text: str) -> date | None:
    text = _LABEL.sub("", text)
    if len(text) > 60 or not _IN_WORDS.search(text):
        return None
    try:
        # Two defaults that differ in everything tell which parts were written and which were filled in.
        early, late = (_parsed(text, default) for default in (datetime(1904, 1, 1, 0, 0), datetime(1908, 2, 2, 1, 1)))
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    if early.date() != late.date():
        return None
    return early.replace(microsecond=0) if early.time() == late.time() else early.date()


def _parsed(text: str, default: datetime) -> datetime:
    parsed: datetime = dateutil_parser.parse(text.replace("•", " "), default=default, tzinfos=_ZONES)
    return parsed
