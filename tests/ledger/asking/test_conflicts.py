"""Conflicts are told with both sides' evidence."""

from pathlib import Path
from typing import Any

import pytest
from tests.ledger.told import told
from tests.ledger.worlds import a_ledger

from onrecord.errors import BadFilter
from onrecord.ledger import Ledger


def test_a_conflict_has_the_evidence_of_both_sides(known: Ledger) -> None:
    row = next(row for row in known.conflicts() if row["conflict"] == 1)
    assert (row["kind"], row["claim"], row["other_claim"], row["confidence"]) == ("denial", 2, None, 0.9)
    assert (row["story"], row["story_title"]) == (1, "Dam at Selwick is said to be safe")
    assert row["reason"] == "Vane says it holds, officials that it does not"
    assert (row["content"], row["speaker"], row["outlet"]) == (
        "“the dam at Selwick will hold”", "Mara Vane", "Ostmark Courier",
    )  # fmt: skip
    assert (row["other_content"], row["other_speaker"], row["other_outlet"]) == (
        "The river may rise at Selwick", "officials", None,
    )  # fmt: skip
    assert (row["reference"], row["other_reference"]) == ("1:88-118", "12:15-44")
    assert row["link"].startswith("https://courier.example/")
    assert row["other_link"] is None


def test_a_statement_at_odds_with_itself_has_no_other_side(known: Ledger) -> None:
    row = next(row for row in known.conflicts() if row["kind"] == "sum")
    assert row["reference"] == "11:24-46"
    assert {row[name] for name in row if name.startswith("other_")} == {None}


def test_what_an_article_says_itself_has_its_words_and_no_speaker(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("""UPDATE conflicts SET kind = 'date', attribution = NULL, claim = NULL, article = 4,
            "start" = 25, stop = 54 WHERE conflict = 3""")
    row = next(row for row in ledger.conflicts(kind="date"))
    assert (row["content"], row["speaker"], row["outlet"]) == ("About 300 dockers walked out.", None, "The Lantern")
    assert (row["reference"], row["published"], row["claim"]) == ("4:25-54", "2024-03-06", None)
    assert row["link"].startswith("https://lantern.example/port#:~:text=About")


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, [3, 2, 1, 4]),  # the latest first, then what has no day
        ({"kind": "reversal"}, [2]),
        ({"kind": "date"}, []),
        ({"story": 1}, [1, 4]),
        ({"claim": 3}, [4]),
        ({"claim": 1}, [4]),
        ({"claim": 77}, []),
        ({"since": "2024-03-11"}, [3, 2]),
        ({"until": "2024-03-11"}, [2, 1]),
        ({"since": "2024-03", "until": "2024-03-06"}, [1]),
        ({"min_confidence": 0.9}, [1, 4]),
        ({"story": 1, "min_confidence": 0.91}, [4]),
        ({"limit": 1}, [3]),
        ({"limit": 2, "offset": 1}, [2, 1]),
        ({"limit": 0}, []),
        ({"offset": 40}, []),
    ],
)  # fmt: skip
def test_filters_leave_what_they_say(known: Ledger, filters: dict[str, Any], expected: list[int]) -> None:
    assert [row["conflict"] for row in known.conflicts(**filters)] == expected


@pytest.mark.parametrize(
    ("filters", "told_of"),
    [
        ({"kind": "quarrel"}, "quantity, denial, reversal, sum, date"),
        ({"min_confidence": 1.5}, "0 to 1"),
        ({"limit": -1}, "limit"),
        ({"offset": -1}, "offset"),
        ({"since": "then"}, "since"),
    ],
)
def test_a_filter_that_means_nothing_is_an_error_that_says_what_does(
    known: Ledger, filters: dict[str, Any], told_of: str
) -> None:
    with pytest.raises(BadFilter, match=told_of):
        known.conflicts(**filters)


def test_a_ledger_that_was_never_built_has_no_conflicts(path: Path) -> None:
    assert len(a_ledger(path).conflicts(kind="sum", story=1)) == 0


def test_a_side_that_is_gone_since_it_was_built_is_empty(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("DELETE FROM attributions WHERE attribution = 14")
    row = next(row for row in ledger.conflicts() if row["conflict"] == 1)
    assert row["reference"] == "1:88-118"
    assert row["other_reference"] is None
