"""How often: sets of times."""

from ..grammar import Found
from ..reading import Context, Reading
from .spans import amount, length, unit_of

__all__ = ["every_month", "every_part", "every_unit", "every_weekday", "frequency"]


def every_weekday(found: Found, context: Context) -> Reading | None:
    """ "every Monday", "Sundays", "Tuesday nights"."""
    number = found.word("weekday") or found.word("weekdays")
    part = found.word("part") or found.word("parts")
    return Reading("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))


def every_month(found: Found, context: Context) -> Reading | None:
    """ "every March", "each July 4"."""
    if not found["month"][0].isupper():
        return None
    day = found.text("day")
    return Reading("SET", f"XXXX-{found.word('month'):02}" + (f"-{int(day):02}" if day else ""))


def every_part(found: Found, context: Context) -> Reading | None:
    """ "every morning", "mornings"."""
    return Reading("SET", f"XXXX-XX-XXT{found.word('part') or found.word('parts')}")


def every_unit(found: Found, context: Context) -> Reading | None:
    """ "every day", "each of three weeks", "$5 a month"."""
    unit, count = unit_of(found), amount(found)
    if unit is None:
        return None
    if unit == "second" and found.text("per"):
        return None
    if found.text("other"):
        count = 2.0
    return Reading("SET", length(count if count or found.text("vague") else 1.0, unit))


def frequency(found: Found, context: Context) -> Reading | None:
    """ "daily", "annually"; not as a part of a name ("the Daily Mail")."""
    if found.match[0][0].isupper():
        following = context.behind(3).strip()
        if following[:1].isupper() or context.before(2).strip()[-1:].isalnum():
            return None
    return Reading("SET", found.word("frequency"))
