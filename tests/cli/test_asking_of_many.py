"""`onrecord story`, `claims`, `claim`, `trace`, `conflicts`, `copies`: what many articles together tell."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pyarrow import parquet
from tests.ledger.told import carried_on, told
from tests.ledger.worlds import WIRE, a_ledger

from onrecord.ledger import Ledger

COMMANDS = (
    ("story",), ("story", "dam"), ("story", "1"), ("claims",), ("claims", "dam"), ("claim", "1"), ("claim", "2"),
    ("claim", "9"), ("trace", "1"), ("trace", "2"), ("conflicts",), ("copies", "2"), ("copies", "3"),
)  # fmt: skip
LISTS = (("story",), ("claims",), ("claim", "1"), ("conflicts",), ("copies", "2"))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return told(tmp_path_factory.mktemp("told") / "told.duckdb").path


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One in which every text says what no terminal or browser should obey."""
    made = told(tmp_path_factory.mktemp("hostile") / "told.duckdb")
    text = "chr(27) || '[31m<script>&amp;\"]]>[bold]' || chr(8238) || chr(7) || chr(65534) || chr(10)"
    with made.writing("test") as writer, writer.connection() as connection:
        for table, column in (
            ("articles", "outlet"), ("articles", "title"), ("stories", "title"), ("claims", "text"), ("claims", "why"),
            ("origins", "name"), ("origins", "reason"), ("origins", "medium"), ("spread", "via"), ("spread", "reason"),
            ("conflicts", "reason"), ("copies", "reason"), ("actors", "name"), ("appearances", "name"),
        ):  # fmt: skip
            connection.execute(f"UPDATE {table} SET {column} = {text} || {column} WHERE {column} IS NOT NULL")
        connection.execute("UPDATE articles SET text = translate(text, 'e', chr(27)), url = url || chr(27)")
    return made.path


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_on_a_terminal_it_is_drawn_without_anything_that_the_terminal_would_obey(
    run: Any, ledger: Path, hostile: Path, command: tuple[str, ...]
) -> None:
    form = "tree" if command[0] == "trace" else "table"
    for path in (ledger, hostile):
        result = run(*command, "--ledger", path, "--format", form)
        assert (result.exit_code, result.stderr) == (0, "")
        assert len(result.stdout) > 80
        assert not {"\x1b", "\x07", "\u202e"} & set(result.stdout)


