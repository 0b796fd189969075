"""The tables `actors` and `identities`: kept up to date, whatever the order, and however often it is cut off."""

import shutil
from pathlib import Path

import pytest
from tests.corpus.worlds import Partition, add, partition, readings, world
from tests.ledger.worlds import index_of

from onrecord.corpus import link_actors, linking
from onrecord.corpus.actors import Appearance, identities
from onrecord.corpus.gathering import NAMED, gather
from onrecord.ledger import Ledger, Reading

WORLDS = (
    "one person, a full name with and without the middle initial, and a family name alone",
    "spouses, and their family name alone",
    "two namesakes in other fields",
    "an organisation and its initials, given together in one article",
    "city councils of different cities",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return Ledger.open(tmp_path / "news.duckdb")


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger in which the articles are, not linked yet."""
    made = Ledger.open(tmp_path_factory.mktemp("added") / "news.duckdb")
    add(made, items())
    return made.path


@pytest.fixture
def full(added: Path, tmp_path: Path) -> Ledger:
    """A copy of that ledger."""
    return Ledger.open(shutil.copy(added, tmp_path / "full.duckdb"))


def items() -> list[Reading]:
    """The articles of all worlds named above, each with an id of its own."""
    rows = [article for name in WORLDS for article in world(name)["articles"]]
    return readings({"articles": rows})


def link(ledger: Ledger, *, whole: bool = False) -> int:
    with ledger.writing("link") as writer:
        return link_actors(writer, whole=whole)


@pytest.fixture(scope="module")
def at_once(added: Path, tmp_path_factory: pytest.TempPathFactory) -> Partition:
    """Who is one actor where all articles are linked in one run."""
    ledger = Ledger.open(shutil.copy(added, tmp_path_factory.mktemp("once") / "news.duckdb"))
    link(ledger)
    return partition(ledger)


def appearances_of(ledger: Ledger) -> list[Appearance]:
    with ledger.writing("look") as writer, writer.connection() as connection:
        names = connection.execute(f"SELECT DISTINCT name, type FROM appearances WHERE type IN {NAMED}").fetchall()
        return list(gather(connection, names))


def test_the_ledger_tells_what_the_appearances_tell(full: Ledger) -> None:
    assert link(full) > 0
    found = {(row["article"], row["appearance"]): row for row in full.sql("SELECT * FROM identities")}
    pure = list(identities(appearances_of(full)))
    assert {(i.article, i.number) for i in pure} == set(found)
    for identity in pure:
        row = found[identity.article, identity.number]
        assert (row["reason"], row["confidence"]) == (identity.reason, identity.confidence)
        first = found[identity.actor]
        assert row["actor"] == first["actor"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1)])
def test_three_portions_in_any_order_give_what_all_at_once_gives(
    ledger: Ledger, at_once: Partition, order: tuple[int, int, int]
) -> None:
    made = items()
    for portion in order:
        add(ledger, made[portion::3])
        link(ledger)
    assert partition(ledger) == at_once


def test_linking_again_changes_nothing(full: Ledger) -> None:
    link(full)
    before = full.sql("SELECT * FROM identities ORDER BY ALL").arrow()
    assert link(full) == 0
    assert link(full, whole=True) == 0
    assert full.sql("SELECT * FROM identities ORDER BY ALL").arrow() == before


def test_an_actor_keeps_its_number_when_more_is_added(ledger: Ledger) -> None:
    made = items()
    add(ledger, made[:4])
    link(ledger)
    query = "SELECT actor FROM actors WHERE name = 'Anselm J. Brandvold'"
    before = list(ledger.sql(query))
    add(ledger, made[4:])
    link(ledger)
    assert len(before) == 1
    assert list(ledger.sql(query)) == before


def test_what_was_cut_off_is_finished_by_the_next_run(
    full: Ledger, at_once: Partition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking, "_AT_ONCE", 5)
    whole, calls = linking.link_names, iter(range(3))

    def cut_off(*arguments: object) -> int:
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return whole(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(linking, "link_names", cut_off)
    with pytest.raises(KeyboardInterrupt):
        link(full)
    part = full.sql("SELECT count(*) AS n FROM identities")
    assert 0 < next(iter(part))["n"] < sum(map(len, at_once))
    monkeypatch.setattr(linking, "link_names", whole)
    link(full)
    assert partition(full) == at_once


def test_every_actor_has_appearances_and_every_identity_an_actor(full: Ledger) -> None:
    link(full)
    names = {row["name"] for row in full.sql("SELECT name FROM actors")}
    assert {"Anselm J. Brandvold", "Northern Relief Alliance", "Fenwick City Council"} <= names
    assert not list(full.sql("FROM actors WHERE actor NOT IN (SELECT actor FROM identities)"))
    assert not list(full.sql("FROM identities WHERE actor NOT IN (SELECT actor FROM actors)"))
    assert not list(full.sql("SELECT actor FROM actors GROUP BY actor HAVING count(*) > 1"))


def test_an_article_read_anew_is_linked_anew(ledger: Ledger) -> None:
    made = readings(world(WORLDS[0]))
    add(ledger, made)
    link(ledger)
    other = readings(world(WORLDS[2]))[0].document
    with ledger.writing("reread") as writer:
        writer.replace(1, other, index_of(other))
        link_actors(writer, whole=True)
    names = [row["name"] for row in ledger.sql("SELECT name FROM actors ORDER BY name")]
    assert "Declan Harkness" in names
    assert not list(ledger.sql("FROM actors WHERE actor NOT IN (SELECT actor FROM identities)"))


def test_an_empty_ledger_has_no_actors(ledger: Ledger) -> None:
    assert link(ledger) == 0
    assert not list(ledger.sql("FROM actors"))


def test_father_and_son_are_two_actors_of_a_ledger(ledger: Ledger) -> None:
    made = readings(world("father and son"))
    add(ledger, made)
    link(ledger)
    rows = ledger.sql("SELECT name, count(*) AS n FROM actors JOIN identities USING (actor) GROUP BY ALL ORDER BY name")
    assert [(row["name"], row["n"]) for row in rows] == [
        ("Lena Abt", 2),
        ("Royce Tillinghast Jr.", 3),
        ("Royce Tillinghast Sr.", 2),
    ]
