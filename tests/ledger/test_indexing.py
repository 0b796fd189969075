"""Pages are known by their hash, statements by the terms and the signature of their content."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.ledger.worlds import WORLD

from onrecord.ledger import index, page_hash
from onrecord.records import Page

PAGE = Page("a.html", b"<p>text</p>", "text/html", "7", "https://a.example/", None, "Title", "Courier", "2024-03-01")


def test_a_page_is_the_same_whatever_it_is_called_and_whenever_it_was_fetched() -> None:
    other = replace(PAGE, name="b.html", fetched=datetime(2024, 3, 1, tzinfo=UTC), etag="x", modified="y")
    assert page_hash(other) == page_hash(PAGE)
    assert 0 <= page_hash(PAGE) < 2**120


@pytest.mark.parametrize("field", ["content", "media_type", "id", "url", "title", "outlet", "published"])
def test_a_page_is_another_one_where_anything_else_differs(field: str) -> None:
    value = b"" if field == "content" else None
    empty = b"=" if field == "content" else ""
    hashes = {page_hash(replace(PAGE, **{field: given})) for given in (value, empty, getattr(PAGE, field))}  # type: ignore[arg-type]
    assert len(hashes) == 3


def test_what_was_given_as_one_thing_is_not_what_was_given_as_another() -> None:
    assert page_hash(Page("a", b"", title="x", outlet=None)) != page_hash(Page("a", b"", title=None, outlet="x"))


def test_each_statement_has_its_terms_and_its_signature() -> None:
    for reading in WORLD[:5]:
        found = index(reading.document)
        assert len(found.terms) == len(found.signatures) == len(reading.document.attributions)
        assert all(terms for terms in found.terms)
        assert all(0 <= sign < 2**64 for signs in found.signatures for sign in signs)


def test_the_same_words_have_the_same_signature() -> None:
    one, other = index(WORLD[1].document), index(WORLD[2].document)
    assert one == other


def test_a_document_without_statements_has_an_empty_index() -> None:
    found = index(replace(WORLD[0].document, attributions=()))
    assert (found.terms, found.signatures) == ((), ())
