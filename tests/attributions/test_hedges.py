"""Hedges with nobody behind them."""

from onrecord.attributions.hedges import hedged
from onrecord.records import Article, Attribution, Block


def read(text: str, *found: Attribution) -> list[tuple[str, list[str], int | None]]:
    article = Article("a", text, (Block("paragraph", 0, len(text)),))
    return [(text[slice(*a.cue[0])], [text[s:e] for s, e in a.content], a.within) for a in hedged(article, found, [])]


def test_the_clause_around_the_hedge_is_the_content() -> None:
    text = "It rained. The guards were allegedly asleep, but nobody saw them. Repairs go on."
    assert read(text) == [("allegedly", ["The guards were", "asleep"], None)]


def test_a_hedge_may_begin_the_sentence() -> None:
    assert read("Reportedly, the keys were lost.") == [("Reportedly", ["the keys were lost"], None)]


def test_a_hedge_that_is_already_a_cue_is_left() -> None:
    text = "The mayor reportedly resigned."
    assert read(text, Attribution((), ((10, 20),), ((0, 9), (21, 29)), "indirect", 0.8)) == []


def test_a_hedge_in_a_content_stands_within_it() -> None:
    text = "Police said the guards were allegedly asleep."
    outer = Attribution(((0, 6),), ((7, 11),), ((12, 44),), "indirect", 0.9)
    assert read(text, outer) == [("allegedly", ["the guards were", "asleep"], 0)]
