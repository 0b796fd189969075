"""Documents as they went into the ledger, rebuilt from its tables."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Document,
    Link,
    Mention,
    Place,
    Quantity,
    Role,
    Span,
    Time,
)

_ARTICLE = "article, id, text, blocks, title, outlet, authors, published, language, url"
_ATTRIBUTION = """article, source, cue, content, kind, confidence, "within", type, commitment, speaker_type, speaker,
    speaker_confidence, chain, "time\""""
_ACTOR = "article, name, type, mentions, roles, members"
_TIME = 'article, "start", stop, type, value, modifier, since, until'
_QUANTITY = """article, "start", stop, value, low, high, unit, counted, counted_start, counted_stop, about, part_of"""
_PLACE = 'article, "start", stop, name, kind, lat, lon, geonames, country, confidence'


def read_documents(connection: DuckDBPyConnection, articles: Sequence[int]) -> Iterator[Document]:
    """Yield the documents of `articles`, in that order; a number that is not there is passed over.

    Holds all of them: hand in a few hundred at a time.
    """
    held = {row[0]: row for row in _rows(connection, "articles", _ARTICLE, articles)}
    attributions = _listed(connection, "attributions", _ATTRIBUTION, articles)
    actors = _listed(connection, "appearances", _ACTOR, articles)
    times = _listed(connection, "times", _TIME, articles)
    quantities = _listed(connection, "quantities", _QUANTITY, articles)
    places = _listed(connection, "places", _PLACE, articles)
    for number in articles:
        if number in held:
            yield Document(
                _article(*held[number]),
                tuple(_attribution(*row) for row in attributions[number]),
                tuple(_actor(*row) for row in actors[number]),
                tuple(Time(*row) for row in times[number]),
                tuple(_quantity(*row) for row in quantities[number]),
                tuple(Place(*row) for row in places[number]),
            )


def _rows(connection: DuckDBPyConnection, table: str, columns: str, articles: Sequence[int]) -> list[tuple[Any, ...]]:
    order = "article" if table == "articles" else 'article, "number"'
    query = f"SELECT {columns} FROM {table} WHERE article IN (SELECT unnest(?::UINTEGER[])) ORDER BY {order}"
    return connection.execute(query, [list(articles)]).fetchall()


def _listed(
    connection: DuckDBPyConnection, table: str, columns: str, articles: Sequence[int]
) -> defaultdict[int, list[tuple[Any, ...]]]:
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for article, *rest in _rows(connection, table, columns, articles):
        found[article].append(tuple(rest))
    return found


def _article(
    _: int, id_: str, text: str, blocks: list[dict[str, Any]], title: str | None, outlet: str | None,
    authors: list[str], published: str | None, language: str | None, url: str | None,
) -> Article:  # fmt: skip
    found = tuple(Block(block["kind"], block["start"], block["stop"]) for block in blocks)
    return Article(id_, text, found, title, outlet, tuple(authors), published, language, url)


def _attribution(
    source: list[dict[str, int]], cue: list[dict[str, int]], content: list[dict[str, int]], kind: Any,
    confidence: float, within: int | None, type_: Any, commitment: Any, speaker_type: Any, speaker: int | None,
    speaker_confidence: float | None, chain: list[dict[str, Any]], time: int | None,
) -> Attribution:  # fmt: skip
    links = tuple(Link(link["speaker"], link["relation"], _span(link["start"], link["stop"])) for link in chain)
    return Attribution(
        _spans(source), _spans(cue), _spans(content), kind, confidence, within, type_, commitment, speaker_type,
        speaker, speaker_confidence, links, time,
    )  # fmt: skip


def _actor(
    name: str, type_: Any, mentions: list[dict[str, Any]], roles: list[dict[str, Any]], members: list[int]
) -> Actor:
    found = tuple(Mention(mention["start"], mention["stop"], mention["confidence"]) for mention in mentions)
    called = tuple(Role(role["title"], (role["start"], role["stop"])) for role in roles)
    return Actor(name, type_, found, called, tuple(members))


def _quantity(
    start: int, stop: int, value: float | None, low: float | None, high: float | None, unit: str | None,
    counted: str | None, counted_start: int | None, counted_stop: int | None, about: bool, part_of: int | None,
) -> Quantity:  # fmt: skip
    span = _span(counted_start, counted_stop)
    return Quantity(start, stop, value, low, high, unit, counted, span, about, part_of)


def _spans(found: list[dict[str, int]]) -> tuple[Span, ...]:
    return tuple((span["start"], span["stop"]) for span in found)


def _span(start: int | None, stop: int | None) -> Span | None:
    return None if start is None or stop is None else (start, stop)
