"""Times of day."""

from ..calendar import Period
from ..grammar import Found
from ..numbers import number
from ..reading import Context, Reading
from .days import in_part

__all__ = ["clock", "clock_share", "clock_word", "part_of_day"]

_NOON = 12
_FIRST_OF_NIGHT = 5


def _at(context: Context, time: str) -> Reading:
    """A time of day, on the day that was spoken of last in the same block, else on that of publication."""
    day = context.day or context.around("day")
    return Reading("TIME", f"{day.value if day else 'XXXX-XX-XX'}T{time}", clock=time)


def clock(found: Found, context: Context) -> Reading | None:
    """ "10:30 a.m. EST", "1300 GMT", "seven o'clock"."""
    hour, minute = _hour(found), int(found.text("minute") or number(found["minute_word"]))
    if hour is None or minute > 59:
        return None
    second = found.text("second")
    return _at(context, f"{hour:02}:{minute:02}" + (f":{second}" if second else ""))


def _hour(found: Found) -> int | None:
    digits, words = found.text("hour"), found.text("hour_word")
    hour = int(digits) if digits else int(number(words or ""))
    half, part = found.word("meridiem"), found.word("part")
    if hour > 24 or (half is not None and not 1 <= hour <= _NOON) or (words and not 1 <= hour <= _NOON):
        return None
    if half is not None:
        return hour % _NOON + int(half)
    if part is None or hour > _NOON:
        return hour
    before_noon = part == "MO" or (part == "NI" and (hour < _FIRST_OF_NIGHT or hour == _NOON))
    return hour % _NOON + (0 if before_noon else _NOON)


def clock_share(found: Found, context: Context) -> Reading | None:
    """ "half past eight", "a quarter to nine"."""
    off = found.word("share") or int(found.text("off") or number(found.text("off_word") or ""))
    before = found.word("direction", "past_or_to")
    hour = _hour(found)
    if hour is None or not off or off >= 60:
        return None
    minutes = (hour * 60 + (off if before > 0 else -off)) % (24 * 60)
    return _at(context, f"{minutes // 60:02}:{minutes % 60:02}")


def clock_word(found: Found, context: Context) -> Reading | None:
    """ "noon", "midnight"."""
    return _at(context, found.word("clock_word"))


def part_of_day(found: Found, context: Context) -> Reading | None:
    """ "this morning", "last night", "that evening", "in the afternoon", "tonight", "overnight"."""
    today, part = context.around("day"), found.word("part")
    if found.text("tonight"):
        return in_part(today, "NI")
    if found.text("overnight"):
        return Reading("TIME", f"{today.shifted(-1).value}TNI" if today else None)
    shift = found.word("shift")
    that = found.word("that")
    following = found.word("next", "deictic")
    if shift is not None:
        return in_part(today.shifted(shift) if today else None, part)
    if that is not None or following is not None:
        known = context.day or (context.last if context.last and context.last.unit == "day" else None)
        return in_part(_shifted(known, that if that is not None else following), part)
    known = context.day or today
    return Reading("TIME", f"{known.value if known else 'XXXX-XX-XX'}T{part}", period=known, clock=part)


def _shifted(day: Period | None, by: int) -> Period | None:
    return day.shifted(by) if day else None
