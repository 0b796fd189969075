"""What many articles together tell is built after every run, or when it is asked for, and only as far as it must be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from tests.ledger.forms.make import KEPT

from onrecord.batch import Ledger
from onrecord.cli.watching import BuildWatch, RunWatch
from onrecord.corpus import reject
from onrecord.corpus.building import TABLES
from onrecord.errors import NoLedger
from onrecord.ledger.asking.waiting import STAGES
from onrecord.ledger.migrating import migrations

from .conftest import MakeReader, Onlooker, article

Rows = Callable[..., Path]

LINE = (
    "The ferry company will stop all crossings between the islands from the first of May because two of its three "
    "ships have to be repaired, and travellers are asked to take the bridge instead."
)


@pytest.fixture
def add(ledger: Ledger, reader: MakeReader) -> Callable[..., None]:
    """Adds sources here: `add(path, build=False)`."""

    def adding(path: Path, **how: Any) -> None:
        ledger.add(path, workers=0, reader=reader, **how)

    return adding


@pytest.fixture
def news(rows: Rows) -> Path:
    """Three articles, of which two carry one line."""
    return rows(
        "a.jsonl",
        {"id": "a", "text": f"{LINE}\n\n{article('Vesk')}", "outlet": "Tern News", "published": "2031-03-03"},
        {"id": "b", "text": f"{LINE}\n\n{article('Orlen')}", "outlet": "Island Post", "published": "2031-03-04"},
        {"id": "c", "text": article("Marrow"), "outlet": "Island Post", "published": "2031-03-05"},
    )


def counted(ledger: Ledger, table: str) -> int:
    (row,) = ledger.sql(f"SELECT count(*) AS n FROM {table}")
    number: int = row["n"]
    return number


def test_adding_builds(ledger: Ledger, add: Callable[..., None], news: Path) -> None:
    watch = Onlooker()
    add(news, watch=watch)
    assert {stage: ledger.unbuilt(stage) for stage in STAGES} == dict.fromkeys(STAGES, 0)
    assert [(row["relation"], row["article"]) for row in ledger.copies(2)] == [("copied from", 1)]
    assert list(dict.fromkeys(stage for stage, _, _ in watch.built)) == list(STAGES)
    assert all(done <= total for _, done, total in watch.built)
    assert ledger.check() == []


def test_building_is_left_out_where_it_is_not_wanted_and_done_later(
    ledger: Ledger, add: Callable[..., None], news: Path
) -> None:
    add(news, build=False)
    assert {stage: ledger.unbuilt(stage) for stage in STAGES} == dict.fromkeys(STAGES, 3)
    assert len(ledger.copies(2)) == 0
    built = ledger.build()
    assert dict(built.looked)["copies"] == 3
    assert (built.copies, built.path) == (1, ledger.path)
    assert (built.stories, built.claims) == (counted(ledger, "stories"), counted(ledger, "claims"))
    assert {stage: ledger.unbuilt(stage) for stage in STAGES} == dict.fromkeys(STAGES, 0)


def test_building_again_looks_at_nothing(ledger: Ledger, add: Callable[..., None], news: Path) -> None:
    add(news)
    assert dict(ledger.build().looked) == dict.fromkeys(STAGES, 0)


def test_what_a_person_rejects_is_in_no_claim_after_the_next_building(
    ledger: Ledger, add: Callable[..., None], news: Path
) -> None:
    add(news)
    before = {row["attribution"] for row in ledger.sql("SELECT attribution FROM claim_statements")}
    row = next(row for row in ledger.find(limit=None) if row["attribution"] in before)
    with ledger.writing("fix") as writer:
        reject(writer, row["reference"])
    ledger.build()
    after = {row["attribution"] for row in ledger.sql("SELECT attribution FROM claim_statements")}
    assert after == before - {row["attribution"]}
    assert ledger.check() == []


def test_everything_can_be_made_anew(ledger: Ledger, add: Callable[..., None], news: Path) -> None:
    add(news)
    with ledger.writing("break") as writer, writer.connection() as connection:
        connection.execute("UPDATE copies SET share = 7")
    assert ledger.build().copies == 1
    assert ledger.check()
    built = ledger.build(everything=True)
    assert (built.copies, dict(built.looked)["copies"]) == (1, 3)
    assert ledger.check() == []


def test_what_is_made_anew_is_every_table_that_building_makes() -> None:
    with duckdb.connect() as connection:
        for migration in migrations()[:1]:
            connection.execute(migration.sql)
        query = "SELECT table_name FROM duckdb_tables() WHERE NOT internal"
        read = {name for (name,) in connection.execute(query).fetchall()}
        for migration in migrations()[1:]:
            connection.execute(migration.sql)
        there = {name for (name,) in connection.execute(query).fetchall()}
    assert set(TABLES) == there - read


def test_a_building_that_was_cut_off_goes_on(ledger: Ledger, add: Callable[..., None], news: Path) -> None:
    class Impatient(Onlooker):
        def building(self, stage: str, done: int, total: int) -> None:
            super().building(stage, done, total)
            if stage == "stories":
                raise KeyboardInterrupt

    add(news, build=False)
    with pytest.raises(KeyboardInterrupt):
        ledger.build(watch=Impatient())
    assert ledger.unbuilt("copies") == 0
    assert ledger.unbuilt("claims") == 3
    looked = dict(ledger.build().looked)
    assert (looked["copies"], looked["claims"]) == (0, 3)
    assert ledger.check() == []


def test_without_a_ledger_there_is_nothing_to_build_and_none_is_made(ledger: Ledger) -> None:
    with pytest.raises(NoLedger, match="onrecord add"):
        ledger.build()
    assert not ledger.path.exists()


def test_a_ledger_of_the_first_form_is_brought_to_todays_and_built(tmp_path: Path) -> None:
    form = Path(__file__).parents[1] / "ledger" / "forms" / "1.sql"
    path = tmp_path / "old.duckdb"
    with duckdb.connect(path) as connection:
        connection.execute(form.read_text("utf-8"))
    ledger = Ledger.open(path)
    assert dict(ledger.build().looked)["claims"] == len(KEPT)
    assert {stage: ledger.unbuilt(stage) for stage in STAGES} == dict.fromkeys(STAGES, 0)
    assert ledger.check() == []


def test_the_command_says_what_there_is_now(ledger: Ledger, add: Callable[..., None], news: Path) -> None:
    from onrecord.cli import main

    add(news, build=False)

    def build(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["build", "--ledger", str(ledger.path), *arguments])
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    first, place = build().splitlines()
    assert ", 1 copy, " in first
    assert "(3 articles looked at, " in first
    assert place == f"ledger: {ledger.path}"
    assert "(0 articles looked at, " in build()
    assert "(3 articles looked at, " in build("--all")
    assert build("--quiet") == ""


def test_every_stage_has_a_bar_on_a_terminal_and_none_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    for bar in (True, False):
        with BuildWatch(bar=bar) as watch:
            for stage in STAGES:
                watch.building(stage, 1, 3)
                watch.building(stage, 3, 3)
        shown = capsys.readouterr().err
        assert [stage in shown for stage in STAGES] == [bar] * len(STAGES)
        with RunWatch(bar=bar, quiet=False) as run:
            run.building("claims", 3, 3)
        assert ("claims: 3 of 3" in capsys.readouterr().err) == bar


def test_who_stops_a_building_is_told_how_it_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyboardInterrupt), BuildWatch(bar=False):
        raise KeyboardInterrupt
    assert "`onrecord build` goes on from there" in capsys.readouterr().err
