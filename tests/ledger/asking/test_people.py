"""What a ledger knows of somebody."""

import pytest
from duckdb import DuckDBPyConnection

from onrecord.errors import NotInLedger
from onrecord.ledger import Ledger
from onrecord.ledger.asking.people import who

from .conftest import Said, document, reading


def test_an_actor_is_told_with_names_roles_and_the_days_they_were_seen(connection: DuckDBPyConnection) -> None:
    profile = who(connection, "Teodora Vant").profile
    assert profile is not None
    assert (profile.actor, profile.name, profile.type) == (1, "Teodora Vânt", "person")
    assert {row["name"] for row in profile.names} == {"Teodora Vânt", "Teodora A. Vânt"}
    roles = {row["role"]: (str(row["since"]), str(row["until"])) for row in profile.roles}
    assert roles == {
        "defence minister": ("2024-11-13", "2024-11-13"),
        "minister": ("2024-12-01", "2024-12-01"),
    }


def test_an_actors_statements_come_newest_first_and_are_counted_by_month(connection: DuckDBPyConnection) -> None:
    profile = who(connection, 1).profile
    assert profile is not None
    assert [row["published"] for row in profile.statements] == ["2024-12-01", "2024-11-13"]
    assert list(profile.months) == [{"month": "2024-11", "statements": 1}, {"month": "2024-12", "statements": 1}]


def test_who_carried_and_who_relayed_an_actor_is_told(connection: DuckDBPyConnection) -> None:
    profile = who(connection, 1).profile
    assert profile is not None
    assert {row["outlet"]: row["statements"] for row in profile.outlets} == {
        "The Oststad Herald": 1,
        "Harbour Gazette": 1,
    }
    (agency,) = profile.through
    assert (agency["name"], agency["relation"], agency["statements"]) == ("Quorin Press Agency", "reported by", 1)


def test_company_is_who_else_is_named_but_neither_the_outlet_nor_oneself(connection: DuckDBPyConnection) -> None:
    profile = who(connection, "Norrland").profile
    assert profile is not None
    assert {row["name"] for row in profile.company} == {"Teodora Vânt", "Bank of Norrland", "The Oststad Herald"}


def test_several_of_one_name_are_listed_with_how_to_pick(connection: DuckDBPyConnection) -> None:
    known = who(connection, "Vânt")
    assert known.profile is None
    assert {row["pick"]: row["name"] for row in known.candidates} == {"#1": "Teodora Vânt", "#2": "Ilmar Vânt"}
    assert {row["pick"]: row["statements"] for row in known.candidates} == {"#1": 2, "#2": 2}
    picked = who(connection, "#2").profile
    assert picked is not None
    assert picked.name == "Ilmar Vânt"


def test_what_somebody_says_together_with_others_is_theirs(connection: DuckDBPyConnection) -> None:
    known = who(connection, "Brook")
    contents = [row["content"] for row in known.profile.statements] if known.profile else []
    assert contents == ["the harbour master’s office stays shut"]


def test_somebody_who_is_not_linked_yet_is_told_from_the_articles(fresh: Ledger) -> None:
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, document("1", "2024-01-01", None, Said("Ann Moor", "the bridge is open")))])
    with fresh.reading() as connection:
        known = who(connection, "Moor")
    assert len(known.candidates) == 0
    assert known.profile is not None
    assert (known.profile.actor, len(known.profile.statements)) == (None, 1)


@pytest.mark.parametrize(
    ("name", "near"), [("Teodara Vant", "Teodora Vânt"), (777, "no actor has the number 777"), ("", "not a name")]
)
def test_nobody_is_an_error_that_names_those_near(connection: DuckDBPyConnection, name: str | int, near: str) -> None:
    with pytest.raises(NotInLedger, match=near):
        who(connection, name)
