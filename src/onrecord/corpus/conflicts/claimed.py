"""Conflicts between statements of claims: which claims are looked at with some, and what is found among them."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from duckdb import DuckDBPyConnection

from .denials import denials
from .found import Conflict
from .pairing import pairs
from .rivals import rivals
from .statements import Statement, add_figures, read_statements

_MOST = 600  # claims with figures of a story
_TOUCHED = "(SELECT unnest($claims::UINTEGER[]))"
# the claims with figures of all stories in which a touched one has any
_FIGURES = f"""
    WITH figured AS (
        SELECT DISTINCT s.claim FROM claim_statements s SEMI JOIN (
            SELECT DISTINCT article FROM claim_statements s JOIN claims c ON c.claim = s.claim
            WHERE c.claim IN {_TOUCHED} OR c.story IN (SELECT story FROM claims WHERE claim IN {_TOUCHED})
        ) near ON near.article = s.article
        JOIN quantities q ON q.article = s.article AND q.start >= s.start AND q.stop <= s.stop
        WHERE s.stance = 'says'
    )
    SELECT c.story, c.claim FROM claims c SEMI JOIN figured f ON f.claim = c.claim
    WHERE c.claim IN {_TOUCHED} OR c.story IN (SELECT story FROM claims WHERE claim IN {_TOUCHED})
    ORDER BY c.story, c.claim IN {_TOUCHED} DESC, c.statements DESC, c.claim"""


def between_statements(connection: DuckDBPyConnection, touched: Collection[int]) -> list[Conflict]:
    """Denials, reversals and rival figures that some claims have a part in."""
    if not touched:
        return []
    found = denials(pairs(connection, touched))
    taken = {frozenset((one.claim, one.other_claim)) for one in found}
    found += (one for one in _rivals(connection, touched) if frozenset((one.claim, one.other_claim)) not in taken)
    return found


def _rivals(connection: DuckDBPyConnection, touched: Collection[int]) -> Iterator[Conflict]:
    """Within each story; and where claims of different stories, or of none, stand in one article, within that."""
    stories: defaultdict[int | None, list[int]] = defaultdict(list)
    for story, claim in connection.execute(_FIGURES, {"claims": sorted(touched)}).fetchall():
        if story is None or len(stories[story]) < _MOST:
            stories[story].append(claim)
    looked = [claims for claims in stories.values() if not set(claims).isdisjoint(touched)]
    statements = read_statements(connection, {claim for claims in looked for claim in claims})
    add_figures(connection, (statement for found in statements.values() for statement in found))
    seen = set()
    for group in (*_by_story(statements), *_by_article(statements)):
        for one in rivals(group, touched):
            if (one.claim, one.other_claim) not in seen:
                seen.add((one.claim, one.other_claim))
                yield one


def _by_story(statements: dict[int, list[Statement]]) -> Iterator[dict[int, list[Statement]]]:
    groups: defaultdict[int, dict[int, list[Statement]]] = defaultdict(dict)
    for claim, found in statements.items():
        if found[0].story is not None:
            groups[found[0].story][claim] = found
    yield from groups.values()


def _by_article(statements: dict[int, list[Statement]]) -> Iterator[dict[int, list[Statement]]]:
    groups: defaultdict[int, dict[int, list[Statement]]] = defaultdict(dict)
    for claim, found in statements.items():
        for statement in found:
            groups[statement.article].setdefault(claim, []).append(statement)
    for group in groups.values():
        if len({found[0].story for found in group.values()}) > 1 or next(iter(group.values()))[0].story is None:
            yield group
