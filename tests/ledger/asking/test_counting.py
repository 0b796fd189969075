"""How much a ledger holds."""

from duckdb import DuckDBPyConnection

from onrecord.ledger import Ledger
from onrecord.ledger.asking.counting import stats


def test_articles_statements_and_those_behind_them_are_counted(connection: DuckDBPyConnection) -> None:
    told = stats(connection)
    assert (told.articles, told.versions, told.statements, told.rejected) == (3, 3, 8, 0)
    assert (told.speakers, told.outlets, str(told.since), str(told.until)) == (5, 2, "2024-11-13", "2024-12-01")
    assert told.characters == sum(len(text) for (text,) in connection.execute("SELECT text FROM articles").fetchall())


def test_the_most_frequent_come_first(connection: DuckDBPyConnection) -> None:
    told = stats(connection)
    assert [row["name"] for row in told.top_speakers][:2] == ["Ilmar Vânt", "Teodora Vânt"]
    assert [row["name"] for row in told.top_agencies] == ["Quorin Press Agency", "The Oststad Herald"]
    assert {row["outlet"] for row in told.top_outlets} == {"The Oststad Herald", "Harbour Gazette"}
    assert list(told.languages) == [{"language": "en", "articles": 3}]


def test_failures_are_counted_by_the_class_of_the_error(connection: DuckDBPyConnection) -> None:
    assert list(stats(connection).failures) == [{"error": "NoArticleText", "pages": 1}]


def test_every_table_has_a_size_that_fits_into_the_file(connection: DuckDBPyConnection) -> None:
    sizes = {row["table"]: row for row in stats(connection).sizes}
    assert sizes["attributions"]["rows"] == 8
    assert sizes["articles"]["bytes"] > 0
    (size,) = connection.execute("SELECT total_blocks * block_size FROM pragma_database_size()").fetchall()[0]
    assert all(row["bytes"] <= size for row in sizes.values())


def test_an_empty_ledger_is_counted(fresh: Ledger) -> None:
    with fresh.writing("test"):
        pass
    with fresh.reading() as connection:
        told = stats(connection)
    assert (told.articles, told.statements, told.since, len(told.top_speakers)) == (0, 0, None, 0)


def test_what_was_built_and_what_waits_for_it_is_counted(known: Ledger, connection: DuckDBPyConnection) -> None:
    found = known.stats()
    assert (found.copies, found.stories, found.claims, found.conflicts, found.unbuilt) == (3, 2, 6, 4, 0)
    assert (stats(connection).claims, stats(connection).unbuilt) == (0, 3)
