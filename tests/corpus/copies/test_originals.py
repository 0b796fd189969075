"""Who has it from whom: credits first, then time, then length, each with the reason in words."""

from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.records import BlockKind

from .press import WIRE, article, links, printed, put

AGENCY = "Ellisar Press Agency"
EARLY, LATE = "2032-05-04T08:00:00+00:00", "2032-05-04T17:00:00+00:00"


def _reasons(ledger: Ledger) -> set[str]:
    return {row["reason"] for row in ledger.sql("SELECT reason FROM copies")}


def test_the_earlier_one_is_the_original(tmp_path: Path) -> None:
    ledger = printed(tmp_path, [article("b", WIRE, "Paper B", LATE), article("a", WIRE, "Paper A", EARLY)])
    assert links(ledger) == {"b": {"a"}}
    assert _reasons(ledger) == {"printed 9 hours later"}


def test_times_are_compared_across_zones(tmp_path: Path) -> None:
    east = article("east", WIRE, "Paper East", "2032-05-04T18:00:00+09:00")
    west = article("west", WIRE, "Paper West", "2032-05-04T10:00:00+00:00")
    ledger = printed(tmp_path, [west, east])
    assert links(ledger) == {"west": {"east"}}
    assert _reasons(ledger) == {"printed 1 hour later"}


def test_a_credited_agency_is_the_original_even_where_its_own_version_is_dated_later(tmp_path: Path) -> None:
    credit: list[tuple[BlockKind, str]] = [("credit", "Ellisar Press Agency")]
    copy = article("copy", WIRE, "Paper A", EARLY, others=credit)
    silent = article("silent", WIRE[:4], "Paper B", EARLY)
    ledger = printed(tmp_path, [copy, silent, article("wire", WIRE, AGENCY, LATE)])
    assert links(ledger) == {"copy": {"wire"}, "silent": {"wire"}}
    assert _reasons(ledger) == {
        "credits Ellisar Press Agency, whose own article here is dated later",
        "has the words that others credit to Ellisar Press Agency",
    }


def test_initials_in_a_dateline_credit_the_agency(tmp_path: Path) -> None:
    copy = article("copy", [f"PORT ELLISAR, May 4 (EPA) — {WIRE[0]}", *WIRE[1:]], "Paper A", EARLY)
    ledger = printed(tmp_path, [copy, article("wire", WIRE, AGENCY, LATE)])
    assert links(ledger) == {"copy": {"wire"}}


def test_a_signature_at_the_end_credits_the_agency(tmp_path: Path) -> None:
    copy = article("copy", [*WIRE[:-1], f"{WIRE[-1]} — EPA"], "Paper A", EARLY)
    ledger = printed(tmp_path, [copy, article("wire", WIRE, AGENCY, LATE)])
    assert links(ledger) == {"copy": {"wire"}}


def test_the_agencys_article_takes_the_reprints_over_when_it_comes_last(tmp_path: Path) -> None:
    credit: list[tuple[BlockKind, str]] = [("byline", "By EPA")]
    reprints = [article(f"r{n}", WIRE, f"Paper {n}", f"2032-05-04T1{n}:00:00+00:00", others=credit) for n in range(4)]
    ledger = printed(tmp_path, reprints)
    assert links(ledger) == {"r1": {"r0"}, "r2": {"r0"}, "r3": {"r0"}}
    put(ledger, [article("wire", WIRE, AGENCY, "2032-05-04T20:00:00+00:00")])
    assert links(ledger) == {f"r{n}": {"wire"} for n in range(4)}


def test_a_credited_paper_comes_before_the_agency_that_it_credits(tmp_path: Path) -> None:
    wire = article("wire", WIRE, AGENCY, EARLY)
    paper = article("paper", WIRE, "Vantry Bugle", "2032-05-04T09:00:00+00:00", others=[("credit", "EPA")])
    third = article("third", WIRE, "Paper C", LATE, others=[("credit", "Vantry Bugle")])
    assert links(printed(tmp_path, [third, paper, wire])) == {"paper": {"wire"}, "third": {"paper"}}


def test_without_times_the_longer_one_is_the_original(tmp_path: Path) -> None:
    ledger = printed(
        tmp_path,
        [article("short", WIRE[:3], "Paper A", "2032-05-04"), article("long", WIRE, "Paper B", "2032-05-04")],
    )
    assert links(ledger) == {"short": {"long"}}
    assert _reasons(ledger) == {"the other has more of the text; nothing tells which was printed first"}


def test_an_undated_article_is_later_than_a_dated_one(tmp_path: Path) -> None:
    ledger = printed(tmp_path, [article("undated", WIRE, "Paper A", None), article("dated", WIRE, "Paper B", EARLY)])
    assert set(links(ledger)) <= {"undated", "dated"}
    assert len(links(ledger)) == 1


def test_confidence_is_highest_for_a_credit_and_lowest_where_nothing_tells(tmp_path: Path) -> None:
    ledger = printed(
        tmp_path,
        [
            article("wire", WIRE, AGENCY, EARLY),
            article("credits", WIRE, "Paper A", LATE, others=[("credit", "EPA")]),
            article("silent", WIRE, "Paper B", LATE),
        ],
    )
    found = {row["reason"]: row["confidence"] for row in ledger.sql("SELECT reason, confidence FROM copies")}
    assert found["credits Ellisar Press Agency"] > found["has the words that others credit to Ellisar Press Agency"]
    assert all(0.0 <= confidence <= 1.0 for confidence in found.values())
