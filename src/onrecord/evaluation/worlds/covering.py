"""Which statement of a ledger each marked one is."""

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter

from duckdb import DuckDBPyConnection

from .locating import Item, Located, clipped, overlap

_LEAST = 0.5  # of the shorter of the two


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the ledger has it, or the part of one that makes a claim (None: it makes none).

    Of one that has parts in claims, `rest` is the whole of it, for what none of these parts covers.
    """

    attribution: int
    spans: tuple[tuple[int, int], ...]
    claim: int | None = None
    denies: bool = False
    rest: bool = False


def said(connection: DuckDBPyConnection) -> dict[int, list[Said]]:
    """All statements of a ledger by their articles; one with several parts, or in several claims, once for each."""
    parts: defaultdict[int, list[tuple[int, int, int, bool]]] = defaultdict(list)
    query = "SELECT attribution, claim, \"start\", stop, stance = 'denies' FROM claim_statements ORDER BY claim"
    for attribution, *part in connection.execute(query).fetchall():
        parts[attribution].append(tuple(part))
    found: defaultdict[int, list[Said]] = defaultdict(list)
    query = "SELECT article, attribution, content FROM attributions WHERE NOT rejected ORDER BY attribution"
    for article, attribution, content in connection.execute(query).fetchall():
        spans = tuple((piece["start"], piece["stop"]) for piece in content)
        found[article].append(Said(attribution, spans, rest=attribution in parts))
        for claim, start, stop, denies in parts[attribution]:
            found[article].append(Said(attribution, tuple(clipped(spans, start, stop)), claim, denies))
    return found


def covered(located: Located, statements: dict[int, list[Said]]) -> dict[Item, Said]:
    """For each marked statement the one that overlaps it best, if by half of the shorter one of the two or more.

    The best has the most of its characters and the item's in common (intersection over union).
    """
    found: dict[Item, Said] = {}
    for item in located.items:
        for rest in (False, True):
            likely = [(_likeness(item, one), one) for one in statements.get(item.article, ()) if one.rest == rest]
            likeness, best = max(likely, key=itemgetter(0), default=(0.0, None))
            if best is not None and likeness > 0:
                found.setdefault(item, best)
    return found


def _likeness(item: Item, one: Said) -> float:
    """Intersection over union of the characters, or 0 where they share less than half of the shorter one."""
    shared = overlap(one.spans, item.start, item.stop)
    length, own = item.stop - item.start, sum(stop - start for start, stop in one.spans)
    if not shared or shared < _LEAST * min(length, own):
        return 0.0
    return shared / (length + own - shared)
