"""Texts as vectors and signatures, by the weights that are shipped."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.evaluation.meaning import pairs
from onrecord.meaning import Embedder, shipped_embedder
from onrecord.models import Weights, shipped, write_manifest

TOKENIZER = Weights.open(shipped("attributions")).read("tokenizer.json")


def distances(texts: list[str]) -> list[int]:
    """How many signs of the other texts differ from those of the first."""
    embedder = shipped_embedder()
    first, *others = embedder.signatures(embedder.vectors(texts))
    return [int(np.unpackbits((first ^ other).view(np.uint8)).sum()) for other in others]


def test_a_statement_is_nearer_to_its_paraphrase_than_to_another_matter() -> None:
    texts = [
        "The army moved soldiers to the border",
        "troops were deployed along the frontier",
        "rents in the capital have become unaffordable",
    ]
    same, other = shipped_embedder().vectors(texts[1:]) @ shipped_embedder().vectors(texts[:1])[0]
    assert same > other + 0.2
    near, far = distances(texts)
    assert near < far


def test_paraphrases_are_found_among_each_other() -> None:
    embedder = shipped_embedder()
    statements = embedder.vectors([pair.statement for pair in pairs()])
    paraphrases = embedder.vectors([pair.paraphrase for pair in pairs()])
    right = (paraphrases @ statements.T).argmax(1) == np.arange(len(statements))
    assert right.mean() > 0.85


def test_vectors_have_unit_length_and_what_says_nothing_is_zero() -> None:
    vectors = shipped_embedder().vectors(["Ships left the port.", "", " \n\t", "𒀀𒀁", "OK"])
    assert vectors.dtype == np.float32
    assert vectors.shape == (5, 256)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 0, 0, 0, 1], abs=1e-6)


def test_no_texts_have_no_vectors_and_no_signatures() -> None:
    vectors = shipped_embedder().vectors([])
    assert vectors.shape == (0, 256)
    assert shipped_embedder().signatures(vectors).shape == (0, 4)


def test_a_signature_has_the_sign_of_every_number() -> None:
    vectors = shipped_embedder().vectors(["The dam has burst", "Wheat prices could double"])
    signatures = shipped_embedder().signatures(vectors)
    assert signatures.dtype == np.uint64
    for vector, signature in zip(vectors, signatures, strict=True):
        for place, number in enumerate(vector):
            assert bool(int(signature[place // 64]) >> (place % 64) & 1) == (number > 0)


def test_a_text_has_one_vector_whatever_stands_beside_it() -> None:
    texts = [pair.statement for pair in pairs()]
    together = shipped_embedder().vectors(texts)
    alone = np.concatenate([shipped_embedder().vectors([text]) for text in reversed(texts)])[::-1]
    assert np.array_equal(together, alone)


def test_sums_are_exact_whole_numbers() -> None:
    """No order of adding and no machine's arithmetic can turn a sign."""
    embedder = shipped_embedder()
    weights = Weights.open(shipped("meaning"))
    pieces = np.load(weights.folder / "pieces.npy").astype(object)
    factors = np.load(weights.folder / "factors.npy").astype(object)
    text = "The glacier lost nine metres of ice in one summer, she said. " * 20
    ids = embedder._tokenizer.encode(text, add_special_tokens=False).ids
    exact = sum((factors[number] * pieces[number] for number in ids[1:]), factors[ids[0]] * pieces[ids[0]])
    assert [int(x) for x in embedder._sum(np.array(ids))] == exact.tolist()


def test_no_text_can_leave_the_exact_numbers() -> None:
    weights = Weights.open(shipped("meaning"))
    factors = np.load(weights.folder / "factors.npy")
    assert 2000 * 127 * int(factors.max()) < 2**53


def test_a_long_text_is_read_up_to_a_bound() -> None:
    text = "Fishermen caught fewer cod than ever. " * 100
    short, long = shipped_embedder().vectors([text[:2000], text * 1000])
    assert np.array_equal(short, long)


def test_threads_get_the_same_vectors() -> None:
    texts = [pair.paraphrase for pair in pairs()]
    wanted = shipped_embedder().vectors(texts)
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(shipped_embedder().vectors, [texts] * 8):
            assert np.array_equal(vectors, wanted)


@given(st.lists(st.text(), max_size=4))
def test_any_text_has_a_vector(texts: list[str]) -> None:
    lengths = np.linalg.norm(shipped_embedder().vectors(texts), axis=1)
    assert all(abs(length - 1) < 1e-5 or length == 0 for length in lengths)


@pytest.mark.parametrize("text", ["a\ud800b", "\ud800", "e\u0301" * 1000 + "\u0301\u0327" * 10**6, "x" * 10**7])
def test_hostile_texts_have_a_vector(text: str) -> None:
    assert np.isfinite(shipped_embedder().vectors([text])).all()


def test_another_tokenizer_is_refused() -> None:
    with pytest.raises(ModelError, match="another tokenizer"):
        Embedder(Weights.open(shipped("meaning")), TOKENIZER + b" ")


def test_damaged_vectors_are_refused(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped("meaning"), tmp_path / "meaning"))
    content = (folder / "factors.npy").read_bytes()
    (folder / "factors.npy").write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(ModelError, match="not the file that was shipped"):
        Embedder(Weights.open(folder), TOKENIZER)


def test_the_version_is_that_of_the_weights(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(shipped("meaning"), tmp_path / "meaning"))
    write_manifest(folder, "mine")
    assert Embedder(Weights.open(folder), TOKENIZER).version == "mine"
    manifest = json.loads((shipped("meaning") / "manifest.json").read_text(encoding="utf-8"))
    assert shipped_embedder().version == manifest["version"]
