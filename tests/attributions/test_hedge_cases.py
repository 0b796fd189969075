"""The cases of hedges that were written and labelled by hand, with the shipped weights; the unseen half is counted."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.attributions import AttributionReader
from onrecord.attributions.quotation import paragraphs
from onrecord.records import Article, Attribution, Block, Span

FILE = Path(__file__).parents[1] / "references" / "cases" / "hedges.jsonl"
CASES = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
FLOORS = {"seen": 16, "unseen": 15}  # of 17 each


@pytest.fixture(scope="module")
def reader() -> AttributionReader:
    return AttributionReader()


@pytest.mark.parametrize("half", FLOORS)
def test_cases_pass_as_often_as_they_did(half: str, reader: AttributionReader) -> None:
    assert sum(passes(case, reader) for case in CASES if case["half"] == half) >= FLOORS[half]


def passes(case: dict[str, Any], reader: AttributionReader) -> bool:
    """Tell whether all of a case is found with its stance, and nothing without a source where there is no hedge."""
    text = case["text"]
    article = Article("a", text, tuple(Block("paragraph", *span) for span in paragraphs(text)))
    found = reader.read(article).attributions
    if not case["attributions"]:
        return all(a.source for a in found)
    return all(any(agrees(text, a, label) for a in found) for label in case["attributions"])


def agrees(text: str, found: Attribution, label: dict[str, Any]) -> bool:
    cues = any(start < e and s < end for start, end in found.cue for s, e in label["cue"])
    ours, theirs = words(text, found.content), words(text, label["content"])
    alike = len(ours & theirs) >= 0.5 * len(ours | theirs)
    return cues and alike and bool(found.source) == bool(label["source"]) and found.commitment == label["commitment"]


def words(text: str, spans: Any) -> set[Span]:
    return {(s + m.start(), s + m.end()) for s, e in spans for m in re.finditer(r"\w+", text[s:e])}
