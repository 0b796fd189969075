"""News prose of our own, each line one behaviour: the text, what a recogniser finds in it, and the places."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Name
from onrecord.references.places import Gazetteer, find_places

CASES = [json.loads(line) for line in Path(__file__).with_name("cases.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_places_are_those_of_the_case(case: dict[str, Any], gazetteer: Gazetteer) -> None:
    text = case["text"]
    found = find_places(text, names_in(text, case["names"]), [(0, len(text))], gazetteer)
    assert [[text[place.start : place.end], place.geonames, place.kind] for place in found] == case["places"]


def names_in(text: str, listed: list[list[str]]) -> list[Name]:
    """Each name at its next occurrence behind the name before it."""
    names: list[Name] = []
    for written, kind in listed:
        start = text.index(written, names[-1].end if names else 0)
        names.append(Name(start, start + len(written), kind, 0.95))  # type: ignore[arg-type]
    return names
