"""Which articles a copy is likely to have its words from, and which passages those are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.ledger.asking.sharing import LEAST_SHARED, Passage, Shared, enough, one_each, passages, share

from .reasons import Print, reason

_MOST = 200  # originals of one article


@dataclass(frozen=True, slots=True)
class Copy:
    """A row of the table `copies`."""

    article: int
    original: int
    words: int
    share: float
    original_share: float
    reason: str
    confidence: float
    passages: tuple[Passage, ...]


def originals(
    article: Print, candidates: Mapping[int, Sequence[Shared]], prints: Mapping[int, Print]
) -> Iterator[Copy]:
    """The likely originals among the candidates, each with the sentences that the article shares with it.

    One that the article credits comes first, then the earliest of those that have most of its words; another is its
    original as well where that has words that the others haven't got.
    """
    best = {other: one_each(shared) for other, shared in candidates.items()}
    left = {other: {s.start: s for s in shared} for other, shared in best.items() if enough(shared)}
    covered: set[int] = set()
    for _ in range(_MOST):
        gains = {o: [s for at, s in shared.items() if at not in covered] for o, shared in left.items()}
        able = [other for other, shared in gains.items() if enough(shared)]
        if not able:
            return
        most = max(_sum(gains[other]) for other in able)
        chosen = min(
            able,
            key=lambda o: (
                not article.credits(prints[o]),
                _sum(gains[o]) + LEAST_SHARED <= most,  # what another has besides is no more than chance
                prints[o].order,
                o,
            ),
        )
        yield _copy(article, prints[chosen], best[chosen])
        covered |= left.pop(chosen).keys()


def _sum(shared: Iterable[Shared]) -> int:
    return sum(one.words for one in shared)


def _copy(article: Print, original: Print, shared: Sequence[Shared]) -> Copy:
    words = _sum(shared)
    why, confidence = reason(article, original)
    return Copy(
        article.number,
        original.number,
        words,
        share(words, article.words),
        share(words, original.words),
        why,
        confidence,
        passages(shared),
    )
