"""One article with all that was read from it."""

import pytest
from duckdb import DuckDBPyConnection

from onrecord.errors import NotInLedger
from onrecord.ledger import Ledger
from onrecord.ledger.asking.finding import find
from onrecord.ledger.asking.showing import show

from .conftest import WORLD, Said, document, reading

URL = "https://herald.example/2024/ember.html"


def test_an_article_is_shown_by_number_reference_id_and_address(connection: DuckDBPyConnection) -> None:
    number = show(connection, URL).version.article
    for name in (number, str(number), f"{number}:10-20", "a", f"{URL}?utm_source=x"):
        assert show(connection, name).document == WORLD[0]


def test_a_reference_says_which_characters_are_meant(connection: DuckDBPyConnection) -> None:
    row = next(iter(find(connection, "troops")))
    shown = show(connection, row["reference"])
    assert shown.span == (row["start"], row["stop"])
    assert show(connection, row["article"]).span is None


def test_the_actors_of_the_ledger_stand_beside_those_of_the_document(connection: DuckDBPyConnection) -> None:
    shown = show(connection, URL)
    known = dict(zip((actor.name for actor in shown.document.actors), shown.actors, strict=True))
    assert (known["Teodora Vânt"], known["QPA"], known["Brook"]) == (1, 5, None)


def test_versions_are_listed_with_what_came_and_went(fresh: Ledger) -> None:
    url = "https://gazette.example/changed"
    stays = Said("Ann", "the bridge is open")
    first = document("v", "2024-01-01", None, stays, Said("Ben", "two boats sank"), url=url)
    second = document(
        "v", "2024-01-01", None, stays, Said("Ben", "nobody was hurt when the ferry ran aground"), url=url
    )
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, first)])
        writer.append([reading(2, second)])
    with fresh.reading() as connection:
        shown = show(connection, url)
        assert [(version.version, version.latest) for version in shown.versions] == [(1, False), (2, True)]
        assert shown.document == second
        assert [row["content"] for row in shown.came] == ["nobody was hurt when the ferry ran aground"]
        assert [row["content"] for row in shown.went] == ["two boats sank"]
        older = show(connection, shown.versions[0].article)
        assert (older.document, len(older.came), len(older.went)) == (first, 0, 0)


def test_rejected_statements_are_shown_as_such(fresh: Ledger) -> None:
    with fresh.writing("test") as writer:
        writer.begin([])
        both = [Said("Ann", "the bridge is open"), Said("Ben", "it is shut")]
        writer.append([reading(1, document("1", "2024-01-01", None, *both))])
        with writer.connection() as connection:
            connection.execute("UPDATE attributions SET rejected = true WHERE number = 1")
    with fresh.reading() as connection:
        shown = show(connection, "1")
        assert shown.rejected == {1}
        assert shown.version.statements == 1


@pytest.mark.parametrize("name", [99, "99:1-2", "https://nowhere.example/", "", "'; --", "1:2", "\ud800"])
def test_an_article_that_is_not_there_is_an_error_that_says_how_to_name_one(
    connection: DuckDBPyConnection, name: int | str
) -> None:
    with pytest.raises(NotInLedger, match="no such article"):
        show(connection, name)


@pytest.mark.parametrize("part", ["1:20-10", "1:5-5", "1:0-99999", "1:99999-100000"])
def test_a_part_that_an_article_has_not_got_is_an_error_that_says_how_long_it_is(
    connection: DuckDBPyConnection, part: str
) -> None:
    with pytest.raises(NotInLedger, match="article 1 has the characters 0 to"):
        show(connection, part)
