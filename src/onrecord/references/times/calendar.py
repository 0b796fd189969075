"""Periods of the calendar: a day, a week, a quarter, a decade, as TIMEX3 writes them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

Unit = Literal["day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century"]

MONTHS = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS = {"day": 1, "week": 7, "weekend": 7}
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HOLIDAY = re.compile(r"(\d\d)-(\d\d)(?:>(\d))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A `unit` of the calendar, given by its first day. Going beyond the years 1 to 9999 raises ValueError."""

    unit: Unit
    first: date

    @classmethod
    def around(cls, day: date, unit: Unit) -> "Period":
        """The period of that unit which `day` is in; of weekends, the one of its ISO week."""
        if unit == "day":
            return cls(unit, day)
        if unit in DAYS:
            monday = _later(day, -day.weekday())
            return cls(unit, monday if unit == "week" else _later(monday, 5))
        if unit == "season":
            return cls(unit, _months_later(day.replace(day=1), -(day.month % 3)))
        if unit in ("decade", "century"):
            years = MONTHS[unit] // 12
            return cls(unit, date(max(1, day.year // years * years), 1, 1))
        months = MONTHS[unit]
        return cls(unit, date(day.year, (day.month - 1) // months * months + 1, 1))

    def shifted(self, by: int) -> "Period":
        """The period so many of its units later; a season moves by years."""
        if self.unit in DAYS:
            return Period(self.unit, _later(self.first, by * DAYS[self.unit]))
        months = 12 if self.unit == "season" else MONTHS[self.unit]
        return Period(self.unit, _months_later(self.first, by * months))

    @property
    def value(self) -> str:
        """The value of TIMEX3: "1989-W43", "1989-Q3", "198"."""
        year, week, _ = self.first.isocalendar()
        if self.unit == "season":
            season = next(name for name, month in SEASON_STARTS.items() if month == self.first.month)
            return f"{self.first.year:04}-{season}"
        values = {
            "day": self.first.isoformat(),
            "week": f"{year:04}-W{week:02}",
            "weekend": f"{year:04}-W{week:02}-WE",
            "month": f"{self.first:%Y-%m}",
            "quarter": f"{self.first.year:04}-Q{(self.first.month + 2) // 3}",
            "half": f"{self.first.year:04}-H{(self.first.month + 5) // 6}",
            "year": f"{self.first.year:04}",
            "decade": f"{self.first.year // 10:03}",
            "century": f"{self.first.year // 100:02}",
        }
        return values[self.unit]


def _later(day: date, days: int) -> date:
    if abs(days) > 4_000_000:
        raise ValueError(f"{days} days go beyond the calendar")
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def _months_later(day: date, months: int) -> date:
    if not 1 <= day.year + months / 12 < 9999:
        raise ValueError(f"{months} months go beyond the calendar")
    return day + relativedelta(months=months)


def month_of(year: int, month: int) -> Period:
    """A month of a year."""
    return Period("month", date(year, month, 1))


def year_of(year: int) -> Period:
    """A year."""
    return Period("year", date(year, 1, 1))


def latest_year(digits: int, *, until: int) -> int:
    """The last year with these two digits at its end that isn't after `until`."""
    return until - (until - digits) % 100


def holiday_in(year: int, rule: str) -> Period:
    """The day on which a feast falls, by a rule of holidays.toml."""
    if rule.startswith("easter"):
        return Period("day", easter(year)).shifted(int(rule.removeprefix("easter")))
    match = _HOLIDAY.fullmatch(rule)
    if match is None:
        raise ValueError(f"{rule!r} is no rule for a holiday")
    day = date(year, int(match[1]), int(match[2]))
    ahead = (int(match[3]) - day.isoweekday()) % 7 if match[3] else 0
    return Period("day", day + timedelta(days=ahead))
