"""Statements of which it is known what they claim: invented ones, and those of test worlds as they are read."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from onrecord.corpus.claims.gathering import Gathered, gather
from onrecord.corpus.claims.statements import Part
from onrecord.evaluation.worlds import World, read_world
from onrecord.evaluation.worlds.covering import Said, covered
from onrecord.evaluation.worlds.keeping import built, read_pages, readings
from onrecord.evaluation.worlds.locating import clipped, locate
from onrecord.ledger import Ledger

_GROUPS = """SELECT a.article, coalesce(s.story::BIGINT, -1 - a.article::BIGINT) FROM articles a
    LEFT JOIN story_articles s ON s.article = a.article WHERE a.latest"""
_CONTENTS = """SELECT attribution, [c."start" FOR c IN content], [c.stop FOR c IN content] FROM attributions
    WHERE NOT rejected"""


@dataclass(frozen=True, slots=True)
class Happening:
    """Parts of statements of one story, and the claims that each makes or denies: none where that is not known."""

    name: str
    parts: tuple[Part, ...]
    claims: tuple[frozenset[str], ...]
    names: frozenset[str] = frozenset()


def invented() -> list[Happening]:
    """The happenings of `data/claims.txt`, each statement in an article of its own."""
    found: list[tuple[str, dict[str, str]]] = []
    text = (files("onrecord.training") / "data" / "claims.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("="):
            found.append((line[1:].strip(), {}))
        elif " | " in line and not line.startswith("#"):
            claim, statement = line.split(" | ", 1)
            found[-1][1].setdefault(statement.strip('"'), claim.lstrip("-"))
    return [
        Happening(
            name,
            tuple(Part(place, place, 0, len(text), text, 0) for place, text in enumerate(rows)),
            tuple(frozenset((claim,)) for claim in rows.values()),
        )
        for name, rows in found
    ]


def of_worlds(folders: Sequence[Path]) -> list[Happening]:
    """The stories of test worlds as `onrecord build` comes to have them, by the marks that each part covers.

    Reads every page of the worlds, a world after the other.
    """
    return [happening for folder in folders for happening in _of_world(read_world([folder]))]


def _of_world(world: World) -> list[Happening]:
    with tempfile.TemporaryDirectory() as folder:
        documents = read_pages(world, Path(folder) / "read.duckdb", workers=1)
        ledger = built(Path(folder) / "built.duckdb", readings(documents), last="stories")
        with ledger.reading() as connection:
            groups: dict[int, int] = dict(connection.execute(_GROUPS).fetchall())
            gathered = gather(connection, groups)
        return _happenings(gathered, _marked(world, ledger, gathered.parts))


def _marked(world: World, ledger: Ledger, parts: Sequence[Part]) -> dict[int, set[str]]:
    """By the place of a part, the claims of the marks that it covers best."""
    said: dict[int, list[Said]] = {}
    with ledger.reading() as connection:
        located = locate(world, connection)
        contents = {row[0]: tuple(zip(*row[1:], strict=True)) for row in connection.execute(_CONTENTS).fetchall()}
    for place, part in enumerate(parts):
        spans = tuple(clipped(contents[part.attribution], part.start, part.stop))
        said.setdefault(part.article, []).append(Said(part.attribution, spans, place))
    found: dict[int, set[str]] = {}
    for item, one in covered(located, said).items():
        if one.claim is not None:
            found.setdefault(one.claim, set()).add(item.claim)
    return found


def _happenings(gathered: Gathered, marked: Mapping[int, set[str]]) -> list[Happening]:
    stories: dict[int, list[int]] = {}
    for place, part in enumerate(gathered.parts):
        stories.setdefault(part.group, []).append(place)
    return [
        Happening(
            str(group),
            tuple(gathered.parts[place] for place in places),
            tuple(frozenset(marked.get(place, ())) for place in places),
            gathered.names.get(group, frozenset()),
        )
        for group, places in sorted(stories.items())
    ]
