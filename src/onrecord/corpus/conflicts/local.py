"""Conflicts within the words of one article, and which statement they stand in."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import TypeAlias

from duckdb import DuckDBPyConnection

from .amounts import Amount
from .bygone import bygone_clashes
from .clash import Clash
from .dates import date_clashes
from .found import Conflict
from .sums import sum_clashes
from .upcoming import Told, upcoming_clashes
from .vocabulary import any_of, table

_LONGEST = 200_000  # characters of an article that are read
_REACH, _NEXT = 400, 160  # characters between the first and the third of three figures, and between two
_THESE = "(SELECT unnest($articles::UINTEGER[]))"
_DATED = f"""SELECT article, text[1:{_LONGEST}], day, published FROM articles
    WHERE article IN {_THESE} AND regexp_matches(text, $pattern)"""
_UPCOMING = f"""SELECT t.article, t.start, t.stop, t.value, t.since
    FROM times t JOIN articles a ON a.article = t.article
    WHERE t.article IN {_THESE} AND t.type = 'DATE' AND t.value IS NOT NULL AND t.stop <= {_LONGEST}
    AND try_cast(left(t.since, 10) AS DATE) > a.day ORDER BY t.article, t.start"""
_BYGONE = f"""SELECT t.article, t.start, t.stop, t.value, t.since
    FROM times t JOIN articles a ON a.article = t.article
    WHERE t.article IN {_THESE} AND t.type = 'DATE' AND len(t.value) >= 10 AND t.stop <= {_LONGEST}
    AND try_cast(left(t.since, 10) AS DATE) BETWEEN a.day - 45 AND a.day - 2
    AND regexp_matches(a.text[greatest(t.start::INTEGER - 100, 1):t.start], $ahead) ORDER BY t.article, t.start"""
# three figures near each other, or a larger one right behind a smaller one: less is no sum
_FIGURED = f"""SELECT DISTINCT article FROM (
        SELECT article, stop, coalesce(value, low, high) AS size, lead(start) OVER near AS next,
            lead(coalesce(value, low, high)) OVER near AS size_of_next, lead(start, 2) OVER near AS third
        FROM quantities WHERE article IN {_THESE} WINDOW near AS (PARTITION BY article ORDER BY start))
    WHERE third < stop + {_REACH} OR (next < stop + {_NEXT} AND size_of_next > size)"""
_AMOUNTS = f"""SELECT article, start, stop, value, low, high, unit, counted, about FROM quantities
    WHERE article IN {_THESE} AND stop <= {_LONGEST} ORDER BY article, start"""
_TEXTS = f"SELECT article, text[1:{_LONGEST}], day, published FROM articles WHERE article IN {_THESE}"
_STATEMENTS = f"""SELECT s.article, s.attribution, piece.start, piece.stop, c.claim, c.start, c.stop
    FROM (SELECT article, attribution, unnest(content) AS piece FROM attributions
        WHERE article IN {_THESE} AND NOT rejected) s
    LEFT JOIN claim_statements c ON c.attribution = s.attribution"""
_STORIES = f"SELECT article, min(story) FROM story_articles WHERE article IN {_THESE} GROUP BY article"


_Content: TypeAlias = tuple[int, int, int, int | None, int | None, int | None]
"""A statement, a piece of its content, and the claim that it makes with the part that makes it."""


def within_articles(connection: DuckDBPyConnection, articles: Collection[int]) -> list[Conflict]:
    """Sums that don't add up and days that can't be, of some articles: one of each claim, the earliest article's."""
    clashes = _clashes(connection, sorted(articles))
    parameters = {"articles": sorted(clashes)}
    stories = dict(connection.execute(_STORIES, parameters).fetchall()) if clashes else {}
    days = {article: day for article, (_, day, _) in _texts(connection, sorted(clashes)).items()}
    statements: defaultdict[int, list[_Content]] = defaultdict(list)
    if clashes:
        for article, *row in connection.execute(_STATEMENTS, parameters).fetchall():
            statements[article].append((row[0], row[1], row[2], row[3], row[4], row[5]))
    found = []
    for article, here in sorted(clashes.items()):
        for clash in here:
            attribution, claim = _covering(clash, statements[article])
            place = (article, clash.start, clash.stop, days[article])
            told = (clash.reason, clash.confidence)
            found.append(Conflict(clash.kind, stories.get(article), claim, None, attribution, None, *place, *told))
    return found


