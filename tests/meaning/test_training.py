"""Training sentence vectors, from texts to weights that can be shipped; needs the extra `train`."""

import json
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

torch = pytest.importorskip("torch", reason="torch is not installed (the extra `train`)")
pytest.importorskip("safetensors", reason="safetensors is not installed (the extra `train`)")

from onrecord.errors import CorpusError  # noqa: E402
from onrecord.meaning import Embedder  # noqa: E402
from onrecord.models import Weights  # noqa: E402
from onrecord.training import sentences as teaching  # noqa: E402
from onrecord.training.meaning import MeaningSettings, train_meaning  # noqa: E402
from onrecord.training.network import Network, Size  # noqa: E402

WORDS = [
    "the",
    "a",
    "ship",
    "dam",
    "road",
    "bridge",
    "port",
    "burst",
    "sank",
    "closed",
    "opened",
    "left",
    "north",
    "south",
    "new",
    "old",
    "long",
    "cold",
    "said",
    "that",
]
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
SETTINGS = MeaningSettings(dimensions=64, epochs=6, batch=32, rate=1e-2, threads=1)


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A teacher of no size."""
    size = Size(hidden=64, inner=64, layers=1, heads=2, vocabulary=len(SPECIAL + WORDS), link=16)
    torch.manual_seed(0)
    network = Network(size)
    monkeypatch.setattr(teaching, "pretrained", lambda folder: network)
    vocabulary = {word: number for number, word in enumerate(SPECIAL + WORDS)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing("[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)])
    folder = tmp_path / "start"
    folder.mkdir()
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "model.safetensors").write_bytes(b"weights")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Sentences of random words, and an article."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    random = np.random.default_rng(0)
    lines = [" ".join(random.choice(WORDS[:-2], size=random.integers(3, 9))) for _ in range(300)]
    (folder / "lines.txt").write_text("\n".join([*lines, "too short", ""]), encoding="utf-8")
    text = "The port said that the old bridge closed."
    row = {"id": "a", "text": text, "attributions": [{"source": [[0, 8]], "cue": [[9, 13]], "content": [[19, 40]]}]}
    (folder / "train.jsonl").write_text(json.dumps(row), encoding="utf-8")
    return folder


def test_sentences_come_from_articles_their_contents_and_lines(corpus: Path) -> None:
    found = teaching.sentences(corpus)
    assert {"The port said that the old bridge closed.", "the old bridge closed"} <= set(found)
    assert "too short" not in found
    assert len(found) == len(set(found)) > 300


def test_a_file_more_leaves_the_sentences_before_it_in_their_order(corpus: Path) -> None:
    before = teaching.sentences(corpus)
    (corpus / "more.txt").write_text("a new long road\n", encoding="utf-8")
    assert teaching.sentences(corpus) == [*before, "a new long road"]


def test_a_corpus_without_sentences_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no train\.jsonl"):
        teaching.sentences(tmp_path)


def test_fitting_brings_vectors_nearer_to_the_teacher(start: Path, corpus: Path, tmp_path: Path) -> None:
    said: list[str] = []
    folder = train_meaning(corpus, tmp_path / "out", start, SETTINGS, said.append)
    texts = teaching.sentences(corpus)
    theirs = teaching.Teacher(start, 64, tmp_path / "out" / "teacher").of_all(texts)
    centred = theirs - SETTINGS.centre * theirs.mean(0)
    wanted = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    tokenizer = (start / "tokenizer.json").read_bytes()

    def differs(weights: Path) -> float:
        """How far the cosines between sentences are from the teacher's."""
        vectors = Embedder(Weights.open(weights), tokenizer).vectors(texts)
        return float(np.abs(vectors @ vectors.T - wanted @ wanted.T).mean())

    assert differs(folder) < 0.7 * differs(tmp_path / "out" / "first")
    assert any(line.startswith("epoch 6/6") for line in said)


def test_what_is_no_known_word_says_nothing(start: Path, corpus: Path, tmp_path: Path) -> None:
    with (corpus / "lines.txt").open("a", encoding="utf-8") as lines:
        lines.write("the zeppelin sank\n")
    folder = train_meaning(corpus, tmp_path / "out", start, SETTINGS, lambda line: None)
    embedder = Embedder(Weights.open(folder), (start / "tokenizer.json").read_bytes())
    assert not embedder.vectors(["zeppelin"]).any()
    assert np.array_equal(*embedder.vectors(["the ship sank", "the zeppelin ship sank"]))


def test_a_run_that_was_cut_off_asks_the_teacher_only_what_is_missing(
    start: Path, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "CHUNK", 100)
    folder = train_meaning(corpus, tmp_path / "out", start, SETTINGS, lambda line: None)
    manifest = (folder / "manifest.json").read_bytes()
    chunks = sorted((tmp_path / "out" / "teacher").rglob("*.npy"))
    chunks[0].unlink()
    said: list[str] = []
    again = train_meaning(corpus, tmp_path / "out", start, SETTINGS, said.append)
    assert sum(line.startswith("teacher: ") for line in said) <= 1
    assert (again / "manifest.json").read_bytes() == manifest
