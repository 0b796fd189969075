"""Contents as sentences of their own, for a second reading."""

import numpy as np
import pytest

from onrecord.attributions.assembling import Draft, Piece
from onrecord.attributions.encoding import CAPITALISED, LOWER, PARAGRAPH_BREAK, Encoder
from onrecord.attributions.nesting import contents_apart
from onrecord.models import Weights, shipped

TEXT = "Orlo said that the mayor knew it. Lund said the bank lied."


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(Weights.open(shipped("attributions")).read("tokenizer.json"))


def piece(role: str, start: int, end: int) -> Piece:
    return Piece(role, start, end, 1.0, 1.0, 1.0)


def test_every_content_begins_with_a_capital_and_ends_with_a_stop(encoder: Encoder) -> None:
    encoding = encoder(TEXT)  # words: Orlo said that the mayor knew it . Lund said the bank lied .
    drafts = [
        Draft(piece("cue", 1, 2), content=[piece("content", 2, 7)]),
        Draft(piece("cue", 9, 10), content=[piece("content", 10, 13)]),
    ]
    contents = contents_apart(encoding, drafts, ["indirect", "indirect"], encoder.pieces(["that"]), 1012)
    words = [encoder.tokenizer.id_to_token(int(i)) for i in contents.encoding.ids]
    gap = encoder.tokenizer.id_to_token(PARAGRAPH_BREAK)
    assert words == [gap, "the", "mayor", "knew", "it", ".", gap, "the", "bank", "lied", ".", gap]
    begins = np.flatnonzero(np.isin(contents.origin, [3, 10]))
    assert contents.encoding.case[begins].tolist() == [CAPITALISED, CAPITALISED]
    assert contents.encoding.case[begins + 1].tolist() == [LOWER, LOWER]


def test_what_is_found_there_has_the_words_of_the_article(encoder: Encoder) -> None:
    encoding = encoder(TEXT)
    draft = Draft(piece("cue", 1, 2), content=[piece("content", 2, 4), piece("content", 5, 7)])
    contents = contents_apart(encoding, [draft], ["indirect"], encoder.pieces(["that"]), 1012)
    inner = contents.in_article(Draft(piece("cue", 1, 2), content=[piece("content", 1, 4)]))
    assert [(p.start, p.end) for p in inner.content] == [(3, 4), (5, 7)]
