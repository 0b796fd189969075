"""Finding statements by their words and by their meaning.

Two lists are drawn up, each over all that the filters leave. By words: BM25 (Robertson and Zaragoza 2009). By meaning:
of the contents whose signs differ from the question's in the fewest places (Charikar 2002), those whose signs fit its
vector best (Dong, Charikar and Li 2008). What stands on either list is read again and scored exactly.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from duckdb import DuckDBPyConnection

from onrecord.errors import BadFilter
from onrecord.ledger.asking.answers import Said, statements, table_of
from onrecord.ledger.asking.filters import Filters, Restriction, restriction
from onrecord.ledger.asking.postings import Looked, looked_up
from onrecord.ledger.asking.question import Question, taken_apart
from onrecord.ledger.table import Table
from onrecord.meaning import shipped_embedder, terms

POOL = 40  # of each list: every content that is read again costs a part of a millisecond
SIGNED = 500  # of which the signs are compared with the question's vector
MOST = 10_000  # statements that a question finds, however many are asked for
FAR = 116  # signs of 256 that may differ: that many is a cosine of about 0.15
LEAST_LIKENESS = 0.2  # cosine without which nothing is found by meaning alone: one in a hundred unrelated pairs has it
K1, B = 1.2, 0.5  # contents are single statements: their lengths say little
MEANING = 0.6  # weight of the meaning beside that of the words; `python -m onrecord.evaluation.asking --quality`

_SIZE = """
    SELECT (SELECT count(*) FROM attributions),
        (SELECT count(*) FROM postings) + (SELECT count(*) FROM recent_postings)"""
_NEWEST = """
    SELECT a.attribution FROM {statements} a JOIN articles x USING (article)
    ORDER BY x.day DESC NULLS LAST, x.published DESC NULLS LAST, a.article DESC, a.number LIMIT $limit OFFSET $offset"""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a ledger's words weigh: `weights` by term (the logarithm of how rare it is), and the mean length."""

    weights: dict[int, float]
    length: float

    def score(self, counts: dict[int, int]) -> float:
        """BM25 of a content with these counts of terms, as a share (0 to 1) of the most that any content can have."""
        size = K1 * (1 - B + B * sum(counts.values()) / self.length)
        best = sum(self.weights.values()) * (K1 + 1)
        found = ((weight, counts.get(term, 0)) for term, weight in self.weights.items())
        return sum(weight * count * (K1 + 1) / (count + size) for weight, count in found) / best if best else 0.0


def find(
    connection: DuckDBPyConnection,
    question: str = "",
    *,
    by: int | str | None = None,
    outlet: str | None = None,
    since: str | date | None = None,
    until: str | date | None = None,
    kind: str | None = None,
    type: str | None = None,
    commitment: str | None = None,
    via: int | str | None = None,
    speaker_type: str | None = None,
    place: str | None = None,
    min_confidence: float = 0.0,
    versions: bool = False,
    origins: int | None = None,
    limit: int | None = 20,
    offset: int = 0,
) -> Table:
    """Statements by words and meaning, the best first; without a question everything the filters leave, newest first.

    What stands in quotation marks in the question has to stand literally in a content. `by` is who speaks: a name or
    a family name, or an actor's number; `via` somebody in the chain, or the outlet. `since` and `until` are days,
    months or years of the article, both included. `place` is named in the content; two capitals are a country (ISO
    3166-1) with all that is in it. `speaker_type` "none" is nobody behind it. Statements that were rejected are left
    out, and, unless `versions`, those of superseded versions. `origins` leaves statements of claims that at least so
    many independent origins assert, however the texts are read. `limit` None is all; a question finds 10,000 at most.

    Raises BadFilter for a value that means nothing, NotInLedger for a name that nobody here bears, with those near.
    """
    filters = Filters(
        by, outlet, since, until, kind, type, commitment, via, speaker_type, place, min_confidence, versions,
        origins,
    )  # fmt: skip
    if offset < 0 or (limit is not None and limit < 0):
        raise BadFilter("limit and offset: numbers from 0 on")
    asked = taken_apart(question) if question.strip() else None
    within = restriction(connection, filters, asked.phrases if asked else ())
    if asked is None or (asked.phrases and not asked.terms and asked.signature is None):
        return table_of(connection, [(number, None) for number in _newest(connection, within, limit, offset)], offset)
    if asked.empty:
        return table_of(connection, [], offset)
    wanted = MOST if limit is None else min(limit, MOST)
    found, read = _found(connection, asked, within, pooled(offset + wanted))
    return table_of(connection, found[offset : offset + wanted], offset, read)


