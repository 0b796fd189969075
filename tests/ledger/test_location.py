"""Where a ledger lies when nobody says."""

from pathlib import Path

import pytest

from onrecord.ledger import Ledger


def test_a_given_path_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "other.duckdb"))
    assert Ledger.open(tmp_path / "mine.duckdb").path == tmp_path / "mine.duckdb"


def test_the_environment_names_a_ledger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ONRECORD_LEDGER", str(tmp_path / "other.duckdb"))
    assert Ledger.open().path == tmp_path / "other.duckdb"


def test_else_it_lies_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    monkeypatch.setattr("onrecord.ledger.location.user_data_path", lambda name, appauthor: tmp_path / name)
    assert Ledger.open().path == tmp_path / "onrecord" / "ledger.duckdb"


def test_a_relative_path_is_made_absolute_where_it_was_given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    ledger = Ledger.open("news.duckdb")
    monkeypatch.chdir("/")
    assert ledger.path == tmp_path / "news.duckdb"


def test_the_folder_is_made_by_the_first_writing_only(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "deep" / "down" / "news.duckdb")
    assert not ledger.path.parent.exists()
    with ledger.writing("add"):
        assert ledger.path.exists()
