"""Whatever is wrong in what building made is found, and named with its table, its row and the way out."""

import json
from pathlib import Path

import pytest
from tests.ledger.told import told

from onrecord.ledger import Ledger
from onrecord.ledger.checking import problems

# each a statement that breaks the ledger, and what must be said of it
BROKEN = [json.loads(line) for line in Path(__file__).with_name("broken_built.jsonl").read_text("utf-8").splitlines()]
GROUPS = 9


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return told(tmp_path_factory.mktemp("sound") / "told.duckdb")


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
        assert all("`onrecord build" in text for text in named)
    assert sound.check() == []


@pytest.mark.parametrize(
    "sql", ["UPDATE origins SET actor = 9999 WHERE claim = 2", "UPDATE claims SET story = 2 WHERE claim = 2"]
)
def test_what_is_only_out_of_date_need_not_be_made_anew(tmp_path: Path, sql: str) -> None:
    ledger = told(tmp_path / "told.duckdb")
    with ledger.writing("set right") as writer, writer.connection() as connection:
        connection.execute(sql)
    (problem,) = ledger.check()
    assert "bring it up to date with `onrecord build`" in str(problem)
