"""What is installed is what the sources say."""

import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from flit_core.buildapi import build_wheel

import onrecord

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src"
LARGEST_WHEEL = 45_000_000

PUBLIC = {
    "Article",
    "Attribution",
    "Block",
    "Document",
    "Failure",
    "ForeignLanguage",
    "InputError",
    "Ledger",
    "NoArticleText",
    "OnRecordError",
    "Page",
    "Pipeline",
    "__version__",
    "read",
}


def test_the_version_is_the_same_everywhere() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert onrecord.__version__ == declared == version("onrecord")


def test_the_public_names_are_these_and_can_be_had() -> None:
    assert set(onrecord.__all__) == PUBLIC
    assert all(hasattr(onrecord, name) for name in PUBLIC)


def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    wheel = tmp_path / build_wheel(str(tmp_path))
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if name.startswith("onrecord/")}
    files = (path for path in (SOURCES / "onrecord").rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    assert carried == {path.relative_to(SOURCES).as_posix() for path in files}
    assert "onrecord/py.typed" in carried
    assert wheel.stat().st_size <= LARGEST_WHEEL
