"""What is kept of articles, out of the ledger and into units."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from .units import Units, of_articles

Kept: TypeAlias = tuple[float, bytes, bytes]
"""An article's day (not a number where it is not known), its terms (uint32), and their weights (uint8)."""

_HELD = 200_000  # articles in memory
_TERMS = """SELECT article, day, terms, weights FROM story_terms WHERE article BETWEEN $first AND $last
    AND article IN (SELECT unnest($articles::UINTEGER[]))"""
_FOUND = """SELECT f.term, sum(f.articles)::BIGINT AS articles FROM story_frequencies f
    JOIN wanted_terms w ON w.term = f.term GROUP BY f.term"""
_ALL = "SELECT count(*) FROM story_terms"


@dataclass(slots=True)
class Loader:
    """Reads what is kept of articles, and remembers it for the time of a run: nobody else writes meanwhile."""

    held: dict[int, Kept] = field(default_factory=dict)

    def kept(self, connection: DuckDBPyConnection, articles: Collection[int]) -> dict[int, Kept]:
        """What is kept of each of the articles of which something is."""
        missing = [article for article in articles if article not in self.held]
        if len(self.held) + len(missing) > _HELD:
            self.held.clear()
            missing = list(articles)
        if missing:
            given = {"first": min(missing), "last": max(missing), "articles": missing}
            self._hold(connection.sql(_TERMS, params=given).to_arrow_table())
        return {article: self.held[article] for article in articles if article in self.held}

    def _hold(self, table: pa.Table) -> None:
        terms, weights = (table[name].combine_chunks() for name in ("terms", "weights"))
        ends = np.cumsum([0, *terms.value_lengths().to_pylist()]).tolist()
        all_terms = terms.flatten().to_numpy(zero_copy_only=False).astype(np.uint32).tobytes()
        all_weights = weights.flatten().to_numpy(zero_copy_only=False).astype(np.uint8).tobytes()
        days = table["day"].to_pylist()
        for place, article in enumerate(table["article"].to_pylist()):
            first, last = ends[place], ends[place + 1]
            day = float("nan") if days[place] is None else days[place]
            self.held[article] = (day, all_terms[4 * first : 4 * last], all_weights[first:last])


def units_of(connection: DuckDBPyConnection, kept: Mapping[int, Kept]) -> tuple[list[int], Units]:
    """Articles in the order of their time, and a unit for each."""
    dated = ((day if day == day else -math.inf, article) for article, (day, *_) in kept.items())
    order = [article for _, article in sorted(dated)]
    rows = [kept[article] for article in order]
    terms = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.uint32).astype(np.int64)
    weights = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.uint8).astype(np.int64)
    lengths = np.array([len(row[2]) for row in rows], dtype=np.int64)
    days = np.array([row[0] for row in rows], dtype=np.float64)
    found, articles = frequencies(connection, np.unique(terms).tolist())
    return order, of_articles(lengths, terms, weights, days, found, articles)


def frequencies(connection: DuckDBPyConnection, terms: Sequence[int]) -> tuple[dict[int, int], int]:
    """In how many articles each of the terms stands, and how many there are."""
    connection.register("wanted_terms", pa.table({"term": pa.array(terms, pa.uint32())}))
    found = dict(connection.execute(_FOUND).fetchall())
    connection.unregister("wanted_terms")
    return found, count(connection)


def count(connection: DuckDBPyConnection) -> int:
    """How many articles something is kept of."""
    return int(connection.execute(_ALL).fetchall()[0][0])
