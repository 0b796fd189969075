"""Appearances out of a ledger, with what they are compared by."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.records import ActorType

from .actors import Appearance
from .actors.bodies import is_initials

NAMED = ("person", "organisation", "group", "document")

_WANTED = """CREATE OR REPLACE TEMP TABLE wanted_appearances AS
    SELECT article, number FROM appearances JOIN wanted_names USING (name, type) WHERE len(members) = 0"""
_APPEARANCES = """SELECT a.article, a.number, a.name, a.type, [r.title FOR r IN a.roles],
        CASE WHEN a.type = 'person' THEN [] ELSE list_distinct(
            [substring(t.text, m."start" + 1, m.stop - m."start") FOR m IN a.mentions IF m.stop - m."start" <= 12]) END,
        t.outlet, t.day
    FROM appearances a JOIN wanted_appearances USING (article, number) JOIN articles t USING (article)"""
_COMPANY = """SELECT article, list(number ORDER BY number), list(name ORDER BY number) FROM appearances
    WHERE type IN ('person', 'organisation') AND len(members) = 0
        AND article IN (SELECT article FROM wanted_appearances) GROUP BY article"""
_PLACES = """WITH named AS (
        SELECT article, name, country, count(*) AS times, min("start") AS place FROM places
        WHERE article IN (SELECT article FROM wanted_appearances) GROUP BY ALL),
    countries AS (
        SELECT article, country, sum(times) AS times, min(place) AS place FROM named
        WHERE country IS NOT NULL GROUP BY ALL)
    SELECT article, list(name ORDER BY times DESC, place), (
        SELECT list(country ORDER BY times DESC, place) FROM countries c WHERE c.article = n.article)
    FROM named n GROUP BY article"""


def gather(connection: DuckDBPyConnection, names: Sequence[tuple[str, ActorType]]) -> Iterator[Appearance]:
    """All appearances in the ledger under these names, each with a type, but for those who speak jointly."""
    table = pa.table({"name": [name for name, _ in names], "type": [kind for _, kind in names]})
    connection.register("wanted_names", table)
    connection.execute(_WANTED)
    connection.unregister("wanted_names")
    spelt: dict[str, str] = {}  # one string for each name, however many articles have it
    company = {
        article: (numbers, tuple(spelt.setdefault(name, name) for name in found))
        for article, numbers, found in connection.execute(_COMPANY).fetchall()
    }
    places = {article: (found, codes) for article, found, codes in connection.execute(_PLACES).fetchall()}
    rows: list[tuple[Any, ...]] = connection.execute(_APPEARANCES).fetchall()
    connection.execute("DROP TABLE wanted_appearances")
    for article, number, name, kind, roles, wordings, outlet, day in rows:
        numbers, beside = company.get(article, ((), ()))
        found, codes = places.get(article, ((), ()))
        yield Appearance(
            article,
            number,
            spelt.setdefault(name, name),
            kind,
            tuple(roles),
            tuple(other for at, other in zip(numbers, beside, strict=True) if at != number),
            tuple(sorted(wording for wording in wordings if is_initials(wording))),
            tuple(found),
            tuple(codes or ()),
            outlet,
            day,
        )
