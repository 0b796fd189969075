"""Sentences that may share words: of a portion with one another, and with witnesses of the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from .sorting import counted, places

HELD = 4
"""A hash leads to so many witnesses at most, the first ones; of more, no more is learnt."""

_FOUND = "SELECT s.hash, s.witness FROM sketches s JOIN probes USING (hash) ORDER BY s.hash, s.witness"
_WITNESSES = """SELECT witness, family, article, "start", stop, aside, plain, code FROM witnesses
    WHERE witness IN (SELECT witness FROM found) ORDER BY witness"""


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Sentences of the ledger, as columns; the code of witness i is code[starts[i]:starts[i + 1]]."""

    number: NDArray[np.int64]
    family: NDArray[np.int64]
    article: NDArray[np.int64]
    start: NDArray[np.int64]
    stop: NDArray[np.int64]
    aside: NDArray[np.bool_]
    plain: NDArray[np.bool_]
    code: NDArray[np.uint8]
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.number)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of sentences, by their places, and how many hashes each pair has in common.

    `sure` is whether the pair alone shows that one was copied, once it has been looked at.
    """

    one: NDArray[np.int64]
    two: NDArray[np.int64]
    hashes: NDArray[np.int64]
    sure: NDArray[np.bool_]


def known(
    connection: DuckDBPyConnection, sentence: NDArray[np.int64], hashes: NDArray[np.uint32]
) -> tuple[Witnesses, Pairs, NDArray[np.uint32]]:
    """The witnesses that hashes of sentences lead to, pairs of sentence and witness, and hashes that are full."""
    connection.register("probes", pa.table({"hash": np.unique(hashes)}))
    found = connection.execute(_FOUND).fetchnumpy()
    connection.unregister("probes")
    hash_, number = (np.asarray(found[name], np.int64) for name in ("hash", "witness"))
    place = places(hash_)
    full = np.unique(hash_[place >= HELD - 1]).astype(np.uint32)
    hash_, number = hash_[place < HELD], number[place < HELD]
    connection.register("found", pa.table({"witness": pa.array(np.unique(number), pa.uint32())}))
    witnesses = _witnesses(connection.execute(_WITNESSES).fetchall())
    connection.unregister("found")
    first, last = (np.searchsorted(hash_, hashes, side=side) for side in ("left", "right"))
    counts = last - first
    inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    at = np.searchsorted(witnesses.number, number[np.repeat(first, counts) + inside])
    return witnesses, pairs(np.repeat(sentence, counts), at.astype(np.int64)), full


def among(sentence: NDArray[np.int64], hashes: NDArray[np.uint32]) -> Pairs:
    """Pairs of a later sentence and one of the first that have a hash in common with it."""
    order = np.lexsort((sentence, hashes))
    of, hash_ = sentence[order], hashes[order]
    place = places(hash_)
    first = np.arange(len(hash_)) - place
    ones, twos = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for holder in range(HELD):
        later = np.flatnonzero(place > holder)
        ones.append(of[later])
        twos.append(of[first[later] + holder])
    return pairs(np.concatenate(ones), np.concatenate(twos))


def pairs(one: NDArray[np.int64], two: NDArray[np.int64]) -> Pairs:
    """Each pair once, in their order, with how often it was there."""
    keys, counts = counted(one.astype(np.uint64) << np.uint64(32) | two.astype(np.uint64))
    return Pairs(
        (keys >> np.uint64(32)).astype(np.int64),
        (keys & np.uint64(0xFFFFFFFF)).astype(np.int64),
        counts,
        np.zeros(len(counts), np.bool_),
    )


def _witnesses(rows: Sequence[tuple[Any, ...]]) -> Witnesses:
    columns = list(zip(*rows, strict=True)) or [()] * 8
    number, family, article, start, stop = (np.array(column, np.int64) for column in columns[:5])
    code = np.frombuffer(b"".join(columns[7]), np.uint8)
    starts = np.concatenate([[0], np.cumsum([len(one) for one in columns[7]])]).astype(np.int64)
    aside, plain = (np.array(column, np.bool_) for column in columns[5:7])
    return Witnesses(number, family, article, start, stop, aside, plain, code, starts)
