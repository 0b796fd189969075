"""The tables of a ledger in Parquet, CSV and SQLite, read back by other libraries."""

import asyncio
import csv
import json
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from tests.ledger.told import told

from onrecord.export.sqlite import SqliteFile
from onrecord.export.tables import columns, rows, watched, write_parquet, write_sheet
from onrecord.ledger import Ledger
from onrecord.ledger.dumps import Selection, chosen, dumps

INDEXES = {
    "postings", "recent_postings", "signatures", "dropped", "relink", "built", "witnesses", "sketches", "printings",
    "story_terms", "story_postings", "story_frequencies", "story_lines", "claim_keys",
}  # fmt: skip
Write = Callable[[Any, Path], int]


def written(ledger: Ledger, folder: Path, write: Write, ending: str, selection: Selection) -> dict[str, int]:
    with ledger.reading() as connection:
        return {
            dump.name: write(dump.batches, folder / f"{dump.name}{ending}") for dump in dumps(connection, selection)
        }


def sqlite_of(ledger: Ledger, path: Path, selection: Selection) -> Path:
    with ledger.reading() as connection, SqliteFile(path) as file:
        for dump in dumps(connection, selection, statements=False):
            file.add(dump.name, columns(dump.batches.schema), dump.key, rows(dump.batches))
        file.finish()
    return path


