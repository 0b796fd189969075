"""The cases of chains that were written and labelled by hand; the unseen half is only counted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.records import Article, Attribution, Block, Name, Span
from onrecord.references.chains import Step, find_steps, spoken_for

CASES = [
    json.loads(line) for line in (Path(__file__).parents[1] / "cases" / "chains.jsonl").read_text("utf-8").splitlines()
]
FLOORS = {"seen": 35, "unseen": 31}  # of 35 and 34
Capitals = Callable[[str], list[Name]]


@pytest.mark.parametrize("half", FLOORS)
def test_cases_pass_as_often_as_they_did(half: str, capitals: Capitals) -> None:
    assert sum(passes(case, capitals) for case in CASES if case["half"] == half) >= FLOORS[half]


def passes(case: dict[str, Any], capitals: Capitals) -> bool:
    """Tell whether every chain has the media and the relations of the case, in order, with spans that overlap."""
    text, labelled = case["text"], case["attributions"]
    blocks = [Block(b["kind"], b["start"], b["end"]) for b in case.get("blocks", [])]
    article = Article("a", text, tuple(blocks or paragraphs(text)), outlet=case["outlet"])
    attributions = [attribution(label) for label in labelled]
    names = capitals(text)
    speakers = [label["speaker"] for label in labelled]
    for found, label, own in zip(find_steps(article, attributions, names), labelled, attributions, strict=True):
        links = [step for step in found if step.outer is None or speakers[step.outer] != label["speaker"]]
        if len(links) != len(label["chain"]):
            return False
        if not all(agrees(case, speakers, *pair) for pair in zip(links, label["chain"], strict=True)):
            return False
        if not speaks(text, spoken_for(text, own, names), label):
            return False
    return True


def agrees(case: dict[str, Any], speakers: list[str], step: Step, link: dict[str, Any]) -> bool:
    if step.outer is not None:
        name = speakers[step.outer]
    else:
        name = case["text"][slice(*step.medium)] if step.medium else case["outlet"]
    span = link["span"]
    overlaps = step.span == span or bool(step.span and span and step.span[0] < span[1] and span[0] < step.span[1])
    return step.relation == link["relation"] and overlaps and ends_alike(name, link["name"])


def speaks(text: str, cited: Span | None, label: dict[str, Any]) -> bool:
    """Tell whether the one who is cited is the speaker; with nobody cited, the source must be no medium that cites."""
    if cited:
        return ends_alike(text[slice(*cited)], label["speaker"])
    links = [link for link in label["chain"] if link["relation"] == "cited by"]
    return not any(span[0] <= s < span[1] for span in label["source"] for s in [link["span"][0] for link in links])


def ends_alike(found: str, name: str) -> bool:
    """Tell whether one of two names ends in the other, so that "the Tribune" is The Salt Lake Tribune."""
    one, other = (" " + n.lower().removeprefix("the ").removeprefix("a ").removeprefix("an ") for n in (found, name))
    return one.endswith(other) or other.endswith(one)


def paragraphs(text: str) -> list[Block]:
    out, at = [], 0
    for part in text.split("\n\n"):
        out.append(Block("paragraph", at, at + len(part)))
        at += len(part) + 2
    return out


def attribution(label: dict[str, Any]) -> Attribution:
    source, cue, content = (tuple((start, end) for start, end in label[role]) for role in ("source", "cue", "content"))
    return Attribution(source, cue, content, "indirect", 0.9, within=label.get("within"))