def _covering(clash: Clash, statements: list[_Content]) -> tuple[int | None, int | None]:
    """The statement that has most of the words of a clash, the shortest of those that have as much, and its claim."""
    best: tuple[tuple[int, int, int], int | None] | None = None
    for attribution, start, stop, claim, since, until in statements:
        shared = min(clash.stop, stop) - max(clash.start, start)
        if shared <= 0:
            continue
        if since is not None and until is not None:
            shared += max(0, min(clash.stop, until) - max(clash.start, since))
        rank = (shared, start - stop, -attribution)
        if best is None or rank > best[0]:
            best = (rank, claim)
    return (None, None) if best is None else (-best[0][2], best[1])


def _clashes(connection: DuckDBPyConnection, articles: list[int]) -> dict[int, list[Clash]]:
    found: defaultdict[int, list[Clash]] = defaultdict(list)
    parameters = {"articles": articles}
    rows = connection.execute(_DATED, parameters | {"pattern": _dated()}).fetchall()
    for article, text, day, _ in rows:
        found[article] += date_clashes(text, day)
    times: defaultdict[int, list[Told]] = defaultdict(list)
    for article, *time in connection.execute(_UPCOMING, parameters).fetchall():
        times[article].append(Told(*time))
    bygone: defaultdict[int, list[Told]] = defaultdict(list)
    for article, *time in connection.execute(_BYGONE, parameters | {"ahead": _ahead()}).fetchall():
        bygone[article].append(Told(*time))
    figured = [article for (article,) in connection.execute(_FIGURED, parameters).fetchall()]
    amounts: defaultdict[int, list[Amount]] = defaultdict(list)
    for article, *amount in connection.execute(_AMOUNTS, {"articles": figured}).fetchall():
        amounts[article].append(Amount(*amount))
    texts = _texts(connection, sorted({*times, *bygone, *figured}))
    for article, told in times.items():
        found[article] += _apart(upcoming_clashes(texts[article][0], texts[article][2], told), found[article])
    for article, told in bygone.items():
        found[article] += _apart(bygone_clashes(texts[article][0], texts[article][2], told), found[article])
    for article in figured:
        found[article] += sum_clashes(texts[article][0], amounts[article])
    return {article: clashes for article, clashes in found.items() if clashes}


def _apart(clashes: list[Clash], others: list[Clash]) -> Iterator[Clash]:
    """Those that don't stand in the same words as another: one day is one conflict."""
    for clash in clashes:
        if not any(clash.start < other.stop and other.start < clash.stop for other in others):
            yield clash


def _texts(connection: DuckDBPyConnection, articles: list[int]) -> dict[int, tuple[str, date | None, str | None]]:
    if not articles:
        return {}
    rows = connection.execute(_TEXTS, {"articles": articles}).fetchall()
    return {article: (text, day, published) for article, text, day, published in rows}


@cache
def _ahead() -> str:
    """What stands in the sentence before a day of what is to come."""
    return rf"(?i)\b(?:{any_of(table('dates')['past']['to_come'])})\b"


@cache
def _dated() -> str:
    """What a text has that may have an impossible day, near enough for a first look, without repeats that cost time."""
    data = table("dates")
    month, weekday = rf"(?:{any_of(data['months'])})[a-z]*\.?", rf"\b(?:{any_of(data['weekdays'])})[a-z]*\.?"
    number = rf"(?:\d\d?|{any_of(data['ordinals'])})(?:st|nd|rd|th)?"
    late = "(?:29|3\\d|" + any_of(word for word, day in data["ordinals"].items() if day > 28) + ")(?:st|nd|rd|th)?"
    day = rf"(?:the\s+)?(?:{number}(?:\s+of)?\s+{month}|{month}\s+(?:the\s+)?{number})"
    link = r"(?:,?\s+an?\s+|,?\s+which\s+(?:is|was)\s+an?\s+|\s*\((?:an?\s+)?|,\s+)"
    to = r"\s+(?:to|until|till|through|and)\s+"
    ways = (
        rf"{weekday}(?:\s+(?:{data['patterns']['part']}))?[,\s(]+{day}",
        rf"\b{day}(?:,?\s+\d\d\d\d)?{link}{weekday}",
        rf"\b{late}(?:\s+of)?\s+{month}|\b{month}\s+(?:the\s+)?{late}",
        rf"\b(?:{any_of(data['relative'])}),?\s+\(?{weekday}",
        rf"\b(?:from|between)\s+(?:the\s+)?(?:{month}\s+)?\d+(?:st|nd|rd|th)?(?:\s+{month})?{to}(?:the\s+)?(?:\d|{month})",
    )
    return f"(?i){'|'.join(ways)}"
