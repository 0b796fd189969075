"""Days by their names: today, Wednesday, Thanksgiving, 11/13/2024."""

from datetime import date, timedelta

from ..calendar import Period, holiday_in, latest_year
from ..grammar import Found
from ..numbers import leading
from ..reading import Context, Reading, on
from .choosing import nearest_by_tense
from .spans import amount, moved, unit_of

__all__ = [
    "counted_from_day",
    "day_word",
    "holiday",
    "numeric_day",
    "weekday",
    "weekday_and_number",
    "weekday_of_week",
    "weekday_short",
]


def day_word(found: Found, context: Context) -> Reading | None:
    """Today, yesterday; "tomorrow night"."""
    today = context.around("day")
    day = today.shifted(found.word("day_word")) if today else None
    part = found.word("part")
    return in_part(day, part) if part else on(day)


def in_part(day: Period | None, part: str) -> Reading:
    """The reading of a part of a day ("MO", "NI")."""
    return Reading("TIME", f"{day.value}T{part}" if day else None, period=day)


def weekday(found: Found, context: Context) -> Reading | None:
    """Wednesday, "next Tuesday", "Friday night"."""
    number, part = found.word("weekday"), found.word("part")
    day = _named_day(found, context, number)
    if day is None:
        return Reading("TIME" if part else "DATE", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
    return in_part(day, part) if part else on(day)


def _named_day(found: Found, context: Context, number: int) -> Period | None:
    shift, that = found.word("shift"), found.word("that")
    if that is not None and context.last is not None:
        return _from(context.last.first, number, that, same_day=that == 0)
    if context.published is None:
        return None
    if that is not None:
        shift = that
    if shift is None:
        context.weekdays[number] = _bare_day(context, number, of_something=found.text("possessive") is not None)
        return context.weekdays[number]
    if shift == 0:
        return _from(context.published, number, -1 if context.tense() == "past" else 1, same_day=True)
    return _from(context.published, number, shift, same_day=False)


def _bare_day(context: Context, number: int, *, of_something: bool) -> Period:
    """The last or next day of that name by the tense.

    In "Wednesday's ruling" the verb says nothing of the day: it is the Wednesday spoken of before, else the last one.
    """
    if of_something and number in context.weekdays:
        return context.weekdays[number]
    future = not of_something and context.tense() == "future"
    return _from(context.published or date.min, number, 1 if future else -1, same_day=True)


def _from(day: date, number: int, direction: int, *, same_day: bool) -> Period:
    """The nearest day of that name on one side of a day."""
    ahead = (number - day.isoweekday()) % 7
    away = ahead if direction >= 0 else ahead - 7 if ahead else 0
    if away == 0 and not same_day:
        away = 7 if direction > 0 else -7
    return Period("day", day).shifted(away)


def weekday_short(found: Found, context: Context) -> Reading | None:
    """ "Wed." and its like, where they are written as a day is."""
    if not found.match[0][0].isupper():
        return None
    number = found.word("weekday_short")
    if context.published is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    return on(_from(context.published, number, 1 if context.tense() == "future" else -1, same_day=True))


def weekday_of_week(found: Found, context: Context) -> Reading | None:
    """ "Tuesday of last week", "a week ago Monday"."""
    number, week = found.word("weekday"), context.around("week")
    if week is None:
        return Reading("DATE", f"XXXX-WXX-{number}")
    shift = found.word("week", "deictic")
    if shift is None:
        this = _named_day(found, context, number)
        return on(this.shifted(-7) if this else None)
    return on(Period("day", week.shifted(shift).first).shifted(number - 1))


def weekday_and_number(found: Found, context: Context) -> Reading | None:
    """ "Friday the 15th": of the months around, the nearest whose 15th is a Friday."""
    number, day = found.word("weekday"), leading(found["day"])
    month = context.around("month")
    if month is None:
        return Reading("DATE", f"XXXX-XX-{day:02}")
    near = [month.shifted(by).first for by in (-1, 0, 1)]
    days = [first.replace(day=day) for first in near if day <= 28 or first.month == (first + timedelta(day - 1)).month]
    fitting = [candidate for candidate in days if candidate.isoweekday() == number]
    return on(Period("day", fitting[0]) if fitting else None)


def holiday(found: Found, context: Context) -> Reading | None:
    """Feast days, and the week or weekend they are in."""
    rule, year, shift = found.word("holiday"), found.text("year"), found.word("of", "deictic")
    if not rule:
        return Reading("DATE", None)
    if year:
        day = holiday_in(int(year), rule)
    elif context.published is None:
        return Reading("DATE", f"XXXX-{rule}" if len(rule) == len("12-25") else None)
    elif shift is not None:
        day = holiday_in(context.published.year + shift, rule)
    else:
        day = _nearest_holiday(found, context, context.published, rule)
    unit = found.text("unit")
    if unit:
        return on(Period.around(day.first, "week" if unit.lower() == "week" else "weekend"))
    return on(day)


def counted_from_day(found: Found, context: Context) -> Reading | None:
    """ "two days before yesterday", "three weeks from tomorrow", "a week from Tuesday"."""
    count, unit, today = amount(found), unit_of(found), context.around("day")
    if today is None or count is None or unit is None:
        return Reading("DATE", None, counted=True)
    number = found.word("weekday")
    base = _from(today.first, number, 1, same_day=False) if number else today.shifted(found.word("day_word"))
    day = moved(base, count, unit, found.word("of_day") or 1)
    return Reading("DATE", day.value if day else None, period=day, counted=True)


def _nearest_holiday(found: Found, context: Context, published: date, rule: str) -> Period:
    near = [holiday_in(published.year + years, rule) for years in (-1, 0, 1)]
    shift, tense = found.word("shift"), context.tense()
    past = [day for day in near if day.first < published or (day.first == published and shift is None)]
    coming = [day for day in near if day.first > published or (day.first == published and shift is None)]
    if shift == -1:
        return past[-1]
    if shift == 1:
        return coming[0]
    nearest = min(near, key=lambda day: abs((day.first - published).days))
    if abs((nearest.first - published).days) > 100 and tense:
        return past[-1] if tense == "past" else coming[0]
    return nearest


def numeric_day(found: Found, context: Context) -> Reading | None:
    """Dates in figures. Month and day are told apart by their size; "03/04/2015" is March 4, "03.04.2015" April 3."""
    if found.text("y") is None:
        return _of_this_year(found, context)
    year = _year(found["y"], context)
    if found.text("a") is None:
        month, day = int(found["m"]), found.text("d")
        if day is None:
            return on(Period("month", date(year, month, 1)))
        return _at_clock(Period("day", date(year, month, int(day))), found.text("clock"))
    first, second, mark = int(found["a"]), int(found["b"]), found["mark"]
    if mark == "." and len(found["y"]) < 4:
        return None
    month, numbered = (second, first) if first > 12 or (mark == "." and second <= 12) else (first, second)
    return _at_clock(Period("day", date(year, month, numbered)), found.text("clock"))


def _of_this_year(found: Found, context: Context) -> Reading | None:
    first, second = int(found["a"]), int(found["b"])
    month, day = (second, first) if first > 12 else (first, second)
    if context.published is None:
        date(2000, month, day)  # is there such a day?
        return Reading("DATE", f"XXXX-{month:02}-{day:02}")
    return on(nearest_by_tense(context, month, day))


def _year(digits: str, context: Context) -> int:
    if len(digits) == 4:
        return int(digits)
    latest = context.published.year + 20 if context.published else 2049
    return latest_year(int(digits), until=latest)


def _at_clock(day: Period, clock: str | None) -> Reading:
    if clock is None:
        return on(day)
    hour, minute, *second = clock.split(":") if ":" in clock else (clock[:-2], clock[-2:])
    return Reading("TIME", f"{day.value}T{':'.join([hour.zfill(2), minute, *second])}", period=day)
