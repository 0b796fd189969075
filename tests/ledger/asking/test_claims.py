"""Claims are found by their words, and by what is known of them."""

import time
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.told import carried_on, told
from tests.ledger.worlds import WIRE, a_ledger

from onrecord.errors import BadFilter, NotInLedger
from onrecord.ledger import Ledger


def numbers(ledger: Ledger, question: str = "", **filters: Any) -> list[int]:
    return [row["claim"] for row in ledger.claims(question, **filters)]


def test_without_a_question_the_claims_that_most_articles_carry_come_first(known: Ledger) -> None:
    assert numbers(known) == [1, 2, 4, 9, 5, 3]


def test_a_row_tells_who_stands_behind_a_claim_and_where_it_is_put_most_clearly(known: Ledger) -> None:
    row = next(iter(known.claims()))
    assert (row["rank"], row["score"], row["claim"], row["text"]) == (1, None, 1, WIRE)
    assert (row["origins"], row["least"], row["most"], row["named"]) == (2, 1, 2, 2)
    assert row["why"] == "Both may have it from one letter"
    assert row["sources"] == ["Mara Vane", "Tobias Aldous"]
    assert (row["statements"], row["articles"], row["outlets"], row["denials"]) == (4, 4, 4, 0)
    assert (str(row["since"]), str(row["until"])) == ("2024-03-05", "2024-03-13")
    assert (row["story"], row["story_title"]) == (1, "Dam at Selwick is said to be safe")
    assert row["reference"] == "2:30-88"
    assert row["link"].startswith("https://post.example/2024/03/05/gates#:~:text=The%20gates")


def test_sources_that_are_certain_are_named_first(known: Ledger) -> None:
    rows = {row["claim"]: row["sources"] for row in known.claims()}
    assert rows[9] == ["Mara Vane", "two bakers", "Selwick Times"]
    assert rows[5] == []


def test_outlets_that_only_deny_a_claim_do_not_carry_it(known: Ledger) -> None:
    rows = {row["claim"]: row["outlets"] for row in known.claims()}
    assert (rows[1], rows[2], rows[3]) == (4, 1, 0)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"origins": 0}, [1, 2, 4, 9, 3]),  # 5 has not been counted
        ({"origins": 1}, [1, 2, 4, 9]),
        ({"origins": 2}, [9]),  # of 1, the texts leave open that there is only one
        ({"origins": 3}, []),
        ({"denied": True}, [2, 3]),
        ({"story": 2}, [4, 5]),
        ({"story": 77}, []),
        ({"by": "Quill"}, [4, 5]),
        ({"by": "Aldous"}, [1, 3]),
        ({"outlet": "The Lantern"}, [1, 4]),
        ({"since": "2024-03-12"}, [1, 2, 9]),
        ({"until": "2024-03-04"}, [2]),
        ({"since": "2024-03-06", "until": "2024-03-06"}, [1, 2, 4]),
        ({"by": "Quill", "since": "2024-03-10"}, [5]),
        ({"by": "Vane", "denied": True}, [2]),
        ({"story": 1, "origins": 1, "denied": True, "outlet": "Ostmark Courier"}, [2]),
        ({"limit": 2}, [1, 2]),
        ({"limit": 2, "offset": 1}, [2, 4]),
        ({"limit": 0}, []),
        ({"limit": None, "offset": 5}, [3]),
        ({"offset": 600}, []),
    ],
)  # fmt: skip
def test_filters_leave_claims_of_which_one_statement_fits_all_of_them(
    known: Ledger, filters: dict[str, Any], expected: list[int]
) -> None:
    assert numbers(known, **filters) == expected


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("will they open the gates", 1),
        ("is the dam at Selwick going to hold", 2),
        ("was the firm paid twice", 3),
        ('"the strike may last"', 4),  # stands in a statement, not in the claim's text
    ],
)
def test_a_question_finds_the_claims_it_is_about_with_the_best_first(known: Ledger, question: str, best: int) -> None:
    rows = list(known.claims(question))
    assert rows[0]["claim"] == best
    assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert len({row["claim"] for row in rows}) == len(rows)


