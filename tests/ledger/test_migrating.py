"""Ledgers of every form, from the first on, are brought to today's, and keep what they hold."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.ledger.forms.make import KEPT
from tests.ledger.worlds import a_ledger

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.migrating import Migration, migrations

FORMS = sorted((Path(__file__).with_name("forms")).glob("*.sql"))


def of_form(form: Path, path: Path) -> Ledger:
    """A ledger as an onrecord of that time has left it."""
    with duckdb.connect(path) as connection:
        connection.execute(form.read_text("utf-8"))
    return Ledger.open(path)


def columns(ledger: Ledger) -> list[tuple[Any, ...]]:
    query = (
        "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    )
    with ledger.reading() as connection:
        return connection.execute(query).fetchall()


def test_there_is_a_ledger_of_every_form() -> None:
    assert [int(form.stem) for form in FORMS] == [migration.number for migration in migrations()]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_a_ledger_of_an_older_form_is_brought_to_todays_by_writing(form: Path, path: Path, tmp_path: Path) -> None:
    ledger = of_form(form, path)
    with ledger.writing("add"):
        pass
    assert list(ledger.documents()) == [item.document for item in KEPT]
    assert ledger.check() == []
    assert columns(ledger) == columns(a_ledger(tmp_path / "new.duckdb"))


def test_migrations_are_numbered_from_one_without_a_gap() -> None:
    assert [migration.number for migration in migrations()] == list(range(1, len(migrations()) + 1))


def later(monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    """As if this onrecord had one more migration."""
    found = (*migrations(), Migration(len(migrations()) + 1, "later", sql))
    for module in ("migrating", "ledger", "starting"):
        monkeypatch.setattr(f"onrecord.ledger.{module}.migrations", lambda: found)


def test_a_migration_runs_once_and_is_noted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = a_ledger(path)
    later(monkeypatch, "ALTER TABLE runs ADD COLUMN note VARCHAR; UPDATE runs SET note = 'old'")
    for _ in range(2):
        with ledger.writing("add"):
            pass
    assert list(ledger.sql("SELECT note FROM runs")) == [{"note": "old"}]
    noted = list(ledger.sql("SELECT migration, name FROM migrations ORDER BY migration DESC LIMIT 1"))
    assert noted == [{"migration": len(migrations()) + 1, "name": "later"}]
    assert len(list(ledger.documents())) == 12


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = a_ledger(path)
    before = columns(ledger)
    with monkeypatch.context() as patched:
        later(patched, "ALTER TABLE runs ADD COLUMN note VARCHAR; SELECT nonsense")
        with pytest.raises(LedgerError, match="nonsense"), ledger.writing("add"):
            pass
    assert columns(ledger) == before


def test_reading_a_ledger_of_an_older_form_says_what_brings_it_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = a_ledger(path)
    later(monkeypatch, "ALTER TABLE runs ADD COLUMN note VARCHAR")
    with pytest.raises(LedgerError, match="written by an older onrecord"), ledger.reading():
        pass
