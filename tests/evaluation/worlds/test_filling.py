"""The truth can stand in a ledger in place of what building finds."""

from tests.evaluation.worlds.making import run

from onrecord.evaluation.kestria import scores
from onrecord.evaluation.worlds import World
from onrecord.evaluation.worlds.filling import truths
from onrecord.ledger import Ledger


def fill(world: World, ledger: Ledger, *stages: str) -> None:
    """Put the truth of these stages into a ledger."""
    with ledger.writing("test") as writer:
        for stage in stages:
            truths(world)[stage](writer)


def test_what_was_filled_in_is_without_fault(world: World, ledger: Ledger) -> None:
    run(ledger, "INSERT INTO story_articles VALUES (9, 1, 1.0)")
    fill(world, ledger, "stories", "claims")
    parts, _ = scores(world, ledger, ("stories", "claims"))
    assert parts["stories"].figures["stories"]["bcubed"]["f1"] == 1.0
    assert parts["claims"].figures["claims"]["bcubed"]["f1"] == 1.0
    assert parts["claims"].errors == parts["stories"].errors == []


def test_claims_that_were_filled_in_have_their_story_and_their_counts(world: World, ledger: Ledger) -> None:
    fill(world, ledger, "stories", "claims")
    query = """SELECT c.text, s.title, c.statements, c.articles, c.denials, c.until::VARCHAR
        FROM claims c JOIN stories s USING (story) WHERE c.denials > 0"""
    with ledger.reading() as connection:
        [row] = connection.execute(query).fetchall()
        [(stories,)] = connection.execute("SELECT sum(articles)::INTEGER FROM stories").fetchall()
    title = "The lighthouse of Quorle falls"
    assert row == ("The lighthouse was repaired in spring.", title, 3, 2, 1, "2031-05-06")
    assert stories == 5


def test_what_was_not_read_as_a_statement_is_not_filled_in(world: World, ledger: Ledger) -> None:
    run(ledger, "UPDATE attributions SET rejected = true")
    fill(world, ledger, "claims")
    with ledger.reading() as connection:
        assert connection.execute("SELECT count(*) FROM claims").fetchall() == [(0,)]
