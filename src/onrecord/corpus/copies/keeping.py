"""Families of sentences written into a ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray

from .candidates import Pairs, Witnesses, among, known
from .comparing import Codes, codes
from .placing import Placed, placed
from .portions import Portion
from .printings import Printing
from .sketching import sketches

_LAST = "SELECT greatest((SELECT max(witness) FROM witnesses), (SELECT max(family) FROM families), 0)"
_KINDS: Mapping[str, pa.DataType] = {
    "names": pa.list_(pa.string()),
    "credits": pa.list_(pa.string()),
    "code": pa.binary(),
    "outlet": pa.string(),
    "day": pa.date32(),
    "time": pa.timestamp("us"),
    "aside": pa.bool_(),
    "plain": pa.bool_(),
    "sure": pa.bool_(),
}


def put(connection: DuckDBPyConnection, portion: Portion) -> None:
    """Write what a portion has in common with itself and with what is there: passages, witnesses, printings.

    The families that have new passages are in the temporary table `touched` then.
    """
    put_printings(connection, portion.printings)
    sentence, hashes = sketches(portion.words, portion.starts)
    witnesses, outside, full = known(connection, sentence, hashes)
    inside = among(sentence, hashes)
    code = codes(portion.words)
    size = len(portion)
    starts = np.concatenate((portion.starts, len(code) + witnesses.starts[1:]))
    compared = np.concatenate((outside.one, outside.two + size, inside.one, inside.two))
    both = Codes(np.concatenate((code, witnesses.code)), starts, compared)
    outside = _alike(both, outside, size)
    inside = _alike(both, inside, 0)
    counts = np.bincount(sentence, minlength=size)
    found = placed(portion, witnesses, inside, outside, counts, _furniture(connection, witnesses))
    numbers = _put_witnesses(connection, portion, found, code)
    _put_sketches(connection, sentence, hashes, numbers, full)
    _put_passages(connection, portion, found, numbers, witnesses)


def _alike(both: Codes, pairs: Pairs, offset: int) -> Pairs:
    alike, sure = both.alike(pairs.one, pairs.two + offset)
    return Pairs(pairs.one[alike], pairs.two[alike], pairs.hashes[alike], sure[alike])


def put_printings(connection: DuckDBPyConnection, printings: Sequence[Printing]) -> None:
    """Write rows of `printings`."""
    rows = [(p.article, p.outlet, p.names, p.credits, p.day, p.time, p.words, p.tie) for p in printings]
    names = ("article", "outlet", "names", "credits", "day", "time", "words", "tie")
    insert(connection, "printings", names, list(zip(*rows, strict=True)), ", false, false")


def _furniture(connection: DuckDBPyConnection, witnesses: Witnesses) -> frozenset[int]:
    connection.register("found", pa.table({"family": pa.array(np.unique(witnesses.family), pa.uint32())}))
    rows = connection.execute("SELECT family FROM families JOIN found USING (family) WHERE furniture").fetchall()
    connection.unregister("found")
    return frozenset(family for (family,) in rows)


def _put_witnesses(
    connection: DuckDBPyConnection, portion: Portion, found: Placed, code: NDArray[np.uint8]
) -> NDArray[np.int64]:
    """Write the witnesses; returns the number of each sentence that is one, 0 for the others."""
    last = connection.execute(_LAST).fetchall()[0][0]
    numbers = np.where(found.witnesses, last + np.cumsum(found.witnesses), 0)
    kept = np.flatnonzero(found.witnesses)
    families = numbered(found.family[kept], numbers)
    data, starts = code.tobytes(), portion.starts.tolist()
    pieces = [data[starts[at] : starts[at + 1]] for at in kept.tolist()]
    columns = (numbers[kept], families, portion.article[kept], portion.start[kept], portion.stop[kept])
    names = ("witness", "family", "article", "start", "stop", "aside", "plain", "code")
    insert(connection, "witnesses", names, (*columns, portion.aside[kept], portion.plain[kept], pieces))
    return numbers


def numbered(families: NDArray[np.int64], numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Families by their numbers in the ledger: those that begin in a portion have those of their first sentences."""
    return np.where(families < 0, numbers[np.where(families < 0, -1 - families, 0)], families)


def _put_sketches(
    connection: DuckDBPyConnection,
    sentence: NDArray[np.int64],
    hashes: NDArray[np.uint32],
    numbers: NDArray[np.int64],
    full: NDArray[np.uint32],
) -> None:
    kept = (numbers[sentence] > 0) & ~np.isin(hashes, full)
    insert(connection, "sketches", ("hash", "witness"), (hashes[kept], numbers[sentence[kept]]))


def _put_passages(
    connection: DuckDBPyConnection, portion: Portion, found: Placed, numbers: NDArray[np.int64], witnesses: Witnesses
) -> None:
    """Write the members, and the first sentences of families that have been of one article until now."""
    joined = np.array(found.members, np.int64).reshape(-1, 3)
    begun = np.unique(joined[joined[:, 1] < 0, 1])
    at = np.concatenate((joined[:, 0], -1 - begun))
    families = np.concatenate((numbered(joined[:, 1], numbers), numbers[-1 - begun]))
    lengths = np.diff(portion.starts)
    sure = np.concatenate((joined[:, 2] > 0, np.ones(len(begun), np.bool_))) & portion.plain[at]
    touched = np.unique(families)
    connection.register("found", pa.table({"family": pa.array(touched, pa.uint32())}))
    connection.execute("CREATE OR REPLACE TEMP TABLE touched AS SELECT family FROM found")
    there = connection.execute("SELECT family FROM families JOIN found USING (family)").fetchnumpy()["family"]
    connection.unregister("found")
    new = np.isin(witnesses.family, touched) & ~np.isin(witnesses.family, there)
    first = np.flatnonzero(new)[np.unique(witnesses.family[new], return_index=True)[1]]
    columns = (
        np.concatenate((families, witnesses.family[first])),
        np.concatenate((portion.article[at], witnesses.article[first])),
        np.concatenate((portion.start[at], witnesses.start[first])),
        np.concatenate((portion.stop[at], witnesses.stop[first])),
        np.concatenate((lengths[at], np.diff(witnesses.starts)[first])),
        np.concatenate((portion.aside[at], witnesses.aside[first])),
        np.concatenate((sure, witnesses.plain[first])),
    )
    insert(connection, "passages", ("family", "article", "start", "stop", "words", "aside", "sure"), columns)


def insert(
    connection: DuckDBPyConnection, table: str, names: Sequence[str], columns: Sequence[Any], more: str = ""
) -> None:
    """Append rows, given as columns that are whole numbers where _KINDS says nothing else."""
    if not len(columns) or not len(columns[0]):
        return
    arrays = [pa.array(column, _KINDS.get(name, pa.uint32())) for name, column in zip(names, columns, strict=True)]
    connection.register("rows_to_put", pa.table(arrays, names=list(names)))
    listed = ", ".join(f'"{name}"' for name in names)
    connection.execute(f"INSERT INTO {table} SELECT {listed}{more} FROM rows_to_put")
    connection.unregister("rows_to_put")
