"""Stories written down: which number each has, which of its rows have changed, and its title."""

import math
from collections.abc import Collection, Mapping, Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.corpus.numbering import numbered

from .regions import Region
from .settling import Settled
from .titles import Headline, best_title

_TITLED = 40  # articles whose headlines are looked at
_LONGEST = 300  # characters of a title
_THESE = "(SELECT unnest($articles::UINTEGER[]))"
_STORIES = "(SELECT unnest($stories::UINTEGER[]))"
_BEFORE = f"SELECT article, story, confidence FROM story_articles WHERE article IN {_THESE}"
_LAST = "SELECT coalesce(max(last_value), 0) FROM duckdb_sequences() WHERE sequence_name = 'story_numbers'"
_GIVEN = "SELECT max(nextval('story_numbers')) FROM range(?)"
_DROP = f"DELETE FROM story_articles WHERE article IN {_THESE}"
_PUT = "INSERT INTO story_articles SELECT story, article, confidence FROM new_rows ORDER BY story, article"
_TITLES = f"SELECT article, title FROM articles WHERE article IN {_THESE} AND title IS NOT NULL"
_TEXTS = f"SELECT article, text[1:{_LONGEST}] FROM articles WHERE article IN {_THESE}"
_PUT_STORIES = f"""INSERT INTO stories
    SELECT s.story, t.title, min(a.day), max(a.day), count(*) FROM story_articles s
    JOIN articles a ON a.article = s.article JOIN new_titles t ON t.story = s.story
    WHERE s.story IN {_STORIES} GROUP BY s.story, t.title ORDER BY s.story"""


def write(connection: DuckDBPyConnection, region: Region, stories: Sequence[Settled], touched: Collection[int]) -> None:
    """Write down what has come out of a region; `touched` are stories that have lost articles besides."""
    articles = [article for story in stories for article in story.articles]
    before = {row[0]: row[1:] for row in connection.execute(_BEFORE, {"articles": articles}).fetchall()}
    numbers = _numbers(connection, region, stories, {article: row[0] for article, row in before.items()})
    rows, changed = [], set(touched)
    for story, number in zip(stories, numbers, strict=True):
        whole = {article for one in story.large for article in region.large[one]}
        for article, confidence in zip(story.articles, story.confidences, strict=True):
            if article not in whole and before.get(article) != (number, confidence):
                rows.append((number, article, confidence))
                if article not in before or before[article][0] != number:
                    changed |= {number, before[article][0]} if article in before else {number}
        for one in story.large:
            if one != number:
                changed |= {one, number}
                connection.execute("UPDATE story_articles SET story = ? WHERE story = ?", [number, one])
    _put(connection, rows)
    _put_stories(connection, dict(zip(numbers, stories, strict=True)), changed)


def _numbers(
    connection: DuckDBPyConnection, region: Region, stories: Sequence[Settled], before: Mapping[int, int]
) -> list[int]:
    """The number of each story: that of the one which most of its articles were in, else one that nothing had."""
    old = {(article, 0): story for article, story in before.items()}
    members: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for story in stories:
        found = {(article, 0) for article in story.articles}
        for one in story.large:
            old.update(dict.fromkeys(whole := [(article, 0) for article in region.large[one]], one))
            found.update(whole)
        members[min(story.articles), 0] = sorted(found)
    last = int(connection.execute(_LAST).fetchall()[0][0])
    given = numbered(members, old, last + 1)
    new = max(given.values(), default=0) - last
    if new > 0:
        connection.execute(_GIVEN, [new]).fetchall()
    return [given[min(story.articles), 0] for story in stories]


def _put(connection: DuckDBPyConnection, rows: Sequence[tuple[int, int, float]]) -> None:
    if not rows:
        return
    story, article, confidence = zip(*rows, strict=True)
    connection.execute(_DROP, {"articles": list(article)})
    table = {"story": pa.array(story, pa.uint32()), "article": pa.array(article, pa.uint32()), "confidence": confidence}
    connection.register("new_rows", pa.table(table))
    connection.execute(_PUT)
    connection.unregister("new_rows")


def _put_stories(connection: DuckDBPyConnection, stories: Mapping[int, Settled], changed: Collection[int]) -> None:
    """Write the rows of stories whose articles have changed, and drop those of stories that have none any more."""
    if not changed:
        return
    alive = sorted(number for number in changed if number in stories)
    titles = _titles(connection, {number: stories[number] for number in alive})
    connection.execute(f"DELETE FROM stories WHERE story IN {_STORIES}", {"stories": sorted(changed)})
    table = {
        "story": pa.array(alive, pa.uint32()),
        "title": pa.array([titles[number] for number in alive], pa.string()),
    }
    connection.register("new_titles", pa.table(table))
    connection.execute(_PUT_STORIES, {"stories": alive})
    connection.unregister("new_titles")


def _titles(connection: DuckDBPyConnection, stories: Mapping[int, Settled]) -> dict[int, str]:
    looked = sorted({article for story in stories.values() for article in story.articles[:_TITLED]})
    headlines = dict(connection.execute(_TITLES, {"articles": looked}).fetchall())
    found = {number: _title(story, headlines) for number, story in stories.items()}
    bare = [stories[number].articles[0] for number, title in found.items() if title is None]
    texts = dict(connection.execute(_TEXTS, {"articles": bare}).fetchall()) if bare else {}
    return {
        number: " ".join((title or texts.get(stories[number].articles[0], "")).split())[:_LONGEST]
        for number, title in found.items()
    }


def _title(story: Settled, headlines: Mapping[int, str]) -> str | None:
    first = next((day for day in story.days if not math.isnan(day)), math.nan)
    return best_title(
        [
            Headline(headlines[article], typical, 0.0 if math.isnan(day - first) else day - first)
            for article, day, typical in list(zip(story.articles, story.days, story.typical, strict=True))[:_TITLED]
            if article in headlines
        ],
        story.terms,
    )
