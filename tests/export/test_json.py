"""Documents as JSON and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import from_dict, to_dict, to_json
from onrecord.records import Document


@given(data=st.data())
def test_a_document_comes_back_as_it_was(documents: st.SearchStrategy[Document], data: st.DataObject) -> None:
    document = data.draw(documents)
    assert from_dict(to_dict(document)) == document
    assert from_dict(json.loads(to_json(document))) == document
    assert from_dict(json.loads(to_json(document, indent=2))) == document


def test_the_shape_is_the_documented_one(document: Document) -> None:
    row = to_dict(document)
    fields = ["id", "url", "title", "outlet", "authors", "published", "language", "text", "blocks", "attributions"]
    assert list(row) == [*fields, "actors", "times", "quantities", "places"]
    assert len(row["attributions"]) == 2
    assert row["blocks"][0] == {"kind": "headline", "start": 0, "end": 26}
    assert row["attributions"][1]["nested"][0] == {
        "source": [[66, 70]],
        "cue": [[71, 78]],
        "content": [[79, 89]],
        "kind": "direct",
        "type": None,
        "commitment": None,
        "speaker": None,
        "speaker_type": "none",
        "actor": None,
        "speaker_confidence": None,
        "chain": [],
        "links": [],
        "time": None,
        "confidence": 0.61,
        "nested": [],
    }


@given(data=st.data())
def test_a_document_is_one_line_that_can_be_written_and_shown(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    line = to_json(data.draw(documents))
    assert len(line.splitlines()) == 1
    assert not set(line) & set("\x1b\x9b\u202e")
    line.encode()


def test_fields_of_later_versions_are_passed_over(document: Document) -> None:
    row = to_dict(document)
    row["claims"] = [{"name": "Aldous"}]
    row["attributions"][0]["origin"] = 3
    assert from_dict(row) == document


@pytest.mark.parametrize("field", ["text", "attributions"])
def test_a_missing_field_is_named(document: Document, field: str) -> None:
    row = to_dict(document)
    del row[field]
    with pytest.raises(ValueError, match=f"not a document: .*{field}"):
        from_dict(row)


def test_a_field_of_another_form_is_refused(document: Document) -> None:
    with pytest.raises(ValueError, match="not a document"):
        from_dict({**to_dict(document), "attributions": 7})
