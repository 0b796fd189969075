"""Days told by how far they are from the day of the article, and spans of days, that can't be."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from .clash import Clash
from .vocabulary import any_of, table

_DATA = "dates"
_YEARS = re.compile(
    r"\b(?:from|between)\s+((?:19|20)\d\d)\s+(?:to|until|till|and|through)\s+((?:19|20)\d\d)\b(?!\s*(?:[,.]\d|%|[^\W\d_]+s\b))"
)


def relative_clashes(text: str, published: date | None) -> Iterator[Clash]:
    """ "Tomorrow, Friday" in an article of a Monday; "from 14 to 12 March".

    What was written on the eve of publication is let pass.
    """
    if published is not None:
        yield from _other_weekdays(text, published)
    yield from _backwards(text)


def _other_weekdays(text: str, published: date) -> Iterator[Clash]:
    ways: dict[str, int] = table(_DATA)["relative"]
    weekdays: dict[str, int] = table(_DATA)["weekdays"]
    for match in _told().finditer(text):
        number, away = weekdays[match["wd"][:3].lower()], ways[" ".join(match["day"].lower().split())]
        fitting = {(published + timedelta(days=away - eve)).isoweekday() for eve in (0, 1)}
        if number not in fitting:
            day = published + timedelta(days=away)
            words = " ".join(match[0].split()).strip(" ,(")
            yield Clash("date", match.start(), match.end(), f"“{words}”: it is a {day:%A}, {day.day} {day:%B}", 0.7)


def _backwards(text: str) -> Iterator[Clash]:
    for match in _spans().finditer(text):
        first, last = int(match["d1"] or match["d2"]), int(match["e1"] or match["e2"])
        months = {(match[name] or "")[:3].lower() for name in ("m1", "m2", "n1", "n2")} - {""}
        if len(months) == 1 and first > last and max(first, last) <= 31:
            words = " ".join(match[0].split())
            yield Clash("date", match.start(), match.end(), f"“{words}” ends before it begins", 0.75)
    for match in _YEARS.finditer(text):
        if int(match[1]) > int(match[2]):
            yield Clash(
                "date", match.start(), match.end(), f"“{' '.join(match[0].split())}” ends before it begins", 0.6
            )


@cache
def _told() -> re.Pattern[str]:
    data = table(_DATA)
    weekday = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    behind = rf"(?=[,.;:)]|\s+(?:{data['patterns']['part']}|at|in|to|for|and|the|when)\b)"
    return re.compile(rf"\b(?P<day>{any_of(data['relative'])}),?\s+\(?(?P<wd>{weekday})\b{behind}", re.IGNORECASE)


@cache
def _spans() -> re.Pattern[str]:
    month = table(_DATA)["patterns"]["month"]
    day = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
    one = rf"(?:(?P<m1>{month})\s+{day.format('d1')}|{day.format('d2')}(?:\s+(?P<m2>{month}))?)"
    two = rf"(?:(?P<n1>{month})\s+{day.format('e1')}|{day.format('e2')}(?:\s+(?P<n2>{month}))?)"
    lead, to = r"\b(?:from|between)\s+(?:the\s+)?", r"\s+(?:to|until|till|through|and)\s+(?:the\s+)?"
    return re.compile(rf"{lead}{one}{to}{two}(?![\d:.,]*\d|\s*%)\b")
