"""A ledger to write to, readers that workers can import, and somebody who looks on."""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from onrecord.batch import Ledger, Summary
from onrecord.pipeline import Reader
from onrecord.records import Failure

MakeReader = Callable[[], Reader]


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module of the readers, imported by a name that holds in the workers too."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    return import_module("quoting_reader")


@pytest.fixture
def reader(readers: Any) -> MakeReader:
    """Makes a reader that finds “…” NAME said."""
    found: MakeReader = readers.QuotingReader
    return found


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A ledger that is not there yet."""
    return Ledger.open(tmp_path / "ledger" / "news.duckdb")


class Onlooker:
    """Remembers what it is told."""

    def __init__(self) -> None:
        self.summaries: list[Summary] = []
        self.sources: list[int] = []
        self.failures: list[Failure] = []
        self.waited: list[str] = []
        self.built: list[tuple[str, int, int]] = []

    def waiting(self, message: str) -> None:
        """Somebody else writes."""
        self.waited.append(message)

    def building(self, stage: str, done: int, total: int) -> None:
        """A stage of the building is so far."""
        self.built.append((stage, done, total))

    def committed(self, summary: Summary, sources: int) -> None:
        """Something is safe."""
        self.summaries.append(summary)
        self.sources.append(sources)

    def failed(self, failure: Failure) -> None:
        """Something was not read."""
        self.failures.append(failure)


@pytest.fixture
def onlooker() -> Onlooker:
    return Onlooker()


def article(name: str, more: str = "") -> str:
    """An article of its own for every name."""
    return (
        f"“The bridge at {name} will hold through the winter,” {name} said on Monday.\n\n"
        f"The council of {name} had asked for a report. {more}\n\n“Nobody was hurt at {name},” Orlen said."
    )


@pytest.fixture
def rows(tmp_path: Path) -> Callable[..., Path]:
    """Writes JSON Lines: `rows("a.jsonl", {"id": …, "text": …}, …)`."""

    def write(name: str, *found: dict[str, Any]) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found), encoding="utf-8")
        return path

    return write
