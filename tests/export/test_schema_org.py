"""Articles and statements in schema.org's vocabulary: types, domains and ranges right, and nothing rated."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from onrecord.export.identifying import web_address
from onrecord.export.recorded import Recorded
from onrecord.export.schema_org import CONTEXT, iso_date, to_schema_org
from onrecord.records import Document

VOCABULARY = json.loads((Path(__file__).parent / "data" / "schema.org.json").read_text())


def graph(recorded: Recorded) -> list[dict[str, Any]]:
    (line,) = to_schema_org(recorded)
    found = json.loads(line)
    assert found["@context"] == CONTEXT
    nodes: list[dict[str, Any]] = found["@graph"]
    return nodes


def checked(nodes: list[dict[str, Any]]) -> None:
    """Every property belongs to its node's type, and every value is of a type that the property takes."""
    types = {node["@id"]: node["@type"] for node in nodes}
    for node in nodes:
        for inner in _nodes(node):
            for name, value in inner.items():
                if not name.startswith("@"):
                    _check(inner["@type"], name, value, types)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for value in node.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and "@type" in each:
                yield from _nodes(each)


def _check(kind: str, name: str, value: Any, types: Mapping[str, str]) -> None:
    rule = VOCABULARY["properties"][name]
    assert set(VOCABULARY["types"][kind]) & set(rule["domains"]), f"{kind} has no {name}"
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict):
            found = each.get("@type") or types[each["@id"]]
            assert set(VOCABULARY["types"][found]) & set(rule["ranges"]), f"{name} can't be a {found}"
        else:
            assert isinstance(each, str)
            assert each
            allowed = set(rule["ranges"])
            assert allowed & {"Text", "URL", "Date"}
            if "Text" not in allowed and "URL" in allowed:
                assert each.startswith(("http://", "https://"))
            if "Date" in allowed:
                assert iso_date(each) == each


def test_what_is_quoted_reported_denied_and_wished(recorded: Recorded) -> None:
    article, said, denied, wanted, quoted, mayor, agency, outlet = graph(recorded)
    assert article["@type"] == "NewsArticle"
    assert article["@id"] == "https://harbour.example/2031/vesk%20dam?x=1#top"
    assert article["hasPart"] == [{"@id": node["@id"]} for node in (said, denied, wanted, quoted)]
    assert (said["@type"], said["text"]) == ("Claim", "40 families had left Vesk")
    assert said["author"] == [{"@id": mayor["@id"]}]
    assert said["appearance"] == {"@id": article["@id"]}
    assert said["isBasedOn"] == [{"@type": "CreativeWork", "publisher": {"@id": agency["@id"]}}]
    assert said["dateCreated"] == "2031-04-01"
    assert said["url"] == ("https://harbour.example/2031/vesk%20dam?x=1#:~:text=40%20families%20had%20left%20Vesk")
    assert denied["@type"] == "Claim"
    assert "author" not in denied
    assert wanted["@type"] == "Statement"
    assert (quoted["@type"], quoted["text"]) == ("Quotation", "“It holds,” … “and it will.”")
    assert quoted["spokenByCharacter"] == [{"@id": mayor["@id"]}]
    assert mayor == {"@type": "Person", "@id": mayor["@id"], "name": "Ida M. Aldous", "jobTitle": ["Mayor"]}
    assert outlet["name"] == "Harbour Post"
    checked(graph(recorded))


def test_nothing_is_rated(recorded: Recorded, hostile: Document) -> None:
    for each in (recorded, Recorded(hostile)):
        (line,) = to_schema_org(each)
        assert not any(word in line for word in ("ating", "Review", "truth"))


@settings(max_examples=40)
@given(data=st.data())
def test_every_document_keeps_to_the_vocabulary(recordeds: st.SearchStrategy[Recorded], data: st.DataObject) -> None:
    recorded = data.draw(recordeds)
    nodes = graph(recorded)
    checked(nodes)
    assert len({node["@id"] for node in nodes}) == len(nodes)
    assert sum(node["@type"] in ("Quotation", "Claim", "Statement") for node in nodes) == len(
        recorded.document.attributions
    )


def test_json_ld_expands_it_to_terms_of_schema_org(recorded: Recorded, hostile: Document) -> None:
    context = {"@context": {"@vocab": "http://schema.org/", "url": {"@type": "@id"}}}

    def offline(url: str, options: object) -> dict[str, Any]:
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "contentType": "application/ld+json", "document": context}

    for each in (recorded, Recorded(hostile)):
        (line,) = to_schema_org(each)
        nodes = jsonld.expand(json.loads(line), {"documentLoader": offline})
        names = {name for node in nodes for name in node if not name.startswith("@")}
        assert names <= {f"http://schema.org/{name}" for name in VOCABULARY["properties"]}
        assert {node["@type"][0] for node in nodes} >= {"http://schema.org/NewsArticle", "http://schema.org/Quotation"}
        assert jsonld.to_rdf(nodes, {"format": "application/n-quads"})


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://a.example/b c", "https://a.example/b%20c"),
        ("http://a.example:8080/%zz?q=[1]#x#y", "http://a.example:8080/%25zz?q=%5B1%5D#x%23y"),
        ("https://ä.example/ö", "https://%C3%A4.example/%C3%B6"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("https://[broken/", None),
        ("https://a.example:port/", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https:///nowhere", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_is_one_of_the_web_with_all_of_it_encoded(url: str | None, address: str | None) -> None:
    assert web_address(url) == address
