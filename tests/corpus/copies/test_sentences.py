"""Sentences, their words, names of media and times, one step at a time."""

from datetime import date, datetime

import numpy as np
import pytest

from onrecord.corpus.copies.comparing import Codes, codes
from onrecord.corpus.copies.printings import credited, moment, names_of
from onrecord.corpus.copies.sentences import Vocabulary, sentences
from onrecord.corpus.copies.sketching import SIZE, sketches


def _cut(text: str) -> list[str]:
    found, _ = sentences(text, [{"kind": "paragraph", "start": 0, "stop": len(text)}], "", Vocabulary())
    return [text[one.start : one.stop] for one in found]


def test_abbreviations_and_initials_end_no_sentence() -> None:
    one = "He told Col. B. Marsh and Dr. Vane of St. Ellis that the silo had been safe for years."
    two = "Nobody there believed a single word of what he had told them so often!"
    assert _cut(f"{one} {two}") == [one, two]


def test_a_quotation_with_several_sentences_stays_in_the_sentence_that_holds_it() -> None:
    one = "“It fell. We ran. Nobody stopped,” she said in a long talk with the paper at her kitchen table."
    two = "Her neighbours had seen nothing of it at all before the dust came down."
    assert _cut(f"{one} {two}") == [one, two]


def test_a_sentence_may_end_inside_its_quotation() -> None:
    one = "The man at the gate of the harbour office would only say to us “It fell.”"
    two = "Her neighbours had seen nothing of it at all before the dust came down."
    assert _cut(f"{one} {two}") == [one, two]


def test_words_inside_quotation_marks_do_not_count() -> None:
    text = "She said “all that was there is gone for good now” to those who had come to see the harbour."
    found, total = sentences(text, [{"kind": "paragraph", "start": 0, "stop": len(text)}], "", Vocabulary())
    assert total == len(found[0].words) == 11


def test_apostrophes_open_no_quotation() -> None:
    text = "The workers' union and the dockers' wives don't think that it's the owners' fault, or so they've said."
    found, _ = sentences(text, [{"kind": "paragraph", "start": 0, "stop": len(text)}], "", Vocabulary())
    assert len(found[0].words) > 18


def _flat(texts: list[str]) -> tuple[np.ndarray, np.ndarray]:
    vocabulary = Vocabulary()
    words = [[vocabulary[word] for word in text.split()] for text in texts]
    starts = np.cumsum([0, *map(len, words)])
    return np.array([word for one in words for word in one], np.uint64), starts


def test_a_sketch_has_few_hashes_and_half_a_sentence_keeps_some_of_them() -> None:
    text = (
        "several thousand tonnes of barley buried railway wagons beneath broken northern walls before sunrise yesterday"
    )
    half = " ".join(text.split()[:8])
    sentence, hashes = sketches(*_flat([text, half, "too short"]))
    found = [set(hashes[sentence == number].tolist()) for number in range(3)]
    assert len(found[0]) == SIZE
    assert found[0] & found[1]
    assert found[2] == set()


@pytest.mark.parametrize(
    ("other", "alike", "sure"),
    [
        ("a b c d e f g h i j k l m n o p", True, True),
        ("i j k l m n o p a b c d e f g h", True, True),
        ("a b c d e X g h i j k l m Y o p", True, True),
        ("a b c d e f g h", True, False),
        ("p o n m l k j i h g f e d c b a", False, False),
        ("q r s t u v w x y z A B C D E F", False, False),
    ],
    ids=["same", "clauses swapped", "two words replaced", "half", "backwards", "another"],
)
def test_sentences_are_alike_by_words_and_their_neighbours(other: str, alike: bool, sure: bool) -> None:
    words, starts = _flat(["a b c d e f g h i j k l m n o p", other])
    found = Codes(codes(words), starts, np.array([0, 1])).alike(np.array([0]), np.array([1]))
    assert [bool(part[0]) for part in found] == [alike, sure]


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ellisar News Agency", {"ellisar news agency", "ellisar", "ena"}),
        ("Ellisar News Agency (ELNA)", {"ellisar news agency", "ellisar", "ena", "elna"}),
        ("The Vantry Bugle", {"vantry bugle", "vb"}),
        ("Meridon Press", {"meridon press", "meridon", "mp"}),
        ("", set()),
    ],
)
def test_a_medium_is_called_by_its_name_its_short_name_and_its_initials(name: str, called: set[str]) -> None:
    assert names_of(name) == called


def test_people_have_no_initials_that_credit_an_agency() -> None:
    assert names_of("Ella North", whole=False) == {"ella north"}


@pytest.mark.parametrize(
    ("kind", "line", "name"),
    [
        ("credit", "Source: ELNA", "ELNA"),
        ("byline", "By Ella North and ELNA", "ELNA"),
        ("byline", "Ella North, Meridon Press", "Meridon Press"),
        ("credit", "Reporting by Ella North for ELNA; editing by Tom Carew", "ELNA"),
        ("paragraph", "VANTRY, May 4 (ELNA) — The silo fell.", "ELNA"),
        ("paragraph", "The silo fell. (ELNA)", "ELNA"),
        ("paragraph", "The silo fell. — Meridon Press", "Meridon Press"),
    ],
)
def test_credits_are_found_where_they_are_printed(kind: str, line: str, name: str) -> None:
    assert name in list(credited(line, [{"kind": kind, "start": 0, "stop": len(line)}]))


@pytest.mark.parametrize(
    ("published", "time", "day"),
    [
        ("2032-05-04T23:30:00-05:00", datetime(2032, 5, 5, 4, 30), date(2032, 5, 5)),
        ("2032-05-04T23:30", datetime(2032, 5, 4, 23, 30), date(2032, 5, 4)),
        ("2032-05-04", None, date(2032, 5, 4)),
        ("2032-05-04 or thereabouts", None, date(2032, 5, 4)),
        ("0001-01-01T00:00:00+14:00", None, date(2032, 5, 4)),
        (None, None, date(2032, 5, 4)),
    ],
)
def test_times_are_in_utc_where_there_is_one(published: str | None, time: datetime | None, day: date) -> None:
    assert moment(published, date(2032, 5, 4)) == (time, day)
