"""The commands that write to a ledger, in this process."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord import pipeline
from onrecord.batch import Ledger

from .conftest import MakeReader, article

Rows = Callable[..., Path]
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, reader: MakeReader, ledger: Ledger) -> Run:
    """Runs the command here, on the ledger: `run("add", …)`."""
    from onrecord.cli import main

    made = reader()
    monkeypatch.setattr(pipeline, "shipped_reader", lambda threads: made)
    monkeypatch.setenv("ONRECORD_LEDGER", str(ledger.path))

    def invoke(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="onrecord")

    return invoke


@pytest.fixture
def add(run: Run) -> Run:
    """Adds: `add(source, …)`."""
    return lambda *arguments: run("add", "--workers", 0, *arguments)


def test_a_summary_tells_what_became_of_the_pages_and_where_they_are(add: Run, rows: Rows, ledger: Ledger) -> None:
    path = rows("a.jsonl", {"text": article("Vesk")}, {"text": " "}, {"no": "text"})
    result = add(path)
    assert result.exit_code == 1
    first, reason, remedy, place = result.stdout.splitlines()
    assert first.startswith("1 read, 1 with no article text, 1 failed (")
    assert reason == f'  1 × BrokenRow: {path}:3: no "text" or "html" that is a string; its fields: no'
    assert "onrecord retry --list" in remedy
    assert place == f"ledger: {ledger.path}"
    assert f"{path}:3" in result.stderr


def test_adding_what_is_there_says_so_and_leaves_with_0(add: Run, rows: Rows) -> None:
    path = rows("a.jsonl", {"text": article("Vesk")})
    assert add(path).exit_code == 0
    again = add(path)
    assert again.exit_code == 0
    assert again.stdout.startswith("1 already there")


def test_quiet_prints_failures_alone(add: Run, rows: Rows) -> None:
    result = add(rows("a.jsonl", {"text": article("Vesk")}, {"no": "text"}), "-q")
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_of_many_failures_the_first_are_named_and_the_others_counted(add: Run, rows: Rows) -> None:
    result = add(rows("a.jsonl", *({"no": str(number)} for number in range(30))))
    assert len(result.stderr.splitlines()) == 11
    assert "20 more" in result.stderr.splitlines()[-1]


def test_what_a_page_is_called_cannot_command_the_terminal(add: Run, tmp_path: Path) -> None:
    result = add(tmp_path / "\x1b[2Jbad.html")
    assert "\x1b" not in result.output


def test_failures_are_listed_and_tried_again(add: Run, run: Run, tmp_path: Path) -> None:
    page = tmp_path / "late.txt"
    add(page)
    listed = run("retry", "--list")
    assert listed.exit_code == 0
    assert listed.stdout.splitlines() == [f"UnreadableFile\t{page}: no such file; is the path right?"]
    assert run("retry", "--workers", 0).exit_code == 1
    page.write_text(article("Vesk"), encoding="utf-8")
    result = run("retry", "--workers", 0)
    assert result.exit_code == 0
    assert result.stdout.startswith("1 read")
    assert run("retry", "--list").stdout == ""


def test_commands_that_need_a_ledger_do_not_make_one(run: Run, ledger: Ledger) -> None:
    for command in (("retry",), ("retry", "--list"), ("reread",), ("check",), ("fix", "list"), ("fix", "undo", 1)):
        result = run(*command)
        assert (result.exit_code, str(ledger.path) in result.stderr) == (1, True), command
    assert not ledger.path.exists()


def test_reading_again_says_how_many(add: Run, run: Run, rows: Rows) -> None:
    add(rows("a.jsonl", {"text": article("Vesk")}))
    assert run("reread", "--workers", 0).stdout.startswith("nothing to do")
    assert run("reread", "--workers", 0, "--all").stdout.startswith("1 read again")


def test_a_sound_ledger_leaves_with_0_and_one_that_is_not_with_1_and_the_problems(
    add: Run, run: Run, rows: Rows, ledger: Ledger
) -> None:
    add(rows("a.jsonl", {"text": article("Vesk")}))
    assert run("check").exit_code == 0
    with ledger.writing("damage") as writer, writer.connection() as connection:
        connection.execute("UPDATE articles SET text = 'short'")
    result = run("check", "--format", "jsonl")
    assert result.exit_code == 1
    problems = [json.loads(line) for line in result.stdout.splitlines()]
    assert {problem["table"] for problem in problems} >= {"articles", "attributions"}


def test_a_statement_is_rejected_listed_given_out_and_taken_back(
    add: Run, run: Run, rows: Rows, ledger: Ledger
) -> None:
    add(rows("a.jsonl", {"text": article("Vesk")}))
    (document,) = ledger.documents()
    ((start, stop),) = document.attributions[0].content
    rejected = run("fix", "reject", f"1:{start}-{stop}", "--note", "a slogan", "--by", "Ilse")
    assert rejected.exit_code == 0, rejected.output
    (row,) = [json.loads(line) for line in run("fix", "list", "--format", "jsonl").stdout.splitlines()]
    assert (row["kind"], row["note"], row["made_by"]) == ("reject", "a slogan", "Ilse")
    (lesson,) = [json.loads(line) for line in run("fix", "rows").stdout.splitlines()]
    assert lesson["kind"] == "reject"
    assert run("fix", "undo", row["correction"]).exit_code == 0
    assert run("fix", "rows").stdout == ""


def test_a_speaker_is_a_name_or_nobody(run: Run) -> None:
    assert run("fix", "speaker", "1:2-3").exit_code == 2
    assert run("fix", "speaker", "1:2-3", "Vesk", "--nobody").exit_code == 2


STUCK = """
import sys
from onrecord import pipeline
sys.path.insert(0, sys.argv.pop(1))
from quoting_reader import QuotingReader
pipeline.shipped_reader = lambda threads: QuotingReader()
from onrecord.cli import main
print("ready", flush=True)
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_it_soon_and_what_was_counted_stays(
    number: int, code: int, rows: Rows, ledger: Ledger, reader: MakeReader
) -> None:
    ledger.add(rows("a.jsonl", {"text": article("Vesk")}), reader=reader, workers=0)
    path = rows("b.jsonl", {"text": article("Orlen", "WAIT FOR ME")})
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", STUCK, here, "add", "--workers", "0", str(path), "--ledger", str(ledger.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        runs = 1
        while runs < 2 and process.poll() is None:
            runs = len(ledger.sql("SELECT * FROM runs"))
        process.send_signal(number)
        assert process.wait(10) == code
        assert b"stopped; 0 pages done and safe" in process.stderr.read()
    assert len(list(ledger.documents())) == 1
    assert ledger.check() == []


def test_a_second_writer_waits_and_says_for_whom(add: Run, rows: Rows, ledger: Ledger) -> None:
    with ledger.writing("onrecord add elsewhere"):
        result = add(rows("a.jsonl", {"text": article("Vesk")}), "--wait", "0.1")
    assert result.exit_code == 1
    waiting, given_up = result.stderr.splitlines()
    assert "onrecord add elsewhere" in waiting
    assert given_up.startswith("Error: ")
