"""Weights are opened only if they are the ones that were shipped."""

from pathlib import Path

import pytest

from onrecord.errors import ModelError
from onrecord.models import Weights, shipped, write_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "decoder.json").write_text('{"a": 1}')
    (tmp_path / "CARD.md").write_text("for people")
    write_manifest(tmp_path, "7")
    return tmp_path


def test_what_was_written_is_read(folder: Path) -> None:
    weights = Weights.open(folder)
    assert (weights.version, weights.json("decoder.json")) == ("7", {"a": 1})
    assert list(weights.hashes) == ["decoder.json"]


def test_a_changed_file_is_refused_by_name(folder: Path) -> None:
    (folder / "decoder.json").write_text('{"a": 2}')
    with pytest.raises(ModelError, match=r"decoder\.json.*not the file that was shipped"):
        Weights.open(folder).read("decoder.json")


def test_a_missing_file_and_a_missing_manifest_are_named(folder: Path, tmp_path: Path) -> None:
    (folder / "decoder.json").unlink()
    with pytest.raises(ModelError, match=r"decoder\.json"):
        Weights.open(folder).read("decoder.json")
    with pytest.raises(ModelError, match=r"no manifest\.json"):
        Weights.open(tmp_path / "nowhere")


def test_a_broken_manifest_is_refused(folder: Path) -> None:
    (folder / "manifest.json").write_text("[]")
    with pytest.raises(ModelError, match="not a manifest"):
        Weights.open(folder)


def test_the_shipped_weights_are_whole_and_small() -> None:
    weights = Weights.open(shipped("attributions"))
    assert sum(len(weights.read(name)) for name in weights.hashes) < 45_000_000
