"""One claim is told with its statements, its origins and its conflicts."""

from pathlib import Path

import pytest
from tests.ledger.told import carried_on, put, told
from tests.ledger.worlds import WIRE, a_ledger

from onrecord.errors import NotInLedger
from onrecord.ledger import Ledger


@pytest.mark.parametrize("ref", [1, "1", "#1", " #1 ", "2:30-88", "13:20-21", "#14:28-86", "3:0-5000"])
def test_a_claim_is_named_by_its_number_or_by_where_a_statement_of_it_stands(known: Ledger, ref: int | str) -> None:
    facts = known.claim(ref).facts
    assert (facts["claim"], facts["text"], facts["story"]) == (1, WIRE, 1)
    assert {"rank", "score"}.isdisjoint(facts)


def test_of_several_claims_at_a_place_the_one_that_stands_there_most_is_meant(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        put(connection, "claim_statements", claim=9, attribution=3, article=2, start=40, stop=60, stance="says")
    assert ledger.claim("2:30-88").facts["claim"] == 1
    assert ledger.claim("2:41-59").facts["claim"] == 9
    assert ledger.claim("2:30-45").facts["claim"] == 1


@pytest.mark.parametrize(
    "ref", [0, 7, -1, "99999999999999", "4294967296", "1:0-3", "99:1-2", "", "x", "'; --", "\ud800"]
)
def test_a_claim_that_is_not_there_is_an_error_that_says_how_to_name_one(known: Ledger, ref: int | str) -> None:
    for asked in (known.claim, known.trace):
        with pytest.raises(
            NotInLedger, match=r"no such claim here; name it by|no claim is known there; `onrecord show"
        ) as raised:
            asked(ref)
        assert "onrecord build" not in str(raised.value)


def test_in_a_ledger_that_was_never_built_the_error_says_what_builds_it(path: Path) -> None:
    ledger = a_ledger(path)
    for ref in ("1", "1:88-100"):
        with pytest.raises(NotInLedger, match="12 articles wait for `onrecord build`"):
            ledger.claim(ref)


def test_statements_come_earliest_first_with_what_makes_them_a_part_of_the_claim(known: Ledger) -> None:
    rows = list(known.claim(1).statements)
    assert [(row["attribution"], row["relation"], row["parent"], row["via"], row["origin"]) for row in rows] == [
        (3, "origin", None, None, 0),
        (4, "wire", None, "Nordwire", 1),
        (15, "copy", 3, None, 0),
        (16, "copy", 3, None, 0),
    ]
    assert [row["rank"] for row in rows] == [1, 2, 3, 4]
    first = rows[0]
    assert (first["speaker"], first["outlet"], first["content"]) == ("Mara Vane", "Haven Post", WIRE)
    assert (first["stance"], first["likeness"], first["why"]) == ("says", 0.8, "the same words")
    assert first["origin_why"] == "because of origin"


def test_denials_are_among_the_statements(known: Ledger) -> None:
    assert [(row["attribution"], row["stance"]) for row in known.claim(2).statements] == [
        (1, "says"), (7, "says"), (14, "denies"),
    ]  # fmt: skip


def test_each_origin_comes_with_who_it_is_and_the_statement_that_tells_of_it(known: Ledger) -> None:
    rows = list(known.claim(9).origins)
    assert [(row["origin"], row["name"], row["kind"], row["certain"]) for row in rows] == [
        (0, "Mara Vane", "named", True), (1, "two bakers", "unnamed", True), (2, "Selwick Times", "outlet", False),
    ]  # fmt: skip
    assert {(row["content"], row["reference"], row["outlet"]) for row in rows} == {
        ("“My oven never cools,”", "11:24-46", "Selwick Times")
    }
    assert [row["medium"] for row in known.claim(1).origins] == [None, "Nordwire"]


def test_a_claim_has_the_conflicts_that_it_has_a_part_in_on_either_side(known: Ledger) -> None:
    assert [row["conflict"] for row in known.claim(1).conflicts] == [4]
    assert [row["conflict"] for row in known.claim(3).conflicts] == [4]
    assert len(known.claim(5).conflicts) == 0


def test_a_claim_that_was_not_counted_has_no_origins(known: Ledger) -> None:
    claim = known.claim(5)
    assert (claim.facts["origins"], claim.facts["why"], len(claim.origins)) == (None, None, 0)
    assert [row["relation"] for row in claim.statements] == [None]


def test_what_is_gone_since_it_was_built_is_passed_over(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("DELETE FROM attributions WHERE attribution IN (3, 15)")
    claim = ledger.claim(1)
    assert [row["attribution"] for row in claim.statements] == [4, 16]
    assert next((row["name"], row["reference"]) for row in claim.origins) == ("Mara Vane", None)


def test_a_claim_of_thousands_of_statements_has_all_of_them(path: Path) -> None:
    ledger = told(path)
    carried_on(ledger, 5_000, "3")
    claim = ledger.claim(1)
    assert len(claim.statements) == 5_004
    assert [row["rank"] for row in claim.statements] == list(range(1, 5_005))
