"""How much stories and claims depend on the order in which the articles came."""

import random
import tempfile
from collections.abc import Hashable, Iterator, Sequence
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.ledger import Reading

from .keeping import built
from .scores.clustering import Agreement, agreement
from .scores.counting import Part

_Clusters = dict[str, dict[Hashable, Hashable]]
ORDERED = ("stories", "claims")
_QUERIES = {
    "stories": "SELECT a.url, s.story FROM story_articles s JOIN articles a USING (article) WHERE a.latest",
    "claims": """SELECT [a.url, t."number"::VARCHAR, s."start"::VARCHAR], s.claim FROM claim_statements s
        JOIN attributions t USING (attribution) JOIN articles a ON a.article = s.article WHERE a.latest""",
}


def score_orders(given: Sequence[Reading], orders: int, parts: Sequence[str] = ORDERED, seed: int = 5) -> Part:
    """Build random orders of arrival, and one article after the other, each in a ledger of its own.

    Told is how each outcome agrees with that of all articles at once in the order given: BCubed F1 of the articles in
    stories, and of the statements in claims.
    """
    part = Part()
    first: _Clusters | None = None
    found: dict[str, list[Agreement]] = {name: [] for name in parts}
    for clusters in _outcomes(given, orders, parts, seed):
        if first is None:
            first = clusters
            continue
        for name, agreements in found.items():
            # What one outcome alone has is as alone in the other
            whole = {item: ("alone", item) for item in clusters[name]} | first[name]
            agreements.append(agreement(whole, clusters[name]))
    for name, agreements in found.items():
        *shuffled, singly = (each.f1 for each in agreements)
        part.add(f"{name}, one by one", singly, f"BCubed F1 {singly:.3f} of {agreements[-1].items}")
        if shuffled:
            figures: dict[str, Any] = {"mean": sum(shuffled) / len(shuffled), "least": min(shuffled)}
            line = f"BCubed F1 {figures['mean']:.3f} mean, {figures['least']:.3f} least"
            part.add(f"{name}, {len(shuffled)} random orders", figures, line)
    return part


def _outcomes(given: Sequence[Reading], orders: int, parts: Sequence[str], seed: int) -> Iterator[_Clusters]:
    chance = random.Random(seed)
    ways: list[tuple[list[Reading], int | None]] = [(list(given), None)]
    ways += [(chance.sample(given, len(given)), None) for _ in range(orders)]
    ways.append((chance.sample(given, len(given)), 1))
    last = ORDERED[max(ORDERED.index(part) for part in parts)]
    with tempfile.TemporaryDirectory() as folder:
        for number, (order, at_once) in enumerate(ways):
            with built(Path(folder) / f"{number}.duckdb", order, at_once, last).reading() as connection:
                yield {name: _clusters(connection, _QUERIES[name]) for name in parts}


def _clusters(connection: DuckDBPyConnection, query: str) -> dict[Hashable, Hashable]:
    rows = connection.execute(query).fetchall()
    return {tuple(item) if isinstance(item, list) else item: cluster for item, cluster in rows}
