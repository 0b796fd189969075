"""How a claim spread is told from its origins on, however far it went."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pytest
from tests.ledger.told import carried_on, told

from onrecord.ledger import Ledger
from onrecord.records import Trace


def lines(trace: Trace) -> list[str]:
    """A step a line, set in by its depth."""
    return [f"{'  ' * step.depth}{step.kind}: {step.label} ({step.relation})" for step in trace.steps]


def sound(trace: Trace) -> bool:
    """Each step stands behind its parent, one deeper."""
    return all(
        step.depth == 0
        if step.parent is None
        else step.parent < place and step.depth == trace.steps[step.parent].depth + 1
        for place, step in enumerate(trace.steps)
    )


def test_each_origin_is_followed_by_all_that_came_from_there(known: Ledger) -> None:
    trace = known.trace(1)
    assert lines(trace) == [
        "origin: Mara Vane (origin)",
        "  statement: Haven Post (origin)",
        "    statement: The Lantern (copy)",
        "    statement: Ostmark Courier (copy)",
        "origin: Tobias Aldous (origin)",
        "  medium: Nordwire (cites)",
        "    statement: Selwick Times (wire)",
    ]
    assert sound(trace)
    assert (trace.claim, trace.count, trace.least, trace.most) == (1, 2, 1, 2)
    assert trace.why == "Both may have it from one letter"


def test_a_step_says_who_said_what_when_and_where_it_stands(known: Ledger) -> None:
    step = known.trace("2:30-88").steps[1]
    assert step.detail == "Mara Vane: The gates of the dam will be opened before the autumn rain"
    assert (step.when, step.reference, step.denies) == ("2024-03-05", "2:30-88", False)
    assert (step.link or "").startswith("https://post.example/2024/03/05/gates#:~:text=")


def test_an_origin_says_of_what_kind_it_is_and_whether_it_may_be_another(known: Ledger) -> None:
    origins = [step for step in known.trace(9).steps if step.kind == "origin"]
    assert [(step.label, step.detail, step.certain) for step in origins] == [
        ("Mara Vane", "speaks of her own oven", True),
        ("two bakers", "not named; are not named", True),
        ("Selwick Times", "on its own authority; says so itself", False),
    ]


def test_denials_come_last_and_are_marked(known: Ledger) -> None:
    trace = known.trace(2)
    assert [(step.kind, step.denies) for step in trace.steps][-1] == ("statement", True)
    assert sum(step.denies for step in trace.steps) == 1
    assert trace.steps[-1].depth == 0


def test_statements_whose_origins_were_not_counted_are_told_all_the_same(known: Ledger) -> None:
    trace = known.trace(5)
    assert lines(trace) == ["statement: Haven Post (origin)"]
    assert (trace.count, trace.least, trace.most, trace.why) == (None, None, None, None)


def changed(path: Path, *queries: str) -> Ledger:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        for query in queries:
            connection.execute(query)
    return ledger


def test_statements_that_have_it_from_each_other_begin_with_the_earliest(path: Path) -> None:
    ledger = changed(
        path,
        "UPDATE spread SET parent = 16 WHERE claim = 1 AND attribution = 3",
        "UPDATE spread SET parent = 4 WHERE claim = 1 AND attribution = 4",
    )
    trace = ledger.trace(1)
    assert sound(trace)
    said = Counter(step.reference for step in trace.steps if step.kind == "statement")
    assert said == {"2:30-88": 1, "3:22-80": 1, "13:15-73": 1, "14:28-86": 1}
    assert trace.steps[1].reference == "2:30-88"


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE spread SET parent = 999 WHERE claim = 1",  # not of this claim
        "UPDATE spread SET origin = 77 WHERE claim = 1",  # there is no such origin
        "UPDATE spread SET origin = NULL WHERE claim = 1",
        "DELETE FROM origins",
        "DELETE FROM spread",
        "UPDATE claim_statements SET stance = 'denies' WHERE attribution IN (15, 4)",
    ],
)
def test_no_statement_is_lost_where_the_way_is_broken(path: Path, query: str) -> None:
    trace = changed(path, query).trace(1)
    assert sound(trace)
    assert sorted(step.reference or "" for step in trace.steps if step.kind == "statement") == [
        "13:15-73", "14:28-86", "2:30-88", "3:22-80",
    ]  # fmt: skip


def test_of_many_that_went_no_further_a_dozen_are_told_and_the_others_counted(path: Path) -> None:
    ledger = told(path)
    carried_on(ledger, 300, "3")
    trace = ledger.trace(1)
    assert sound(trace)
    behind = [step for step in trace.steps if step.parent == 1]
    assert [step.kind for step in behind] == ["statement"] * 12 + ["more"]
    assert (behind[-1].label, behind[-1].relation) == ("290 more", "copy")
    everything = ledger.trace(1, everything=True)
    assert sound(everything)
    assert sum(step.kind == "statement" for step in everything.steps) == 304


def test_a_chain_of_thousands_is_told_to_its_end(path: Path) -> None:
    ledger = told(path)
    carried_on(ledger, 3_000, "CASE WHEN n = 0 THEN 3 ELSE 99 + n END")
    trace = ledger.trace(1)
    assert sound(trace)
    assert max(step.depth for step in trace.steps) == 3_001
    assert len(json.dumps(asdict(trace))) > 100_000
    assert trace == ledger.trace(1)
