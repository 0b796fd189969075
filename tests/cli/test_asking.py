"""`onrecord find`, `show`, `who`, `stats`, `sql`: a ledger asked from the command line."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
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


ODD = """SELECT 1 AS a, 2 AS a, 3 AS a_1, INTERVAL '1 month 3 days 4500 milliseconds' AS took, 'nan'::DOUBLE AS odd,
    ['inf'::DOUBLE] AS odds, 'z'::BLOB AS bytes, DATE '2031-01-02' AS day, [DATE '2031-01-02'] AS days,
    170141183460469231731687303715884105727 AS huge"""


def test_columns_of_one_name_are_told_apart_and_every_type_has_a_form(run: Any, world: Path, tmp_path: Path) -> None:
    (row,) = lines(run("sql", ODD, "--ledger", world).stdout)
    assert row == {
        "a": 1, "a_2": 2, "a_1": 3, "took": "P1M3DT4.5S", "odd": None, "odds": [None], "bytes": "7a",
        "day": "2031-01-02", "days": ["2031-01-02"], "huge": "170141183460469231731687303715884105727",
    }  # fmt: skip
    (cells,) = csv.DictReader(io.StringIO(run("sql", ODD, "--ledger", world, "--format", "csv").stdout))
    assert (cells["a_2"], cells["took"], cells["bytes"], cells["day"]) == ("2", "P1M3DT4.5S", "7a", "2031-01-02")
    file = tmp_path / "odd.parquet"
    assert run("sql", ODD, "--ledger", world, "--format", "parquet", "--out", file).exit_code == 0
    assert parquet.read_table(file).to_pylist()[0]["took"] == "P1M3DT4.5S"
    table = run("sql", "SELECT DATE '2031-01-02' AS day", "--ledger", world, "--format", "table").stdout
    assert "2031-01-02" in table
    assert '"' not in table


@pytest.mark.parametrize(
    ("interval", "written"), [("0 days", "PT0S"), ("-90 seconds", "PT-90S"), ("14 months", "P14M")]
)
def test_an_interval_is_written_as_iso_8601_has_it(run: Any, world: Path, interval: str, written: str) -> None:
    (row,) = lines(
        run("sql", f"SELECT INTERVAL '{interval}' AS took, NULL::INTERVAL AS none", "--ledger", world).stdout
    )
    assert row == {"took": written, "none": None}


@pytest.mark.parametrize("form", ["csv", "parquet", "json", "jsonl"])
def test_an_empty_answer_still_says_what_its_columns_are(run: Any, world: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"empty.{form}"
    run("find", "--until", "1999", "--ledger", world, "--format", form, "--out", file)
    if form == "parquet":
        assert parquet.read_schema(file).names[:3] == ["rank", "score", "content"]
    else:
        expected = {"csv": "rank,score,content", "json": "[]", "jsonl": ""}[form]
        assert file.read_text("utf-8").startswith(expected)


def test_no_rows_asked_for_is_no_failure_and_after_the_last_the_way_back_is_told(run: Any, world: Path) -> None:
    assert run("find", "dam", "--limit", 0, "--ledger", world).exit_code == 0
    after = run("find", "dam", "--offset", 5000, "--ledger", world)
    assert (after.exit_code, "--offset" in after.stderr) == (1, True)


@pytest.mark.parametrize(
    "command",
    [("find", "dam"), ("find", "--format", "table"), ("sql", "SELECT 1"), ("who", "Quill", "--format", "json"),
     ("who", "Quill"), ("fix", "list"), ("fix", "rows"), ("export", "--format", "jsonl", "--force"),
     ("export", "--format", "sqlite", "--force")],
)  # fmt: skip
def test_no_answer_is_written_over_a_ledger(run: Any, world: Path, command: tuple[str, ...]) -> None:
    before = world.read_bytes()
    result = run(*command, "--out", world, "--ledger", world)
    assert (result.exit_code, "a ledger" in result.stderr) == (1, True)
    assert world.read_bytes() == before


def test_where_there_is_no_ledger_the_way_out_is_named(run: Any, tmp_path: Path) -> None:
    for command in (["find"], ["stats"], ["who", "x"], ["show", "1"], ["sql", "SELECT 1"], ["check"]):
        result = run(*command, "--ledger", tmp_path / "none.duckdb")
        assert result.exit_code == 1
        assert "onrecord add" in result.stderr


def test_csv_on_a_terminal_can_not_steer_it_and_in_a_file_is_as_the_page_has_it(run: Any, world: Path) -> None:
    query = ["sql", "SELECT 'a' || chr(27) || '[31mb' AS x", "--ledger", str(world), "--format", "csv"]
    assert "a\x1b[31mb" in run(*query).stdout
    ours, theirs = os.openpty()
    try:
        subprocess.run([sys.executable, "-m", "onrecord", *query], stdout=theirs, check=True, timeout=60)
        shown = os.read(ours, 1000)
    finally:
        os.close(ours)
        os.close(theirs)
    assert "a␛[31mb" in shown.decode()
    assert b"\x1b" not in shown


def test_corrections_are_listed_with_where_they_stand_and_what_is_there(run: Any, world: Path, tmp_path: Path) -> None:
    path = shutil.copy(world, tmp_path / "copy.duckdb")
    vanes = [row["actor"] for row in lines(run("who", "Mara Vane", "--ledger", path).stdout)]
    assert run("fix", "merge", *vanes[:2], "--by", "Ada", "--note", "a sister", "--ledger", path).exit_code == 0
    table = run("fix", "list", "--ledger", path, "--format", "table").stdout
    assert all(told in table for told in ("merge", "Mara Vane", "Ada", "a sister"))
    (row,) = lines(run("fix", "list", "--ledger", path).stdout)
    assert (row["kind"], row["made_by"], row["note"]) == ("merge", "Ada", "a sister")


def test_page_text_can_not_steer_the_terminal(run: Any, world: Path) -> None:
    table = run("sql", "SELECT 'a' || chr(27) || '[31mb' AS x", "--ledger", world, "--format", "table").stdout
    assert "\x1b" not in table
