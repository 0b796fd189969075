"""A small world, and a ledger of it."""

import shutil
from pathlib import Path

import pytest
from tests.evaluation.worlds.making import filled, small

from onrecord.evaluation.worlds import World
from onrecord.ledger import Ledger


@pytest.fixture(scope="session")
def world() -> World:
    """The world of the folder `small`."""
    return small()


@pytest.fixture(scope="session")
def filled_once(world: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger of it."""
    return filled(world, tmp_path_factory.mktemp("world") / "world.duckdb").path


@pytest.fixture
def ledger(filled_once: Path, tmp_path: Path) -> Ledger:
    """A ledger of it in which nothing is built."""
    return Ledger.open(shutil.copy(filled_once, tmp_path / "world.duckdb"))
