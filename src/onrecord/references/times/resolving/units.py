"""Units of the calendar seen from here or from another date: "last week", "that year", "the end of the month"."""

from datetime import date
from typing import get_args

from ..calendar import SEASON_STARTS, Period, Unit
from ..grammar import Found
from ..intervals import until
from ..lexicon import lexicon, normal
from ..reading import Context, Reading, on
from .spans import length, unit_of

__all__ = [
    "anaphoric",
    "bound_of_unit",
    "definite",
    "deictic",
    "ended",
    "every_season",
    "given",
    "nth_unit",
    "rest",
    "season",
    "unit_end",
    "year_ago",
]


def given(found: Found, context: Context) -> Reading | None:
    """A value that the rule itself gives."""
    return Reading(found.rule.type, found.rule.value) if found.rule.type else None


def _unit(found: Found) -> Unit | None:
    name = found.word("unit", "unit")
    return next((unit for unit in get_args(Unit) if unit == name), None)


def deictic(found: Found, context: Context) -> Reading | None:
    """ "last week", "this year", "the coming month"."""
    unit, shift = _unit(found), found.word("shift")
    if found.text("latest") or found.text("beyond"):
        shift = -1 if found.text("latest") else 2
    if unit is None:
        return Reading("DATE", None)
    here = context.around(unit)
    if here is None:
        return Reading("DATE", None)
    if unit == "weekend" and shift == -1 and context.published and context.published.isoweekday() == 7:
        return on(here.shifted(-1))
    return on(here.shifted(shift))


def rest(found: Found, context: Context) -> Reading | None:
    """ "the rest of the year": what is left of it, from the day of publication on."""
    unit, today = _unit(found), context.around("day")
    whole = context.around(unit) if unit else None
    if whole is None or today is None:
        return Reading("DATE", None)
    left = (today.value, until(whole).isoformat())
    return Reading("DATE", whole.value, "END", interval=left, period=whole)


def anaphoric(found: Found, context: Context) -> Reading | None:
    """ "that year", "the following day", from the date that the text spoke of last."""
    unit, shift = _unit(found), found.word("that")
    shift = 1 if shift is None else shift
    if unit is None:
        return None
    base = context.day if unit == "day" and context.day else context.last
    if base is None or (unit == "day" and base.unit != "day"):
        return Reading("DATE", None)
    return on(Period.around(base.first, unit).shifted(shift))


def definite(found: Found, context: Context) -> Reading | None:
    """ "the week", "the quarter", "the weekend"."""
    unit = _unit(found)
    if unit is None:
        return None
    if unit == "quarter":
        return on(context.quarter or context.around("quarter"))
    here = context.around(unit)
    if here is None:
        return Reading("DATE", None)
    if unit == "weekend" and context.published and context.published.isoweekday() < 5:
        return on(here if context.tense() == "future" else here.shifted(-1))
    return on(here)


def ended(found: Found, context: Context) -> Reading | None:
    """ "the year ended March 31" is how long, "the quarter ended Sept. 30" which quarter."""
    unit = unit_of(found)
    count = found.text("n") or found.text("number")
    if unit is None or unit in ("second", "minute", "hour", "weekend"):
        return None
    if count and count.lower() not in ("a", "one"):
        return None
    if unit == "quarter" and not count:
        here = context.around("quarter")
        return on(context.quarter or (here.shifted(-1) if here else None))
    if unit == "week":
        here = context.around("week")
        return on(here.shifted(-1) if here and context.published and context.published.isoweekday() < 6 else here)
    return Reading("DURATION", length(1, unit))


def nth_unit(found: Found, context: Context) -> Reading | None:
    """ "the second day": news speaks of the day it reports on; of other units, which one isn't known."""
    unit = normal(found["unit"])
    if unit != "day":
        return None
    here = context.around("day")
    return Reading("DATE", here.value if here else None)


def season(found: Found, context: Context) -> Reading | None:
    """ "last fall", "in the spring of 1998", "over the summer"."""
    name, year = found.word("season"), found.text("year")
    if year:
        return on(_season(int(year), name))
    that, of, shift = found.word("that"), found.word("of", "deictic"), found.word("shift")
    if that is not None:
        return on(_season(context.last.first.year + that, name) if context.last else None)
    if context.published is None:
        return Reading("DATE", f"XXXX-{name}")
    if of is not None:
        return on(_season(context.published.year + of, name))
    around = [_season(context.published.year + years, name) for years in (-2, -1, 0, 1)]
    begun = [period for period in around if period.first <= context.published]
    coming = [period for period in around if period.first > context.published]
    running = (context.published - begun[-1].first).days < 92
    if shift == -1:
        return on(begun[-2] if running else begun[-1])
    if shift == 0 and not running:
        same_year = [period for period in around if period.first.year == context.published.year]
        return on(same_year[0])
    if shift == 1 or (shift is None and context.tense() == "future" and not running):
        return on(coming[0])
    return on(begun[-1])


def _season(year: int, name: str) -> Period:
    return Period("season", date(year, SEASON_STARTS[name], 1))


def every_season(found: Found, context: Context) -> Reading | None:
    """ "every summer"."""
    return Reading("SET", f"XXXX-{found.word('season')}")


def unit_end(found: Found, context: Context) -> Reading | None:
    """ "year-end", "the month's end"."""
    unit = _unit(found)
    here = context.around(unit) if unit else None
    return Reading("DATE", here.value if here else None, "END", period=here)


def bound_of_unit(found: Found, context: Context) -> Reading | None:
    """ "the end of the year", "the middle of next week", "the beginning of that month"."""
    unit, shift = _unit(found), found.word("shift")
    if unit is None or (unit == "day" and shift is None):
        return None
    modifier = lexicon().tables["bound"][normal(found["bound"])]
    base = Period.around(context.last.first, unit) if found.text("that") and context.last else context.around(unit)
    period = base.shifted(shift or 0) if base else None
    return Reading("DATE", period.value if period else None, modifier, period=period)


def year_ago(found: Found, context: Context) -> Reading | None:
    """ "the year-ago quarter", "the corresponding period last year", "the year-earlier results"."""
    number = found.word("quarter_number")
    unit = unit_of(found) or "year"
    here = context.around("quarter")
    quarter = context.quarter or (here.shifted(-1) if here else None)
    if here is None:
        return Reading("DATE", None)
    if unit != "year":
        by_unit: dict[str, Unit] = {"month": "month", "week": "week", "quarter": "quarter", "day": "day"}
        base = context.around(by_unit[unit]) if unit in by_unit else None
        return Reading("DATE", base.shifted(-1).value) if base else None
    if number:
        return Reading("DATE", f"{here.first.year - 1:04}-Q{number}")
    piece = found.word("piece")
    if quarter is not None and (piece == "quarter" or (not piece and context.quarter)):
        year = min(quarter.first.year, here.first.year) - 1
        return Reading("DATE", Period("quarter", quarter.first.replace(year=year)).value)
    return Reading("DATE", f"{here.first.year - 1:04}")