@pytest.mark.parametrize("command", LISTS, ids=" ".join)
def test_rows_are_the_same_in_every_form(run: Any, ledger: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    rows = lines(run(*command, "--ledger", ledger).stdout)
    assert rows
    as_csv = run(*command, "--ledger", ledger, "--format", "csv").stdout
    assert len(list(csv.DictReader(io.StringIO(as_csv, newline="")))) == len(rows)
    file = tmp_path / "rows.parquet"
    assert run(*command, "--ledger", ledger, "--format", "parquet", "--out", file).exit_code == 0
    found = parquet.read_table(file)
    assert found.num_rows == len(rows)
    assert found.column_names == list(rows[0])


@pytest.mark.parametrize("command", [*COMMANDS[2:3], *LISTS], ids=" ".join)
def test_a_table_goes_into_a_file(run: Any, ledger: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "table.txt"
    result = run(*command, "--ledger", ledger, "--format", "table", "--out", file)
    assert (result.exit_code, result.stdout) == (0, "")
    assert len(file.read_text("utf-8")) > 80


def test_claims_are_found_and_filtered(run: Any, ledger: Path) -> None:
    assert lines(run("claims", "will the gates be opened", "--ledger", ledger).stdout)[0]["claim"] == 1
    found = lines(run("claims", "--ledger", ledger, "--origins", 1, "--denied", "--story", 1).stdout)
    assert [row["claim"] for row in found] == [2]
    shown = run("claims", "--ledger", ledger, "--format", "table").stdout
    assert "2 (1 to 2)" in shown
    assert "denied in 1 statement" in shown
    assert "Tobias Aldous" in shown


def test_statements_are_found_by_how_many_origins_stand_behind_them(run: Any, ledger: Path) -> None:
    found = lines(run("find", "--ledger", ledger, "--origins", 2).stdout)
    assert [row["content"] for row in found] == ["“My oven never cools,”"]
    assert run("find", "--ledger", ledger, "--origins", 9).exit_code == 1


@pytest.mark.parametrize("command", [("claims", "--story", "77"), ("story", "--until", "1999")], ids=" ".join)
def test_nothing_found_is_said_and_leaves_with_one(run: Any, ledger: Path, command: tuple[str, ...]) -> None:
    result = run(*command, "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "fewer filters or other words may help" in result.stderr
    assert "a smaller --offset" in run(*command[:1], "--offset", 500, "--ledger", ledger).stderr
    assert run(*command[:1], "--limit", 0, "--ledger", ledger).exit_code == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [(("conflicts", "--kind", "date"), "no conflict found"), (("copies", "4"), "shares passages with it")],
)
def test_that_there_are_none_is_an_answer(run: Any, ledger: Path, command: tuple[str, ...], said: str) -> None:
    result = run(*command, "--ledger", ledger)
    assert result.exit_code == 0
    assert said in result.stderr


def test_a_claim_as_json_has_its_sources_statements_and_conflicts(run: Any, ledger: Path) -> None:
    found = json.loads(run("claim", "2:30-88", "--ledger", ledger, "--format", "json").stdout)
    assert (found["claim"], found["text"], found["origins"]) == (1, WIRE, 2)
    assert [row["name"] for row in found["sources"]] == ["Mara Vane", "Tobias Aldous"]
    assert len(found["statements"]) == 4
    assert [row["kind"] for row in found["conflicts"]] == ["quantity"]


def test_a_claim_on_a_terminal_has_those_who_say_so_then_those_who_deny_it(run: Any, ledger: Path) -> None:
    page = run("claim", 2, "--ledger", ledger, "--format", "table").stdout
    parts = ["Claim 2", "Independent origins: 1", "Mara Vane", "Said in 2 statements", "Denied in 1 statement"]
    assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)
    other = run("claim", 9, "--ledger", ledger, "--format", "table").stdout
    for part in ("two bakers (not named)", "Selwick Times (on its own authority), perhaps one of the others"):
        assert part in other
    assert "not counted yet" in run("claim", 5, "--ledger", ledger, "--format", "table").stdout


def test_of_a_claim_that_hundreds_make_a_page_shows_some(run: Any, tmp_path: Path) -> None:
    big = told(tmp_path / "big.duckdb")
    carried_on(big, 200, "3")
    page = run("claim", 1, "--ledger", big.path, "--format", "table").stdout
    assert "Said in 204 statements" in page
    assert "and 164 more" in page
    assert len(lines(run("claim", 1, "--ledger", big.path).stdout)) == 204


def test_a_trace_is_a_tree_from_the_origins_on(run: Any, ledger: Path) -> None:
    tree = run("trace", 1, "--ledger", ledger, "--format", "tree").stdout
    assert "├── Mara Vane" in tree
    assert "│       ├── The Lantern  copied  2024-03-06  13:15-73" in tree
    assert "Nordwire" in tree
    assert "perhaps one of the others" in tree
    assert "Independent origins: 2 (from 1 to 2). Both may have it from one letter." in tree
    assert "denied by" in run("trace", 2, "--ledger", ledger, "--format", "tree").stdout


def test_a_trace_as_json_is_a_list_of_steps(run: Any, ledger: Path) -> None:
    found = json.loads(run("trace", 1, "--ledger", ledger).stdout)
    assert (found["claim"], found["count"], len(found["steps"])) == (1, 2, 7)
    assert found["steps"][2]["parent"] == 1


def test_a_trace_is_drawn_into_a_file_or_printed(run: Any, ledger: Path, hostile: Path, tmp_path: Path) -> None:
    for path in (ledger, hostile):
        file = tmp_path / "spread.svg"
        result = run("trace", 1, "--ledger", path, "--svg", file)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "spread.svg" in result.stderr
        root = etree.fromstring(file.read_bytes())
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert run("trace", 1, "--ledger", path, "--format", "svg").stdout.encode().strip() == file.read_bytes().strip()
    both = run("trace", 1, "--ledger", ledger, "--svg", tmp_path / "more.svg", "--format", "json")
    assert json.loads(both.stdout)["claim"] == 1


def test_a_drawing_does_not_replace_a_ledger(run: Any, ledger: Path) -> None:
    before = ledger.read_bytes()
    assert run("trace", 1, "--ledger", ledger, "--svg", ledger).exit_code == 1
    assert ledger.read_bytes() == before


def test_a_chain_of_thousands_is_traced_in_every_form(run: Any, tmp_path: Path) -> None:
    deep = told(tmp_path / "deep.duckdb")
    carried_on(deep, 3_000, "CASE WHEN n = 0 THEN 3 ELSE 99 + n END")
    tree = run("trace", 1, "--ledger", deep.path, "--format", "tree").stdout
    assert len(tree.splitlines()) > 3_000
    assert "copied from 1000:" in tree
    assert max(map(len, tree.splitlines())) <= 120
    assert len(json.loads(run("trace", 1, "--ledger", deep.path).stdout)["steps"]) == 3_007
    etree.fromstring(
        run("trace", 1, "--ledger", deep.path, "--format", "svg").stdout.encode(), etree.XMLParser(huge_tree=True)
    )


def test_conflicts_stand_side_by_side(run: Any, ledger: Path) -> None:
    page = run("conflicts", "--ledger", ledger, "--kind", "reversal", "--format", "table").stdout
    assert "We will not load a single crate" in page
    assert "We won" in page
    assert "Quill says the" in page


def test_copies_say_who_has_it_from_whom_and_how_much(run: Any, ledger: Path) -> None:
    page = run("copies", 3, "--ledger", ledger, "--format", "table").stdout
    assert "has it from the other" in page
    assert "40%" in page
    assert "both have it from" in page
    assert "was copied by" in run("copies", 2, "--ledger", ledger, "--format", "table").stdout


@pytest.mark.parametrize("ref", ["1", "#1", "2:30-88", "https://post.example/2024/03/05/gates"])
def test_a_story_is_shown_by_its_number_or_an_article_of_it(run: Any, ledger: Path, ref: str) -> None:
    found = json.loads(run("story", ref, "--ledger", ledger, "--format", "json").stdout)
    assert (found["story"], found["since"], found["until"]) == (1, "2024-03-04", "2024-03-13")
    assert [row["article"] for row in found["articles"]] == [1, 3, 2, 5, 13, 9, 14]
    assert [row["claim"] for row in found["claims"]] == [1, 2]
    assert {row["conflict"] for row in found["conflicts"]} == {1, 4}
    assert found["timeline"]
    assert "Mara Vane" in {row["name"] for row in found["actors"]}
    assert [row["article"] for row in lines(run("story", ref, "--ledger", ledger).stdout)] == [1, 3, 2, 5, 13, 9, 14]


def test_the_page_of_a_story_has_its_parts_in_order(run: Any, ledger: Path) -> None:
    page = run("story", 1, "--ledger", ledger, "--format", "table").stdout
    parts = [
        "Story 1: Dam at Selwick is said to be safe", "2024-03-04 to 2024-03-13 · 7 articles", "What was new when",
        "Who", "Where", "Claims", "2 conflicts", "\n7 articles",
    ]  # fmt: skip
    assert [page.index(part) for part in parts] == sorted(page.index(part) for part in parts)


def test_stories_are_listed_the_largest_first_and_found_by_words(run: Any, ledger: Path) -> None:
    assert [row["story"] for row in lines(run("story", "--ledger", ledger).stdout)] == [1, 2]
    assert [row["story"] for row in lines(run("story", "strike", "--ledger", ledger).stdout)] == [2]
    shown = run("story", "--ledger", ledger, "--format", "table").stdout
    assert "2024-03-06 to 2024-03-11" in shown


@pytest.mark.parametrize("command", [("claim", "77"), ("trace", "1:0-2"), ("story", "77"), ("copies", "99")])
def test_what_is_not_there_is_an_error(run: Any, ledger: Path, command: tuple[str, ...]) -> None:
    result = run(*command, "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize(
    "command", [("claims",), ("story",), ("conflicts",), ("copies", "2"), ("find", "--origins", "2")], ids=" ".join
)
def test_a_ledger_that_was_never_built_says_what_builds_it(run: Any, tmp_path: Path, command: tuple[str, ...]) -> None:
    path = a_ledger(tmp_path / "new.duckdb").path
    for form in ("table", "jsonl"):
        result = run(*command, "--ledger", path, "--format", form)
        assert "12 articles not taken into account yet; `onrecord build`" in result.stderr
    assert Ledger.open(path).unbuilt("claims") == 12
    plain = run("find", "--ledger", path)
    assert plain.exit_code == 0
    assert "onrecord build" not in plain.stderr


@pytest.mark.parametrize("command", [("story", "1"), ("claim", "1"), ("trace", "1")], ids=" ".join)
def test_a_number_that_is_not_there_yet_says_what_builds_it(run: Any, tmp_path: Path, command: tuple[str, ...]) -> None:
    result = run(*command, "--ledger", a_ledger(tmp_path / "new.duckdb").path)
    assert result.exit_code == 1
    assert "12 articles wait for `onrecord build`" in result.stderr
