"""What a question is compared with: where its words stand, and what is near to it by meaning."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.filters import Restriction, hits
from onrecord.ledger.asking.question import Question

_POSTINGS = "SELECT attribution, term, count FROM {hits}"
# sums of floats are not checked for overflow, which takes longer than counting the bits
_DIFFERING = " + ".join(f"bit_count(xor({part}, ${part}::UBIGINT))::FLOAT" for part in "abcd")
_NEAR = f"""
    SELECT attribution, a, b, c, d FROM (SELECT *, {_DIFFERING} AS differing FROM {{signatures}})
    WHERE differing <= $far ORDER BY differing, attribution DESC LIMIT $most"""
_BOTH = """
    SELECT *, 0::UBIGINT AS a, 0::UBIGINT AS b, 0::UBIGINT AS c, 0::UBIGINT AS d FROM ({postings}) UNION ALL
    SELECT attribution, 0::UINTEGER AS term, 0::UTINYINT AS count, a, b, c, d FROM ({near})"""
_STANDING = "SELECT term, count(*) FROM {hits} GROUP BY term"


@dataclass(frozen=True, slots=True)
class Postings:
    """`count` times `term` stands in the content of `attribution`, place by place."""

    attribution: npt.NDArray[np.uint32]
    term: npt.NDArray[np.uint32]
    count: npt.NDArray[np.uint8]

    def standing(self) -> dict[int, int]:
        """In how many contents each term stands."""
        terms, contents = np.unique(self.term, return_counts=True)
        return dict(zip(terms.tolist(), contents.tolist(), strict=True))

    def best(self, weights: Mapping[int, float], k: float, most: int) -> list[int]:
        """At most `most` attributions by BM25 without the contents' lengths, of equals the newest.

        The lengths would have to be looked up for every place.
        """
        if not len(self.term):
            return []
        terms = np.array(sorted(weights), dtype=self.term.dtype)
        weight = np.array([weights[term] for term in terms.tolist()], dtype=np.float32)
        weighed = weight[np.searchsorted(terms, self.term)]
        # each term's postings are sorted, and a stable sort is quick to bring sorted runs together
        order = np.argsort(self.attribution, kind="stable")
        numbers = self.attribution[order]
        firsts = np.flatnonzero(np.diff(numbers.astype(np.int64), prepend=-1))
        scores = np.add.reduceat((weighed * (self.count / np.float32(k + self.count)))[order], firsts)
        numbers = numbers[firsts]
        if len(scores) > most:
            good = scores >= np.partition(scores, -most)[-most]
            numbers, scores = numbers[good], scores[good]
        newest = np.lexsort((numbers, scores))[::-1][:most]
        return [int(number) for number in numbers[newest]]


@dataclass(frozen=True, slots=True)
class Looked:
    """What there is of a question among what its filters leave.

    `near` are the attributions whose signs differ in the fewest places, `signatures` their four parts, a row each;
    `standing` is in how many contents each of the question's terms stands, the filters aside.
    """

    postings: Postings
    near: npt.NDArray[np.uint32]
    signatures: npt.NDArray[np.uint64]
    standing: Mapping[int, int]


def looked_up(connection: DuckDBPyConnection, asked: Question, within: Restriction, far: int, most: int) -> Looked:
    """Look for the terms of a question, and for the `most` nearest of which no more than `far` signs differ."""
    postings = _POSTINGS.format(hits=within.joined(hits(asked.terms))) if asked.terms else ""
    near, signs = "", dict[str, Any]()
    if asked.signature is not None:
        near = _NEAR.format(signatures=within.joined("signatures"))
        signs = {**dict(zip("abcd", asked.signature, strict=True)), "far": far, "most": most}

    def fetched(query: str, given: Mapping[str, Any]) -> dict[str, Any]:
        return connection.execute(within.clause() + query, {**within.parameters, **given}).fetchnumpy()

    if postings and near and within.join is not None:
        # what the filters leave is worked out once for both
        both = fetched(_BOTH.format(postings=postings, near=near), signs)
        of_words = both["count"] > 0
        words = {name: column[of_words] for name, column in both.items()}
        nearest = {name: column[~of_words] for name, column in both.items()}
    else:
        words = fetched(postings, {}) if postings else _nothing("attribution", "term", "count")
        nearest = fetched(near, signs) if near else _nothing("attribution", *"abcd")
    found = Postings(words["attribution"], words["term"], words["count"])
    signatures = np.stack([nearest[part] for part in "abcd"], axis=1)
    standing = found.standing() if within.join is None else _standing(connection, asked.terms)
    return Looked(found, nearest["attribution"], signatures, standing)


def _nothing(*names: str) -> dict[str, Any]:
    return {name: np.zeros(0, dtype=np.uint64) for name in names}


def _standing(connection: DuckDBPyConnection, terms: Collection[int]) -> dict[int, int]:
    return dict(connection.execute(_STANDING.format(hits=hits(terms))).fetchall()) if terms else {}
