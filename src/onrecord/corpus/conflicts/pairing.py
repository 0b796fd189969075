"""Pairs of statements of a ledger of which one may deny the other."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, product

from duckdb import DuckDBPyConnection

from .denying import Facing
from .facing import MOST, Near, Place, far, near, turned_claims
from .polarity import negative
from .statements import Statement, read_statements

_FEW = 2  # statements of each of two claims that are compared
_INSIDE = 60  # pairs of statements of one claim
_CLAIMS = """SELECT c.story, c.claim, c.text FROM claims c
    WHERE c.claim IN (SELECT unnest($claims::UINTEGER[])) ORDER BY c.story, c.statements DESC, c.claim"""
_PLACES = """SELECT claim, attribution, article, start, stop, stance = 'denies' FROM claim_statements
    WHERE claim IN (SELECT unnest($claims::UINTEGER[]))"""

# who makes the claims, as far as it is known: they may have turned
_ACTORS = """SELECT DISTINCT s.claim, i.actor FROM claim_statements s
    JOIN attributions x ON x.attribution = s.attribution
    JOIN identities i ON i.article = x.article AND i.appearance = x.speaker
    WHERE s.claim IN (SELECT unnest($claims::UINTEGER[])) AND i.actor IS NOT NULL ORDER BY ALL"""


def pairs(connection: DuckDBPyConnection, claims: Collection[int]) -> list[Facing]:
    """Statements of these claims, whole stories of them, that one may set against each other."""
    parameters = {"claims": sorted(claims)}
    stories: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for story, claim, text in connection.execute(_CLAIMS, parameters).fetchall():
        if story is None or len(stories[story]) < MOST:
            stories[-1 - claim if story is None else story][claim] = text
    texts = {claim: text for found in stories.values() for claim, text in found.items()}
    places = [Place(*row) for row in connection.execute(_PLACES, parameters).fetchall()]
    denied, both = turned_claims(texts, places)
    if not denied and not both:
        return []
    close = list(near(places, denied, both))
    actors: defaultdict[int, set[int]] = defaultdict(set)
    for claim, actor in connection.execute(_ACTORS, parameters).fetchall():
        actors[claim].add(actor)
    apart = [pair for found in stories.values() for pair in far(found, denied, both, actors)]
    wanted = (
        both | {claim for pair in apart for claim in pair} | {c for one in close for c in (one.says[0], one.denies[0])}
    )
    statements = read_statements(connection, wanted)
    return list(_once([*_near(close, statements), *_far(apart, statements, both), *_inside(both, statements)]))


def _near(close: Sequence[Near], statements: Mapping[int, Sequence[Statement]]) -> Iterator[Facing]:
    by_key = {(s.claim, s.attribution): s for found in statements.values() for s in found}
    for one in close:
        says, denies = by_key.get(one.says), by_key.get(one.denies)
        if says is not None and denies is not None:
            yield Facing(says, denies, one.between)


def _far(
    apart: Sequence[tuple[int, int]], statements: Mapping[int, Sequence[Statement]], both: set[int]
) -> Iterator[Facing]:
    for says, denies in apart:
        ones = [s for s in statements.get(says, ()) if not s.denies or says not in both][:_FEW]
        others = [s for s in statements.get(denies, ()) if s.denies or denies not in both][:_FEW]
        for one, other in product(ones, others):
            yield Facing(one, other)


def _inside(both: set[int], statements: Mapping[int, Sequence[Statement]]) -> Iterator[Facing]:
    for claim in sorted(both):
        found = statements.get(claim, ())
        says, denied = [s for s in found if not s.denies], [s for s in found if s.denies]
        for one, other in islice(product(says, denied), _INSIDE):
            yield Facing(one, other)


def _once(found: Sequence[Facing]) -> Iterator[Facing]:
    """Each pair once, of different words, of which one and only one is in the negative."""
    seen = set()
    for pair in found:
        says, denies = pair.says, pair.denies
        key = (says.claim, says.attribution, denies.claim, denies.attribution)
        if key in seen or (says.attribution == denies.attribution and says.claim == denies.claim):
            continue
        seen.add(key)
        overlap = says.article == denies.article and says.start < denies.stop and denies.start < says.stop
        if not overlap and turned(says) != turned(denies):
            yield pair


def turned(statement: Statement) -> bool:
    """Whether a statement says, or is told to say, that something is not so."""
    return negative(statement.content) != (statement.commitment == "denied")