@pytest.fixture(scope="module")
def database(ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sqlite_of(ledger, tmp_path_factory.mktemp("sqlite") / "news.db", Selection())


def count(ledger: Ledger, table: str) -> int:
    (row,) = ledger.sql(f"SELECT count(*) AS rows FROM {table}")
    number: int = row["rows"]
    return number


def test_every_documented_table_is_there(ledger: Ledger, tmp_path: Path) -> None:
    sizes = written(ledger, tmp_path, write_parquet, ".parquet", Selection())
    names = {row["name"] for row in ledger.sql("SELECT table_name AS name FROM duckdb_tables() WHERE NOT internal")}
    assert set(sizes) == names - INDEXES | {"statements"}
    assert sizes["attributions"] == 8
    assert sizes["statements"] == 7
    assert sizes["articles"] == 4


def test_parquet_reads_back_as_the_ledger_has_it(ledger: Ledger, tmp_path: Path) -> None:
    sizes = written(ledger, tmp_path, write_parquet, ".parquet", Selection())
    for name, size in sizes.items():
        table = parquet.read_table(tmp_path / f"{name}.parquet")
        assert table.num_rows == size == count(ledger, name)
    articles = parquet.read_table(tmp_path / "articles.parquet").to_pylist()
    theirs = ledger.sql("SELECT text, blocks, authors, text_hash::VARCHAR AS text_hash FROM articles ORDER BY article")
    assert [{name: row[name] for name in theirs.columns} for row in articles] == list(theirs)
    assert all(str(int(row["text_hash"])) == row["text_hash"] for row in articles)


def test_csv_has_the_same_rows_with_lists_as_json(ledger: Ledger, tmp_path: Path) -> None:
    sizes = written(ledger, tmp_path, write_sheet, ".csv", Selection())
    csv.field_size_limit(sys.maxsize)
    for name, size in sizes.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found = list(csv.DictReader(file, strict=True))
        assert len(found) == size
        assert all(None not in row and None not in row.values() for row in found)
    with (tmp_path / "attributions.csv").open(encoding="utf-8", newline="") as file:
        spans = [json.loads(row["content"]) for row in csv.DictReader(file)]
    assert spans == [row["content"] for row in ledger.sql("SELECT content FROM attributions ORDER BY attribution")]


def test_a_statement_has_its_words_and_its_speaker(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, tmp_path, write_parquet, ".parquet", Selection(outlets=("harbour post",)))
    found = parquet.read_table(tmp_path / "statements.parquet").to_pylist()
    assert [row["content"] for row in found] == [
        "40 families had left Vesk", "it rebuilt", "“It holds,” … “and it will.”",
    ]  # fmt: skip
    assert {row["speaker"] for row in found} == {"Ida M. Aldous"}


def test_the_statements_are_those_of_the_view(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, tmp_path, write_parquet, ".parquet", Selection())
    found = parquet.read_table(tmp_path / "statements.parquet")
    view = ledger.sql("SELECT * FROM statements ORDER BY attribution").arrow()
    assert found.schema.equals(view.schema)
    assert found.to_pylist() == view.to_pylist()


def test_a_selection_takes_only_what_belongs_to_it(ledger: Ledger, tmp_path: Path) -> None:
    sizes = written(ledger, tmp_path, write_parquet, ".parquet", Selection(outlets=("Harbour Post",)))
    assert {name: sizes[name] for name in ("articles", "pages", "attributions", "actors", "times", "runs")} == {
        "articles": 1, "pages": 1, "attributions": 4, "actors": 2, "times": 1, "runs": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("selection", "titles"),
    [
        (Selection(since=date(2031, 4, 2), until=date(2031, 4, 2)), ["Families leave Vesk"]),
        (Selection(since=date(2031, 4, 3)), []),
        (Selection(outlets=("COURIER",)), ["Dam was safe, company says"]),
    ],
)
def test_articles_are_chosen_by_outlet_and_day(ledger: Ledger, selection: Selection, titles: list[str]) -> None:
    with ledger.reading() as connection:
        numbers = chosen(connection, selection)
    assert [document.article.title for document in ledger.documents(numbers)] == titles if numbers else not titles


def test_an_older_version_is_chosen_only_by_its_number(ledger: Ledger) -> None:
    (older,) = ledger.sql("SELECT article FROM articles WHERE NOT latest")
    with ledger.reading() as connection:
        assert older["article"] not in chosen(connection, Selection())
        assert chosen(connection, Selection(articles=(older["article"],))) == [older["article"]]


def test_progress_is_told_for_every_row(ledger: Ledger) -> None:
    told: list[int] = []
    with ledger.reading() as connection:
        for dump in dumps(connection, Selection()):
            told.clear()
            assert len(list(rows(watched(dump.batches, told.append)))) == sum(told) == dump.rows


def test_sqlite_has_sound_keys_and_the_same_statements(database: Path, ledger: Ledger) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(connection.execute("PRAGMA foreign_key_list(attributions)").fetchall()) == 2 + 3 * 2
        found = [dict(row) for row in connection.execute("SELECT * FROM statements ORDER BY attribution")]
    theirs = list(ledger.sql("SELECT * FROM statements ORDER BY attribution"))
    assert len(found) == len(theirs) == 7
    for ours, row in zip(found, theirs, strict=True):
        assert list(ours) == list(row)
        assert json.loads(ours.pop("chain")) == row.pop("chain")
        day, expected = ours.pop("day"), row.pop("day")
        assert day == (expected and expected.isoformat())
        hostile = {
            name: value.replace("\0", "\ufffd") if isinstance(value, str) else value for name, value in row.items()
        }
        assert ours == hostile


@settings(max_examples=25)
@given(st.lists(st.text(st.one_of(st.characters(exclude_categories=()), st.sampled_from("\0\ud800"))), max_size=3))
def test_sqlite_keeps_any_text_in_its_length(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    path = tmp_path_factory.mktemp("odd") / "odd.db"
    with SqliteFile(path) as file:
        assert file.add("odd", [("text", "TEXT"), ("list", "TEXT")], (), ((text, [text]) for text in texts)) == len(
            texts
        )
        file.finish()
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT text, length(text), list FROM odd ORDER BY rowid").fetchall()
    assert [(text, length) for text, length, _ in found] == [
        (re.sub("[\ud800-\udfff\0]", "\ufffd", text), len(text)) for text in texts
    ]
    assert all(len(json.loads(listed)[0]) == length for _, length, listed in found)


def test_sqlite_finds_words_of_contents_and_articles(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        query = (
            "SELECT s.content FROM attributions_fts f JOIN statements s ON s.attribution = f.rowid"
            " WHERE attributions_fts MATCH ?"
        )
        assert connection.execute(query, ["family leaving"]).fetchall() == []
        assert connection.execute(query, ["families left"]).fetchall() == [("40 families had left Vesk",)]
        (titles,) = connection.execute(
            "SELECT articles.title FROM articles JOIN articles_fts ON articles_fts.rowid = article"
            " WHERE articles_fts MATCH 'leaking'"
        ).fetchall()
        assert titles == ("Families leave Vesk",)


def test_a_selection_leaves_no_key_without_its_row(ledger: Ledger, tmp_path: Path) -> None:
    with closing(
        sqlite3.connect(sqlite_of(ledger, tmp_path / "some.db", Selection(outlets=("Harbour Post",))))
    ) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM statements").fetchone() == (3,)


def test_datasette_opens_it_and_searches_it(database: Path) -> None:
    app = pytest.importorskip("datasette.app")

    async def asked() -> tuple[Any, Any, Any]:
        datasette = app.Datasette([str(database)])
        await datasette.invoke_startup()
        page = await datasette.client.get("/news/statements")
        rows = await datasette.client.get("/news/statements.json?_shape=array")
        found = await datasette.client.get("/news/attributions.json?_shape=objects&_search=families&_labels=on")
        return page, rows, found

    page, rows_, found = asyncio.run(asked())
    assert (page.status_code, rows_.status_code, found.status_code) == (200, 200, 200)
    assert "Ida M. Aldous" in page.text
    assert len(rows_.json()) == 7
    (row,) = found.json()["rows"]
    assert row["actor"] == {"value": 7, "label": "Ida M. Aldous"}
    assert row["article"]["label"] == "Families leave Vesk"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger with copies, stories, claims and conflicts."""
    return told(tmp_path_factory.mktemp("told") / "told.duckdb")


@pytest.mark.parametrize(
    ("table", "size"),
    [
        ("passages", 4), ("families", 1), ("copies", 3), ("stories", 2), ("story_articles", 11), ("claims", 6),
        ("claim_statements", 12), ("near_claims", 1), ("origins", 7), ("spread", 11), ("conflicts", 4),
    ],
)  # fmt: skip
def test_what_many_articles_together_tell_goes_out_whole(known: Ledger, tmp_path: Path, table: str, size: int) -> None:
    (row,) = known.sql(f"SELECT count(*) AS rows FROM {table}")
    assert row["rows"] == size
    with known.reading() as connection:
        for dump in dumps(connection, Selection()):
            if dump.name == table:
                found = list(rows(dump.batches))
                assert len(found) == dump.rows == size
                keys = [column for column, _ in columns(dump.batches.schema)]
                assert len({tuple(row[keys.index(name)] for name in dump.key) for row in found}) == size


def test_of_some_articles_sqlite_has_the_claims_stories_and_copies_with_every_key_there(
    known: Ledger, tmp_path: Path
) -> None:
    for name, selection in (("all", Selection()), ("some", Selection(articles=(3, 13)))):
        path = sqlite_of(known, tmp_path / f"{name}.db", selection)
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            claims = connection.execute("SELECT claim FROM claims ORDER BY claim").fetchall()
            assert claims == ([(1,)] if name == "some" else [(1,), (2,), (3,), (4,), (5,), (9,)])
            copied = connection.execute("SELECT article, original FROM copies ORDER BY article").fetchall()
            assert copied == ([(3, 2), (13, 2)] if name == "some" else [(3, 2), (13, 2), (14, 2)])
            joined = connection.execute(
                "SELECT count(*) FROM spread JOIN claim_statements USING (claim, attribution) JOIN claims USING (claim)"
            )
            assert joined.fetchone() == (2 if name == "some" else 11,)
