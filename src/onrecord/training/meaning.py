"""Static sentence vectors, taught by a sentence encoder, on a CPU.

One vector a word piece in the manner of model2vec (van Dongen and Tulkens 2024): every piece of the vocabulary goes
through the teacher alone, the outcomes are turned to the principal components of its sentence vectors, and frequent
pieces weigh less (Arora et al. 2017). Then, as in tokenlearn, the vectors are fitted to what the teacher makes of
whole sentences.
"""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from onrecord.evaluation.meaning import agreement, by_meaning, by_words, contents, search, signature_recall
from onrecord.meaning import Embedder
from onrecord.models import Weights, write_manifest

from .sentences import Floats, Say, Teacher, sentences

LEVELS, FACTORS = 127, 65535  # of eight and sixteen bits
TURNS, ENOUGH = 50, 20_000  # how often, and by how many sentences the space is turned


@dataclass(frozen=True, slots=True)
class MeaningSettings:
    """How the vectors are fitted.

    `centre` is how much of the mean of all sentences is taken out; `common` the share of a piece among all from which
    on its weight falls below one half; `longest` the pieces of a sentence that the teacher reads.
    """

    dimensions: int = 256
    epochs: int = 4
    batch: int = 256
    rate: float = 2e-3
    centre: float = 0.5
    common: float = 1e-3
    longest: int = 64
    seed: int = 1
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Lesson:
    """Sentences as rows of pieces, and the teacher's vectors of them [sentences, hidden]."""

    pieces: list[Tensor]
    vectors: Floats


def train_meaning(corpus: Path, out: Path, start: Path, settings: MeaningSettings, say: Say) -> Path:
    """Fit vectors to the texts of `corpus` and write `out/weights`; returns that folder.

    `start` holds the teacher. What it said is kept in `out/teacher`, so that a run that was cut off goes on there.
    With a `dev.jsonl` in the corpus, figures of the teacher, of the pieces alone and of the fit are told at the end.
    """
    torch.set_num_threads(settings.threads)
    teacher = Teacher(start, settings.longest, out / "teacher")
    texts = sentences(corpus)
    say(f"{len(texts)} sentences")
    vectors = teacher.of_texts(texts, say)
    lesson = Lesson([torch.tensor(row) for row in teacher.pieces(texts)], vectors)
    first = _first(teacher, lesson, settings)
    fitted = _fit(first, lesson, settings, say)
    tokenizer = (start / "tokenizer.json").read_bytes()
    folders = {}
    for name, table in (("first", first), ("weights", fitted)):
        folders[name] = _write(_turned(table, lesson), out / name, tokenizer)
    if (corpus / "dev.jsonl").exists():
        embedders = {name: Embedder(Weights.open(folder), tokenizer) for name, folder in folders.items()}
        _compare(teacher, embedders, contents([corpus / "dev.jsonl"]), say)
    return folders["weights"]


def _first(teacher: Teacher, lesson: Lesson, settings: MeaningSettings) -> Tensor:
    """Every piece as the teacher reads it alone, in the space that `_targets` has, weighed by how rare it is."""
    alone = teacher.of_vocabulary()
    known = np.linalg.norm(alone, axis=1) > 0
    alone[known] -= alone[known].mean(0)
    seen = np.bincount(torch.cat(lesson.pieces).numpy(), minlength=len(alone)).astype(np.float64)
    # WordPiece numbers frequent words first: by Zipf's law that tells of the pieces that are not seen here
    guessed = 1 / np.arange(1, len(alone) + 1)
    share = seen / seen.sum() + 0.1 * guessed / guessed.sum()
    weight = settings.common / (settings.common + share / share.sum())
    table = (alone @ _components(lesson, settings)) * weight[:, None]
    return torch.from_numpy((table / np.linalg.norm(table[known], axis=1).mean()).astype(np.float32))


def _centre(lesson: Lesson, settings: MeaningSettings) -> Floats:
    return (settings.centre * lesson.vectors.mean(0)).astype(np.float32)


def _components(lesson: Lesson, settings: MeaningSettings) -> Floats:
    """The directions [hidden, dimensions] in which the teacher's vectors of sentences differ most."""
    centred = torch.from_numpy(lesson.vectors - _centre(lesson, settings))
    _, directions = torch.linalg.eigh(centred.T @ centred)
    return np.ascontiguousarray(directions.flip(1)[:, : settings.dimensions].numpy())