def test_a_question_and_filters_go_together(known: Ledger) -> None:
    assert numbers(known, "the dam", story=1, origins=1) == numbers(known, "the dam", story=1)
    assert 3 in numbers(known, "the dam")
    assert 3 not in numbers(known, "the dam", origins=1)
    assert numbers(known, "the dam at Selwick", denied=True, until="2024-03-06") == [2]
    assert numbers(known, "the dam", by="Quill") == []


def test_the_pages_of_an_answer_join(known: Ledger) -> None:
    whole = numbers(known, "the dam")
    assert len(whole) > 2
    assert [
        number for offset in range(len(whole)) for number in numbers(known, "the dam", limit=1, offset=offset)
    ] == whole


@pytest.mark.parametrize("question", ["?!", '""', "zzqx wwvv", "\ud800\x00", "'; DROP TABLE claims; --", "a" * 100_000])
def test_a_question_that_asks_nothing_that_is_there_finds_nothing_or_little(known: Ledger, question: str) -> None:
    assert len(known.claims(question)) <= 6


def test_a_phrase_of_function_words_alone_is_looked_for_in_the_texts(known: Ledger) -> None:
    assert numbers(known, '"of the"') == [1]


@pytest.mark.parametrize(
    "filters", [{"limit": -1}, {"offset": -1}, {"origins": -1}, {"since": "soon"}, {"until": "2024-13"}]
)
def test_a_filter_that_means_nothing_is_an_error(known: Ledger, filters: dict[str, Any]) -> None:
    with pytest.raises(BadFilter):
        known.claims(**filters)


def test_a_name_that_nobody_bears_is_an_error(known: Ledger) -> None:
    with pytest.raises(NotInLedger, match="Quillfeather"):
        known.claims(by="Quillfeather")
    with pytest.raises(NotInLedger, match="Morning Bugle"):
        known.claims(outlet="Morning Bugle")


def test_statements_are_found_by_how_many_origins_stand_behind_what_they_say(known: Ledger) -> None:
    def found(origins: int) -> list[int]:
        return sorted(row["attribution"] for row in known.find(origins=origins, limit=None))

    assert found(2) == [13]
    assert found(1) == [1, 3, 4, 5, 7, 10, 13, 15, 16]  # not 14, which denies what one says
    assert next(row["attribution"] for row in known.find("the strike", origins=1, by="Quill", outlet="Lantern")) == 10
    with pytest.raises(BadFilter, match="origins"):
        known.find(origins=-2)


@pytest.mark.parametrize("question", ["", "dam"])
def test_a_ledger_that_was_never_built_has_no_claims(path: Path, question: str) -> None:
    ledger = a_ledger(path)
    assert len(ledger.claims(question)) == 0
    assert len(ledger.find(origins=1)) == 0
    with ledger.writing("test"):
        pass
    assert ledger.claims(question, origins=2, denied=True, story=1).columns == ledger.claims().columns


def test_claims_whose_statement_is_gone_since_they_were_built_have_no_reference(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("DELETE FROM attributions WHERE attribution = 12")
    row = next(row for row in ledger.claims() if row["claim"] == 5)
    assert (row["text"], row["reference"], row["link"]) == ("The dockers have won", None, None)


def test_a_claim_that_thousands_carry_leaves_room_for_others_and_is_found_quickly(path: Path) -> None:
    ledger = told(path)
    carried_on(ledger, 5_000, "3")
    started = time.monotonic()
    assert numbers(ledger, "will the gates of the dam be opened")[:1] == [1]
    assert {1, 2} <= set(numbers(ledger, "the dam"))
    assert numbers(ledger)[0] == 1
    assert time.monotonic() - started < 5
