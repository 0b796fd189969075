"""What holds for every text and every list of names, however odd."""

from itertools import pairwise
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.records import Name, NameKind
from onrecord.references.places import Gazetteer, find_places

GAZETTEER = Gazetteer()
WORDS = st.sampled_from(
    ["Paris", "Texas", "the", "Kursk", "region", ",", ", ", "Calif.", "KYIV", "(AP)", " — ", "U.S.", "-", "’s", "\n",
     "in", "city of", "Georgia", "São", "Łódź", "İstanbul", "\ud83d\ude00", "東京", "ß", "\u0301", "New", "York", "."]
)  # fmt: skip
TEXTS = st.lists(WORDS | st.text(max_size=8), max_size=25).map(" ".join)
SPANS = st.tuples(st.integers(0, 150), st.integers(0, 40), st.sampled_from(get_args(NameKind)), st.floats(0, 1))


@given(TEXTS, st.lists(SPANS, max_size=10), st.lists(st.integers(0, 150), max_size=4))
@settings(deadline=None, max_examples=300)
def test_places_lie_in_the_text_in_order_and_apart(
    text: str, spans: list[tuple[int, int, NameKind, float]], cuts: list[int]
) -> None:
    names = [Name(start, start + length, kind, sure) for start, length, kind, sure in spans]
    edges = [0, *sorted({min(cut, len(text)) for cut in cuts}), len(text)]
    blocks = list(pairwise(edges))
    places = find_places(text, names, blocks, GAZETTEER)
    assert all(0 <= place.start < place.end <= len(text) and 0.0 < place.confidence <= 1.0 for place in places)
    assert all(one.end <= other.start for one, other in pairwise(places))
    assert find_places(text, names, blocks, GAZETTEER) == places


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_name_can_be_looked_up(name: str) -> None:
    assert isinstance(GAZETTEER.senses(name), tuple)
    assert GAZETTEER.is_state_or_capital(name) in (True, False)
    assert GAZETTEER.demonym_country(name) is None or len(name) > 1


def test_names_outside_all_blocks_are_not_read() -> None:
    text = "Oslo\n\nThe ferry left Bergen at noon."
    names = [Name(0, 4, "place", 0.9), Name(21, 27, "place", 0.9)]
    assert [place.name for place in find_places(text, names, [(6, len(text))], GAZETTEER)] == ["Bergen"]


def test_a_text_without_names_and_blocks_has_no_places() -> None:
    assert find_places("", [], [], GAZETTEER) == ()
