"""Ledgers of tests: nobody else waits to read them, so a writer doesn't pause between its commits."""

import pytest

from onrecord.ledger import writing


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "_PAUSE", 0.0)
