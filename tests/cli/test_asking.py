"""`onrecord find`, `show`, `who`, `stats`, `sql`: a ledger asked from the command line."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from tests.ledger.worlds import a_ledger

from onrecord.batch import Ledger
from onrecord.corpus import link_actors


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of the invented world, with its actors linked."""
    path = tmp_path_factory.mktemp("asked") / "world.duckdb"
    a_ledger(path)
    with Ledger.open(path).writing("test") as writer:
        link_actors(writer)
    return path


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_statements_are_found_by_words_and_come_as_lines_of_json(run: Any, world: Path) -> None:
    found = lines(run("find", "dam", "--ledger", world).stdout)
    assert found
    assert all({"content", "speaker", "outlet", "published", "chain", "reference", "link"} <= set(row) for row in found)
    assert "dam" in found[0]["content"].lower()


def test_an_empty_question_gives_everything_that_the_filters_leave(run: Any, world: Path) -> None:
    everything = lines(run("find", "--ledger", world, "--limit", 1000).stdout)
    some = lines(run("find", "--ledger", world, "--limit", 1000, "--by", "Quill").stdout)
    assert 0 < len(some) < len(everything)
    assert {row["speaker"] for row in some} == {"Ines Quill"}


def test_filters_narrow_what_is_found(run: Any, world: Path) -> None:
    rows = lines(run("find", "--ledger", world, "--limit", 1000, "--via", "Nordwire", "--since", "2024-03").stdout)
    assert rows
    assert all("Nordwire" in row["chain"] for row in rows)
    assert not run("find", "--ledger", world, "--until", "2023").stdout


def test_nothing_found_is_said_and_leaves_with_one(run: Any, world: Path) -> None:
    result = run("find", "--ledger", world, "--until", "1999")
    assert result.exit_code == 1
    assert "nothing found" in result.stderr


def test_a_name_that_nobody_has_is_an_error_that_names_it(run: Any, world: Path) -> None:
    result = run("who", "Quillfeather", "--ledger", world)
    assert result.exit_code == 1
    assert "Quillfeather" in result.stderr


def test_a_date_that_is_none_is_an_error(run: Any, world: Path) -> None:
    result = run("find", "--ledger", world, "--since", "last Tuesday")
    assert result.exit_code == 1
    assert "last Tuesday" in result.stderr


@pytest.mark.parametrize("form", ["json", "csv", "parquet"])
def test_answers_come_in_other_forms_with_the_same_rows(run: Any, world: Path, tmp_path: Path, form: str) -> None:
    expected = [row["content"] for row in lines(run("find", "dam", "--ledger", world).stdout)]
    out = tmp_path / f"found.{form}"
    assert run("find", "dam", "--ledger", world, "--format", form, "--out", out).exit_code == 0
    if form == "json":
        found = [row["content"] for row in json.loads(out.read_text(encoding="utf-8"))]
    elif form == "csv":
        found = [row["content"] for row in csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"), newline=""))]
    else:
        found = parquet.read_table(out).column("content").to_pylist()
    assert found == expected


def test_a_table_says_who_said_what_and_where(run: Any, world: Path) -> None:
    table = run("find", "dam", "--ledger", world, "--format", "table").stdout
    assert "Mara Vane" in table
    assert "\x1b" not in table


def test_who_gives_roles_outlets_and_statements(run: Any, world: Path) -> None:
    profile = json.loads(run("who", "Ines Quill", "--ledger", world, "--format", "json").stdout)
    assert profile["name"] == "Ines Quill"
    assert profile["roles"]
    assert profile["outlets"]
    assert {row["speaker"] for row in profile["statements"]} == {"Ines Quill"}
    page = run("who", "Ines Quill", "--ledger", world, "--format", "table").stdout
    assert "Carried by" in page


def test_namesakes_are_listed_with_the_numbers_to_ask_for(run: Any, world: Path) -> None:
    result = run("who", "Mara Vane", "--ledger", world)
    assert result.exit_code == 1
    picks = [row["pick"] for row in lines(result.stdout)]
    assert {"#1", "#11"} <= set(picks)
    assert run("who", picks[0], "--ledger", world).exit_code == 0


def test_an_article_is_shown_whole_and_at_a_place(run: Any, world: Path) -> None:
    row = lines(run("find", "dam", "--ledger", world).stdout)[0]
    whole = run("show", row["article"], "--ledger", world, "--format", "text").stdout
    place = run("show", row["reference"], "--ledger", world, "--format", "text").stdout
    assert "attribution" in whole
    assert len(place) < len(whole)
    as_json = json.loads(run("show", row["reference"], "--ledger", world).stdout)
    start, stop = as_json["span"]
    assert as_json["document"]["text"][start:stop] == row["content"]
    assert as_json["versions"][0]["article"] == row["article"]


def test_stats_count_what_the_ledger_holds(run: Any, world: Path) -> None:
    found = json.loads(run("stats", "--ledger", world).stdout)
    assert found["articles"] == 12
    assert found["ledger"] == str(world)
    assert "Say most" in run("stats", "--ledger", world, "--format", "table").stdout


def test_sql_answers_and_limits(run: Any, world: Path) -> None:
    query = "SELECT outlet, count(*) AS articles FROM articles GROUP BY outlet ORDER BY ALL"
    rows = lines(run("sql", query, "--ledger", world).stdout)
    assert sum(row["articles"] for row in rows) == 12
    assert lines(run("sql", query, "--ledger", world, "--limit", 1).stdout) == rows[:1]
    assert lines(run("sql", "-", "--ledger", world, input=query.encode()).stdout) == rows


@pytest.mark.parametrize(
    "query",
    [
        "DROP TABLE articles",
        "SELECT * FROM read_csv('/etc/passwd')",
        "COPY articles TO 'x.csv'",
        "SELECT",
        "ATTACH 'x'",
    ],
)
def test_sql_changes_nothing_and_reads_no_other_file(run: Any, world: Path, query: str) -> None:
    result = run("sql", query, "--ledger", world)
    assert result.exit_code == 1
    assert result.stderr.startswith(("onrecord", "Error"))
    assert not result.stdout


def test_where_there_is_no_ledger_the_way_out_is_named(run: Any, tmp_path: Path) -> None:
    for command in (["find"], ["stats"], ["who", "x"], ["show", "1"], ["sql", "SELECT 1"], ["check"]):
        result = run(*command, "--ledger", tmp_path / "none.duckdb")
        assert result.exit_code == 1
        assert "onrecord add" in result.stderr


def test_page_text_can_not_steer_the_terminal(run: Any, world: Path) -> None:
    table = run("sql", "SELECT 'a' || chr(27) || '[31mb' AS x", "--ledger", world, "--format", "table").stdout
    assert "\x1b" not in table
