"""Months, and days by their number in a month."""

import re
from datetime import date
from functools import cache

from ..calendar import Period, latest_year, month_of, year_of
from ..grammar import Found
from ..lexicon import lexicon, normal, read
from ..numbers import leading, number
from ..reading import Context, Reading, on
from .choosing import nearest_by_tense
from .years import spoken_year

__all__ = [
    "bare_month",
    "calendar_day",
    "calendar_days",
    "calendar_month",
    "deictic_month",
    "month_of_year",
    "position_in_month",
    "position_in_year",
    "week_of",
]


def calendar_day(found: Found, context: Context) -> Reading | None:
    """ "Oct. 23", "the 23rd of October 1998"."""
    if not _is_name_of_month(found):
        return None
    month, day = found.word("month"), _day(found["day"])
    year = written_year(found, context)
    if year is None and context.published is None:
        date(2000, month, day)  # is there such a day?
        return Reading("DATE", f"XXXX-{month:02}-{day:02}")
    return on(Period("day", date(year, month, day)) if year else nearest_by_tense(context, month, day))


def calendar_days(found: Found, context: Context) -> Reading | None:
    """ "March 3-5": the value is the first day, the interval takes in the last one."""
    first = calendar_day(found, context)
    if first is None or first.period is None:
        return first
    last = first.period.first.replace(day=int(found["last_day"]))
    if last <= first.period.first:
        return None
    until = Period("day", last).shifted(1).value
    return Reading("DATE", first.value, period=first.period, interval=(first.period.value, until))


def calendar_month(found: Found, context: Context) -> Reading | None:
    """ "November 2024", "January nineteen ninety-seven"."""
    year = written_year(found, context)
    return on(month_of(year if year is not None else spoken_year(found), found.word("month")))


def written_year(found: Found, context: Context) -> int | None:
    """The year that stands in an expression, in four digits or two."""
    short = found.text("short_year")
    if short is None:
        year = found.text("year")
        return int(year) if year else None
    latest = context.published.year + 10 if context.published else 2039
    return latest_year(int(short), until=latest)


def _day(written: str) -> int:
    return (
        int(written)
        if written[0].isdigit()
        else int(lexicon().tables["ordinal"].get(normal(written)) or number(written))
    )


def _is_name_of_month(found: Found) -> bool:
    """May, March and their like are months only with a capital."""
    written = found["month"]
    return written[0].isupper() or not _is_also_a_name(found)


def _is_also_a_name(found: Found) -> bool:
    return normal(found["month"]) in _words()["ambiguous_months"]


@cache
def _words() -> dict[str, frozenset[str]]:
    words = read("tense.toml")
    names = ("month_support", "month_support_endings", "month_weak_support", "ambiguous_months", "not_month_before")
    return {name: frozenset(normal(word) for word in words[name]) for name in names}


def bare_month(found: Found, context: Context) -> Reading | None:
    """A month alone; not a name ("May said", "August Schmidt") and not another word."""
    written = found["month"]
    if not written[0].isupper() and (len(normal(written)) <= 4 or normal(written) in _words()["ambiguous_months"]):
        return None
    if normal(written) in _words()["ambiguous_months"] and not _supported(context):
        return None
    month = found.word("month")
    if context.published is None:
        return Reading("DATE", f"XXXX-{month:02}")
    return on(nearest_by_tense(context, month, None))


def _supported(context: Context) -> bool:
    """Whether what stands around the name of a month makes it one: "in May", "its March report"."""
    before, behind = context.before(), context.behind()
    words, following = before.replace("-", " ").split(), (behind.split() or [""])[0]
    if not words or before[-1:] not in " -\u00a0\n":
        return False
    word = normal(words[-1])
    if word in _words()["month_support"]:
        return True
    if normal(following) in _words()["not_month_before"]:
        return False
    if word in _words()["month_weak_support"]:
        return not following[:1].isupper()
    return word.endswith(tuple(_words()["month_support_endings"]))


def deictic_month(found: Found, context: Context) -> Reading | None:
    """ "last May", "this September", "that June"."""
    month, shift, that = found.word("month"), found.word("shift"), found.word("that")
    if not _is_name_of_month(found):
        return None
    if that is not None and _is_also_a_name(found) and re.match(r"\s+[A-Z]", context.behind(4)):
        return None  # "he said that April Jones had left"
    if that is not None and context.last is not None:
        return on(month_of(context.last.first.year, month).shifted(12 * that))
    if context.published is None:
        return Reading("DATE", f"XXXX-{month:02}")
    shift = shift if shift is not None else that
    this = context.published.month
    if shift == 0:
        return on(month_of(context.published.year, month))
    beyond = month >= this if shift == -1 else month <= this
    return on(month_of(context.published.year + (shift if beyond else 0), month))


def month_of_year(found: Found, context: Context) -> Reading | None:
    """ "June of last year", "October of that year"."""
    month, shift = found.word("month"), found.word("shift")
    that = found.word("that")
    base = context.around("year") if shift is not None else context.last
    if base is None:
        return Reading("DATE", f"XXXX-{month:02}")
    return on(month_of(base.first.year + (shift if shift is not None else that), month))


def week_of(found: Found, context: Context) -> Reading | None:
    """ "the week of March 6"."""
    day = calendar_day(found, context)
    if day is None or day.period is None:
        return Reading("DATE", None)
    return on(Period.around(day.period.first, "week"))


def position_in_month(found: Found, context: Context) -> Reading | None:
    """ "the first week of June", "the last Friday in May 2015", "the 20th of next month"."""
    month = _positioned_month(found, context)
    if month is None:
        return Reading("DATE", None)
    day = found.text("day")
    if day:
        return on(Period("day", month.first.replace(day=leading(day))))
    return on(_in(month, found))


def position_in_year(found: Found, context: Context) -> Reading | None:
    """ "the first week of 2015"."""
    year, here = found.text("year"), context.around("year")
    if year is None and here is None:
        return Reading("DATE", None)
    base = year_of(int(year)) if year else here.shifted(found.word("of", "deictic")) if here else None
    return on(_in(base, found)) if base else None


def _positioned_month(found: Found, context: Context) -> Period | None:
    if found.text("month") is None:
        shift, that = found.word("shift"), found.word("that")
        base = context.around("month") if shift is not None else context.last
        return Period.around(base.first, "month").shifted(shift if shift is not None else that) if base else None
    year, month = found.text("year"), found.word("month")
    if year:
        return month_of(int(year), month)
    return nearest_by_tense(context, month, None) if context.published else None


def _in(whole: Period, found: Found) -> Period:
    """The first, second, last day, week or weekday of a month or year. A year's first week is that of January 4."""
    which, weekday, unit = found.word("position"), found.word("weekday"), found["unit"].lower()
    step = which - 1 if which > 0 else which
    first = Period("day", (whole if which > 0 else whole.shifted(1)).first)
    if weekday:
        return first.shifted((weekday - first.first.isoweekday()) % 7 + 7 * step)
    if unit == "day":
        return first.shifted(step)
    week = Period.around(first.shifted(3).first, "week").shifted(step)
    return week if unit == "week" else Period.around(week.first, "weekend")
