"""What must hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Quantity
from onrecord.references.quantities import find_quantities

NUMBERS = [
    "12",
    "3.5",
    "1,200",
    "½",
    "2 1/2",
    "one",
    "two",
    "twenty",
    "hundred",
    "million",
    "half",
    "third",
    "dozens",
    "١٢",
]
MARKS = ["-", "–", "‑", "/", "%", "$", "€", ",", ".", ":", "(", ")", "#", "²", "\u202f", "\n", "\u0000", "'s"]
SMALL = [
    "and",
    "a",
    "of",
    "the",
    "that",
    "total",
    "between",
    "from",
    "to",
    "in",
    "or",
    "minus",
    "point",
    "several",
    "including",
]
OTHERS = [
    "more than",
    "about",
    "people",
    "Ostmark",
    "km",
    "dollars",
    "-year-old",
    "bn",
    "m",
    "k",
    "US",
    "Rs",
    "é",
    "日本",
    "ﬁ",
    "İ",
]
PIECES = [*NUMBERS, *MARKS, *SMALL, *OTHERS]
HOSTILE = [
    *(
        "1 ",
        "1,",
        "1.",
        "1/",
        "-1",
        "one ",
        "one-",
        "hundred and ",
        "million ",
        "a ",
        "1-1-",
        "of the 12 ",
        "$",
        "12 000 ",
        "(",
    ),
    *(
        "12, including ",
        "between 1 and ",
        "more than ",
        "tens of ",
        "x1",
        "Ostmark ",
        "people, 3 ",
        "twenty and a half ",
    ),
    *("12 people, including 3 children. ", "Of the 40 killed, 25 were ", "for a total of 9 ", "saw Three "),
]


def well_formed(text: str, quantities: tuple[Quantity, ...], blocks: list[tuple[int, int]]) -> None:
    last = 0
    for place, quantity in enumerate(quantities):
        assert last <= quantity.start < quantity.end <= len(text)
        assert any(start <= quantity.start and quantity.end <= end for start, end in blocks)
        assert (quantity.value is None) != (quantity.low is None and quantity.high is None)
        assert quantity.part_of is None or (quantity.part_of != place and 0 <= quantity.part_of < len(quantities))
        if quantity.of_span is not None:
            assert quantity.of == text[slice(*quantity.of_span)].lower()
        last = quantity.end


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " "])), max_size=30))
def test_spans_are_in_order_and_in_range_whatever_is_read(pieces: list[tuple[str, str]]) -> None:
    text = "".join(piece + space for piece, space in pieces)
    blocks = [(0, len(text))]
    well_formed(text, find_quantities(text, blocks), blocks)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    blocks = [(0, len(text) // 2), (len(text) // 2, len(text))]
    well_formed(text, find_quantities(text, blocks), blocks)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20), st.data())
def test_what_is_taken_is_left_alone(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    ends = st.integers(0, len(text))
    taken = [(min(a, b), max(a, b)) for a, b in data.draw(st.lists(st.tuples(ends, ends), max_size=3))]
    for quantity in find_quantities(text, [(0, len(text))], taken):
        assert all(quantity.end <= start or end <= quantity.start for start, end in taken if start < end)


def test_what_is_taken_changes_nothing_else() -> None:
    text = "In the past 30 years 12 ships sank."
    found = find_quantities(text, [(0, len(text))], [(7, 20)])
    assert [(text[q.start : q.end], q.of) for q in found] == [("12", "ships")]


def test_what_no_block_covers_is_not_read() -> None:
    text = "12 ships sank.\n\n30 ships sank."
    assert [q.value for q in find_quantities(text, [(16, 30)])] == [30]


def test_a_text_without_numbers_has_no_amounts() -> None:
    assert find_quantities("", []) == ()
    assert find_quantities("The mayor of Vestby said nothing.", [(0, 33)]) == ()


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = piece * (40_000 // len(piece)) + " At last 12 ships sank."
    blocks = [(0, len(text))]
    found = find_quantities(text, blocks)
    well_formed(text, found, blocks)
    assert (found[-1].value, found[-1].of) == (12, "ships")
