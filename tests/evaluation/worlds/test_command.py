"""`python -m onrecord.evaluation.kestria`."""

import json
import random
from pathlib import Path

import pytest
from tests.evaluation.worlds.making import SMALL, changed, document_of

from onrecord.evaluation import kestria
from onrecord.evaluation.worlds import World, keeping
from onrecord.evaluation.worlds.keeping import readings
from onrecord.evaluation.worlds.orders import score_orders
from onrecord.ledger import Ledger, Reading, Writer


def test_a_check_reads_and_builds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    kestria.main([str(SMALL), "--check"])
    told = capsys.readouterr()
    assert told.out == "5 articles, 2 stories, 4 claims\n"
    assert "2 copied paragraphs" in told.err


def test_a_world_that_is_wrong_ends_the_command_with_the_place(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"bell-02\.txt:1: the header has no title"):
        kestria.main([str(changed(tmp_path, "bell-02.txt", "title: Fair moves uphill\n", "")), "--check"])


def test_pages_are_written_where_they_are_wanted(tmp_path: Path) -> None:
    kestria.main([str(SMALL), "--pages", str(tmp_path / "pages")])
    assert (tmp_path / "pages" / "wire" / "wire-01.html").exists()


def test_a_ledger_that_was_built_is_compared_as_it_is(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    kestria.main([str(SMALL), "--built", "--ledger", str(ledger.path), "--format", "json", "--parts", "claims,stories"])
    figures = json.loads(capsys.readouterr().out)
    assert list(figures) == ["stories", "claims"]
    assert figures["claims"]["claims"]["pairs"]["recall"] == 0.0


def test_errors_stand_below_the_figures_of_their_part(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    kestria.main([str(SMALL), "--built", "--ledger", str(ledger.path), "--parts", "copies", "--errors"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["copies", "  pairs: P 1.000 R 0.000 F1 0.000; 0 right, 4 missed, 0 wrong"]
    assert "    missed: bell-02 | mast-02 (share copied 1.00)" in lines


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--parts", "copies,tales"], "'tales' is none of"),
        (["--built"], "needs the --ledger"),
        ([], "is there already"),
    ],
)
def test_options_that_mean_nothing_are_told(
    ledger: Ledger, capsys: pytest.CaptureFixture[str], options: list[str], reason: str
) -> None:
    with pytest.raises(SystemExit):
        kestria.main([str(SMALL), *(options or ["--keep", str(ledger.path)])])
    assert reason in capsys.readouterr().err


def test_outcomes_of_other_orders_are_compared_with_that_of_the_order_given(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = readings([document_of(world, article) for article in world.articles()[:4]])
    orders: list[list[str]] = []

    def built_by_place(writer: Writer, last: str, instead: object) -> None:
        """A bad builder: the first two articles to arrive are one story, and so are the others."""
        with writer.connection() as connection:
            orders.append([i for (i,) in connection.execute("SELECT id FROM articles ORDER BY article").fetchall()])
            connection.execute("DELETE FROM story_articles")
            connection.execute("INSERT INTO story_articles SELECT article > 2, article, 1.0 FROM articles")

    monkeypatch.setattr(keeping, "build_until", built_by_place)
    part = score_orders(given, 2, ["stories"])
    assert orders[0] == [reading.document.article.id for reading in given]
    assert [len(order) for order in orders] == [4, 4, 4, 1, 2, 3, 4]
    random_orders = part.figures["stories, 2 random orders"]
    assert random_orders["least"] <= random_orders["mean"] < 1.0
    same = [
        {frozenset(order[:2]), frozenset(order[2:])} == {frozenset(orders[0][:2]), frozenset(orders[0][2:])}
        for order in orders[1:3]
    ]
    assert not all(same)


def test_an_order_that_changes_nothing_agrees_in_full(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[Reading] = readings([document_of(world, article) for article in world.articles()[:2]])
    random.Random(1).shuffle(given)

    def all_of_one_claim(writer: Writer, last: str, instead: object) -> None:
        with writer.connection() as connection:
            connection.execute("DELETE FROM claim_statements")
            connection.execute(
                """INSERT INTO claim_statements SELECT 7, attribution, article, content[1].start, content[1].stop,
                'says', 1.0, '' FROM attributions"""
            )

    monkeypatch.setattr(keeping, "build_until", all_of_one_claim)
    part = score_orders(given, 1, ["claims"])
    assert part.figures == {"claims, one by one": 1.0, "claims, 1 random orders": {"mean": 1.0, "least": 1.0}}
    assert part.lines[0] == "claims, one by one: BCubed F1 1.000 of 3"
