"""Runs of text for views."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.marked import lines, nested, runs, words
from onrecord.records import Article, Attribution, Block, BlockKind, Document


def test_runs_carry_roles_brackets_and_numbers(document: Document) -> None:
    text = document.article.text
    found = {text[run.start : run.end]: run for run in runs(document.attributions, 28, len(text))}
    assert found["Aldous"].roles == {"source"}
    assert found["Aldous"].named == (2,)
    assert found["“The dam was safe,”"].opens == found["“The dam was safe,”"].closes == (2,)
    assert found["Vane"].roles == {"source", "content"}
    assert found["‘it holds’"].opens == (3,)
    assert found[".”"].closes == (2,)


def test_a_piece_that_runs_over_two_blocks_has_brackets_in_both(document: Document) -> None:
    over = Attribution((), (), ((10, 40),), "indirect", 1.0)
    [_, run] = runs([over], 0, 26)
    assert (run.start, run.end, run.opens, run.closes) == (10, 26, (1,), (1,))
    [run, _] = runs([over], 28, 60)
    assert (run.start, run.end, run.opens, run.closes) == (28, 40, (1,), (1,))


@given(data=st.data())
def test_runs_cover_a_block_without_gaps_and_with_balanced_brackets(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    document = data.draw(documents)
    for block in document.article.blocks:
        found = list(runs(document.attributions, block.start, block.end))
        edges = [block.start, *(run.end for run in found)]
        assert [run.start for run in found] == edges[:-1]
        assert edges[-1] == block.end
        opened = sorted(number for run in found for number in run.opens)
        assert opened == sorted(number for run in found for number in run.closes)


def test_blocks_on_one_line_of_the_text_stand_together() -> None:
    text = "OSKEL —  The port reopened.\n\nA crane.AFP"
    kinds: list[tuple[BlockKind, str]] = [
        ("dateline", "OSKEL —"), ("paragraph", "The port reopened."), ("caption", "A crane."), ("credit", "AFP")
    ]  # fmt: skip
    blocks = tuple(Block(kind, text.index(part), text.index(part) + len(part)) for kind, part in kinds)
    assert list(lines(Article("a", text, blocks))) == [blocks[:2], blocks[2:]]
    assert list(lines(Article("a", text, ()))) == []


@given(data=st.data())
def test_every_attribution_is_listed_once_and_after_its_outer_one(
    documents: st.SearchStrategy[Document], data: st.DataObject
) -> None:
    attributions = data.draw(documents).attributions
    listed = list(nested(attributions))
    assert sorted(number for _, number, _ in listed) == list(range(1, len(attributions) + 1))
    places = [number - 1 for _, number, _ in listed]
    depths = {number - 1: depth for depth, number, _ in listed}
    for depth, number, attribution in listed:
        if attribution.within is None:
            assert depth == 0
        else:
            assert depth == depths[attribution.within] + 1
            assert places.index(attribution.within) < places.index(number - 1)


@pytest.mark.parametrize(
    ("spans", "shown"),
    [(((0, 3), (8, 11)), "one … 3 4"), (((0, 19),), "one two 3 4 five …"), ((), "")],
)
def test_words_stand_on_one_line_and_are_cut_at_a_word(spans: tuple[tuple[int, int], ...], shown: str) -> None:
    assert words("one two 3\n4 five six", spans, most=16) == shown
