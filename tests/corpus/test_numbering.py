"""Numbers of actors over several linkings."""

from onrecord.corpus.numbering import numbered

A, B, C, D = (1, 0), (2, 0), (3, 0), (4, 0)


def test_an_actor_that_keeps_most_of_its_appearances_keeps_its_number() -> None:
    assert numbered({A: [A, B], C: [C]}, {A: 7, B: 7, C: 7}, 9) == {A: 7, C: 9}


def test_of_two_that_become_one_the_larger_gives_the_number() -> None:
    assert numbered({A: [A, B, C]}, {A: 3, B: 8, C: 8}, 9) == {A: 8}


def test_no_number_is_given_twice() -> None:
    found = numbered({A: [A], B: [B], C: [C, D]}, {A: 1, C: 1, D: 2}, 5)
    assert sorted(set(found.values())) == sorted(found.values())
    assert found == {A: 1, C: 2, B: 5}
