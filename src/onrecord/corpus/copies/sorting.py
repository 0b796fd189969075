"""Sorted arrays without what is there twice; numpy's own unique hashes, which is slower for large arrays."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The keys in ascending order, each once."""
    ordered = np.sort(keys)
    return ordered[np.flatnonzero(_first(ordered))]


def counted(keys: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The keys in ascending order, each once, and how often it was there."""
    ordered = np.sort(keys)
    bounds = np.flatnonzero(_first(ordered))
    return ordered[bounds], np.diff(np.append(bounds, len(ordered)))


def places(ordered: NDArray[Any]) -> NDArray[np.int64]:
    """The place of each key of a sorted array among those that are equal, from 0."""
    bounds = np.flatnonzero(_first(ordered))
    return np.arange(len(ordered)) - np.repeat(bounds, np.diff(np.append(bounds, len(ordered))))


def _first(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    first = np.ones(len(ordered), np.bool_)
    first[1:] = ordered[1:] != ordered[:-1]
    return first