def pooled(ranks: int) -> int:
    """How many of either list are scored for so many ranks.

    Grows in wide steps: the pages of an answer join only where they come from one pool.
    """
    pool = POOL
    while pool < ranks and pool < MOST:
        pool *= 8
    return min(pool, MOST)


def ranked(
    connection: DuckDBPyConnection, asked: Question, within: Restriction, pool: int
) -> list[tuple[int, float | None]]:
    """The statements that answer a question, each with its score (0 to 1), the best first and of equals the newest.

    The best `pool` by words and the best by meaning are scored.
    """
    return _found(connection, asked, within, pool)[0]


def _found(
    connection: DuckDBPyConnection, asked: Question, within: Restriction, pool: int
) -> tuple[list[tuple[int, float | None]], dict[int, Said]]:
    """What `ranked` returns, and the statements that were read for it."""
    if not asked.terms and asked.signature is None:
        return [], {}
    looked = looked_up(connection, asked, within, 256 if asked.phrases else FAR, max(SIGNED, pool))
    scale = _scale(connection, asked, looked.standing)
    numbers = {*looked.postings.best(scale.weights, K1, pool), *_fitting(asked, looked, pool)}
    read = statements(connection, sorted(numbers, reverse=True))
    scores = _scores(asked, scale, [" ".join(said.pieces) for said in read.values()])
    kept = [(score, number) for number, score in zip(read, scores, strict=True) if score is not None]
    return [(number, score) for score, number in sorted(kept, reverse=True)], read


def _scores(asked: Question, scale: Scale, texts: Sequence[str]) -> list[float | None]:
    """The score of each content; None where it has none of the words and means something else."""
    likeness = (shipped_embedder().vectors(texts) @ asked.vector).tolist()
    words = [scale.score(terms(text)) for text in texts]
    return [
        fused(word, like) if word or asked.phrases or like >= LEAST_LIKENESS else None
        for word, like in zip(words, likeness, strict=True)
    ]


def fused(words: float, likeness: float) -> float:
    """One score of the share of the words (0 to 1) and a cosine."""
    return (1 - MEANING) * words + MEANING * max(likeness, 0.0)


def _scale(connection: DuckDBPyConnection, asked: Question, standing: Mapping[int, int]) -> Scale:
    """`standing` is in how many contents each term stands."""
    size, postings = connection.execute(_SIZE).fetchall()[0]
    weights = {
        term: count * math.log(1 + (max(size - standing.get(term, 0), 0) + 0.5) / (standing.get(term, 0) + 0.5))
        for term, count in asked.terms.items()
    }
    return Scale(weights, max(postings / max(size, 1), 1.0))


def _fitting(asked: Question, looked: Looked, pool: int) -> list[int]:
    """Of the nearest, those `pool` whose signs fit the question's vector best."""
    signs = np.unpackbits(looked.signatures.astype("<u8").view(np.uint8), axis=1, bitorder="little")
    fits = signs.astype(np.float32) @ asked.vector
    return [int(number) for number in looked.near[np.argsort(-fits, kind="stable")[:pool]]]


def _newest(connection: DuckDBPyConnection, within: Restriction, limit: int | None, offset: int) -> list[int]:
    query = within.clause() + _NEWEST.format(statements=f"(FROM {within.joined('attributions')})")
    values = {**within.parameters, "limit": limit, "offset": offset}
    return [number for (number,) in connection.execute(query, values).fetchall()]
