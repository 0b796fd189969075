"""Years, decades and centuries."""

from functools import cache
from typing import Any

from ..calendar import Period, latest_year, year_of
from ..grammar import Found
from ..intervals import year_period
from ..lexicon import lexicon, normal, read
from ..reading import Context, Reading, on

__all__ = ["bare_year", "century", "decade", "year", "years"]

_FIRST_BARE_YEAR = 1900
_FIRST_NEWS_YEAR = 1400


def year(found: Found, context: Context) -> Reading | None:
    """ "fiscal 1989", "the year two thousand", "post-1959"."""
    written = found.text("year")
    return on(year_of(int(written) if written else spoken_year(found)))


def spoken_year(found: Found) -> int:
    """A year in words: "nineteen ninety-seven", "two thousand eight"."""
    if found.text("century_word") is None:
        return 2000 + _ones(found)
    return int(found.word("century_word")) * 100 + int(found.word("tens")) + _ones(found)


def _ones(found: Found) -> int:
    return int(found.word("ones") or 0)


def bare_year(found: Found, context: Context) -> Reading | None:
    """A number of four digits that is a year, and no count, price or part of another number."""
    number = int(found["year"])
    before, behind = context.before(24), context.behind(24)
    last, following = (before.split() or [""])[-1], (behind.split() or [""])[0]
    word = normal(last.strip("(,"))
    if _is_part_of_number(behind) or normal(following.strip(".,;:)")) in _words("counted") or word in _words("counts"):
        return None
    joined = before[-1:] not in " \n\u00a0(" if before else False
    if joined and not _may_be_joined(last):
        return None
    if number < _FIRST_BARE_YEAR and (number < _FIRST_NEWS_YEAR or not _told_to_be_year(word, before)):
        return None
    return on(year_of(number))


def _is_part_of_number(behind: str) -> bool:
    goes_on = behind[:1] in (".", ",", ":", "/", "-") and behind[1:2].isdigit() and not behind[1:5].isdigit()
    return goes_on or behind[:1] in ("%", "°")


def _may_be_joined(last: str) -> bool:
    """Whether a year can follow on a word without a space: after a quotation mark, a dash, "1914-" or "mid-"."""
    if last[-1] in "-–/":
        stem = last[:-1].strip("(\"'“‘")
        return not stem or stem[-4:].isdigit() or normal(stem) in _words("year_prefixes")
    return last[-1] in "'‘’\"“”—["


def _told_to_be_year(word: str, before: str) -> bool:
    return word in _words("month_support") or word in _words("month_weak_support") or before.endswith("(")


@cache
def _words(name: str) -> frozenset[str]:
    words: Any = read("tense.toml")[name]
    return frozenset(normal(word) for word in words)


def years(found: Found, context: Context) -> Reading | None:
    """ "1994-95": the value is the first year, the interval takes in the last."""
    first = int(found["year"])
    last = first // 100 * 100 + int(found["last_year"])
    if last <= first:
        return None
    since, until = year_of(first), year_of(last).shifted(1)
    return Reading("DATE", since.value, period=since, interval=(since.first.isoformat(), until.first.isoformat()))


def decade(found: Found, context: Context) -> Reading | None:
    """ "the 1990s", "the '90s", "the last half of the '80s"."""
    digits = found.text("decade")
    tens = int(digits) if digits else int(found.word("decade_word"))
    spoken = found.text("century_word")
    if found.text("century"):
        first = int(found["century"]) * 100 + tens
    elif spoken:
        first = int(lexicon().tables["century_word"][normal(spoken)]) * 100 + tens
    else:
        latest = context.published.year + 10 if context.published else 2029
        first = latest_year(tens, until=latest)
    period = year_period(first, "decade")
    return Reading("DATE", period.value, found.word("half_bound"), period=period)


def century(found: Found, context: Context) -> Reading | None:
    """ "the 20th century"; those before Christ are left without a value."""
    nth = found.text("nth")
    number = int(nth) if nth else int(found.word("ordinal", "ordinal"))
    if found.text("bc") or not 1 <= number <= 30:
        return Reading("DATE", None)
    return on(Period("century", year_period((number - 1) * 100, "century").first))
