"""Words, breaks and windows."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.attributions.encoding import LINE_BREAK, PARAGRAPH_BREAK, Encoder, windows
from onrecord.models import Weights, shipped


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(Weights.open(shipped("attributions")).read("tokenizer.json"))


TEXTS = st.text(alphabet="abcé .,\n\u00a0“”\"'\u200bŁ漢😀", max_size=300)


@settings(deadline=None)
@given(text=TEXTS)
def test_words_lie_in_the_text_in_order(encoder: Encoder, text: str) -> None:
    encoding = encoder(text)
    spans = list(zip(encoding.starts, encoding.ends, strict=True))
    assert all(0 <= a < b <= len(text) for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    assert len(encoding.ids) == len(encoding.word_of)


@settings(deadline=None)
@given(text=TEXTS, size=st.integers(12, 60), context=st.integers(0, 5))
def test_windows_cover_every_word_once_and_fit(encoder: Encoder, text: str, size: int, context: int) -> None:
    encoding = encoder(text)
    parts = list(windows(encoding, size, context))
    covered = [word for window in parts for word in range(window.core_start, window.core_end)]
    assert covered == list(range(len(encoding.starts)))
    assert all(w.start <= w.core_start < w.core_end <= w.end for w in parts)


def test_a_blank_line_is_a_paragraph_break_and_a_single_one_a_line_break(encoder: Encoder) -> None:
    encoding = encoder("One.\n\nTwo.\nThree.")
    assert [int(encoding.ids[p]) for p in encoding.first_piece[encoding.is_break]] == [PARAGRAPH_BREAK, LINE_BREAK]


def test_where_no_line_is_blank_every_line_is_a_paragraph(encoder: Encoder) -> None:
    encoding = encoder("One.\nTwo.\nThree.")
    assert [int(encoding.ids[p]) for p in encoding.first_piece[encoding.is_break]] == [PARAGRAPH_BREAK] * 2


def test_only_blocks_are_read_and_lines_inside_them_do_not_break(encoder: Encoder) -> None:
    text = "Menu\n\nThe first\nparagraph.\n\nShare\n\nThe second."
    blocks = [(6, 26), (35, len(text))]
    encoding = encoder(text, blocks)
    words = [text[a:b] for a, b in zip(encoding.starts, encoding.ends, strict=True)]
    assert [w for w, is_break in zip(words, encoding.is_break, strict=True) if not is_break] == [
        "The", "first", "paragraph", ".", "The", "second", ".",
    ]  # fmt: skip
    assert encoding.is_break.sum() == 1


def test_no_blocks_no_words(encoder: Encoder) -> None:
    assert len(encoder("Some text.", []).starts) == 0
