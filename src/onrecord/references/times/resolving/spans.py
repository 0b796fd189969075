"""How long: durations, and dates that are so far from another."""

from collections.abc import Sequence

from ..calendar import Period, Unit, year_of
from ..grammar import Found
from ..intervals import Interval
from ..lexicon import lexicon, normal
from ..numbers import fraction, number
from ..reading import Context, Reading

__all__ = [
    "ago",
    "bare_units",
    "compound_duration",
    "duration",
    "long",
    "relative",
    "whole",
    "window",
    "window_fraction",
]

# unit: the designator of ISO 8601, and how many of those it is
_DESIGNATORS = {
    "millennium": ("Y", 1000),
    "century": ("Y", 100),
    "decade": ("Y", 10),
    "year": ("Y", 1),
    "quarter": ("M", 3),
    "month": ("M", 1),
    "fortnight": ("W", 2),
    "week": ("W", 1),
    "weekend": ("WE", 1),
    "day": ("D", 1),
    "hour": ("TH", 1),
    "minute": ("TM", 1),
    "second": ("TS", 1),
}
_VAGUE = {"century": "PXCE", "decade": "PXDE", "quarter": "PXQ", "fortnight": "PXW", "millennium": "PXML"}
_NOT_COUNTED_FROM = ("second", "minute", "quarter", "weekend")
_FINE_ENOUGH: dict[str, tuple[Unit, ...]] = {
    "day": ("day",),
    "week": ("day", "week", "weekend"),
    "fortnight": ("day", "week", "weekend"),
    "month": ("day", "week", "weekend", "month"),
    "year": ("day", "week", "weekend", "month", "season", "quarter", "half", "year"),
}
_FINER = {"Y": (12, "M"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "TS")}


def amount(found: Found) -> float | None:
    """How many of its unit an expression counts; None where it leaves that open."""
    for slot in ("n", "number"):
        text = found.text(slot)
        if text:
            count = number(text)
            break
    else:
        if found.text("two"):
            count = 2.0
        elif found.text("fraction"):
            return float(found.word("fraction"))
        else:
            return None
    for slot in ("half",):
        text = found.text(slot)
        if text:
            count += fraction(text) if "/" in text else 0.5
    return count


def unit_of(found: Found) -> str | None:
    """The unit that an expression counts in."""
    for slot in ("units", "unit", "adjective_unit", "units_short"):
        text = found.text(slot)
        if text:
            table = found.rule.slots.get(slot, "unit")
            return str(lexicon().tables[table][normal(text)])
    return None


def length(count: float | None, unit: str) -> str:
    """A duration as ISO 8601 has it, with X for an open number: "P5Y", "PT1M30S", "PXD"."""
    designator, times = _DESIGNATORS[unit]
    if count is None:
        return _VAGUE.get(unit) or (f"PTX{designator[1]}" if designator[0] == "T" else f"PX{designator}")
    total = count * times
    whole = int(total)
    rest = round(total - whole, 6)
    parts = [(whole, designator)] if whole or not rest else []
    if rest and designator in _FINER and round(rest * _FINER[designator][0], 6).is_integer():
        factor, finer = _FINER[designator]
        parts.append((round(rest * factor), finer))
    elif rest:
        return _written([(round(total, 3), designator)])
    return _written(parts)


def _written(parts: Sequence[tuple[float, str]]) -> str:
    out, timed = "P", False
    for count, designator in parts:
        if designator[0] == "T" and not timed:
            out, timed = out + "T", True
        out += f"{count:.12g}{designator.removeprefix('T')}"
    return out


def duration(found: Found, context: Context) -> Reading | None:
    """ "five years", "16-hour", "several months", "the first nine months"."""
    unit, count = unit_of(found), amount(found)
    if unit is None or (count is None and found.text("unit")):
        return None
    value, counted = length(count, unit), found.text("the") is None
    return Reading("DURATION", value, interval=_at_edge(found, count, unit), counted=counted)


def _at_edge(found: Found, count: float | None, unit: str) -> Interval | None:
    """When "the first nine months of 1989" are."""
    edge, written = found.word("edge"), found.text("year")
    if not edge or not written or not count:
        return None
    year = year_of(int(written))
    anchor = Period("day", (year if edge > 0 else year.shifted(1)).first)
    other = moved(anchor, count, unit, edge)
    if other is None:
        return None
    first, last = sorted((anchor.first, other.first))
    return first.isoformat(), last.isoformat()


def compound_duration(found: Found, context: Context) -> Reading | None:
    """ "two years and six months", the larger unit first or last; "1 month 21 days ago"."""
    parts = [(number(found.text("n") or found["number"]), unit_of(found) or "")]
    for which in ("other", "third"):
        if found.text(which):
            parts.append((number(found[which]), found.word(f"{which}_units") or found.word(f"{which}_unit")))
    if len({unit for _, unit in parts}) < len(parts):
        return None
    direction = found.word("ago")
    if direction:
        return _moved_by_all(context, parts, direction)
    parts.sort(key=lambda part: list(_DESIGNATORS).index(part[1]))
    written = _written([(count * _DESIGNATORS[unit][1], _DESIGNATORS[unit][0]) for count, unit in parts])
    return Reading("DURATION", written, counted=True)


def _moved_by_all(context: Context, parts: list[tuple[float, str]], direction: int) -> Reading:
    day = context.around("day")
    for count, unit in parts:
        day = moved(day, count, unit, direction) if day else None
    return Reading("DATE", day.value if day else None, period=day, counted=True)


