"""Days that can't be: a weekday that isn't that of the day, a day that no calendar has."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from .clash import Clash
from .relative import relative_clashes
from .sentences import sentence_at
from .vocabulary import any_of, entries, table

_NEAR, _FAR = 60, 200  # days from publication: that the year needn't be told; beyond which it isn't guessed
_WINDOW = 64  # characters around the name of a month
_OLDEST = 1900  # older days may be those of another calendar
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d,]*\d)")
_DATA = "dates"


def date_clashes(text: str, published: date | None) -> list[Clash]:
    """Days of a text that can't be, in the order of the text.

    Without a year, that of the day nearest to publication is meant. `published` may be unknown: then only what has a
    year, and days that no year has, are found. Time is linear in the text.
    """
    found = [*_wrong_weekdays(text, published), *_no_days(text), *relative_clashes(text, published)]
    return sorted(found, key=lambda clash: clash.start)


def _wrong_weekdays(text: str, published: date | None) -> Iterator[Clash]:
    for match in _matches(text, _dated()):
        number = _weekday(match["wd"])
        month, day = _month(match), _day(match)
        if number is None or month is None or day is None or _passed_over(text, match):
            continue
        year = int(match["y1"] or match["y2"] or 0)
        told = _told_day(year, month, day, published)
        if (
            told is None
            or told.isoweekday() == number
            or _fits_other(text, match.span(), told, number, year, published)
        ):
            continue
        words = " ".join(match[0].split()).strip(" ,(")
        reason = f"“{words}”: {told.day} {told:%B %Y} is a {told:%A}"
        yield Clash("date", match.start(), match.end(), reason, 0.93 if year else 0.88)


def _matches(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    """Matches near the names of months: most of a text has none, and needn't be looked at closely."""
    windows: list[tuple[int, int]] = []
    for month in _months().finditer(text):
        start, stop = max(0, month.start() - _WINDOW), month.end() + _WINDOW
        if windows and start < windows[-1][1]:
            windows[-1] = (windows[-1][0], stop)
        else:
            windows.append((start, stop))
    for start, stop in windows:
        for pattern in patterns:
            yield from pattern.finditer(text, start, min(len(text), stop))


def _passed_over(text: str, match: re.Match[str]) -> bool:
    """Several days told at once, the name of a paper, a word in lower case that is none of a month."""
    before = text[max(0, match.start() - 24) : match.start()]
    said = match["wd"]
    if not (said[0].isupper() and (match["m1"] or match["m2"])[0].isupper()):
        return True
    if len(said) < 6 and re.search(r"\bthe\s+$", before, re.IGNORECASE):
        return True
    return match.start("wd") == match.start() and _several().search(before) is not None


def _told_day(year: int, month: int, day: int, published: date | None) -> date | None:
    if year:
        return _date(year, month, day) if year >= _OLDEST else None
    if published is None:
        return None
    near = [d for y in (-1, 0, 1) if (d := _date(published.year + y, month, day))]
    nearest = min(near, key=lambda d: abs((d - published).days), default=None)
    if nearest is None or abs((nearest - published).days) > _FAR:
        return None
    return nearest


def _fits_other(text: str, span: tuple[int, int], told: date, number: int, year: int, published: date | None) -> bool:
    """Whether the weekday is right in another year that may be meant: one that stands near, one that isn't far."""
    if year or published is None:
        return False
    start, stop = sentence_at(text, span[0])
    years = {int(found[0]) for found in _YEAR.finditer(text, max(0, start - 300), stop)}
    around = {told.year - 1, told.year + 1}
    told_of_years = _other_year().search(text, start, stop) is not None
    if abs((told - published).days) > _NEAR or told_of_years:
        years |= around
    return any((d := _date(y, told.month, told.day)) is not None and d.isoweekday() == number for y in years)


