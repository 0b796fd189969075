"""Which characters stand inside quotation marks."""

import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attributions.quotation import quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


def test_straight_and_curly_marks_are_paired() -> None:
    assert quoted('He said "no" and then “yes”.') == ['"no"', "“yes”"]


def test_a_quotation_may_open_curly_and_close_straight() -> None:
    assert quoted('It “must be done now," Orlo said.') == ['“must be done now,"']
    assert quoted('It "must be done now,” Orlo said.') == ['"must be done now,”']


def test_doubled_single_marks_count_as_double_ones() -> None:
    assert quoted("''We are ready,'' she said.") == ["''We are ready,''"]


def test_apostrophes_open_nothing() -> None:
    assert quoted("The ministers' aides didn't see the '90s, nor rock 'n' roll's end.") == ["'n'"]
    assert quoted("It’s the ministers’ fault.") == []


def test_british_single_marks_are_quotations() -> None:
    found = quotations("‘We didn’t know,’ he said.")
    assert [(q.single, q.closed) for q in found] == [(True, True)]
    assert quoted("'We didn't know,' he said.") == ["'We didn't know,'"]


def test_a_quote_in_a_quote_is_found_with_the_outer_one() -> None:
    assert quoted("“He told me ‘never again’ twice,” she said.") == [
        "“He told me ‘never again’ twice,”",
        "‘never again’",
    ]


def test_a_quotation_without_a_closing_mark_ends_with_its_paragraph() -> None:
    text = "“First part.\n\n“Second part,” he said. Done."
    found = quotations(text)
    assert [(text[q.start : q.end], q.closed) for q in found] == [("“First part.", False), ("“Second part,”", True)]


def test_a_stray_closing_mark_does_not_turn_the_rest_inside_out() -> None:
    assert quoted("It was late” she said. “Go home,” he said.") == ["“Go home,”"]


def test_nothing_reaches_over_the_end_of_a_block() -> None:
    text = '"one\ntwo"'
    assert [text[q.start : q.end] for q in quotations(text, [(0, 4), (5, 9)])] == ['"one']


def test_many_apostrophes_take_linear_time() -> None:
    text = "'a " * 200_000
    started = time.perf_counter()
    assert quotations(text) == []
    assert time.perf_counter() - started < 20


@given(st.text(alphabet="ab “”\"'‘’\n.,"))
def test_quotations_lie_in_the_text_and_are_not_empty(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) for q in quotations(text))


def test_without_any_block_nothing_is_quoted() -> None:
    assert quotations('"one"', []) == []
