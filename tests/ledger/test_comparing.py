"""Which statements came and went between two versions."""

import time

from onrecord.ledger.comparing import came_and_went


def test_statements_that_stand_in_both_neither_came_nor_went() -> None:
    assert came_and_went(["a b c", "d e f"], ["d e f", "a b c"]) == ([], [])


def test_marks_spaces_and_letter_case_make_no_other_statement() -> None:
    assert came_and_went(["“The dam  is safe”"], ["the dam is ‘safe’"]) == ([], [])


def test_a_few_other_letters_make_no_other_statement() -> None:
    old = "the dam at the upper end of the valley would hold through the winter"
    assert came_and_went([old], [old.replace("would", "will")]) == ([], [])


def test_a_statement_that_is_said_twice_and_then_once_went_once() -> None:
    assert came_and_went(["it holds", "it holds"], ["it holds"]) == ([], [1])


def test_other_statements_came_and_went() -> None:
    assert came_and_went(["the gates stay shut", "it holds"], ["it holds", "the rain is over"]) == ([1], [0])


def test_thousands_of_other_statements_are_compared_in_linear_time() -> None:
    old = [f"statement {number} of the old version " * 20 for number in range(3000)]
    new = [f"quite another thing {number} was said then " * 20 for number in range(3000)]
    started = time.process_time()
    came, went = came_and_went(old, new)
    assert (len(came), len(went)) == (3000, 3000)
    assert time.process_time() - started < 20
