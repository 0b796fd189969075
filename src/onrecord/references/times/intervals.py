"""From when until when a value of TIMEX3 is."""

import re
from datetime import date, datetime, timedelta

from .calendar import SEASON_STARTS, Period, Unit, month_of, year_of

Interval = tuple[str, str]

# The hours that a part of a day is taken for; those of the night end on the next day.
_PARTS = {"MO": (6, 12), "AF": (12, 18), "EV": (18, 24), "NI": (18, 30)}
_VALUE = re.compile(
    r"(?P<century>\d\d)|(?P<decade>\d{3})|(?P<year>\d{4})(?:-(?:(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<clock>.+))?)?"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)))?"
)
_CLOCK = re.compile(r"([01]\d|2[0-4])(?::([0-5]\d)(?::([0-5]\d))?)?")


def interval_of(value: str) -> Interval | None:
    """The first moment and the first one after, as precise as the value; None for one that is open or no date."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        if match["clock"]:
            return _of_clock(date.fromisoformat(value[:10]), match["clock"])
        period = _period(match)
        return period.first.isoformat(), period.shifted(1).first.isoformat() if period.unit != "weekend" else (
            period.first + timedelta(days=2)
        ).isoformat()
    except (ValueError, OverflowError):  # no date of the calendar, or one that ends it
        return None


def until(period: Period) -> date:
    """The first day after a period."""
    if period.unit == "season":
        return Period("quarter", period.first).shifted(1).first
    return period.first + timedelta(days=2) if period.unit == "weekend" else period.shifted(1).first


def _period(match: re.Match[str]) -> Period:
    if match["century"]:
        return year_period(int(match["century"]) * 100, "century")
    if match["decade"]:
        return year_period(int(match["decade"]) * 10, "decade")
    year = int(match["year"])
    if match["day"]:
        return Period("day", date(year, int(match["month"]), int(match["day"])))
    if match["month"]:
        return month_of(year, int(match["month"]))
    if match["week"]:
        monday = date.fromisocalendar(year, int(match["week"]), 1)
        return Period.around(monday, "weekend" if match["weekend"] else "week")
    if match["season"]:
        return Period("quarter", date(year, SEASON_STARTS[match["season"]], 1))
    if match["quarter"] or match["half"]:
        first = int(match["quarter"]) * 3 - 2 if match["quarter"] else int(match["half"]) * 6 - 5
        return Period("quarter" if match["quarter"] else "half", date(year, first, 1))
    return year_of(year)


def year_period(year: int, unit: Unit) -> Period:
    """A year, decade or century by its first year; the first ones begin with the year 1."""
    return Period.around(date(max(1, year), 1, 1), unit)


def _of_clock(day: date, clock: str) -> Interval | None:
    midnight = datetime(day.year, day.month, day.day)
    if clock in _PARTS:
        first, after = _PARTS[clock]
        return _written(midnight + timedelta(hours=first), 5), _written(midnight + timedelta(hours=after), 5)
    match = _CLOCK.fullmatch(clock)
    if match is None:
        return None
    hour, minute, second = (int(part or 0) for part in match.groups())
    start = midnight + timedelta(hours=hour, minutes=minute, seconds=second)
    if match[3]:
        return _written(start, 8), _written(start + timedelta(seconds=1), 8)
    length = timedelta(minutes=1) if match[2] else timedelta(hours=1)
    return _written(start, 5), _written(start + length, 5)


def _written(moment: datetime, characters: int) -> str:
    return moment.isoformat()[: len("2000-01-01T") + characters]
