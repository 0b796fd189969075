"""The table of docs/architecture.md is held: each import that it forbids breaks the check."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).with_name("lint-imports")
CODE = shutil.ignore_patterns("data", "__pycache__")


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package's code beside the contracts, to plant imports in."""
    folder = tmp_path_factory.mktemp("layers")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return Path(shutil.copytree(ROOT / "src" / "onrecord", folder / "src" / "onrecord", ignore=CODE))


def lint(package: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(package.parent), "COLUMNS": "200"}
    command = [str(LINT), "--no-logo", "--no-cache"]
    return subprocess.run(command, cwd=package.parents[1], env=environment, capture_output=True, text=True, check=False)


def test_the_package_as_it_is_keeps_every_contract(package: Path) -> None:
    result = lint(package)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        ("pages", "onrecord.articles", "Stages meet in the records"),
        ("articles", "onrecord.attributions", "Stages meet in the records"),
        ("attributions", "onrecord.pages", "Stages meet in the records"),
        ("attributions", "onrecord.pipeline", "Stages meet in the records"),
        ("models", "onrecord.records", "Stages meet in the records"),
        ("evaluation", "onrecord.training", "Stages meet in the records"),
        ("ledger", "onrecord.corpus", "Stages meet in the records"),
        ("ledger", "onrecord.pipeline", "A ledger keeps what it is given"),
        ("corpus", "onrecord.pages", "A ledger keeps what it is given"),
        ("export", "onrecord.errors", "Records and exports know records alone"),
        ("records", "onrecord.errors", "Records and exports know records alone"),
        ("records", "numpy", "Records and errors need the standard library alone"),
        ("articles", "onrecord.models", "Pages and articles are read without weights"),
        ("attributions", "onnxruntime", "Networks are run through models"),
        ("attributions", "torch", "Reading needs nothing that only training needs"),
        ("meaning", "onnxruntime", "Networks are run through models"),
        ("batch", "spacy", "Reading needs nothing that only training needs"),
    ],
)
def test_a_forbidden_import_breaks_its_contract(package: Path, importer: str, imported: str, contract: str) -> None:
    module = package / importer / "__init__.py"
    if not module.exists():
        module = package / f"{importer}.py"
    before = module.read_text(encoding="utf-8")
    module.write_text(f"{before}\nimport {imported}\n", encoding="utf-8")
    try:
        result = lint(package)
    finally:
        module.write_text(before, encoding="utf-8")
    assert result.returncode == 1, result.stderr
    assert f"{contract} BROKEN" in result.stdout


def test_a_new_folder_needs_a_place_in_the_table(package: Path) -> None:
    folder = package / "somewhere"
    folder.mkdir()
    (folder / "__init__.py").touch()
    try:
        result = lint(package)
    finally:
        shutil.rmtree(folder)
    assert result.returncode != 0
    assert "somewhere" in result.stdout
