"""Statements as Web Annotations: valid by schema, by JSON-LD, and pointing at the right characters."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from onrecord.export.recorded import Recorded, without
from onrecord.export.web_annotation import CONTEXT, to_annotations, to_web_annotation
from onrecord.records import Article, Attribution, Document

DATA = Path(__file__).parent / "data"
SCHEMA = jsonschema.Draft202012Validator(json.loads((DATA / "web_annotation.schema.json").read_text()))
OA = "http://www.w3.org/ns/oa#"


def offline(url: str, options: object) -> dict[str, Any]:
    """The context of the standard from the test's data, and nothing else."""
    assert url == CONTEXT
    document = json.loads((DATA / "anno.jsonld").read_text())
    return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": document}


def annotations(recorded: Recorded) -> list[dict[str, Any]]:
    return [json.loads(line) for line in to_web_annotation(recorded)]


def segments(annotation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from annotation["target"]
    yield from (body for body in annotation["body"] if "selector" in body)


def test_a_statement_names_speaker_source_cue_and_kind(recorded: Recorded) -> None:
    first = annotations(recorded)[0]
    bodies = [(body["purpose"], body.get("value", body.get("source"))) for body in first["body"]]
    address = "https://harbour.example/2031/vesk%20dam?x=1#top"
    assert bodies[0] == ("identifying", "Ida M. Aldous")
    assert bodies[1][1]["name"] == "Ida M. Aldous"
    assert bodies[1][1]["type"] == "Person"
    assert bodies[2:4] == [("identifying", address), ("describing", address)]
    assert bodies[4:] == [
        ("tagging", "kind:indirect"),
        ("tagging", "type:assertion"),
        ("tagging", "commitment:plain"),
        ("tagging", "speaker_type:person"),
        ("tagging", "confidence:0.9000"),
        ("describing", "reported by Tern News · said 2031-04-01"),
    ]


def test_each_piece_of_the_content_is_a_target(recorded: Recorded) -> None:
    last = annotations(recorded)[-1]
    quotes = [target["selector"][0] for target in last["target"]]
    assert [quote["exact"] for quote in quotes] == ["“It holds,”", "“and it will.”"]
    assert quotes[0]["prefix"].endswith("She wants it rebuilt. ")
    assert quotes[0]["suffix"].startswith(" she told a reporter")


@settings(max_examples=40)
@given(data=st.data())
def test_every_annotation_is_valid_and_its_selectors_agree(
    recordeds: st.SearchStrategy[Recorded], data: st.DataObject
) -> None:
    recorded = data.draw(recordeds)
    text = recorded.document.article.text
    for annotation in annotations(recorded):
        SCHEMA.validate(annotation)
        for segment in segments(annotation):
            quote, position = segment["selector"]
            words = text[position["start"] : position["end"]]
            assert len(quote["exact"]) == len(words)
            assert all(
                a == b or (a == "\ufffd" and "\ud800" <= b <= "\udfff")
                for a, b in zip(quote["exact"], words, strict=True)
            )


def test_json_ld_reads_the_annotations_as_the_vocabulary_means_them(recorded: Recorded) -> None:
    for annotation in annotations(recorded):
        (node,) = jsonld.expand(annotation, {"documentLoader": offline})
        assert node["@type"] == [f"{OA}Annotation"]
        assert node[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]
        assert len(node[f"{OA}hasTarget"]) == len(annotation["target"])
        assert len(node[f"{OA}hasBody"]) == len(annotation["body"])
        for target in node[f"{OA}hasTarget"]:
            assert {selector["@type"][0] for selector in target[f"{OA}hasSelector"]} == {
                f"{OA}TextQuoteSelector",
                f"{OA}TextPositionSelector",
            }
        # Every key of every object is a term of the context: none was dropped as unknown
        assert _keys(annotation) <= _terms()


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(_keys, value.values())) - {"@context"}
    return set().union(*map(_keys, value)) if isinstance(value, list) else set()


def _terms() -> set[str]:
    return set(json.loads((DATA / "anno.jsonld").read_text())["@context"])


def test_it_can_be_read_as_rdf(hostile: Document) -> None:
    for annotation in annotations(Recorded(hostile)):
        quads = jsonld.to_rdf(annotation, {"documentLoader": offline, "format": "application/n-quads"})
        assert f"<{OA}hasTarget>" in quads


def test_the_schema_refuses_what_the_recommendation_forbids(recorded: Recorded) -> None:
    good = annotations(recorded)[0]
    SCHEMA.validate(good)
    bad = [{**good, "target": []}, {**good, "type": "Note"}, {**good, "id": "not an iri"}]
    bad.append({key: value for key, value in good.items() if key != "@context"})
    assert not any(SCHEMA.is_valid(each) for each in bad)


def test_ids_stay_the_same_and_tell_equal_statements_apart(recorded: Recorded) -> None:
    same = Attribution(((0, 1),), (), ((2, 4),), "direct", 0.5)
    twice = Recorded(Document(Article("a", "some text", ()), (same, same)))
    ids = [annotation["id"] for annotation in to_annotations(twice)]
    assert len(set(ids)) == 2
    assert ids == [annotation["id"] for annotation in to_annotations(twice)]
    changed = Recorded(Document(Article("a", "some tale", ()), (same,)))
    assert next(to_annotations(changed))["id"] not in ids


def test_a_statement_without_any_words_is_left_out() -> None:
    nothing = Attribution((), (), ((3, 3),), "direct", 0.5)
    assert not annotations(Recorded(Document(Article("a", "some text", ()), (nothing,))))


def test_what_stood_in_a_rejected_statement_stands_in_what_is_around_it(document: Document) -> None:
    deeper = Attribution((), (), ((80, 85),), "direct", 0.5, within=2)
    nested = Document(document.article, (*document.attributions, deeper))
    left = without(nested, {2})
    assert [each.within for each in left.attributions] == [None, None, 1]
    assert without(nested, set()) == nested
    assert [each.within for each in without(nested, {0, 1}).attributions] == [None, 0]
