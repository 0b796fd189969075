"""Questions in SQL: answered, and nothing else done."""

from pathlib import Path

import pytest

from onrecord.errors import BadQuery
from onrecord.ledger import Ledger


def test_a_question_is_answered_as_arrow_pandas_polars_and_rows(world: Ledger) -> None:
    table = world.sql("SELECT article, title FROM articles WHERE outlet = ? ORDER BY article", ["The Lantern"])
    rows = [{"article": 4, "title": "Haven port stands still"}, {"article": 8, "title": "Strike may last"}]
    assert table.columns == ["article", "title"]
    assert len(table) == 2
    assert list(table) == rows
    assert table.arrow().to_pylist() == rows
    assert table.pandas().to_dict("records") == rows
    assert table.polars().to_dicts() == rows


@pytest.mark.parametrize("query", ["DESCRIBE articles", "EXPLAIN SELECT 1", "FROM runs", "WITH a AS (SELECT 1) FROM a"])
def test_what_only_asks_is_answered(world: Ledger, query: str) -> None:
    assert len(world.sql(query)) > 0


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM articles",
        "CREATE TABLE a (b INTEGER)",
        "CREATE TEMP TABLE a (b INTEGER)",
        "DROP TABLE runs",
        "SELECT 1; DROP TABLE runs",
        "SELECT 1; SELECT 2",
        "ATTACH ':memory:' AS a",
        "COPY runs TO '{file}'",
        "SET threads = 1",
        "INSTALL httpfs",
        "EXPLAIN ANALYZE DELETE FROM articles",
        "PRAGMA database_list",
        "CHECKPOINT",
        "",
        "SELECT '",
    ],
)
def test_what_does_more_than_ask_is_refused(world: Ledger, tmp_path: Path, query: str) -> None:
    with pytest.raises(BadQuery):
        world.sql(query.format(file=tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    assert world.check() == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('{file}')",
        "SELECT * FROM read_csv('{file}')",
        "SELECT * FROM read_blob('{file}')",
        "SELECT * FROM '{file}'",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM parquet_scan('{file}')",
        "SELECT * FROM query('SELECT * FROM read_text(''{file}'')')",
        "SELECT * FROM which_secret('{file}', 's3')",
    ],
)
def test_files_are_out_of_reach(world: Ledger, tmp_path: Path, query: str) -> None:
    file = tmp_path / "secret.csv"
    file.write_text("a,b\n1,2\n")
    with pytest.raises(BadQuery):
        world.sql(query.format(file=file, folder=tmp_path))


def test_variables_of_the_program_are_out_of_reach(world: Ledger) -> None:
    secret = world.sql("SELECT 1 AS one").arrow()
    with pytest.raises(BadQuery):
        world.sql("SELECT * FROM secret")
    assert secret.num_rows == 1


def test_an_error_shows_the_place_in_the_query(world: Ledger) -> None:
    with pytest.raises(BadQuery, match=r"LINE 1: SELECT titel FROM articles\n\s+\^") as raised:
        world.sql("SELECT titel FROM articles")
    assert '"title"' in str(raised.value)


def test_a_missing_parameter_is_named(world: Ledger) -> None:
    with pytest.raises(BadQuery, match="parameter"):
        world.sql("SELECT * FROM articles WHERE article = ?")
