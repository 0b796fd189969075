"""Whatever is wrong in a ledger is found, and named with its table, its row and the way out."""

import json
from pathlib import Path

import pytest
from tests.ledger.worlds import WORLD, a_ledger

from onrecord.ledger import Ledger
from onrecord.ledger.checking import problems

# each a statement that breaks the world's ledger, and what must be said of it
BROKEN = [json.loads(line) for line in Path(__file__).with_name("broken.jsonl").read_text("utf-8").splitlines()]
GROUPS = 11


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return a_ledger(tmp_path_factory.mktemp("sound") / "news.duckdb")


@pytest.mark.parametrize("group", range(GROUPS))
def test_what_is_broken_is_found(sound: Ledger, group: int) -> None:
    found: list[str] = []
    cases = BROKEN[group::GROUPS]

    def break_and_look() -> None:
        with sound.writing("break") as writer, writer.connection() as connection:
            for case in cases:
                connection.execute(case["sql"])
            found.extend(str(problem) for problem in problems(connection))
            raise ZeroDivisionError  # so that nothing of it stays

    with pytest.raises(ZeroDivisionError):
        break_and_look()
    for case in cases:
        named = [text for text in found if text.startswith(f"{case['table']}: {case['row']}") and case["wrong"] in text]
        assert named, case
    assert sound.check() == []


def test_of_many_problems_of_a_sort_a_hundred_are_named(path: Path) -> None:
    ledger = a_ledger(path, WORLD[:1])
    with ledger.writing("break") as writer, writer.connection() as connection:
        connection.execute("INSERT INTO signatures SELECT 1000 + n, 1, 2, 3, 4 FROM range(500) r(n)")
    assert len(ledger.check()) == 100


@pytest.mark.parametrize(
    ("change", "table", "column"),
    [
        ("DROP TABLE places", "places", "lat"),
        ("ALTER TABLE quantities DROP COLUMN unit", "quantities", "unit"),
        ("ALTER TABLE times ALTER COLUMN type TYPE VARCHAR[] USING [type]", "times", "type"),
        ("DROP VIEW statements", "statements", "speaker"),
    ],
)
def test_a_table_that_is_gone_or_another_is_named(path: Path, change: str, table: str, column: str) -> None:
    ledger = a_ledger(path, WORLD[:1])
    with ledger.writing("break") as writer, writer.connection() as connection:
        connection.execute(change)
    found = ledger.check()
    assert (table, f"column {column}") in [(problem.table, problem.row) for problem in found]
    assert {problem.table for problem in found} == {table}
