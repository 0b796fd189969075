"""Stories: what they are about, who is in them, where they play, and what was new when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.errors import NotInLedger
from onrecord.ledger.addresses import clean_address
from onrecord.ledger.asking.days import first_day, last_day
from onrecord.ledger.asking.links import article_of, span_of
from onrecord.ledger.asking.names import LONGEST, folded
from onrecord.ledger.asking.place_names import place_like
from onrecord.ledger.asking.waiting import to_build
from onrecord.ledger.fetching import first_row
from onrecord.ledger.table import Table
from onrecord.meaning import terms

LISTED = 200  # rows of a list
_READ = 40  # articles whose texts are looked at for places
_NUMBER = re.compile(r"#?(\d{1,9})", re.ASCII)
_WORDS = 12  # of a question that are looked for

_SPAN = "(since IS NULL OR $until IS NULL OR since <= $until) AND (until IS NULL OR $since IS NULL OR until >= $since)"
# A term tells the more the fewer articles have it; a title that has a word of the question counts like all articles
_SCORED = """
    WITH asked AS (
        SELECT unnest($terms::UINTEGER[]) AS term, unnest($words::VARCHAR[]) AS word
    ), weighed AS (
        SELECT term, any_value(word) AS word,
            ln(2 + (SELECT count(*) FROM story_terms) / (1 + coalesce((
                SELECT sum(f.articles) FROM story_frequencies f WHERE f.term = asked.term), 0))) AS weight
        FROM asked GROUP BY term
    ), held AS (
        SELECT s.story, p.term, count(*) AS holding
        FROM story_postings p JOIN weighed USING (term) JOIN story_articles s ON s.article = p.article GROUP BY ALL
    ), titled AS (
        SELECT s.story, w.term FROM stories s JOIN weighed w ON contains(lower(strip_accents(s.title)), w.word)
    ), scored AS (
        SELECT coalesce(h.story, t.story) AS story,
            sum(w.weight * least(1.0, coalesce(h.holding / s.articles, 0.0) + (t.story IS NOT NULL)::INTEGER))
                / (SELECT sum(weight) FROM weighed) AS score
        FROM held h FULL JOIN titled t ON t.story = h.story AND t.term = h.term
        JOIN weighed w ON w.term = coalesce(h.term, t.term) JOIN stories s ON s.story = coalesce(h.story, t.story)
        GROUP BY ALL
    )"""
_ALL = "WITH scored AS (SELECT story, NULL::DOUBLE AS score FROM stories)"
_ROWS = f"""
    , wanted AS (
        SELECT s.*, c.score FROM stories s JOIN scored c USING (story) WHERE {_SPAN}
        ORDER BY c.score DESC NULLS LAST, s.articles DESC, s.until DESC NULLS LAST, s.story
        LIMIT $limit OFFSET $offset
    ), counted AS (
        SELECT m.story, count(DISTINCT a.outlet) AS outlets,
            sum((SELECT count(*) FROM attributions b WHERE b.article = m.article AND NOT b.rejected)) AS statements
        FROM story_articles m JOIN articles a USING (article)
        WHERE m.story IN (SELECT story FROM wanted) GROUP BY m.story
    )
    SELECT row_number() OVER (ORDER BY w.score DESC NULLS LAST, w.articles DESC, w.until DESC NULLS LAST, w.story)
            + $offset AS rank,
        w.score, w.story, w.title, w.since, w.until, w.articles, c.outlets, c.statements::BIGINT AS statements
    FROM wanted w JOIN counted c USING (story) ORDER BY rank"""
_OF_ARTICLE = "SELECT story FROM story_articles WHERE article = ?"
_BY_NAME = """SELECT article FROM articles WHERE id = $name OR url = $name OR key IN ($name, $key)
    ORDER BY latest DESC, article DESC LIMIT 1"""
_ONE = "SELECT story, title, since, until, articles FROM stories WHERE story = ?"
_HERE = """WITH here AS MATERIALIZED (
        SELECT a.article, a.day, a.outlet, a.published, a.title, a.url, m.confidence,
            CASE WHEN length(a.published) > 10 THEN try_cast(a.published AS TIMESTAMPTZ) END AS instant
        FROM story_articles m JOIN articles a USING (article) WHERE m.story = $story
    )"""
_IN_ORDER = "day NULLS LAST, instant NULLS LAST, article"
_ARTICLES = f"""{_HERE}
    SELECT article, outlet, published, title, url, confidence FROM here ORDER BY {_IN_ORDER}"""
_ACTORS = f"""{_HERE}, appearing AS (
        SELECT p.article, p.number, i.actor, h.outlet,
            coalesce(k.name, p.name) AS name, coalesce(k.type, p.type) AS type
        FROM appearances p JOIN here h USING (article)
        LEFT JOIN identities i ON i.article = p.article AND i.appearance = p.number LEFT JOIN actors k USING (actor)
        WHERE p.type IN ('person', 'organisation', 'group', 'document') AND len(p.members) = 0
    ), saying AS (
        SELECT article, speaker AS number, count(*) AS statements FROM attributions
        WHERE NOT rejected AND article IN (SELECT article FROM here) GROUP BY ALL
    )
    SELECT actor, name, type, coalesce(sum(statements), 0)::BIGINT AS statements, count(DISTINCT article) AS articles
    FROM appearing LEFT JOIN saying USING (article, number)
    WHERE name IS DISTINCT FROM outlet OR statements IS NOT NULL
    GROUP BY actor, name, type ORDER BY statements DESC, articles DESC, name, actor LIMIT {LISTED}"""
_PLACES = f"""{_HERE}
    SELECT name, any_value(kind) AS kind, any_value(country) AS country, any_value(lat) AS lat, any_value(lon) AS lon,
        geonames, count(DISTINCT article) AS articles
    FROM places JOIN here USING (article) GROUP BY name, geonames
    ORDER BY articles DESC, name, geonames LIMIT {LISTED}"""
_TEXTS = f"""{_HERE}
    SELECT text FROM articles WHERE article IN (SELECT article FROM here ORDER BY {_IN_ORDER} LIMIT {_READ})
    ORDER BY article"""
# What a claim's first statement here says of it is new in the story; of each outlet the first article
_TIMES = f"""{_HERE}, made AS (
        SELECT m.claim, m.attribution, m.article, m."start", m.stop, h.day, h.instant, h.outlet, h.published
        FROM claim_statements m JOIN here h USING (article)
    ), first_made AS (
        SELECT *, count(DISTINCT article) OVER (PARTITION BY claim) AS carried FROM made
        QUALIFY row_number() OVER (PARTITION BY claim ORDER BY {_IN_ORDER}, "start", attribution) = 1
        ORDER BY carried DESC, claim LIMIT {LISTED}
    ), joining AS (
        SELECT * FROM here WHERE outlet IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY outlet ORDER BY {_IN_ORDER}) = 1
    )
    SELECT day, CASE WHEN instant IS NULL THEN NULL ELSE published[12:16] END AS "time", what, text, claim, outlet,
        article, "start", stop, carried
    FROM (
        SELECT day, instant, published, 'claim' AS what, c.text, f.claim, outlet, article, "start", stop, carried
        FROM first_made f JOIN claims c USING (claim)
        UNION ALL
        SELECT day, instant, published, 'outlet', title, NULL, outlet, article, NULL, NULL, NULL FROM joining
    ) ORDER BY {_IN_ORDER}, what DESC, "start" NULLS FIRST, claim"""
_PLACE = pa.schema(
    [
        ("name", pa.string()), ("kind", pa.string()), ("country", pa.string()), ("lat", pa.float64()),
        ("lon", pa.float64()), ("geonames", pa.uint32()), ("articles", pa.int64()),
    ]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its number and title, the days of its first and last article, and what they tell.

    `articles` come in the order of their time, with how sure each belongs to it. `actors` have their statements and
    articles in it, who says most first. `places` are those of the gazetteer, then names that look like those of
    places, without a kind. `timeline` is what was new when, by day and, where it is known, clock time: `what` is
    "claim" (made here for the first time then; `carried` is how many articles of the story have it) or "outlet" (the
    first article of an outlet, whose title is the text). Of each list but the articles, the first 200.
    """

    story: int
    title: str
    since: date | None
    until: date | None
    articles: Table
    actors: Table
    places: Table
    timeline: Table


