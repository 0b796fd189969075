"""What of an article tells which story it belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corpus.stories.features import KEPT, NAME, Features, Part, features
from onrecord.corpus.stories.lines import closing_lines
from onrecord.meaning import terms


def term(word: str) -> int:
    return next(iter(terms(word)))


def weight(found: Features, word: str) -> int:
    place = found.terms.index(term(word)) if term(word) in found.terms else None
    return 0 if place is None else found.weights[place]


def body(*texts: str) -> list[Part]:
    return [Part("paragraph", text) for text in texts]


def test_a_word_of_the_title_or_the_lead_weighs_more_than_one_at_the_end() -> None:
    found = features("Ferry aground", body("A trawler helped.", "x", "x", "x", "x", "The kiosk was shut."))
    assert weight(found, "ferry") > weight(found, "trawler") > weight(found, "kiosk") > 0


def test_a_word_with_a_capital_letter_within_a_sentence_is_a_name() -> None:
    found = features("Blaze Kills Four", body("Crews came from Tolmere. Smoke rose over Vessin’s roofs."))
    assert weight(found, "Tolmere") >= NAME
    assert weight(found, "Vessin") >= NAME
    assert NAME > weight(found, "smoke") > 0, "a capital letter at the beginning of a sentence makes no name"
    assert NAME > weight(found, "blaze") > 0, "nor does one in a title"


def test_the_place_of_a_dateline_is_a_name() -> None:
    assert weight(features("Blaze", body("TOLMERE, May 3 — A mill burnt.")), "Tolmere") >= NAME


def test_days_months_and_words_of_reporting_tell_nothing() -> None:
    found = features("Blaze", body("The mill burnt on Thursday, spokesman Orin Dask said in March."))
    assert [weight(found, word) for word in ("thursday", "march", "said", "spokesman")] == [0, 0, 0, 0]


def test_what_was_lifted_from_another_article_weighs_little() -> None:
    own, lifted = Part("paragraph", "The trawler helped."), Part("paragraph", "The trawler helped.", lifted=True)
    assert 0 < weight(features("Ferry", [lifted]), "trawler") < weight(features("Ferry", [own]), "trawler") / 2


def test_an_author_or_a_credit_tells_nothing() -> None:
    found = features("Ferry", [Part("byline", "Orin Dask"), *body("It sank."), Part("credit", "Nordwire")])
    assert weight(found, "Dask") == weight(found, "Nordwire") == 0


@given(st.text(max_size=300), st.lists(st.tuples(st.sampled_from(["paragraph", "deck", "credit"]), st.text())))
def test_terms_are_few_ascending_and_within_range_whatever_the_text_is(
    title: str, parts: list[tuple[str, str]]
) -> None:
    found = features(title, [Part(kind, text) for kind, text in parts])
    assert len(found.terms) == len(found.weights) <= KEPT
    assert list(found.terms) == sorted(set(found.terms))
    assert all(1 <= weight % NAME < NAME and weight < 2 * NAME for weight in found.weights)
    assert set(found.telling) <= set(found.terms)


@pytest.mark.parametrize("piece", ["Ab'", "A ", "’’’", "É, ", "AAAA", "a.B"])
def test_a_huge_text_is_read_in_no_time(piece: str) -> None:
    assert len(features(piece * 500_000, body(piece * 2_000_000)).terms) <= KEPT


def test_the_closing_paragraphs_of_an_outlet_are_the_same_whatever_their_digits_and_spacing_are() -> None:
    one = closing_lines("Courier", body("News.", "Printed since 1888,  every day."))
    two = closing_lines("Courier", body("Other news.", "Printed since 1901, every  day."))
    assert list(one) == [1]
    assert set(one.values()) == set(two.values())
    assert set(one.values()).isdisjoint(closing_lines("Post", body("x", "Printed since 1888, every day.")).values())
