"""Units put into groups, whatever their order and however many they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corpus.stories import grouping
from onrecord.corpus.stories.grouping import groups, likenesses
from onrecord.corpus.stories.units import Units, importance, merged, taken


def units(rows: list[dict[int, float]], days: list[float] | None = None) -> Units:
    """Units of one article each, scaled to unit length."""
    starts = np.cumsum([0, *(len(row) for row in rows)])
    terms = np.array([term for row in rows for term in sorted(row)], dtype=np.int64)
    values = [row[term] / np.sqrt(sum(v * v for v in row.values())) for row in rows for term in sorted(row)]
    times = np.array(days if days is not None else [0.0] * len(rows), dtype=np.float64)
    return Units(starts, terms, np.array(values, dtype=np.float64), np.ones(len(rows)), times, times)


def together(labels: np.ndarray) -> set[frozenset[int]]:
    return {frozenset(np.flatnonzero(labels == label).tolist()) for label in labels}


def drawn(stories: int, articles: int, seed: int) -> Units:
    """Articles of stories with terms of their own, and some that they share with all others."""
    draw = np.random.default_rng(seed)
    rows = []
    for number in range(stories * articles):
        own = draw.choice(12, 8, replace=False) + 100 * (number % stories + 1)
        noise = draw.choice(60, 6, replace=False).tolist()
        rows.append(dict.fromkeys(noise, 0.3) | dict.fromkeys(own.tolist(), 1.0))
    return units(rows, [float(number % 5) for number in range(len(rows))])


def test_articles_with_the_same_terms_are_one_group_and_others_are_not() -> None:
    found = groups(units([{1: 1.0, 2: 1.0}, {7: 1.0, 8: 1.0}, {1: 1.0, 2: 1.0, 3: 1.0}, {7: 1.0, 9: 0.2}]))
    assert together(found) == {frozenset({0, 2}), frozenset({1, 3})}


def test_the_same_words_three_weeks_later_are_about_something_else() -> None:
    rows = [{1: 1.0, 2: 1.0}, {1: 1.0, 2: 1.0}]
    assert together(groups(units(rows, [0.0, 20.0]))) == {frozenset({0, 1})}
    assert together(groups(units(rows, [0.0, 22.0]))) == {frozenset({0}), frozenset({1})}


def test_an_article_without_a_day_can_belong_to_any_time() -> None:
    assert together(groups(units([{1: 1.0}, {1: 1.0}], [float("nan"), 900.0]))) == {frozenset({0, 1})}


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(40)), st.integers(0, 5))
def test_the_order_of_the_units_changes_nothing(order: list[int], seed: int) -> None:
    found = drawn(8, 5, seed)
    moved = groups(taken(found, np.array(order)))
    assert {frozenset(order[at] for at in group) for group in together(moved)} == together(groups(found))


@pytest.mark.parametrize(("stories", "articles"), [(1, 900), (60, 5), (3, 200), (300, 1)])
def test_many_units_are_grouped_in_parts_as_they_would_be_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, stories: int, articles: int
) -> None:
    found = drawn(stories, articles, 3)
    monkeypatch.setattr(grouping, "WHOLE", 5_000)
    whole = together(groups(found))
    monkeypatch.setattr(grouping, "WHOLE", 1)
    monkeypatch.setattr(grouping, "_PART", 100)
    assert together(groups(found)) == whole
    assert len(whole) == stories


def test_many_identical_units_are_one_group() -> None:
    assert set(groups(units([{1: 1.0, 2: 0.5, 3: 2.0}] * 1_500)).tolist()) == {0}


def test_units_without_a_term_stay_alone() -> None:
    assert len(set(groups(units([{}, {1: 1.0}, {}])).tolist())) == 3
    assert len(groups(units([]))) == 0


@given(st.integers(1, 12), st.integers(0, 50))
def test_likeness_is_the_scalar_product_whichever_way_it_is_reckoned(count: int, seed: int) -> None:
    found = drawn(count, 2, seed)
    dense = np.zeros((len(found), 1 + int(found.terms.max())))
    dense[found.rows(), found.terms] = found.values
    for limit in (0.0, np.inf):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(grouping, "_DENSE", limit)
            assert np.allclose(likenesses(found), dense @ dense.T, atol=1e-5)


def test_joined_units_are_the_mean_of_their_articles() -> None:
    joint, place = merged(units([{1: 1.0}, {2: 1.0}, {1: 1.0}], [1.0, 2.0, 4.0]), np.array([5, 9, 5]))
    assert place.tolist() == [0, 1, 0]
    assert (joint.sizes.tolist(), joint.since.tolist(), joint.until.tolist()) == ([2.0, 1.0], [1.0, 2.0], [4.0, 2.0])
    assert (joint.terms.tolist(), joint.values.tolist()) == ([1, 2], [1.0, 1.0])


def test_a_word_of_every_article_tells_little_and_a_rare_one_much_in_ledgers_of_any_size() -> None:
    for articles in (50, 2_000, 100_000):
        everywhere, rare = importance([11, 12], {11: articles, 12: 1}, articles)
        assert rare > everywhere
        assert rare > 4
    assert importance([11], {11: 100_000}, 100_000)[0] < 0.01
