"""A small ledger about places and people that do not exist."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from tests.ledger.told import told

from onrecord.ledger import Handed, Ledger, Missed, Reading
from onrecord.ledger.indexing import index
from onrecord.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Document,
    Failure,
    Link,
    Mention,
    Place,
    Role,
    Time,
)

ACTORS = (  # by number from 1, with the names that articles have for them
    ("Teodora Vânt", "person", ("Teodora Vânt", "Vânt", "Teodora A. Vânt")),
    ("Ilmar Vânt", "person", ("Ilmar Vânt",)),
    ("Norrland", "organisation", ("Norrland",)),
    ("Bank of Norrland", "organisation", ("Bank of Norrland",)),
    ("Quorin Press Agency", "organisation", ("Quorin Press Agency", "QPA")),
    ("The Oststad Herald", "organisation", ("The Oststad Herald",)),
    ("Brook & O’Dell", "group", ("Brook & O’Dell",)),
)


@dataclass(frozen=True)
class Said:
    """A paragraph: `speaker` says `content`, through `via`."""

    speaker: str
    content: str
    cue: str = "said"
    via: Sequence[str] = ()
    role: str | None = None
    place: tuple[str, str] | None = None  # as it stands in the content, with its country
    joint: tuple[str, str] | None = None
    changes: tuple[tuple[str, object], ...] = ()  # fields of the attribution


def document(number: str, day: str | None, outlet: str | None, *said: Said, url: str | None = None) -> Document:
    """An article of one paragraph for each of `said`."""
    text, blocks, attributions = f"Article {number}", [Block("headline", 0, 8 + len(number))], list[Attribution]()
    actors = [Actor(outlet, "organisation")] if outlet else []
    places, times = list[Place](), list[Time]()
    for one in said:
        start = len(text) + 2
        cue = start + len(one.speaker) + 1
        content = cue + len(one.cue) + 1
        text = f"{text}\n\n{one.speaker} {one.cue} {one.content}."
        blocks.append(Block("paragraph", start, len(text)))
        span = (start, start + len(one.speaker))
        speaker = _speaker(actors, one, span)
        links = [Link(0, "published by", None)] if outlet else []
        links += [Link(_number(actors, name), "reported by", None) for name in one.via]
        attribution = Attribution(
            (span,), ((cue, content - 1),), ((content, content + len(one.content)),), "indirect", 0.9, None,
            "assertion", "plain", "person", speaker, 0.9, tuple(links),
        )  # fmt: skip
        attributions.append(replace(attribution, **dict(one.changes)))  # type: ignore[arg-type]
        if one.place:
            at = content + one.content.index(one.place[0])
            found = Place(at, at + len(one.place[0]), one.place[0], "city", 1.0, 2.0, None, one.place[1], 0.9)
            places.append(found)
    times = [Time(0, 7, "DATE", day)]
    article = Article(number, text, tuple(blocks), f"Article {number}", outlet, (), day, "en", url)
    return Document(article, tuple(attributions), tuple(actors), tuple(times), (), tuple(places))


def _number(actors: list[Actor], name: str, members: tuple[int, ...] = ()) -> int:
    names = [actor.name for actor in actors]
    if name not in names:
        kind = next((kind for _, kind, names in ACTORS if name in names), "person")
        actors.append(Actor(name, kind, (), (), members))  # type: ignore[arg-type]
        return len(actors) - 1
    return names.index(name)


def _speaker(actors: list[Actor], said: Said, span: tuple[int, int]) -> int:
    members = tuple(_number(actors, name) for name in said.joint or ())
    number = _number(actors, said.speaker, members)
    role = (Role(said.role, span),) if said.role else ()
    actor = actors[number]
    actors[number] = replace(actor, mentions=(*actor.mentions, Mention(*span, 1.0)), roles=(*actor.roles, *role))
    return number


def reading(number: int, made: Document) -> Reading:
    """What is handed to a writer."""
    return Reading(Handed(f"{number}.html", "folder", number), made, index(made))


WORLD = (
    document(
        "a", "2024-11-13", "The Oststad Herald",
        Said("Teodora Vânt", "some 12,000 troops have crossed the Ember river near Oststad", role="defence minister",
             via=("QPA",), place=("Oststad", "NX"), changes=(("time", 0), ("kind", "direct"))),
        Said("Ilmar Vânt", "the price of bread would double before spring"),
        Said("Brook & O’Dell", "the harbour master’s office stays shut", joint=("Brook", "O’Dell")),
        url="https://herald.example/2024/ember.html",
    ),
    document(
        "b", "2024-12-01", "Harbour Gazette",
        Said("Teodora A. Vânt", "soldiers entered from across the frontier", cue="claimed", role="minister",
             changes=(("commitment", "claimed"), ("confidence", 0.4))),
        Said("Bank of Norrland", "loans for fishermen become cheaper"),
        Said("Norrland", "it regrets the shelling of Oststad", via=("The Oststad Herald",), place=("Oststad", "NX")),
        url="https://gazette.example/b#part",
    ),
    document(
        "c", None, None,
        Said("A clerk", "nobody has seen the keys", changes=(("actor", None), ("speaker_type", None), ("chain", ()))),
        Said("Ilmar Vânt", "well-known facts, as ever, are few - and 50% wrong & late",
             changes=(("type", "belief"),)),
        url="javascript:alert(1)",
    ),
)  # fmt: skip


def linked(connection: DuckDBPyConnection) -> None:
    """Say whose the appearances are, as ACTORS has it."""
    for number, (name, type_, names) in enumerate(ACTORS, 1):
        connection.execute("INSERT INTO actors BY NAME SELECT ? AS actor, ? AS name, ? AS type", [number, name, type_])
        connection.execute(
            """INSERT INTO identities BY NAME SELECT article, number AS appearance, ? AS actor, 'name' AS reason,
               1.0 AS confidence FROM appearances WHERE list_contains(?::VARCHAR[], name)""",
            [number, list(names)],
        )


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with WORLD in it."""
    path = tmp_path_factory.mktemp("asking") / "world.duckdb"
    with Ledger.open(path).writing("test") as writer:
        writer.begin(["folder"])
        failed = Missed(Handed("login.html", "folder", 99), Failure("login.html", "NoArticleText", "a login page"))
        writer.append([*(reading(number, made) for number, made in enumerate(WORLD)), failed])
        writer.end()
        with writer.connection() as connection:
            linked(connection)
    return path


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The ledger of `tests.ledger.told`, that no test writes to."""
    return told(tmp_path_factory.mktemp("told") / "told.duckdb")


@pytest.fixture
def connection(world: Path) -> Iterator[DuckDBPyConnection]:
    """The ledger, open to be asked."""
    with Ledger.open(world).reading() as opened:
        yield opened


@pytest.fixture
def fresh(tmp_path: Path) -> Ledger:
    """A ledger that is not there yet."""
    return Ledger.open(tmp_path / "fresh.duckdb")
