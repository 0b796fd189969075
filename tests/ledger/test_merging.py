"""What was appended is sorted in among the postings, when it is worth it, and nothing is lost by it."""

from pathlib import Path
from typing import Any

import pytest
from tests.ledger.worlds import WORLD, a_ledger, index_of

from onrecord.ledger import Ledger, merging

BOTH = "SELECT term, attribution, count FROM (FROM postings UNION ALL FROM recent_postings) ORDER BY ALL"


def rows(ledger: Ledger, query: str) -> list[tuple[Any, ...]]:
    with ledger.reading() as connection:
        return connection.execute(query).fetchall()


def append(path: Path, *items: Any) -> Ledger:
    ledger = Ledger.open(path)
    with ledger.writing("add") as writer:
        writer.begin([])
        writer.append(list(items))
        writer.end()
    return ledger


def test_the_postings_of_a_run_are_sorted_by_term_at_its_end(path: Path) -> None:
    ledger = a_ledger(path)
    found = rows(ledger, "FROM postings")
    assert found == sorted(found)
    assert len(found) == sum(len(terms) for item in WORLD for terms in item.index.terms)
    assert rows(ledger, "FROM recent_postings") == []


def test_a_little_more_waits_unsorted(path: Path) -> None:
    a_ledger(path, WORLD[:11])
    ledger = append(path, WORLD[11])
    assert {attribution for _, attribution, _ in rows(ledger, "FROM recent_postings")} == {14}
    assert 14 not in {attribution for _, attribution, _ in rows(ledger, "FROM postings")}
    assert ledger.check() == []


def test_merging_changes_nothing_of_what_is_found(path: Path, tmp_path: Path) -> None:
    a_ledger(path, WORLD[:3])
    ledger = append(path, *WORLD[3:])
    assert rows(ledger, BOTH) == rows(a_ledger(tmp_path / "at once"), BOTH)
    assert rows(ledger, "FROM recent_postings") == []


def test_during_a_run_many_are_sorted_in(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "BATCH", 40)
    ledger = Ledger.open(path)
    with ledger.writing("add") as writer:
        writer.begin([])
        for item in WORLD[:6]:
            writer.append([item])
    assert rows(ledger, "FROM postings") != []
    assert ledger.check() == []


def test_postings_of_statements_that_are_gone_go_with_the_merging(path: Path) -> None:
    ledger = a_ledger(path, WORLD[:1])
    with ledger.writing("reread") as writer:
        writer.begin([])
        writer.replace(1, WORLD[0].document, index_of(WORLD[0].document))
        assert rows(ledger, "SELECT DISTINCT attribution FROM postings ORDER BY 1") == [(1,), (2,)]
        writer.end()
    assert rows(ledger, f"SELECT DISTINCT attribution FROM ({BOTH}) ORDER BY 1") == [(3,), (4,)]
    assert rows(ledger, "FROM dropped") == []


def test_the_table_is_as_it_was_made(path: Path) -> None:
    made = "SELECT sql FROM duckdb_tables() WHERE table_name = 'postings'"
    ledger = Ledger.open(path)
    with ledger.writing("add"):
        pass
    before = rows(ledger, made)
    assert rows(append(path, *WORLD), made) == before
