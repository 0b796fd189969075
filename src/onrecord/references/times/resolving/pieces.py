"""Quarters and halves of years."""

import re
from datetime import date

from ..calendar import Period
from ..grammar import Found
from ..reading import Context, Reading, on

_LOWER_CASE = re.compile(r"[qh]\d|\d[qh]")

__all__ = ["half", "named_quarter", "quarter", "quarter_mark"]


def quarter(found: Found, context: Context) -> Reading | None:
    """ "the third quarter of 1989", "fourth-quarter": without a year, the one reported or spoken of."""
    number = found.word("quarter_number", "quarter_number")
    year = _year(found, context)
    if year is None and context.published is None:
        return Reading("DATE", f"XXXX-Q{number}")
    return on(_quarter(year, number) if year is not None else _without_year(context, number))


def _quarter(year: int, number: int) -> Period:
    return Period("quarter", date(year, number * 3 - 2, 1))


def _year(found: Found, context: Context) -> int | None:
    written = found.text("year")
    if written:
        return int(written)
    here = context.published.year if context.published else None
    shift = found.word("of", "deictic")
    if shift is None and (found.text("year_ago") or found.text("prior")):
        shift = -1
    return here + shift if here is not None and shift is not None else None


def _without_year(context: Context, number: int) -> Period:
    """Of the last one that has begun, or the next one where the text speaks of what is to come."""
    published = context.published or date.max
    this = _quarter(published.year, number)
    if this.first <= published:
        running = this.shifted(1).first > published
        return this.shifted(4) if context.tense() == "future" and not running and number < 3 else this
    ahead = (this.first - published).days
    return this if context.tense() == "future" or ahead < 20 else this.shifted(-4)


def half(found: Found, context: Context) -> Reading | None:
    """ "the first half of 1989", "the second half of the year"."""
    number = found.word("half_number", "half_number")
    year = _year(found, context)
    if year is not None:
        return on(_half(year, number))
    if context.published is None:
        return Reading("DATE", f"XXXX-H{number}")
    this = _half(context.published.year, number)
    return on(this if this.first <= context.published or context.tense() == "future" else this.shifted(-2))


def _half(year: int, number: int) -> Period:
    return Period("half", date(year, number * 6 - 5, 1))


def quarter_mark(found: Found, context: Context) -> Reading | None:
    """ "Q3 2015", "3Q", "H1 2020"."""
    if _LOWER_CASE.search(found.match[0]):
        return None
    number, half_number, year = found.text("q"), found.text("h"), found.text("year")
    if half_number:
        here = int(year) if year else context.published.year if context.published else None
        return on(Period("half", date(here, int(half_number) * 6 - 5, 1))) if here and year else None
    if number is None:
        return None
    if year is None and context.published is None:
        return Reading("DATE", f"XXXX-Q{number}")
    return on(_quarter(int(year), int(number)) if year else _without_year(context, int(number)))


def named_quarter(found: Found, context: Context) -> Reading | None:
    """ "the latest quarter", "the 1988 quarter", "last year's quarter": which one, from what was spoken of."""
    year = found.text("year")
    here = context.around("quarter")
    known = context.quarter or (here.shifted(-1) if here else None)
    if known is None:
        return Reading("DATE", year)
    if year:
        return Reading("DATE", Period("quarter", known.first.replace(year=int(year))).value)
    shift = found.word("of", "deictic")
    if shift is not None and here is not None:
        return Reading("DATE", Period("quarter", known.first.replace(year=here.first.year + shift)).value)
    return on(known)
