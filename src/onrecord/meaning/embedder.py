"""Texts as vectors and signatures: the weighted mean of one vector a word piece, without a network.

The manner of model2vec (van Dongen and Tulkens 2024). The vectors are stored turned so that their signs say as much of
them as they can (iterative quantisation, Gong and Lazebnik 2011): a signature is the signs of a vector.
"""

import hashlib
import io
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.models import Weights, shipped

Vectors = npt.NDArray[np.float32]
Signatures = npt.NDArray[np.uint64]
LONGEST = 2000  # characters of a text that are read


class Embedder:
    """Sentence vectors by a folder of weights: `pieces.npy` (a row a word piece), `factors.npy` and `meaning.json`.

    Up to the last step, the scaling to unit length, everything is exact whole numbers: a text has the same signature
    on every machine and in any company of other texts. May be used by several threads.
    """

    def __init__(self, weights: Weights, tokenizer: bytes) -> None:
        wanted = weights.json("meaning.json")["tokenizer"]
        if hashlib.sha256(tokenizer).hexdigest() != wanted:
            raise ModelError(f"{weights.folder}: made for another tokenizer.json; install onrecord again")
        self.version = weights.version
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._pieces: npt.NDArray[np.int8] = np.load(io.BytesIO(weights.read("pieces.npy")), allow_pickle=False)
        self._factors: npt.NDArray[np.uint16] = np.load(io.BytesIO(weights.read("factors.npy")), allow_pickle=False)

    @property
    def dimensions(self) -> int:
        """Numbers in a vector."""
        return int(self._pieces.shape[1])

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors [texts, dimensions] of unit length; a row of zeros where no word is known.

        Of a long text the first 2,000 characters count.
        """
        sums = np.zeros((len(texts), self.dimensions), dtype=np.float64)
        for number, text in enumerate(texts):
            ids = self._ids(text)
            if ids:
                sums[number] = self._sum(np.array(ids, dtype=np.int64))
        lengths = np.sqrt((sums * sums).sum(1, keepdims=True))
        return (sums / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)

    def signatures(self, vectors: Vectors) -> Signatures:
        """The signs of vectors as bits [texts, dimensions / 64]; the Hamming distance grows with the angle."""
        bits = np.packbits(vectors > 0, axis=1, bitorder="little")
        return np.ascontiguousarray(bits).view("<u8").astype(np.uint64)

    def _ids(self, text: str) -> list[int]:
        # a lone surrogate is no text to the tokenizer. One text at a time is as fast as many, and starts no threads
        whole = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
        return list(self._tokenizer.encode(whole, add_special_tokens=False).ids)

    def _sum(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The weighted sum of pieces' vectors. Whole numbers below 2**53: exact, in whatever order they are added."""
        return self._factors[ids].astype(np.float64) @ self._pieces[ids].astype(np.float64)


@cache
def shipped_embedder() -> Embedder:
    """The embedder that the package carries, opened once a process."""
    return Embedder(Weights.open(shipped("meaning")), Weights.open(shipped("attributions")).read("tokenizer.json"))
