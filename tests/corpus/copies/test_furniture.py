"""What an outlet prints under its articles is no copy."""

from pathlib import Path

import pytest

from .press import WIRE, article, links, noise, pairs, printed, put

UNDER = (
    "The Vantry Bugle has been delivered to the doors of its readers since the days of the steam tram.",
    "Tell our newsroom what you have seen, and we will call you back within the hour if your story can be told.",
)


def _papers(count: int, under: tuple[str, ...] = UNDER) -> list[list[str]]:
    return [[*noise(seed, 5), *under] for seed in range(100, 100 + count)]


@pytest.mark.parametrize("count", [2, 30])
def test_lines_under_every_article_are_no_copies(tmp_path: Path, count: int) -> None:
    ledger = printed(tmp_path, [article(f"a{n}", text) for n, text in enumerate(_papers(count))])
    assert pairs(ledger) == set()
    assert len(ledger.sql("SELECT * FROM passages")) == 0


def test_they_are_none_where_articles_come_one_at_a_time(tmp_path: Path) -> None:
    ledger = printed(tmp_path, [article(f"a{n}", text) for n, text in enumerate(_papers(4))], each=True)
    assert pairs(ledger) == set()
    assert len(ledger.sql("SELECT * FROM passages")) == 0


def test_lines_above_every_article_are_no_copies(tmp_path: Path) -> None:
    texts = [[UNDER[0], *noise(seed, 5)] for seed in range(4)]
    assert pairs(printed(tmp_path, [article(f"a{n}", text) for n, text in enumerate(texts)])) == set()


def test_a_reprint_counts_without_the_lines_under_it(tmp_path: Path) -> None:
    wire = article("wire", [*WIRE, *UNDER], published="2032-05-04T08:00:00+00:00")
    others = [article(f"a{n}", text) for n, text in enumerate(_papers(3))]
    reprint = article("reprint", [*WIRE, *UNDER], "Paper B", "2032-05-04T12:00:00+00:00")
    ledger = printed(tmp_path, [wire, *others, reprint])
    assert pairs(ledger) == {("reprint", "wire")}
    (row,) = ledger.sql("SELECT words FROM copies")
    assert row["words"] == sum(len(sentence.replace("'", " ").split()) for sentence in WIRE)


def test_background_at_the_end_that_belongs_to_the_story_is_a_copy(tmp_path: Path) -> None:
    first = [
        "A silo on the harbour of Port Ellisar fell, and its northern wall with long cracks buried wagons.",
        WIRE[2],
    ]
    later = [
        "Port Ellisar mourns its brick silo; the inspection of the northern wall came too late for repairs.",
        WIRE[2],
    ]
    ledger = printed(
        tmp_path,
        [
            article("first", [*noise(20, 3), *first], published="2032-05-04T08:00:00+00:00"),
            article("later", [*noise(21, 3), *later], published="2032-05-05T08:00:00+00:00"),
            *(article(f"a{n}", noise(30 + n, 4)) for n in range(4)),
        ],
    )
    assert links(ledger) == {"later": {"first"}}


def test_what_became_furniture_makes_no_copies_any_more(tmp_path: Path) -> None:
    """Two articles of many look like a copy in the same week; more of them show that it is none."""
    others = [article(f"n{n}", noise(40 + n, 4)) for n in range(6)]
    some = [article(f"a{n}", text) for n, text in enumerate(_papers(4, UNDER[:1]))]
    before = printed(tmp_path, [*others, *some[:2]])
    assert pairs(before) == {("a0", "a1")}
    after = put(put(before, some[2:3]), some[3:])
    assert pairs(after) == set()
    assert links(after) == {}


def test_an_update_shares_more_than_furniture(tmp_path: Path) -> None:
    first = article("first", [*WIRE, *UNDER], published="2032-05-04T08:00:00+00:00")
    update = article("update", [*noise(50, 1), *WIRE[1:], *UNDER], published="2032-05-04T11:00:00+00:00")
    assert links(printed(tmp_path, [first, update])) == {"update": {"first"}}
