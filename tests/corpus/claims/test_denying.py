"""Denials put to what they deny."""

from onrecord.corpus.claims.denying import CLEAR, LIKELY, with_denials

NEGATIVE = [False, False, True, True]
GROUPS = [[0], [1], [2, 3]]


def test_a_denial_is_put_to_what_it_is_likeliest_to_deny() -> None:
    assert with_denials(GROUPS, NEGATIVE, [(0, 2, LIKELY), (1, 3, LIKELY - 2 * CLEAR)], []) == [[0, 2, 3], [1]]


def test_a_denial_that_may_deny_two_things_alike_stays_alone() -> None:
    assert with_denials(GROUPS, NEGATIVE, [(0, 2, LIKELY), (1, 3, LIKELY - CLEAR / 2)], []) == GROUPS


def test_a_denial_that_is_hardly_likely_stays_alone() -> None:
    assert with_denials(GROUPS, NEGATIVE, [(0, 2, LIKELY - 0.01)], []) == GROUPS


def test_a_denial_is_not_put_to_what_it_cannot_be() -> None:
    assert with_denials(GROUPS, NEGATIVE, [(0, 2, 0.9)], [(0, 3)]) == GROUPS


def test_two_denials_of_one_thing_come_together_with_it() -> None:
    assert with_denials([[0], [1], [2]], [False, True, True], [(0, 1, 0.9), (0, 2, 0.9)], []) == [[0, 1, 2]]


def test_denials_that_cannot_be_one_do_not_come_together_by_what_they_deny() -> None:
    found = with_denials([[0], [1], [2]], [False, True, True], [(0, 1, 0.9), (0, 2, 0.9)], [(1, 2)])
    assert found == [[0, 1], [2]]
