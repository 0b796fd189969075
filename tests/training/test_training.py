"""Training, from rows to weights that can be shipped; needs the extra `train`."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is not installed (the extra `train`)")
pytest.importorskip("onnxscript", reason="onnxscript is not installed (the extra `train`)")

from onrecord.attributions.chain import TAGS  # noqa: E402
from onrecord.attributions.encoding import Encoder  # noqa: E402
from onrecord.attributions.reading import read  # noqa: E402
from onrecord.errors import CorpusError  # noqa: E402
from onrecord.models import Weights, shipped, write_manifest  # noqa: E402
from onrecord.training import attributions as training  # noqa: E402
from onrecord.training.corpus import cue_pieces, label  # noqa: E402
from onrecord.training.examples import Varied, collate  # noqa: E402
from onrecord.training.export import quantise, to_onnx  # noqa: E402
from onrecord.training.fitting import fit_confidence, fit_tuning, read_all  # noqa: E402
from onrecord.training.network import Network, Size  # noqa: E402

pytestmark = pytest.mark.filterwarnings("default")  # the exporter warns about its own libraries

TEXT = "Orlo said that the bridge is safe.\n\n“We will see,” Lund told reporters."
ROW: dict[str, Any] = {
    "id": "a",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 33]]},
        {"source": [[51, 55]], "cue": [[56, 60]], "content": [[36, 50]]},
    ],
}
SMALL = Size(hidden=32, inner=64, layers=1, heads=2, link=16, dropout=0.0)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(Weights.open(shipped("attributions")).read("tokenizer.json"))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> training.Settings:
    """A network of no size, started from nothing, that can learn two sentences by heart."""
    monkeypatch.setattr(training, "pretrained", lambda folder: Network(SMALL))
    monkeypatch.setattr(training, "WARM_UP", 1)
    return training.Settings(epochs=40, batch=2, rate=3e-3, head_rate=3e-3, threads=1)


def test_words_get_the_tags_and_links_of_the_spans(encoder: Encoder) -> None:
    labelled = label(ROW, encoder)
    words = [TEXT[a:b] for a, b in zip(labelled.encoding.starts, labelled.encoding.ends, strict=True)]
    assert [TAGS[t] for t in labelled.tags[:4]] == ["B-source", "B-cue", "B-content", "I-content"]
    told = words.index("told")
    assert labelled.links[words.index("Lund")] == told
    assert labelled.links[told] == -1
    assert labelled.tags[labelled.encoding.is_break].sum() == 0


def test_every_word_is_in_one_example_of_an_epoch(encoder: Encoder) -> None:
    labelled = label({**ROW, "text": TEXT * 40, "attributions": []}, encoder)
    examples = Varied([labelled], encoder, size=100).epoch(np.random.default_rng(1))
    words = sorted(w for e in examples for w in range(e.window.start, e.window.end))
    assert words == list(range(len(labelled.encoding.starts)))
    assert collate(examples, 100)["ids"].shape[1] <= 102


def test_cues_are_known_by_their_share(encoder: Encoder) -> None:
    pieces = cue_pieces([label(ROW, encoder)], encoder, share=0.5, seen=1)
    known = encoder.pieces(["said", "told", "bridge", "report"])
    assert np.isin(known, pieces).tolist() == [True, True, False, False]


def test_a_cue_is_known_in_its_other_inflections(encoder: Encoder) -> None:
    row = {
        "id": "b",
        "text": "Lund intended to go.",
        "attributions": [{"source": [], "cue": [[5, 13]], "content": [[14, 19]]}],
    }
    pieces = cue_pieces([label(row, encoder)], encoder, share=0.5, seen=1)
    assert np.isin(encoder.pieces(["intends", "intend"]), pieces).all()


def test_a_network_learns_is_exported_and_reads_what_it_learnt(
    encoder: Encoder, small: training.Settings, tmp_path: Path
) -> None:
    articles = [label({**ROW, "id": str(i)}, encoder) for i in range(8)]
    tagger = training.train(articles, encoder, tmp_path, tmp_path / "run", small, lambda line: None)
    to_onnx(tagger.network, tmp_path / "full.onnx")
    quantise(tmp_path / "full.onnx", tmp_path / "model.onnx")
    weights = write_manifest(tmp_path, "test")
    encoding = articles[0].encoding
    with torch.no_grad():
        word_of = encoding.word_of
        arrays = [encoding.ids, encoding.case[word_of], encoding.quote[word_of], np.ones_like(encoding.ids)]
        expected, _, _ = tagger.network(*(torch.from_numpy(a)[None] for a in (*arrays, encoding.first_piece)))
    run = weights.session("full.onnx", 1)
    names = ("ids", "case", "quote", "mask")
    given = {n: a[None] for n, a in zip(names, arrays, strict=True)}
    found, *_ = run({**given, "first_piece": encoding.first_piece[None]})
    np.testing.assert_allclose(found, expected.numpy(), atol=1e-3)
    small_reading = read(encoding, weights.session("model.onnx", 1))
    assert (small_reading.tags.argmax(1) == articles[0].tags).mean() > 0.9


def test_a_run_that_was_cut_off_goes_on_and_ends_the_same(
    encoder: Encoder, small: training.Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [label(ROW, encoder)] * 4
    settings = replace(small, epochs=4)
    said: list[str] = []
    whole = training.train(articles, encoder, tmp_path, tmp_path / "whole", settings, said.append)

    def stop(out: Path, *rest: Any) -> None:
        save(out, *rest)
        if rest[-1] == 2:
            raise KeyboardInterrupt

    save = training._save
    with monkeypatch.context() as patched:
        patched.setattr(training, "_save", stop)
        with pytest.raises(KeyboardInterrupt):
            training.train(articles, encoder, tmp_path, tmp_path / "cut", settings, said.append)
    resumed = training.train(articles, encoder, tmp_path, tmp_path / "cut", settings, said.append)
    assert any("goes on after epoch 2" in line for line in said)
    for name, value in whole.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], value)


def test_other_settings_do_not_go_on_with_a_run(encoder: Encoder, small: training.Settings, tmp_path: Path) -> None:
    articles = [label(ROW, encoder)] * 2
    training.train(articles, encoder, tmp_path, tmp_path / "run", replace(small, epochs=1), lambda line: None)
    with pytest.raises(CorpusError, match="other settings"):
        training.train(articles, encoder, tmp_path, tmp_path / "run", replace(small, epochs=2), lambda line: None)


def test_the_decoder_and_the_confidence_are_fitted(encoder: Encoder) -> None:
    weights = Weights.open(shipped("attributions"))
    from onrecord.attributions.chain import Chain
    from onrecord.attributions.confidence import FEATURES

    chain = Chain.from_json(weights.json("decoder.json")["chain"])
    articles = read_all([ROW, {**ROW, "id": "b"}], encoder, weights.session("model.onnx", 1))
    tuning = fit_tuning(articles, chain, lambda line: None)
    assert len(fit_confidence(articles, chain, tuning)) == len(FEATURES)
    assert fit_confidence([], chain, tuning) == [0.0] * len(FEATURES)


def test_a_corpus_without_articles_is_refused(encoder: Encoder, tmp_path: Path) -> None:
    (tmp_path / "train.jsonl").write_text("")
    with pytest.raises(CorpusError, match="no article"):
        training.labelled(tmp_path / "train.jsonl", encoder)
    (tmp_path / "train.jsonl").write_text(json.dumps({"id": "x"}) + "\n")
    with pytest.raises(CorpusError, match=r"train\.jsonl:1"):
        training.labelled(tmp_path / "train.jsonl", encoder)
