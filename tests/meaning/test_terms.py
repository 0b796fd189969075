"""Texts as terms."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.meaning import terms


def test_inflections_of_a_word_are_one_term() -> None:
    assert terms("attack") == terms("Attacks") == terms("ATTACKED") == terms("attacking")
    assert terms("attack") != terms("defend")


def test_every_occurrence_counts() -> None:
    (count,) = terms("Ships, ships and a ship's").values()
    assert count == 3


@pytest.mark.parametrize("text", ["", " \n", "the of and to", "— “…” !?", "It’s there that they're in"])
def test_function_words_and_marks_are_no_terms(text: str) -> None:
    assert terms(text) == {}


def test_accents_and_ways_to_write_them_make_no_difference() -> None:
    assert terms("Škoda élan") == terms("Skoda elan") == terms("S\u030ckoda e\u0301lan")


@pytest.mark.parametrize("text", ["50000", "50,000", "50\u202f000", "50\u00a0000"])
def test_a_number_is_one_term_however_it_is_grouped(text: str) -> None:
    assert terms(text) == terms("50000")


def test_what_only_looks_like_grouping_joins_no_numbers() -> None:
    assert terms("12, 500") == terms("12 500")
    assert len(terms("1,2,3")) == 3
    assert len(terms("5,0000")) == 2
    assert terms("2.5") != terms("25")


def test_thousands_with_a_fraction_are_one_term() -> None:
    assert terms("1,234.5") == terms("1234.5")
    assert len(terms("1,234.5")) == 1


@pytest.mark.parametrize("text", ["do not", "don't", "don’t", "cannot", "can't"])
def test_what_denies_is_a_term(text: str) -> None:
    assert terms(text) == terms("not") != {}


def test_the_country_is_not_taken_for_the_pronoun() -> None:
    assert terms("US") == terms("U.S.") == terms("U.S") != {}
    assert terms("us") == {}


def test_curly_and_straight_apostrophes_are_the_same() -> None:
    assert terms("Orlo’s") == terms("Orlo's") == terms("Orlo")


def test_terms_are_the_same_in_every_process() -> None:
    code = "from onrecord.meaning import terms; print(sorted(terms('troops crossed the Tessin border')))"
    printed = {
        subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert printed == {f"{sorted(terms('troops crossed the Tessin border'))}\n"}


def test_threads_get_the_same_terms() -> None:
    texts = [f"walking{i} generously nationalised{i} ponies" for i in range(200)]
    alone = [terms(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(terms, [f"{text} " for text in texts])) == alone


@given(st.text())
def test_any_text_has_terms_of_32_bits(text: str) -> None:
    assert all(0 <= term < 2**32 and count > 0 for term, count in terms(text).items())


@given(st.text(), st.text())
def test_terms_of_two_texts_add_up(one: str, other: str) -> None:
    joined = terms(f"{one} | {other}")
    assert sum(joined.values()) == sum(terms(one).values()) + sum(terms(other).values())


@pytest.mark.parametrize(
    "unit", ["1,000", "1", "a.", "a'", "1.1", ",000", "e\u0301", "\u0301\u0327", "\u0344", "\ufdfa", "\ud800", "漢"]
)
def test_huge_texts_of_one_kind_are_read(unit: str) -> None:
    """Anything but linear time would take hours here."""
    assert len(terms(unit * 200_000)) <= 3
