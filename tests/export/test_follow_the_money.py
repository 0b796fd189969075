"""Entities of FollowTheMoney, held against its model, and by its own library where that is installed."""

import importlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.export.follow_the_money import actor_entities, document_entities, entity_line, to_follow_the_money
from onrecord.export.recorded import Known, Recorded
from onrecord.records import Article, Document

MODEL = json.loads((Path(__file__).parent / "data" / "followthemoney.json").read_text())
DATE = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?")


def entities(recorded: Recorded) -> list[dict[str, Any]]:
    return [json.loads(line) for line in to_follow_the_money(recorded)]


def checked(found: list[dict[str, Any]]) -> None:
    """Every entity has a schema of the model, what that demands, and links only to what may be there."""
    schemata = {entity["id"]: entity["schema"] for entity in found}
    for entity in found:
        schema = MODEL[entity["schema"]]
        assert set(entity) == {"id", "schema", "properties"}
        assert set(schema["required"]) <= set(entity["properties"])
        for name, values in entity["properties"].items():
            kind, range_ = schema["properties"][name]
            assert values
            assert len(set(values)) == len(values)
            for value in values:
                assert isinstance(value, str)
                assert value == value.strip() != ""
                value.encode()
                if kind == "entity" and value in schemata:
                    assert range_ in MODEL[schemata[value]]["parents"]
                assert kind != "date" or DATE.fullmatch(value)
                assert kind != "url" or value.startswith(("http://", "https://"))
                assert kind != "language" or len(value) == 3


def test_an_article_its_people_and_its_statements(recorded: Recorded) -> None:
    found = entities(recorded)
    article, mayor, agency, source, *notes = found
    assert article["schema"] == "Article"
    assert article["properties"]["publishedAt"] == ["2031-04-02T07:30:00"]
    assert article["properties"]["language"] == ["eng"]
    assert [each["schema"] for each in (mayor, agency)] == ["Mention", "Mention"]
    assert mayor["properties"]["name"] == ["Ida Aldous"]
    assert agency["properties"]["detectedSchema"] == ["Organization"]
    (known,) = actor_entities([Known(7, "Ida M. Aldous", "person", ("Aldous", "Ida M. Aldous"), ("Mayor",))])
    assert known["properties"] == {"name": ["Ida M. Aldous"], "alias": ["Aldous"], "position": ["Mayor"]}
    assert mayor["properties"]["resolved"] == [known["id"]] == source["properties"]["entity"]
    assert source["schema"] == "Documentation"
    assert len(notes) == 4
    assert notes[0]["properties"]["entity"] == [known["id"]]
    assert notes[0]["properties"]["proof"] == [article["id"]]
    assert notes[0]["properties"]["description"] == ["40 families had left Vesk"]
    assert notes[0]["properties"]["summary"] == [
        "indirect · assertion · plain · reported by Tern News · said 2031-04-01 · confidence 0.90"
    ]
    checked([*found, known])


@settings(max_examples=40)
@given(data=st.data())
def test_every_document_keeps_to_the_model(recordeds: st.SearchStrategy[Recorded], data: st.DataObject) -> None:
    recorded = data.draw(recordeds)
    checked(entities(recorded))


def test_only_who_has_a_name_is_an_entity() -> None:
    assert [
        *actor_entities([Known(1, "somebody", "unnamed"), Known(2, "experts", "generic"), Known(3, " ", "person")])
    ] == []
    (paper,) = actor_entities([Known(4, "Quist Report", "document")])
    checked([paper])
    assert paper["properties"]["fileName"] == ["Quist Report"]


def test_a_moment_at_the_end_of_the_calendar_is_its_day() -> None:
    document = Document(Article("a", "text", (), published="0001-01-01T00:00:00+14:00"))
    assert next(document_entities(Recorded(document)))["properties"]["publishedAt"] == ["0001-01-01"]


@pytest.fixture(scope="module")
def library() -> Any:
    """The library where it can be imported: newer releases need a compiled ICU."""
    try:
        return importlib.import_module("followthemoney")
    except ImportError:
        pytest.skip("followthemoney is not installed")


def test_the_library_takes_every_entity(library: Any, recorded: Recorded, hostile: Document) -> None:
    actors = [Known(7, "Ida M. Aldous", "person", ("Aldous",), ("Mayor",)), Known(9, "Tern News", "organisation")]
    lines = [entity_line(entity) for entity in actor_entities(actors)]
    lines += [*to_follow_the_money(recorded), *to_follow_the_money(Recorded(hostile, {0: (1, hostile.article.id)}))]
    for line in lines:
        entity = json.loads(line)
        library.model.get(entity["schema"]).validate(entity)
        proxy = library.model.get_proxy(entity, cleaned=False)
        assert proxy.schema.name == entity["schema"]
        kept = {name: set(values) for name, values in proxy.to_dict()["properties"].items()}
        assert set(kept) == set(entity["properties"]), "the library dropped a value as invalid"


def test_the_excerpt_of_the_model_is_the_librarys(library: Any) -> None:
    for name, schema in MODEL.items():
        theirs = library.model.get(name)
        for prop, (kind, range_) in schema["properties"].items():
            found = theirs.get(prop)
            assert (found.type.name, found.range.name if found.range else None) == (kind, range_)
