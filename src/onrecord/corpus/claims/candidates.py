"""Pairs of statements of one story that are worth a look."""

import numpy as np
import numpy.typing as npt

from .tables import DENIED, NEGATIVE, Places, Table

NEAREST, LEAST = 10, 0.25
"""How many others a statement is compared with, at most, besides those that chose it, and how alike they have to be."""
NEIGHBOURS = 2
"""How far apart in an article a denial and what it denies may be, to be compared whatever their words are."""
_BLOCK = 1024
_WINDOW = 6000  # of a larger story, each is compared with so many before and after it, in the order of their days
_WORDS = 0.6  # what shared words count for, next to the cosine


def candidates(
    table: Table, rows: npt.NDArray[np.int64], nearest: int = NEAREST, least: float = LEAST
) -> tuple[Places, Places]:
    """The likeliest pairs among these rows of a table, the lower row first, sorted.

    Each row is with its `nearest` that are alike by `least`, with what it may deny or be denied by, and with copies.
    """
    count = len(rows)
    if count < 2:
        return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int32)
    meaning, words = table.meaning[rows], _words(table, rows)
    chosen = [
        _nearest(meaning, words, start, min(count, start + _BLOCK), nearest, least) for start in range(0, count, _BLOCK)
    ]
    chosen += [_answered(table, rows), _copied(table, rows)]
    pairs = np.unique(np.concatenate(chosen), axis=0)
    return rows[pairs[:, 0]].astype(np.int32), rows[pairs[:, 1]].astype(np.int32)


def _answered(table: Table, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Neighbours in an article of which one denies something: it may well be the other."""
    articles: dict[int, list[tuple[int, int]]] = {}
    for at, row in enumerate(rows.tolist()):
        for article, place in table.units[row].places.items():
            articles.setdefault(article, []).append((place, at))
    denies = (table.facts[rows, NEGATIVE] ^ table.facts[rows, DENIED]) | table.facts[rows, DENIED]
    deny = denies.tolist()
    found = {
        (min(a, b), max(a, b))
        for held in map(sorted, articles.values())
        for n, (place, a) in enumerate(held)
        for other, b in held[n + 1 : n + 1 + NEIGHBOURS]
        if other - place <= NEIGHBOURS and deny[a] != deny[b] and a != b
    }
    return np.array(sorted(found), dtype=np.int64).reshape(-1, 2)


def _copied(table: Table, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Pairs of which both stand in copies of one sentence, each with the next two."""
    families: dict[int, list[int]] = {}
    for at, row in enumerate(rows.tolist()):
        for family in table.units[row].families:
            families.setdefault(family, []).append(at)
    pairs = {pair for held in families.values() for step in (1, 2) for pair in zip(held, held[step:], strict=False)}
    return np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)


def _words(table: Table, rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Statements as unit vectors over the story's stems, folded to no more than 1,024 places."""
    stems, weights = table.stems[rows], table.weights[rows]
    found, places = np.unique(stems, return_inverse=True)
    width = min(len(found), 1024)
    matrix = np.zeros((len(rows), width), dtype=np.float32)
    np.add.at(matrix, (np.arange(len(rows))[:, None], places.reshape(stems.shape) % width), weights)
    matrix /= np.maximum(np.sqrt((matrix * matrix).sum(1, keepdims=True)), 1e-6)
    return matrix


def _nearest(
    meaning: npt.NDArray[np.float32],
    words: npt.NDArray[np.float32],
    start: int,
    stop: int,
    nearest: int,
    least: float,
) -> npt.NDArray[np.int64]:
    low, high = max(0, start - _WINDOW), min(len(meaning), stop + _WINDOW)
    near = meaning[start:stop] @ meaning[low:high].T + _WORDS * (words[start:stop] @ words[low:high].T)
    own = np.arange(start, stop)
    near[own - start, own - low] = -1.0
    most = min(nearest, near.shape[1] - 1)
    top = (
        np.argpartition(-near, most - 1, axis=1)[:, :most]
        if most < near.shape[1] - 1
        else np.argsort(-near, 1)[:, :most]
    )
    kept = np.take_along_axis(near, top, axis=1) >= least
    one = np.repeat(own, most).reshape(top.shape)[kept]
    other = top[kept] + low
    return np.stack((np.minimum(one, other), np.maximum(one, other)), 1)
