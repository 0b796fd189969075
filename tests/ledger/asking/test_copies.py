"""Articles that share passages are told with who has them from whom."""

from pathlib import Path

import pytest
from tests.ledger.told import told
from tests.ledger.worlds import WIRE, a_ledger

from onrecord.errors import BadFilter, NotInLedger
from onrecord.ledger import Ledger


def test_an_original_has_its_copies(known: Ledger) -> None:
    rows = list(known.copies(2))
    assert [(row["relation"], row["article"]) for row in rows] == [
        ("copied by", 3),
        ("copied by", 13),
        ("copied by", 14),
    ]
    assert (rows[0]["share"], rows[0]["other_share"]) == (0.8, 0.4)


def test_a_copy_has_its_original_then_the_others_that_have_it_from_there(known: Ledger) -> None:
    rows = list(known.copies(3))
    assert [(row["relation"], row["article"]) for row in rows] == [
        ("copied from", 2), ("same original", 13), ("same original", 14),
    ]  # fmt: skip
    assert [row["reason"] for row in rows] == ["credits Nordwire", *["both have it from Haven Post"] * 2]
    assert [(row["words"], row["share"], row["other_share"]) for row in rows] == [
        (16, 0.4, 0.8), (16, 0.4, 0.4), (16, 0.4, 0.8),
    ]  # fmt: skip


def test_a_row_says_which_article_it_is_and_what_both_have(known: Ledger) -> None:
    row = next(iter(known.copies(14)))
    assert (row["outlet"], row["published"], row["title"]) == (
        "Haven Post",
        "2024-03-05",
        "Gates of Selwick dam to open",
    )
    assert row["passages"] == [{"start": 28, "stop": 86, "other_start": 30, "other_stop": 88}]
    assert (row["passage"], row["reference"], row["confidence"]) == (WIRE, "2:30-88", 0.9)
    assert row["link"].startswith("https://post.example/2024/03/05/gates#:~:text=")


@pytest.mark.parametrize("name", [3, "3", "3:0-5", "times-3", "https://times.example/rain"])
def test_an_article_is_named_as_for_show(known: Ledger, name: int | str) -> None:
    assert [row["article"] for row in known.copies(name)] == [2, 13, 14]


def test_limit_and_offset_take_a_part(known: Ledger) -> None:
    assert [row["article"] for row in known.copies(3, limit=2)] == [2, 13]
    assert [row["article"] for row in known.copies(3, limit=1, offset=2)] == [14]
    assert [row["article"] for row in known.copies(3, offset=1)] == [13, 14]
    assert len(known.copies(3, limit=0)) == 0
    for wrong in ({"limit": -1}, {"offset": -1}):
        with pytest.raises(BadFilter):
            known.copies(3, **wrong)


def test_an_article_that_shares_nothing_has_no_copies(known: Ledger) -> None:
    assert len(known.copies(4)) == 0


def test_an_article_that_is_not_there_is_an_error(known: Ledger) -> None:
    with pytest.raises(NotInLedger, match="no such article"):
        known.copies("https://nowhere.example/")


def test_a_ledger_that_was_never_built_has_no_copies(path: Path) -> None:
    assert len(a_ledger(path).copies(2)) == 0


def test_articles_that_share_passages_from_nobody_known_say_so(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("DELETE FROM copies")
    rows = list(ledger.copies(3))
    assert {row["relation"] for row in rows} == {"same original"}
    assert {row["reason"] for row in rows} == {"nothing tells which of them has it from the other"}
    assert {row["confidence"] for row in rows} == {None}


def test_a_long_passage_is_cut(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("UPDATE articles SET text = repeat('water ', 100) WHERE article IN (2, 3)")
        connection.execute(
            "UPDATE copies SET passages = [{'start': 6, 'stop': 594, 'original_start': 0, 'original_stop': 588}]"
        )
    row = next(iter(ledger.copies(3)))
    assert len(row["passage"]) == 200
    assert row["passage"].startswith("water water")
    assert row["passage"].endswith("…")
    assert row["reference"] == "2:0-588"


def test_a_text_that_thousands_print_is_told_quickly(path: Path) -> None:
    ledger = told(path)
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute(
            """INSERT INTO articles BY NAME SELECT articles.* REPLACE (
                (100 + n)::UINTEGER AS article, 'copy ' || n AS key, 'copy-' || n AS id)
            FROM articles, range(5000) r(n) WHERE article = 13"""
        )
        for table in ("passages", "printings", "copies"):
            connection.execute(
                f"""INSERT INTO {table} BY NAME SELECT {table}.* REPLACE ((100 + n)::UINTEGER AS article)
                FROM {table}, range(5000) r(n) WHERE article = 13"""
            )
    assert len(ledger.copies(13)) == 5_003
    assert len(ledger.copies(2, limit=3)) == 3
