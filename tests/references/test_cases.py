"""The whole pipeline on the labelled cases, seen and unseen halves, against floors that are kept in a file."""

import hashlib
import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.attributions import AttributionReader
from onrecord.evaluation.scoring import Tokenised, iou, pair, spans_of
from onrecord.evaluation.speakers import same_name
from onrecord.records import Article, Attribution, Block, Document, Place, Quantity
from onrecord.references import refer

CASES = Path(__file__).parent / "cases"
FLOORS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@cache
def reader() -> AttributionReader:
    return AttributionReader()


def document(case: dict[str, Any]) -> Document:
    text = case["text"]
    blocks = [Block(b["kind"], b["start"], b["end"]) for b in case.get("blocks", ())]
    at = 0
    for line in [] if blocks else text.split("\n"):
        if line.strip():
            blocks.append(Block("paragraph", at, at + len(line)))
        at += len(line) + 1
    article = Article(case["id"], text, tuple(blocks), outlet=case.get("outlet"), published=case.get("published"))
    return refer(article, reader().read(article))


def found(case: dict[str, Any], read: Document) -> list[tuple[dict[str, Any], Attribution]]:
    """The labelled attributions that were read, each with what was read."""
    tokens = Tokenised(case["text"])
    gold = [tokens.marked(a) for a in case["attributions"]]
    given = [tokens.marked(spans_of(a)) for a in read.attributions]
    pairs = pair(gold, given)
    return [
        (case["attributions"][g], read.attributions[p])
        for g, p in pairs
        if iou(gold[g].content, given[p].content) >= 0.5
    ]


def actors(case: dict[str, Any], read: Document) -> list[bool]:
    """For every labelled attribution that was found: is it the right speaker?"""
    return [
        same_name(gold["speaker"], read.actors[given.actor].name) if given.actor is not None else not gold["speaker"]
        for gold, given in found(case, read)
        if gold["speaker_type"] in ("person", "organisation", "none")
    ]


def times_said(case: dict[str, Any], read: Document) -> list[bool]:
    """For every labelled attribution that was found: is it the right time of saying, by value?"""
    return [
        (None if gold["said"] is None else case["times"][gold["said"]]["value"])
        == (None if given.time is None else read.times[given.time].value)
        for gold, given in found(case, read)
    ]


def sums(case: dict[str, Any], read: Document) -> list[bool]:
    """For the case: are all amounts that are parts given to the right whole (or its other mention), and no others?"""

    def parts(rows: list[tuple[int, float | None, int | None]]) -> set[tuple[int, float | None]]:
        return {(row[0], rows[row[2]][1]) for row in rows if row[2] is not None}

    gold = parts([(q["end"], q["value"] or q["low"], q["part_of"]) for q in case["quantities"]])
    given = parts([(q.end, q.value or q.low, q.part_of) for q in read.quantities])
    return [gold == given]


def places(case: dict[str, Any], read: Document) -> list[bool]:
    """For the case: is every place found and the right one, and no other?"""
    return [
        len(case["places"]) == len(read.places)
        and all(any(_same_place(gold, given) for given in read.places) for gold in case["places"])
    ]


def _same_place(gold: dict[str, Any], given: Place) -> bool:
    overlap = gold["start"] < given.end and given.start < gold["end"]
    near = abs(gold["lat"] - given.lat) < 0.5 and abs(gold["lon"] - given.lon) < 0.5
    return bool(overlap and (near if gold["kind"] == "city" else gold["country"] == given.country))


def hedges(case: dict[str, Any], read: Document) -> list[bool]:
    """For the case: is every hedge with nobody behind it found, with its commitment?"""
    pairs = found(case, read)
    wanted = [a for a in case["attributions"] if not a["source"]]
    right = [g for g, given in pairs if not g["source"] and not given.source and g["commitment"] == given.commitment]
    extra = [a for a in read.attributions if not a.source and a.commitment in ("claimed", "hedged")]
    return [len(right) == len(wanted) and len(extra) <= len(wanted)]


def chains(case: dict[str, Any], read: Document) -> list[bool]:
    """For every labelled attribution that was found: the right links, in the right order?"""

    def bare(name: str) -> str:
        return name.lower().removeprefix("the ")

    return [
        [(bare(link["name"]), link["relation"]) for link in gold["chain"]]
        == [(bare(read.actors[link.actor].name), link.relation) for link in given.chain]
        for gold, given in found(case, read)
    ]


JUDGES = {
    "actors": actors,
    "times_said": times_said,
    "sums": sums,
    "places": places,
    "hedges": hedges,
    "chains": chains,
}


def measured(name: str) -> dict[str, list[bool]]:
    """What was right and wrong, by half."""
    halves: dict[str, list[bool]] = {"seen": [], "unseen": []}
    for line in (CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        halves[case["half"]] += JUDGES[name](case, document(case))
    return halves


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_kind_of_case_falls_below_its_floor(name: str) -> None:
    floor = FLOORS[name]
    content = (CASES / f"{name}.jsonl").read_bytes()
    assert hashlib.sha256(content).hexdigest() == floor["sha256"], "cases changed: measure the floors anew"
    for half, right in measured(name).items():
        assert sum(right) / len(right) >= floor[half], f"{half}: {Counter(right)}"


def test_what_is_resolved_points_into_the_document() -> None:
    for line in (CASES / "chains.jsonl").read_text(encoding="utf-8").splitlines():
        read = document(json.loads(line))
        length = len(read.article.text)
        spans = [(m.start, m.end) for actor in read.actors for m in actor.mentions]
        spans += [role.span for actor in read.actors for role in actor.roles]
        spans += [(time.start, time.end) for time in read.times]
        spans += [(quantity.start, quantity.end) for quantity in read.quantities]
        spans += [(place.start, place.end) for place in read.places]
        assert all(0 <= start < end <= length for start, end in spans)
        for attribution in read.attributions:
            assert attribution.actor is None or attribution.actor < len(read.actors)
            assert all(link.actor < len(read.actors) for link in attribution.chain)
            assert attribution.time is None or attribution.time < len(read.times)


def test_parts_point_to_amounts_before_or_after_them() -> None:
    for line in (CASES / "sums.jsonl").read_text(encoding="utf-8").splitlines():
        read: tuple[Quantity, ...] = document(json.loads(line)).quantities
        assert all(q.part_of is None or read[q.part_of] is not q for q in read)
