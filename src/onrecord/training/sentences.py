"""Sentences, and what a sentence encoder makes of them."""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from nupunkt import sent_tokenize
from tokenizers import Tokenizer
from torch.nn import functional

from onrecord.errors import CorpusError
from onrecord.evaluation.attributions import gold_rows

from .network import Network, pretrained

Floats = npt.NDArray[np.float32]
Say = Callable[[str], None]
CLS, SEP = "[CLS]", "[SEP]"
SPECIAL = re.compile(r"\[[A-Za-z]+\d*\]")
CHUNK, BATCH, FEWEST = 1000, 32, 3


def sentences(corpus: Path) -> list[str]:
    """What vectors are fitted to: sentences and contents of `train.jsonl`, and every line of the `*.txt` files.

    Each once, in an order that depends on nothing but the texts of a file; a file more changes nothing before it.
    """
    found: dict[str, None] = {}
    for texts in _sources(corpus):
        tidy = (" ".join(text.split()) for text in texts)
        long_enough = {text for text in tidy if text.count(" ") + 1 >= FEWEST}
        found.update(dict.fromkeys(sorted(long_enough, key=lambda text: hashlib.sha256(text.encode()).digest())))
    if not found:
        raise CorpusError(f"{corpus}: no train.jsonl and no *.txt with sentences here")
    return list(found)


def _sources(corpus: Path) -> Iterator[Iterator[str]]:
    if (corpus / "train.jsonl").exists():
        yield _of_articles(corpus / "train.jsonl")
    for path in sorted(corpus.glob("*.txt")):
        yield iter(path.read_text(encoding="utf-8").splitlines())


def _of_articles(path: Path) -> Iterator[str]:
    for row in gold_rows(path):
        for paragraph in row["text"].splitlines():
            yield from map(str, sent_tokenize(paragraph))
        for attribution in row["attributions"]:
            yield " ".join(row["text"][start:end] for start, end in attribution["content"])


class Teacher:
    """A sentence encoder: the mean of the last layer's states, of unit length (Reimers and Gurevych 2019).

    What it says is kept under `kept`, by teacher and texts, so that a run that was cut off goes on there.
    """

    def __init__(self, folder: Path, longest: int, kept: Path) -> None:
        self.network: Network = pretrained(folder).eval()
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(longest)
        weights = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        self.kept = kept / f"{weights[:16]}-{longest}"
        self.kept.mkdir(parents=True, exist_ok=True)

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The pieces of texts without [CLS] and [SEP], as many as the teacher reads."""
        return [coded.ids[1:-1] for coded in self.tokenizer.encode_batch_fast(list(texts))]

    def of_vocabulary(self) -> Floats:
        """Vectors [vocabulary, hidden] of every piece alone; zeros for what stands for no text."""
        return self._keeping("vocabulary", self._of_vocabulary)

    def of_texts(self, texts: Sequence[str], say: Say) -> Floats:
        """Vectors [texts, hidden]."""
        parts = []
        for at in range(0, len(texts), CHUNK):
            chunk = texts[at : at + CHUNK]
            name = hashlib.sha256("\0".join(chunk).encode()).hexdigest()[:24]
            if not self._path(name).exists():
                say(f"teacher: {at}/{len(texts)} sentences")
            parts.append(self._keeping(name, partial(self.of_all, chunk)))
        return np.concatenate(parts)

    def of_all(self, texts: Sequence[str]) -> Floats:
        """Vectors of texts, read at once and not kept."""
        return self._of_ids([coded.ids for coded in self.tokenizer.encode_batch_fast(list(texts))])

    def _path(self, name: str) -> Path:
        return self.kept / f"{name}.npy"

    def _keeping(self, name: str, make: Callable[[], Floats]) -> Floats:
        path = self._path(name)
        if not path.exists():
            unfinished = path.with_suffix(".part.npy")
            np.save(unfinished, make().astype(np.float16), allow_pickle=False)
            unfinished.replace(path)
        return np.asarray(np.load(path, allow_pickle=False), dtype=np.float32)

    def _of_vocabulary(self) -> Floats:
        names = {number: name for name, number in self.tokenizer.get_vocab().items()}
        real = [number for number, name in names.items() if not SPECIAL.fullmatch(name)]
        first, last = self.tokenizer.token_to_id(CLS), self.tokenizer.token_to_id(SEP)
        out = np.zeros((len(names), self.network.size.hidden), dtype=np.float32)
        out[real] = self._of_ids([[first, number, last] for number in real])
        return out

    @torch.inference_mode()
    def _of_ids(self, rows: Sequence[Sequence[int]]) -> Floats:
        """Vectors of rows of pieces, [CLS] and [SEP] among them; rows of like length are read together."""
        out = np.zeros((len(rows), self.network.size.hidden), dtype=np.float32)
        order = sorted(range(len(rows)), key=lambda number: len(rows[number]))
        for at in range(0, len(order), BATCH):
            chosen = order[at : at + BATCH]
            out[chosen] = self._batch([rows[number] for number in chosen])
        return out

    def _batch(self, rows: Sequence[Sequence[int]]) -> Floats:
        ids = torch.zeros(len(rows), max(map(len, rows)), dtype=torch.long)
        mask = torch.zeros_like(ids)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = torch.tensor(row)
            mask[number, : len(row)] = 1
        network = self.network
        # without letter case and quotation marks this is the encoder as it was before they were added
        x = network.norm(network.word(ids) + network.position(torch.arange(ids.shape[1])))
        for layer in network.layers:
            x = layer(x, mask[:, None, None, :].bool())
        mean = (x * mask[:, :, None]).sum(1)
        return np.asarray(functional.normalize(mean, dim=1).numpy(), dtype=np.float32)
