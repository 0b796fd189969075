"""The figures of `onrecord.evaluation.meaning`."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from onrecord.evaluation import meaning
from onrecord.evaluation.meaning import Scores, agreement, by_words, contents, pairs, search, signature_recall, together


def knowing(queries: Sequence[str], texts: Sequence[str]) -> Scores:
    """Knows which wordings belong together."""
    of = {wording: number for number, pair in enumerate(pairs()) for wording in (pair.statement, pair.paraphrase)}
    return np.array([[float(of.get(query) == of.get(text, -1)) for text in texts] for query in queries])


def test_who_knows_every_pair_finds_all() -> None:
    found = search(knowing, ["something else that was said"])
    assert (found.first, found.tenth, found.before_near) == (1.0, 1.0, 1.0)


def test_what_tells_nothing_apart_gains_nothing_over_near_misses() -> None:
    found = search(lambda queries, texts: np.zeros((len(queries), len(texts))), [])
    assert found.before_near == 0.0


def test_pairs_are_three_different_wordings_each() -> None:
    wordings = [wording for pair in pairs() for wording in (pair.statement, pair.paraphrase, pair.near)]
    assert len(pairs()) >= 60
    assert len(set(wordings)) == len(wordings)


def test_rare_words_count_for_more_than_frequent_ones() -> None:
    texts = ["the dam has burst", "the road is closed", "the road is open", "the road is long"]
    scores = by_words(["dam road"], texts)[0]
    assert scores.argmax() == 0
    assert (scores[1:] > 0).all()


def test_of_two_texts_of_like_meaning_the_one_that_shares_words_comes_first() -> None:
    shared = np.array([[0.0, 5.0, 9.0]])
    cosines = np.array([[0.6, 0.6, 0.1]])
    scores = together(lambda _q, _t: shared, lambda _q, _t: cosines)(["q"], ["a", "b", "c"])[0]
    assert np.argsort(-scores).tolist() == [1, 0, 2]


def test_vectors_agree_with_themselves_and_not_with_chance() -> None:
    random = np.random.default_rng(0)
    vectors, others = random.normal(size=(2, 200, 64)).astype(np.float32)
    assert agreement(vectors, vectors) == pytest.approx((1.0, 1.0))
    assert agreement(vectors, others)[1] < 0.3


def test_signatures_that_say_nothing_find_few_of_the_nearest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "ASKED", 100)
    random = np.random.default_rng(0)
    vectors = random.normal(size=(3000, 64)).astype(np.float32)
    signs = np.packbits(vectors > 0, axis=1, bitorder="little").view(np.uint64)
    assert signature_recall(vectors, signs) > 0.5
    assert signature_recall(vectors, random.permutation(signs)) < 0.3


def test_contents_are_taken_once_and_not_when_they_are_too_short(tmp_path: Path) -> None:
    text = "Orlo said the bridge is safe. Lund said the bridge is safe. Lund said no."
    spans = [[10, 28], [40, 58], [70, 72]]
    row = {"id": "a", "text": text, "attributions": [{"source": [], "cue": [], "content": [span]} for span in spans]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert contents([tmp_path / "gold.jsonl"]) == ["the bridge is safe"]


def test_figures_of_the_shipped_embedder_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    meaning.main([])
    printed = capsys.readouterr().out
    assert "words (BM25)" in printed
    assert f"{2 * len(pairs())} wordings among 0 contents" in printed
