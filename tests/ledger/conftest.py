"""A ledger of the invented world, to be asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from tests.ledger.worlds import a_ledger

from onrecord.ledger import Ledger


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger that no test writes to."""
    return a_ledger(tmp_path_factory.mktemp("world") / "world.duckdb")


@pytest.fixture
def connection(world: Ledger) -> Iterator[DuckDBPyConnection]:
    """A connection that asks the world's ledger."""
    with world.reading() as connection:
        yield connection


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a test makes a ledger of its own."""
    return tmp_path / "news.duckdb"
