"""Whatever goes into a ledger comes out of it, and leaves it sound."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.drawn import documents
from tests.ledger.worlds import reading

from onrecord.ledger import Ledger, Writer
from onrecord.records import Document


@pytest.fixture(scope="module")
def growing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that every example adds to."""
    return tmp_path_factory.mktemp("growing") / "news.duckdb"


@pytest.fixture(scope="module")
def writer(growing: Path) -> Iterator[Writer]:
    with Ledger.open(growing).writing("add") as writer:
        writer.begin([])
        yield writer


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(handed=st.lists(documents(), min_size=1, max_size=8))
def test_any_document_comes_out_as_it_went_in(growing: Path, writer: Writer, handed: list[Document]) -> None:
    ledger = Ledger.open(growing)
    (row,) = ledger.sql("SELECT coalesce(max(article), 0) AS most FROM articles")
    outcomes = writer.append([reading(document, f"page {number}") for number, document in enumerate(handed)])
    new = [document for document, outcome in zip(handed, outcomes, strict=True) if outcome != "same"]
    assert list(ledger.documents(range(row["most"] + 1, row["most"] + 1 + len(handed)))) == new


def test_a_ledger_of_any_documents_is_sound(growing: Path, writer: Writer) -> None:
    writer.end()
    assert Ledger.open(growing).check() == []
