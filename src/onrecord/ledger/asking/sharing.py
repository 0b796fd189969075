"""Which articles share words, by the families of their sentences."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from duckdb import DuckDBPyConnection

LEAST_SHARED = 15
"""Words outside quotation marks that two articles share, at least, where one is taken for a copy of the other."""
LEAST_SENTENCE = 12
"""Words that one of the shared sentences has, at least, which shows that it was copied."""
LEAST_UNSURE = 30
"""Words that are enough in several sentences of which none shows it alone."""

# Characters between two sentences that still are one passage: a short sentence, a quotation; much the same in both
_GAP, _UNLIKE = 200, 40
_AT_ONCE = 200_000  # pairs
_SIZES = """SELECT p.article, max(f.articles) FROM passages p JOIN families f USING (family)
    GROUP BY p.article ORDER BY p.article"""
_WITH = """SELECT o.article, p."start", p.stop, o."start", o.stop, least(p.words, o.words),
        p.sure AND o.sure
    FROM passages p JOIN passages o ON o.family = p.family AND o.article <> p.article
    WHERE p.article = ? ORDER BY o.article, p."start", o."start\""""
_WORDS = "SELECT article, words FROM printings WHERE article IN (SELECT unnest(?::UINTEGER[]))"
_PAIRS = """SELECT article, other, sum(words)::INTEGER, coalesce(max(words) FILTER (sure), 0), count(*) FROM (
        SELECT p.article, o.article AS other, p."start", max(least(p.words, o.words)) AS words,
            bool_or(p.sure AND o.sure) AS sure
        FROM passages p JOIN passages o ON o.family = p.family AND o.article > p.article
        WHERE p.article BETWEEN ? AND ? GROUP BY ALL)
    GROUP BY ALL ORDER BY article, other"""


class Shared(NamedTuple):
    """A sentence of an article and its like in another; `words` is how many words they share at most.

    `sure` is whether this alone shows that it was copied.
    """

    start: int
    stop: int
    other_start: int
    other_stop: int
    words: int
    sure: bool


Passage: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Sharing:
    """Another article that has words of one: how many, the share of each one's words, and where they stand in both."""

    article: int
    words: int
    share: float
    other_share: float
    passages: tuple[Passage, ...]


def shared(connection: DuckDBPyConnection, article: int) -> list[Sharing]:
    """Every article that shares words with one, by how many: originals, copies, and copies of the same original.

    An article that the ledger doesn't have, or that shares nothing, gives an empty list.
    """
    rows = connection.execute(_WITH, [article]).fetchall()
    found = {}
    for other, of_other in groupby(rows, key=itemgetter(0)):
        sentences = one_each(Shared(*row[1:]) for row in of_other)
        if enough(sentences):
            found[other] = sentences
    words = dict(connection.execute(_WORDS, [[article, *found]]).fetchall())
    result = []
    for other, sentences in found.items():
        count = sum(sentence.words for sentence in sentences)
        result.append(
            Sharing(
                other,
                count,
                share(count, words.get(article, 0)),
                share(count, words.get(other, 0)),
                passages(sentences),
            )
        )
    return sorted(result, key=lambda one: (-one.words, one.article))


def copied_pairs(connection: DuckDBPyConnection) -> Iterator[tuple[int, int, int]]:
    """All pairs of articles that share words, the smaller number first, with how many words; sorted.

    A text that thousands print makes millions of pairs; they are made some at a time. The connection must not be used
    for anything else that makes tables meanwhile.
    """
    for first, last in _stretches(connection.execute(_SIZES).fetchall()):
        for article, other, words, longest, count in connection.execute(_PAIRS, [first, last]).fetchall():
            if is_enough(words, longest, count):
                yield article, other, words


def _stretches(sizes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The first and the last of articles that have about so many pairs together."""
    first, pairs = None, 0
    for article, others in sizes:
        first = article if first is None else first
        pairs += others
        if pairs >= _AT_ONCE:
            yield first, article
            first, pairs = None, 0
    if first is not None:
        yield first, sizes[-1][0]


def enough(shared: Iterable[Shared]) -> bool:
    """Tell whether articles that share these sentences share more than what anybody would write."""
    total = longest = count = 0
    for sentence in shared:
        total += sentence.words
        count += 1
        longest = max(longest, sentence.words if sentence.sure else 0)
    return is_enough(total, longest, count)


def is_enough(total: int, longest: int, count: int) -> bool:
    """As `enough`, given the words that are shared, those of the longest sure sentence, and how many sentences."""
    return total >= LEAST_SHARED if longest >= LEAST_SENTENCE else total >= LEAST_UNSURE and count > 1


def one_each(shared: Iterable[Shared]) -> list[Shared]:
    """Of every sentence its best like in the other article, in the order of the text."""
    found: dict[int, Shared] = {}
    for one in sorted(shared, key=lambda s: (s.start, not s.sure, -s.words, s.other_start)):
        found.setdefault(one.start, one)
    return list(found.values())


def passages(shared: Iterable[Shared]) -> tuple[Passage, ...]:
    """Sentences that follow one another in both articles as one passage."""
    found: list[Passage] = []
    for one in shared:
        gap = one.start - found[-1][1] if found else -1
        other = one.other_start - found[-1][3] if found else -1
        if min(gap, other) >= 0 and max(gap, other) <= _GAP and abs(gap - other) <= _UNLIKE:
            found[-1] = (found[-1][0], one.stop, found[-1][2], one.other_stop)
        else:
            found.append((one.start, one.stop, one.other_start, one.other_stop))
    return tuple(found)


def share(words: int, of: int) -> float:
    """A part of an article's words, from 0 to 1."""
    return min(1.0, words / of) if of else 0.0
