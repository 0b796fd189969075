"""Outputs that are there whole or not at all."""

from pathlib import Path

import pytest

from onrecord.export.placing import placed, spare_ledgers


def test_a_file_is_there_when_the_block_is_done(tmp_path: Path) -> None:
    path = tmp_path / "new" / "out.jsonl"
    with placed(path) as beside:
        beside.write_text("whole")
        assert not path.exists()
    assert path.read_text() == "whole"
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
@pytest.mark.parametrize("folder_of", [(), (".csv",)])
def test_nothing_stays_of_what_was_cut_off(
    tmp_path: Path, error: type[BaseException], folder_of: tuple[str, ...]
) -> None:
    def cut_off(path: Path) -> None:
        with placed(path, folder_of=folder_of) as beside:
            (beside / "a.csv" if folder_of else beside).write_text("ha")
            raise error

    with pytest.raises(error):
        cut_off(tmp_path / "out")
    assert [*tmp_path.iterdir()] == []


def test_what_is_there_is_kept_without_force_and_when_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    with pytest.raises(FileExistsError, match="--force"), placed(path):
        pytest.fail("nothing should be written")

    def cut_off() -> None:
        with placed(path, force=True) as beside:
            beside.write_text("new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cut_off()
    assert path.read_text() == "old"
    with placed(path, force=True) as beside:
        beside.write_text("new")
    assert path.read_text() == "new"
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "tables"
    for name in ("a.csv", "b.csv"):
        with placed(path, force=True, folder_of=(".csv",)) as beside:
            (beside / name).write_text(name)
    assert [each.name for each in path.iterdir()] == ["b.csv"]
    assert [*tmp_path.iterdir()] == [path]


def test_an_empty_folder_needs_no_force(tmp_path: Path) -> None:
    with placed(tmp_path / "tables", folder_of=(".csv",)) as beside:
        (beside / "a.csv").write_text("a")
    (tmp_path / "empty").mkdir()
    with placed(tmp_path / "empty", folder_of=(".csv",)) as beside:
        (beside / "a.csv").write_text("a")
    assert (tmp_path / "empty" / "a.csv").exists()


def test_a_folder_with_anything_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "home" / "letters").mkdir(parents=True)
    (tmp_path / "home" / "a.csv").write_text("a")
    with pytest.raises(FileExistsError, match="letters"), placed(tmp_path / "home", force=True, folder_of=(".csv",)):
        pytest.fail("nothing should be written")
    assert (tmp_path / "home" / "letters").is_dir()


def test_files_and_folders_do_not_replace_each_other(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("a")
    with pytest.raises(FileExistsError, match="a folder"), placed(tmp_path / "folder", force=True):
        pytest.fail("nothing should be written")
    with pytest.raises(FileExistsError, match="a file"), placed(tmp_path / "file", force=True, folder_of=(".csv",)):
        pytest.fail("nothing should be written")


def test_what_a_killed_run_left_is_written_over(tmp_path: Path) -> None:
    (tmp_path / ".out.unfinished").mkdir()
    (tmp_path / ".out.unfinished" / "half.csv").write_text("ha")
    with placed(tmp_path / "out", folder_of=(".csv",)) as beside:
        (beside / "a.csv").write_text("a")
    assert [each.name for each in (tmp_path / "out").iterdir()] == ["a.csv"]


def test_a_folder_that_was_moved_away_by_a_killed_run_comes_back(tmp_path: Path) -> None:
    (tmp_path / ".out.replaced").mkdir()
    (tmp_path / ".out.replaced" / "a.csv").write_text("old")
    with pytest.raises(FileExistsError, match="--force"), placed(tmp_path / "out", folder_of=(".csv",)):
        pytest.fail("nothing should be written")
    assert (tmp_path / "out" / "a.csv").read_text() == "old"


@pytest.mark.parametrize("force", [True, False])
def test_a_ledger_is_never_written_over(tmp_path: Path, force: bool) -> None:
    path = tmp_path / "news.duckdb"
    path.write_bytes(b"12345678DUCK and all that was read")
    with pytest.raises(FileExistsError, match="a ledger"), placed(path, force=force):
        pytest.fail("nothing should be written")
    with pytest.raises(FileExistsError, match="a ledger"):
        spare_ledgers(path)
    assert path.read_bytes().startswith(b"12345678DUCK")


def test_what_only_begins_like_a_ledger_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"DUCK")
    spare_ledgers(path)
    spare_ledgers(tmp_path / "new")
    with placed(path, force=True) as beside:
        beside.write_text("new")
    assert path.read_text() == "new"