def _no_days(text: str) -> Iterator[Clash]:
    """ "31 June", "February 30", "29 February 2031"."""
    for match in _matches(text, (_written_day(),)):
        month, day = _month(match), _day(match)
        year = int(match["y1"] or match["y2"] or 0)
        if month is None or day is None or not (match["m1"] or match["m2"])[0].isupper():
            continue
        if _date(year or 2000, month, day) is not None or not _is_day(text, match):
            continue
        words = " ".join(match[0].split())
        which = f"{date(2000, month, 1):%B}" + (f" {year}" if year and _date(2000, month, day) else "")
        yield Clash("date", match.start(), match.end(), f"“{words}”: {which} has no day {day}", 0.9 if year else 0.85)


def _is_day(text: str, match: re.Match[str]) -> bool:
    """Whether a number beside a month is a day: "on April 31", not "in April 31 houses burned"."""
    before = re.search(r"([^\W\d_]+)[\s,(]*$", text[max(0, match.start() - 24) : match.start()])
    word = before[1].lower() if before else ""
    behind = re.match(r"\s*([^\W\d_]+)", text[match.end() : match.end() + 24])
    goes_on = behind is None or behind[1].lower() in entries(_DATA, "nonexistent", "after") or behind[1][0].isupper()
    if match["y1"] or match["y2"] or match["e1"] or match["e2"]:
        return True
    led = word in entries(_DATA, "nonexistent", "before") or _weekday(before[1] if before else "") is not None
    return led and goes_on


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(word: str) -> int | None:
    begins: dict[str, int] = table(_DATA)["weekdays"]
    return begins.get(word[:3].lower()) if word else None


def _month(match: re.Match[str]) -> int | None:
    months: dict[str, int] = table(_DATA)["months"]
    return months.get((match["m1"] or match["m2"])[:3].lower())


def _day(match: re.Match[str]) -> int | None:
    word = (match["d1"] or match["d2"]).lower()
    if word.isdecimal():
        return int(word)
    ordinals: dict[str, int] = table(_DATA)["ordinals"]
    return ordinals.get(word)


@cache
def _months() -> re.Pattern[str]:
    begins: Iterable[str] = table(_DATA)["months"]
    return re.compile(any_of(word for begin in begins for word in (begin.capitalize(), begin.upper())))


@cache
def _several() -> re.Pattern[str]:
    patterns = table(_DATA)["patterns"]
    return re.compile(rf"\b(?:{patterns['weekday']})\s*{patterns['joined']}", re.IGNORECASE)


@cache
def _other_year() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(table(_DATA)['patterns']['other_years'])})\b", re.IGNORECASE)


def _day_pattern() -> str:
    patterns = table(_DATA)["patterns"]
    ordinals = any_of(table(_DATA)["ordinals"])
    month = patterns["month"]
    first = rf"(?:the\s+)?(?P<d1>\d{{1,2}}|{ordinals})(?P<e1>{patterns['ending']})?(?:\s+of)?\s+(?P<m1>{month})"
    second = rf"(?P<m2>{month})\s+(?:the\s+)?(?P<d2>\d{{1,2}}|{ordinals})(?P<e2>{patterns['ending']})?\b"
    years = r"(?:,?\s+(?P<y1>(?:1[89]|20)\d\d)\b(?![.,]\d))?"
    return rf"(?:{first}(?:\b|(?<=\.)){years}|{second}(?![.,:]\d|\s+per\b|\s*%){years.replace('y1', 'y2')})"


@cache
def _written_day() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,-]){_day_pattern()}", re.IGNORECASE)


@cache
def _dated() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A weekday right before a day of a month, and one right behind it."""
    patterns = table(_DATA)["patterns"]
    weekday, part = patterns["weekday"], patterns["part"]
    before = rf"(?<![\w-])(?P<wd>{weekday})(?:\s+(?:{part}))?[,\s(]{{1,3}}{_day_pattern()}"
    ends = rf"(?:\)|(?=[,.;]|\s*$|\s+(?:{part})\b))"
    behind = rf"(?:,?\s+an?\s+|,?\s+which\s+(?:is|was)\s+an?\s+|\s*\((?:an?\s+)?|,\s+)(?P<wd>{weekday}){ends}"
    flags = re.IGNORECASE | re.MULTILINE
    return re.compile(before, flags), re.compile(rf"(?<![\w.,-]){_day_pattern()}{behind}", flags)
