"""`onrecord export`, from a ledger to files and to standard output."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from onrecord.cli.export import FORMATS, export
from onrecord.errors import NotInLedger
from onrecord.export import from_dict
from onrecord.ledger import Ledger

Run = Callable[..., Result]
LINES = ("jsonl", "webannotation", "schema.org", "ftm")


@pytest.fixture
def run(ledger: Ledger) -> Run:
    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(export, ["--ledger", str(ledger.path), *map(str, arguments)])

    return run


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_written_whole_and_summed_up(run: Run, tmp_path: Path, form: str, ledger: Ledger) -> None:
    out = tmp_path / "out"
    result = run("--format", form, "--out", out)
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert f"from {ledger.path} to {out}" in result.stderr.replace("\n", "")
    assert [*tmp_path.iterdir()] == [out]
    if form in LINES:
        lines = out.read_text(encoding="utf-8").splitlines()
        assert lines
        assert all(isinstance(json.loads(line), dict) for line in lines)
    else:
        assert out.is_file() if form == "sqlite" else len([*out.iterdir()]) > 3


@pytest.mark.parametrize("form", LINES)
def test_lines_go_to_standard_output(run: Run, tmp_path: Path, form: str) -> None:
    run("--format", form, "--out", tmp_path / "out")
    result = run("--format", form, "--quiet")
    assert result.stderr == ""
    assert result.stdout_bytes == (tmp_path / "out").read_bytes()


def test_documents_come_out_as_they_went_in_less_what_was_rejected(run: Run, ledger: Ledger) -> None:
    found = [from_dict(json.loads(line)) for line in run("--format", "jsonl", "-q").stdout.splitlines()]
    held = [*ledger.documents()]
    assert [each.article for each in found] == [each.article for each in held]
    assert [len(each.attributions) for each in found] == [3, 3, 1]
    assert [len(each.attributions) for each in held] == [3, 4, 1]


def test_entities_of_actors_come_first_and_once(run: Run) -> None:
    found = [json.loads(line) for line in run("--format", "ftm", "-q").stdout.splitlines()]
    assert [each["schema"] for each in found[:3]] == ["Person", "Organization", "Article"]
    assert found[0]["properties"] == {"name": ["Ida M. Aldous"], "alias": ["Ida Aldous"], "position": ["Mayor"]}
    assert len({each["id"] for each in found}) == len(found)
    notes = [each for each in found if each["schema"] == "Note"]
    assert {value for each in notes for value in each["properties"].get("entity", ())} == {found[0]["id"]}


def test_articles_are_chosen(run: Run) -> None:
    def ids(*arguments: str) -> list[str]:
        return [json.loads(line)["id"] for line in run("--format", "jsonl", "-q", *arguments).stdout.splitlines()]

    assert ids("--outlet", "harbour post") == ["story-1"]
    assert ids("--since", "2031", "--until", "2031-04") == ["story-1"]
    assert ids("--since", "2031-04-03", "--outlet", "Harbour Post") == []
    assert ids("--article", "1") == ["sel-1"]


def test_an_outlet_is_named_as_in_find_and_one_that_is_not_there_is_told_with_those_near(run: Run) -> None:
    both = [json.loads(line)["id"] for line in run("--format", "jsonl", "-q", "--outlet", "post").stdout.splitlines()]
    assert both == ["story-1"]
    result = run("--format", "jsonl", "--outlet", "Harbor Post")
    assert isinstance(result.exception, NotInLedger)
    assert "near: Harbour Post" in str(result.exception)


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_an_article_that_is_not_there_is_named(run: Run, tmp_path: Path, form: str) -> None:
    result = run("--format", form, "--article", "99", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "--article 99" in result.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("value", ["2031-13", "2031-02-30", "yesterday", "2031-01-01-01", "", "-", "0", "²"])
def test_a_day_that_is_none_is_refused(run: Run, value: str) -> None:
    result = run("--format", "jsonl", "--since", value)
    assert result.exit_code == 2
    assert "not a day, month or year" in result.stderr


@pytest.mark.parametrize("form", ["parquet", "csv", "sqlite", "brat"])
def test_what_is_no_text_needs_a_place(run: Run, form: str) -> None:
    result = run("--format", form)
    assert result.exit_code == 2
    assert "--out" in result.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_there_is_replaced_only_with_force(run: Run, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    run("--format", form, "--out", out)
    before = {path: path.read_bytes() for path in (out.iterdir() if out.is_dir() else [out])}
    result = run("--format", form, "--out", out, "--outlet", "Harbour Post")
    assert isinstance(result.exception, FileExistsError)
    assert {path: path.read_bytes() for path in before} == before
    assert run("--format", form, "--out", out, "--outlet", "Harbour Post", "--force").exit_code == 0
    assert {path: path.read_bytes() for path in (out.iterdir() if out.is_dir() else [out])} != before
    assert [*tmp_path.iterdir()] == [out]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_stays_when_it_is_interrupted(
    run: Run, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    places = {
        "parquet": "onrecord.export.tables.write_parquet",
        "csv": "onrecord.export.tables.write_sheet",
        "sqlite": "onrecord.export.sqlite.SqliteFile.finish",
        "brat": "onrecord.export.brat.BratFolder.add",
    }
    monkeypatch.setattr(places.get(form, "onrecord.export.recorded.without"), interrupted)
    result = run("--format", form, "--out", tmp_path / "out")
    assert result.exit_code != 0
    assert [*tmp_path.iterdir()] == []


def test_the_files_open_in_their_tools(run: Run, tmp_path: Path) -> None:
    run("--format", "parquet", "--out", tmp_path / "tables")
    run("--format", "sqlite", "--out", tmp_path / "news.db")
    statements = parquet.read_table(tmp_path / "tables" / "statements.parquet")
    with closing(sqlite3.connect(tmp_path / "news.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM statements").fetchone()
    assert statements.num_rows == count == 7