def bare_units(found: Found, context: Context) -> Reading | None:
    """ "for years", "the weeks ahead": how many is left open."""
    unit = unit_of(found)
    return Reading("DURATION", length(None, unit)) if unit else None


def long(found: Found, context: Context) -> Reading | None:
    """ "yearlong"."""
    return Reading("DURATION", found.word("long") or length(1, str(unit_of(found))))


def whole(found: Found, context: Context) -> Reading | None:
    """ "all week", "the whole year"."""
    unit = unit_of(found)
    return Reading("DURATION", length(1, unit)) if unit not in (None, "second", "quarter") else None


def window(found: Found, context: Context) -> Reading | None:
    """ "the past three months": a duration, with its interval where it touches the day of publication."""
    unit, count, direction = unit_of(found), amount(found), found.word("window")
    if unit is None or (found.text("unit") and count not in (None, 1)):
        return None
    if direction is None or (count is None and direction == 0):
        return None
    if count is None and not found.text("vague") and found.text("unit"):
        count = 1.0
    return Reading("DURATION", length(count, unit), interval=_touching_now(context, count, unit, direction))


def window_fraction(found: Found, context: Context) -> Reading | None:
    """ "the past year and a half", "the last half century"."""
    half_of = found.word("half_of")
    count, unit = (0.5, str(half_of)) if half_of else ((amount(found) or 1.0) + 0.5, str(unit_of(found)))
    interval = _touching_now(context, count, unit, found.word("window"))
    return Reading("DURATION", length(count, unit), interval=interval)


def _touching_now(context: Context, count: float | None, unit: str, direction: int) -> Interval | None:
    now = context.around("day")
    if now is None or not count or not direction:
        return None
    try:
        other = moved(now, count, unit, direction)
    except ValueError:
        return None
    if other is None:
        return None
    first, last = sorted((now.first, other.first))
    return first.isoformat(), last.isoformat()


def moved(day: Period, count: float, unit: str, direction: int) -> Period | None:
    """The day so long before or after another; None for lengths shorter than a day or not whole."""
    designator, times = _DESIGNATORS[unit]
    months = count * times * {"Y": 12, "M": 1}.get(designator, 0)
    days = count * times * {"W": 7, "D": 1}.get(designator, 0)
    if not (months or days) or not float(months + days).is_integer():
        return None
    if days:
        return day.shifted(direction * int(days))
    month = Period.around(day.first, "month").shifted(direction * int(months)).first
    last = Period("month", month).shifted(1).first.toordinal() - month.toordinal()
    return Period("day", month.replace(day=min(day.first.day, last)))


def _distant(base: Period, found: Found, direction: int) -> Reading:
    """The date so far from `base`, as precise as the unit that is counted in."""
    unit, count = str(unit_of(found)), amount(found)
    if found.text("the") or found.text("plural") is not None:
        count = 1.0 if found.text("the") else None
    vague = Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF", counted=True)
    if count is None:
        return vague
    try:
        day = moved(base if base.unit == "day" else Period("day", base.first), count, unit, direction)
    except ValueError:
        return vague
    if day is None:
        return Reading("DATE", None, counted=True)
    precise = (
        unit if float(count).is_integer() else {"year": "month", "century": "year", "decade": "year"}.get(unit, "day")
    )
    by_unit: dict[str, Unit] = {
        "day": "day",
        "week": "week",
        "fortnight": "week",
        "month": "month",
        "quarter": "quarter",
    }
    period = Period.around(day.first, by_unit.get(precise, "year"))
    return Reading("DATE", period.value, period=period, counted=True)


def ago(found: Found, context: Context) -> Reading | None:
    """ "five years ago", "two weeks from now"; a year before a quarter that was spoken of is a quarter."""
    direction, unit = found.word("ago"), unit_of(found)
    if direction == 0 or unit is None or (unit == "second" and found.text("unit")):
        return None
    if unit in ("hour", "minute", "second"):
        return Reading("TIME", None, counted=True)
    if unit == "year" and amount(found) == 1 and direction < 0 and context.last and context.last.unit == "quarter":
        return _year_before(context.last, context)
    today = context.around("day")
    return _distant(today, found, direction) if today else Reading("DATE", None, counted=True)


def relative(found: Found, context: Context) -> Reading | None:
    """ "two days later", "a year earlier": counted from the date the text spoke of last."""
    unit, direction = unit_of(found), found.word("relative") or found.word("clause")
    the = found.text("the") is not None
    if unit is None or unit in _NOT_COUNTED_FROM or (the and (found.text("unit") is None or unit == "hour")):
        return None
    if unit == "hour":
        return Reading("TIME", None, counted=True)
    if unit == "year" and direction < 0 and context.last and context.last.unit == "quarter":
        return _year_before(context.last, context)
    base = context.last if context.last and context.last.unit in _FINE_ENOUGH.get(unit, _FINE_ENOUGH["year"]) else None
    if unit == "year" and context.published and (base is None or base.first.year >= context.published.year - 1):
        base = context.around("day")  # reports compare this year with the last one, whichever they named last
    return _distant(base, found, direction) if base else Reading("DATE", None, counted=True)


def _year_before(quarter: Period, context: Context) -> Reading:
    this = context.around("year")
    year = min(quarter.first.year, this.first.year if this else quarter.first.year)
    before = Period("quarter", quarter.first.replace(year=year - 1))
    # Not remembered: what follows still goes back to the quarter that is reported on.
    return Reading("DATE", before.value, counted=True)
