"""An article that is read anew: other statements in the same place, and people's corrections of them."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from tests.ledger.worlds import WORLD, a_ledger, index_of, reading, sentence_document, spans

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.ledger.correcting import apply_corrections, take_back
from onrecord.records import Document

SENTENCES = ("Dam is safe", "Mara Vane said the dam would hold.", "Tobias Aldous agreed that no crack was found.")
VANE = ("Mara Vane", "said", "the dam would hold", "plain")
ALDOUS = ("Tobias Aldous", "agreed", "no crack was found", "plain")
URL = "https://courier.example/safe"
OLD = sentence_document("safe", SENTENCES, (VANE,), url=URL)
NEW = sentence_document("safe", SENTENCES, (VANE, ALDOUS), url=URL)


def reread(ledger: Ledger, article: int, document: Document) -> None:
    with ledger.writing("reread", software="onrecord 9") as writer:
        writer.begin([])
        writer.replace(article, document, index_of(document))
        writer.end()
    assert ledger.check() == []


def correct(connection: DuckDBPyConnection, number: int, kind: str, piece: str, speaker: str | None = None) -> None:
    """Put a correction of the statement whose content is `piece` into the first article."""
    ((start, stop),) = spans(OLD.article.text, piece)
    connection.execute(
        """INSERT INTO corrections (correction, kind, article, "start", stop, speaker, made_by, made)
           VALUES (?, ?, 1, ?, ?, ?, 'Pell', now())""",
        [number, kind, start, stop, speaker],
    )
    assert apply_corrections(connection, [number]) == []


def corrected(ledger: Ledger, *corrections: tuple[Any, ...]) -> None:
    with ledger.writing("fix") as writer, writer.connection() as connection:
        for number, correction in enumerate(corrections, 1):
            correct(connection, number, *correction)
    assert ledger.check() == []


def rows(ledger: Ledger, query: str) -> list[tuple[Any, ...]]:
    with ledger.reading() as connection:
        return connection.execute(query).fetchall()


def test_a_new_reading_stands_in_the_place_of_the_old_one(path: Path) -> None:
    ledger = a_ledger(path, [*WORLD[:2], reading(OLD)])
    before = rows(ledger, "SELECT article, key, version, latest, added, fetched FROM articles ORDER BY article")
    reread(ledger, 3, NEW)
    assert list(ledger.documents()) == [WORLD[0].document, WORLD[1].document, NEW]
    after = rows(ledger, "SELECT article, key, version, latest, added, fetched FROM articles ORDER BY article")
    assert after == before
    assert rows(ledger, "SELECT software FROM articles WHERE article = 3") == [("onrecord 9",)]


def test_a_number_of_an_attribution_is_never_given_again(path: Path) -> None:
    ledger = a_ledger(path, [reading(OLD)])
    reread(ledger, 1, NEW)
    reread(ledger, 1, OLD)
    assert rows(ledger, "SELECT attribution FROM attributions") == [(4,)]


def test_what_came_and_went_is_compared_anew(path: Path) -> None:
    later = sentence_document("safe", ("Dam is safe", *SENTENCES[1:], "It rained."), (VANE, ALDOUS), url=URL)
    ledger = a_ledger(path, [reading(OLD), reading(later)])
    assert rows(ledger, "SELECT article, change FROM changes") == [(2, "came")]
    reread(ledger, 1, NEW)
    assert rows(ledger, "SELECT article, change FROM changes") == []
    reread(ledger, 2, replace(later, attributions=later.attributions[1:]))
    assert rows(ledger, "SELECT article, change FROM changes") == [(2, "went")]


def test_an_article_that_is_not_there_can_not_be_read_anew(path: Path) -> None:
    ledger = a_ledger(path, [reading(OLD)])
    with ledger.writing("reread") as writer, pytest.raises(LedgerError, match="article 7: there is no such article"):
        writer.replace_all([(1, NEW, index_of(NEW)), (7, NEW, index_of(NEW))])
    assert list(ledger.documents()) == [OLD]


def test_a_correction_outlives_a_new_reading(path: Path) -> None:
    ledger = a_ledger(path, [reading(NEW)])
    corrected(ledger, ("reject", "the dam would hold"), ("speaker", "no crack was found", "Ines Quill"))
    wider = sentence_document("safe", SENTENCES, (VANE, (*ALDOUS[:2], "that no crack was found", "plain")), url=URL)
    reread(ledger, 1, wider)
    found = rows(
        ledger,
        """SELECT a.rejected, p.name, a.speaker_confidence FROM attributions a
           JOIN appearances p ON p.article = a.article AND p.number = a.speaker ORDER BY a.number""",
    )
    assert found == [(True, "Mara Vane", 0.95), (False, "Ines Quill", 1.0)]
    was = [json.loads(text) for (text,) in rows(ledger, "SELECT was FROM corrections ORDER BY correction")]
    assert was[0] == {"rejected": False}
    assert was[1]["name"] == "Tobias Aldous"


def test_a_correction_moves_with_its_words_when_the_text_changes(path: Path) -> None:
    ledger = a_ledger(path, [reading(OLD)])
    corrected(ledger, ("reject", "the dam would hold"))
    longer = sentence_document("safe", ("Dam is safe, says minister, after all", *SENTENCES[1:]), (VANE,), url=URL)
    reread(ledger, 1, longer)
    assert rows(ledger, "SELECT rejected FROM attributions") == [(True,)]
    assert rows(ledger, 'SELECT "start", stop FROM corrections') == list(spans(longer.article.text, VANE[2]))


def test_a_correction_without_its_statement_waits_for_it(path: Path) -> None:
    ledger = a_ledger(path, [reading(NEW)])
    corrected(ledger, ("reject", "no crack was found"))
    reread(ledger, 1, OLD)
    assert rows(ledger, "SELECT rejected FROM attributions") == [(False,)]
    reread(ledger, 1, NEW)
    assert rows(ledger, "SELECT rejected FROM attributions ORDER BY number") == [(False,), (True,)]


@pytest.mark.parametrize("name", ["tobias aldous", "Ines Quill", None])
def test_a_correction_that_is_taken_back_leaves_the_machines_word(path: Path, name: str | None) -> None:
    ledger = a_ledger(path, [reading(NEW)])
    corrected(ledger, ("speaker", "the dam would hold", name), ("reject", "the dam would hold"))
    (speaker, type_, rejected), _ = rows(
        ledger, "SELECT speaker, speaker_type, rejected FROM attributions ORDER BY number"
    )
    assert rejected
    assert (speaker is None) == (type_ is None) == (name is None)
    with ledger.writing("fix") as writer, writer.connection() as connection:
        assert take_back(connection, 1)
        assert take_back(connection, 2)
    found = "SELECT speaker, speaker_type, speaker_confidence, rejected FROM attributions ORDER BY number LIMIT 1"
    assert rows(ledger, found) == [(0, "person", 0.95, False)]


def test_a_later_correction_stands_when_an_earlier_one_is_taken_back(path: Path) -> None:
    ledger = a_ledger(path, [reading(NEW)])
    corrected(ledger, ("speaker", VANE[2], "Ines Quill"), ("speaker", VANE[2], "Tobias Aldous"))
    speaker = """SELECT p.name FROM attributions a JOIN appearances p ON p.article = 1 AND p.number = a.speaker
                 ORDER BY a.number LIMIT 1"""
    with ledger.writing("fix") as writer, writer.connection() as connection:
        assert take_back(connection, 1)
        connection.execute("UPDATE corrections SET undone = now() WHERE correction = 1")
    assert rows(ledger, speaker) == [("Tobias Aldous",)]
    with ledger.writing("fix") as writer, writer.connection() as connection:
        assert take_back(connection, 2)
    assert rows(ledger, speaker) == [("Mara Vane",)]


def test_a_correction_of_what_is_no_statement_is_said_to_be_lost(path: Path) -> None:
    ledger = a_ledger(path, [reading(OLD)])
    with ledger.writing("fix") as writer, writer.connection() as connection:
        connection.execute(
            """INSERT INTO corrections (correction, kind, article, "start", stop, made_by, made)
               VALUES (1, 'reject', 1, 0, 3, 'Pell', now())"""
        )
        assert apply_corrections(connection, [1]) == [1]
        assert not take_back(connection, 1)
