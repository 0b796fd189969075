"""The truth about stories and claims put into a ledger in place of what building finds.

So that a later stage can be measured by itself, without the faults of those before it.
"""

from collections.abc import Callable
from functools import partial

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.ledger import Writer

from .covering import Said, covered, said
from .locating import Item, Located, locate
from .records import World

_STORIES = """INSERT INTO stories BY NAME SELECT f.story, any_value(f.title) AS title, min(day) AS since,
    max(day) AS until, count(*) AS articles FROM filled f JOIN articles a USING (article) GROUP BY f.story"""
_CLAIMS = """INSERT INTO claims BY NAME SELECT f.claim, mode(t.story ORDER BY t.story) AS story,
    any_value(f.says) AS text, min(f.attribution) AS attribution, min(a.day) AS since, max(a.day) AS until,
    count(*) AS statements, count(DISTINCT f.article) AS articles, count(*) FILTER (f.stance = 'denies') AS denials
    FROM filled f JOIN articles a USING (article) LEFT JOIN story_articles t USING (article) GROUP BY f.claim"""
_STATEMENTS = """INSERT INTO claim_statements BY NAME SELECT claim, attribution, article, "start", stop, stance,
    1.0 AS confidence, 'marked' AS reason FROM filled"""


def truths(world: World) -> dict[str, Callable[[Writer], None]]:
    """What fills in the truth in place of a stage, by the stage's name."""
    return {"stories": partial(fill_stories, world), "claims": partial(fill_claims, world)}


def fill_stories(world: World, writer: Writer) -> None:
    """Put the true stories into a ledger, in place of what it has."""
    with writer.connection() as connection:
        numbers = {story: number for number, story in enumerate(sorted(world.stories))}
        rows = [
            {"article": article, "story": numbers[story], "title": world.stories[story]}
            for text, article in locate(world, connection).articles.items()
            if (story := world.texts[text].story) is not None
        ]
        connection.execute("DELETE FROM stories")
        connection.execute("DELETE FROM story_articles")
        _fill(connection, rows, _STORIES, "INSERT INTO story_articles SELECT story, article, 1.0 FROM filled")


def fill_claims(world: World, writer: Writer) -> None:
    """Put the true claims into a ledger, in place of what it has: of what is marked and was read as a statement."""
    with writer.connection() as connection:
        connection.execute("DELETE FROM claims")
        connection.execute("DELETE FROM claim_statements")
        located = locate(world, connection)
        rows = _statements(world, located, covered(located, said(connection)))
        _fill(connection, rows, _CLAIMS, _STATEMENTS)


def _statements(world: World, located: Located, covering: dict[Item, Said]) -> list[dict[str, object]]:
    numbers = {claim: number for number, claim in enumerate(sorted({item.claim for item in located.items}))}
    found = []
    for item, one in covering.items():
        says = item.words if item.one_off else world.claims[item.claim].says
        row = {"claim": numbers[item.claim], "says": says, "attribution": one.attribution, "article": item.article}
        stance = "denies" if item.denies else "says"
        found.append(row | {"start": item.start, "stop": item.stop, "stance": stance})
    return found


def _fill(connection: DuckDBPyConnection, rows: list[dict[str, object]], *queries: str) -> None:
    if not rows:
        return
    connection.register("filled", pa.Table.from_pylist(rows))
    for query in queries:
        connection.execute(query)
    connection.unregister("filled")
