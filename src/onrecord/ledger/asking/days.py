"""Days, months and years that somebody asks for, as the days they begin and end with."""

import re
from datetime import date, timedelta

from onrecord.errors import BadFilter

_PERIOD = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?", re.ASCII)


def first_day(period: str | date, name: str) -> date:
    """The first day of a period ("2024", "2024-11", "2024-11-13"); `name` is the filter's, for the error.

    Raises BadFilter where it is none.
    """
    return _bounds(period, name)[0]


def last_day(period: str | date, name: str) -> date:
    """The last day of a period; raises as `first_day` does."""
    return _bounds(period, name)[1]


def _bounds(period: str | date, name: str) -> tuple[date, date]:
    if isinstance(period, date):
        day = date(period.year, period.month, period.day)
        return day, day
    found = _PERIOD.fullmatch(period.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day_ = (int(part) if part else None for part in found.groups())
        return _span(year or 0, month, day_)
    except ValueError:
        raise BadFilter(f"{name}: {period!r} is no day, month or year; write 2024, 2024-11 or 2024-11-13") from None


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        following = date(year + month // 12, month % 12 + 1, 1) if (year, month) < (9999, 12) else date.max
        return date(year, month, 1), following - timedelta(following < date.max)
    return date(year, month, day), date(year, month, day)
