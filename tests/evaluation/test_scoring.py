"""The figures, on cases that can be counted by hand."""

import pytest

from onrecord.evaluation.attributions import calibration_error
from onrecord.evaluation.scoring import Scores, Tokenised, iou, score_article

TEXT = 'Orlo said, "The old bridge is safe." Lund denied that it was.'
FIRST = {"source": [[0, 4]], "cue": [[5, 9]], "content": [[11, 36]]}
SECOND = {"source": [[37, 41]], "cue": [[42, 48]], "content": [[49, 60]]}


def score(gold: list[dict[str, list[list[int]]]], predicted: list[dict[str, list[list[int]]]]) -> Scores:
    tokens, scores = Tokenised(TEXT), Scores()
    score_article(scores, [tokens.marked(a) for a in gold], [tokens.marked(a) for a in predicted])
    return scores


def test_the_same_is_perfect() -> None:
    assert {count.f1 for count in score([FIRST, SECOND], [SECOND, FIRST]).counts.values()} == {1.0}


def test_marks_and_commas_at_an_edge_do_not_count() -> None:
    bare = {**FIRST, "content": [[12, 34]]}
    assert score([FIRST], [bare]).counts["relation.exact"].f1 == 1.0


def test_a_swapped_source_breaks_the_relation_but_not_the_spans() -> None:
    swapped = [{**FIRST, "source": SECOND["source"]}, {**SECOND, "source": FIRST["source"]}]
    counts = score([FIRST, SECOND], swapped).counts
    assert counts["exact.source"].f1 == 1.0
    assert counts["relation"].hits == 0


def test_half_a_content_is_a_relation_but_not_an_exact_one() -> None:
    half = {**FIRST, "content": [[12, 26]]}  # The old bridge, of five words
    counts = score([FIRST], [half]).counts
    assert (counts["relation"].hits, counts["relation.exact"].hits, counts["exact.content"].hits) == (1, 0, 0)


def test_precision_and_recall_are_told_apart() -> None:
    count = score([FIRST, SECOND], [FIRST]).counts["relation"]
    assert (count.precision, count.recall) == (1.0, 0.5)


def test_nothing_wanted_and_nothing_given_agree() -> None:
    assert iou(frozenset(), frozenset()) == 1.0


def test_calibration_error_is_the_mean_gap_of_the_bins() -> None:
    assert calibration_error([(0.95, True), (0.95, True), (0.15, False)]) == pytest.approx((0.05 * 2 + 0.15) / 3)
    assert calibration_error([]) == 0.0
