"""How many independent origins each claim has, against the truth."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from duckdb import DuckDBPyConnection

from ..covering import Said
from ..locating import Item, Located
from ..records import World
from .clustering import ratio
from .counting import Part

_LEAST_STATEMENTS = 2


def score_origins(
    world: World, located: Located, covering: Mapping[Item, Said], connection: DuckDBPyConnection
) -> Part:
    """Counts of origins for the claims of the truth that two statements or more assert.

    The ledger's claim is the one that most of the truth's statements are in; without one, both figures are wrong. The
    count is exact where the likeliest count is one that the truth allows; the truth is within the range where the
    ledger's range and the truth's have a number in common. The width is the largest less the smallest number.
    """
    query = "SELECT claim, origins, least, most FROM claims WHERE origins IS NOT NULL"
    counts = {claim: tuple(row) for claim, *row in connection.execute(query).fetchall()}
    names = _names(connection)
    asserting: defaultdict[str, list[Item]] = defaultdict(list)
    for item in located.items:
        if not item.denies and not item.one_off:
            asserting[item.claim].append(item)
    asked = {key: items for key, items in sorted(asserting.items()) if len(items) >= _LEAST_STATEMENTS}
    part, exact, inside, widths = Part(), 0, 0, list[int]()
    for key, items in asked.items():
        claim = _mostly(items, covering)
        truth = world.claims[key]
        wanted = f"{truth.least}-{truth.most}" if truth.least < truth.most else f"{truth.least}"
        if claim is None or claim not in counts:
            part.errors.append(f"{key}: {wanted} origins, none found (claim {claim})")
            continue
        origins, least, most = counts[claim]
        widths.append(most - least)
        hit = truth.least <= origins <= truth.most
        within = least <= truth.most and truth.least <= most
        exact += hit
        inside += within
        if not (hit and within):
            called = f"true: {'; '.join(truth.origins)} | found: {'; '.join(names[claim])}"
            part.errors.append(f"{key}: {wanted} origins, found {origins} ({least}-{most}, claim {claim}) {called}")
    for name, number in (("exact", exact), ("truth within the range", inside)):
        part.add(name, ratio(number, len(asked)), f"{ratio(number, len(asked)):.3f} ({number} of {len(asked)} claims)")
    true_widths = [world.claims[key].most - world.claims[key].least for key in asked]
    width, true_width = (sum(some) / len(some) if some else 0.0 for some in (widths, true_widths))
    figures = {"found": width, "truth": true_width}
    part.add("mean width of the ranges", figures, f"{width:.2f} (of the truth's: {true_width:.2f})")
    return part


def _mostly(items: list[Item], covering: Mapping[Item, Said]) -> int | None:
    """The ledger's claim that most of some statements are in; of several, the one with the smallest number."""
    claims = Counter(one.claim for item in items if (one := covering.get(item)) and one.claim is not None)
    return min(claims, key=lambda claim: (-claims[claim], claim), default=None)


def _names(connection: DuckDBPyConnection) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for claim, name, certain in connection.execute("SELECT claim, name, certain FROM origins ORDER BY ALL").fetchall():
        found[claim].append(name if certain else f"{name} (perhaps)")
    return found
