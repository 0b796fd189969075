"""The chain against sums and maxima over every possible sequence."""

from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.attributions.chain import TAGS, Chain

RANDOM = np.random.default_rng(3)


def every_path(chain: Chain, scores: np.ndarray) -> dict[tuple[int, ...], float]:
    found = {}
    for path in product(range(len(TAGS)), repeat=len(scores)):
        total = chain.start[path[0]] + chain.end[path[-1]] + sum(scores[i, tag] for i, tag in enumerate(path))
        found[path] = float(total + sum(chain.step[a, b] for a, b in pairwise(path)))
    return found


@pytest.fixture
def chain() -> Chain:
    return Chain(RANDOM.normal(size=(7, 7)).astype(np.float32))


@pytest.mark.parametrize("length", [1, 2, 4])
def test_best_is_the_best_of_all_paths(chain: Chain, length: int) -> None:
    scores = RANDOM.normal(size=(length, 7)).astype(np.float32) * 2
    paths = every_path(chain, scores)
    assert tuple(chain.best(scores, np.array([[0, length]]))) == max(paths, key=paths.__getitem__)


def test_marginals_are_the_share_of_all_paths(chain: Chain) -> None:
    scores = RANDOM.normal(size=(4, 7)).astype(np.float32)
    paths = every_path(chain, scores)
    total = sum(np.exp(score) for score in paths.values())
    expected = np.zeros((4, 7))
    for path, score in paths.items():
        expected[np.arange(4), path] += np.exp(score) / total
    np.testing.assert_allclose(chain.marginals(scores, np.array([[0, 4]])), expected, atol=1e-4)


def test_paragraphs_of_different_length_do_not_touch_each_other(chain: Chain) -> None:
    scores = RANDOM.normal(size=(9, 7)).astype(np.float32)
    together = np.array([[0, 2], [3, 9]])
    for a, b in together:
        alone = chain.best(scores[a:b], np.array([[0, b - a]]))
        assert (chain.best(scores, together)[a:b] == alone).all()
        np.testing.assert_allclose(
            chain.marginals(scores, together)[a:b],
            chain.marginals(scores[a:b], np.array([[0, b - a]])),
            atol=1e-5,
        )