def stories(
    connection: DuckDBPyConnection,
    question: str = "",
    since: str | date | None = None,
    until: str | date | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> Table:
    """Stories that a question is about, the best first; without one the largest first.

    `since` and `until` are days, months or years in which there was news of them, both included. Raises BadFilter for
    what is none.
    """
    given: dict[str, Any] = {
        "since": None if since is None else first_day(since, "since"),
        "until": None if until is None else last_day(until, "until"),
        "limit": limit,
        "offset": offset,
    }
    if question.strip():
        asked = _asked(question)
        given |= {"terms": [term for term, _ in asked], "words": [word for _, word in asked]}
    query = _SCORED if question.strip() else _ALL
    return Table(connection.sql(query + _ROWS, params=given).to_arrow_table())


def story(connection: DuckDBPyConnection, ref: int | str) -> Story:
    """One story: by its number, by an article of it (its address, its id, a reference as 12:210-330), or by words.

    Raises NotInLedger where there is none, with the way to those there are.
    """
    number = _number(connection, ref)
    row = first_row(connection, _ONE, [number])
    if row is None:
        way_out = f"look for one by its words{to_build(connection, 'stories')}"
        raise NotInLedger(f"no story has the number {number}; {way_out}")
    tables = {name: _table(connection, query, number) for name, query in _LISTS.items()}
    places = _places(connection, number, tables["places"], tables["actors"])
    return Story(row[0], row[1], row[2], row[3], tables["articles"], tables["actors"], places, tables["timeline"])


_LISTS = {"articles": _ARTICLES, "actors": _ACTORS, "places": _PLACES, "timeline": _TIMES}


def _asked(question: str) -> list[tuple[int, str]]:
    """Terms of a question, each with the word that it comes of."""
    found: dict[int, str] = {}
    for word in folded(question):
        for term in terms(word):
            found.setdefault(term, word)
    return list(found.items())[:_WORDS]


def _number(connection: DuckDBPyConnection, ref: int | str) -> int:
    name = str(ref).strip().encode("utf-8", "replace").decode("utf-8")
    number = _NUMBER.fullmatch(name)
    if number:
        return int(number[1])
    article = article_of(name) if span_of(name) else _article(connection, name)
    if article is not None:
        row = first_row(connection, _OF_ARTICLE, [article])
        if row is None:
            raise NotInLedger(f"{name[:LONGEST]!r}: in no story yet; `onrecord build` puts articles into stories")
        return int(row[0])
    best = next(iter(stories(connection, name, limit=1)), None) if name else None
    if best is None:
        raise NotInLedger(
            f"{name[:LONGEST]!r}: no story here is about that; name one by its number, by an article of it, or by words"
        )
    return int(best["story"])


def _article(connection: DuckDBPyConnection, name: str) -> int | None:
    row = first_row(connection, _BY_NAME, {"name": name, "key": clean_address(name)})
    return int(row[0]) if row else None


def _table(connection: DuckDBPyConnection, query: str, number: int) -> Table:
    return Table(connection.sql(query, params={"story": number}).to_arrow_table())


def _places(connection: DuckDBPyConnection, number: int, known: Table, actors: Table) -> Table:
    texts: Sequence[str] = [text for (text,) in connection.execute(_TEXTS, {"story": number}).fetchall()]
    names = [row["name"] for table in (known, actors) for row in table]
    rows = [{name: row[name] for name in _PLACE.names} for row in known]
    rows += [{"name": name, "articles": count} for name, count in place_like(texts, names)]
    return Table(pa.Table.from_pylist(rows[:LISTED], schema=_PLACE))
