"""Where a ledger lies when nobody says."""

from pathlib import Path

import pytest

from onrecord.errors import LedgerError, NoLedger
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
    assert Ledger.open().path == tmp_path / "onrecord" / "news.duckdb"


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


def test_a_link_is_the_file_that_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "link.duckdb").symlink_to(tmp_path / "elsewhere.duckdb")
    ledger = Ledger.open(tmp_path / "link.duckdb")
    with ledger.writing("add"):
        pass
    assert (tmp_path / "link.duckdb").is_symlink()
    assert (tmp_path / "elsewhere.duckdb").is_file()


def test_links_that_lead_in_a_ring_name_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(NoLedger, match=str(tmp_path)), Ledger.open(tmp_path / "a").reading():
        pass


def test_a_question_mark_which_duckdb_takes_for_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"can't have a \? in its path"), Ledger.open(tmp_path / "a?b").writing("add"):
        pass
