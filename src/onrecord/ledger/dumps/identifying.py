"""Documents with who their actors are over all articles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.ledger.documents import read_documents
from onrecord.ledger.dumps.selecting import Selection
from onrecord.records import Document

_BATCH = 1_000


@dataclass(slots=True)
class Identifiers:
    """What the ledger knows of one article's lists: number and name of its actors by place, and the rejected places."""

    actors: dict[int, tuple[int, str]] = field(default_factory=dict)
    rejected: set[int] = field(default_factory=set)


def identified(connection: DuckDBPyConnection, articles: Sequence[int]) -> Iterator[tuple[Document, Identifiers]]:
    """The documents of `articles`, in that order, with what the ledger knows of them; all of them are held."""
    known = identifiers(connection, articles)
    for article, document in zip(articles, read_documents(connection, articles), strict=True):
        yield document, known[article]


def identifiers(connection: DuckDBPyConnection, articles: Sequence[int]) -> dict[int, Identifiers]:
    """For each of `articles`: who its actors are over all articles, and which attributions a person rejected."""
    found = {article: Identifiers() for article in articles}
    named = connection.execute(
        "SELECT i.article, i.appearance, a.actor, a.name FROM identities i JOIN actors a USING (actor)"
        " WHERE list_contains(?::UINTEGER[], i.article) ORDER BY ALL",
        [list(articles)],
    )
    for article, place, actor, name in named.fetchall():
        found[article].actors[place] = actor, name
    rejected = connection.execute(
        "SELECT article, number FROM attributions WHERE rejected AND list_contains(?::UINTEGER[], article)",
        [list(articles)],
    )
    for article, place in rejected.fetchall():
        found[article].rejected.add(place)
    return found


def known_actors(connection: DuckDBPyConnection, selection: Selection) -> Iterator[tuple[Any, ...]]:
    """Number, name, type, names and roles of each actor in the latest versions of the selected articles, in order."""
    condition, values = selection.condition()
    latest = "true" if selection.articles else "latest"
    rows = connection.execute(
        f"""
        SELECT a.actor, a.name, a.type,
            list_sort(list_distinct(list(p.name))),
            list_sort(list_distinct(flatten(list(list_transform(p.roles, lambda role: role.title)))))
        FROM identities i
        JOIN actors a USING (actor)
        JOIN appearances p ON p.article = i.article AND p.number = i.appearance
        WHERE i.article IN (SELECT article FROM articles WHERE {latest} AND {condition})
        GROUP BY ALL ORDER BY a.actor
        """,
        values,
    )
    while batch := rows.fetchmany(_BATCH):
        yield from batch