def _targets(lesson: Lesson, settings: MeaningSettings) -> Tensor:
    reduced = (lesson.vectors - _centre(lesson, settings)) @ _components(lesson, settings)
    return functional.normalize(torch.from_numpy(reduced), dim=1)


def _fit(first: Tensor, lesson: Lesson, settings: MeaningSettings, say: Say) -> Tensor:
    """The table whose sums point where the teacher's vectors do; pieces that no sentence has stay as they were."""
    torch.manual_seed(settings.seed)
    bag = nn.EmbeddingBag.from_pretrained(first.clone(), freeze=False, mode="sum", sparse=True)
    optimiser = torch.optim.SparseAdam(bag.parameters(), lr=settings.rate)
    wanted = _targets(lesson, settings)
    steps = -(-len(lesson.pieces) // settings.batch)
    for epoch in range(settings.epochs):
        order = torch.randperm(len(lesson.pieces))
        total = 0.0
        for step, batch in enumerate(order.split(settings.batch)):
            for group in optimiser.param_groups:
                group["lr"] = settings.rate * (1 - (epoch * steps + step) / (settings.epochs * steps))
            rows = [lesson.pieces[number] for number in batch.tolist()]
            offsets = torch.tensor([0] + [len(row) for row in rows[:-1]]).cumsum(0)
            loss = 1 - (functional.normalize(bag(torch.cat(rows), offsets), dim=1) * wanted[batch]).sum(1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            total += loss.item()
        say(f"epoch {epoch + 1}/{settings.epochs}: cosine with the teacher {1 - total / steps:.4f}")
    # what stands for no text ([UNK] is any word that is not known) says nothing
    return bag.weight.detach() * (first.norm(dim=1, keepdim=True) > 0)


def _turned(table: Tensor, lesson: Lesson) -> Floats:
    """The table turned so that signs lose least (iterative quantisation); cosines stay as they are."""
    rows = lesson.pieces[:: -(-len(lesson.pieces) // ENOUGH)]
    lengths = torch.tensor([0] + [len(row) for row in rows[:-1]])
    sums = functional.embedding_bag(torch.cat(rows), table, lengths.cumsum(0), mode="sum")
    vectors = functional.normalize(sums, dim=1)
    torch.manual_seed(0)
    turn = torch.linalg.qr(torch.randn(table.shape[1], table.shape[1]))[0]
    for _ in range(TURNS):
        left, _, right = torch.linalg.svd(vectors.T @ (vectors @ turn).sign())
        turn = left @ right
    return np.asarray((table @ turn).numpy(), dtype=np.float32)


def _write(table: Floats, folder: Path, tokenizer: bytes) -> Path:
    """A folder of weights: eight bits a number, a factor of sixteen bits a row."""
    folder.mkdir(parents=True, exist_ok=True)
    steps = np.abs(table).max(1) / LEVELS
    unit = steps.max() / FACTORS
    factors = np.ceil(steps / unit)
    rows = np.rint(table / (np.maximum(factors, 1) * unit)[:, None])
    for name, array in (("pieces.npy", rows.astype(np.int8)), ("factors.npy", factors.astype(np.uint16))):
        content = io.BytesIO()
        np.save(content, array, allow_pickle=False)
        (folder / name).write_bytes(content.getvalue())
    about = {"tokenizer": hashlib.sha256(tokenizer).hexdigest()}
    (folder / "meaning.json").write_text(json.dumps(about) + "\n", encoding="utf-8")
    # the version tells whether signatures may be compared: it is that of the very numbers
    numbers = b"".join((folder / name).read_bytes() for name in ("pieces.npy", "factors.npy"))
    write_manifest(folder, hashlib.sha256(numbers).hexdigest()[:12])
    return folder


def _compare(teacher: Teacher, embedders: dict[str, Embedder], texts: Sequence[str], say: Say) -> None:
    theirs = teacher.of_all(texts)
    say(f"among {len(texts)} contents of dev.jsonl:")
    say(f"words (BM25)  {search(by_words, texts)}")
    say(f"teacher       {search(by_meaning(teacher.of_all), texts)}")
    for name, embedder in embedders.items():
        ours = embedder.vectors(texts)
        correlation, overlap = agreement(ours, theirs)
        recall = signature_recall(ours, embedder.signatures(ours))
        say(f"{name:<12}  {search(by_meaning(embedder.vectors), texts)}")
        say(f"              cosines against the teacher's: correlation {correlation:.3f}, ten nearest {overlap:.3f}")
        say(f"              ten nearest among the 300 nearest by signature: {recall:.3f}")
