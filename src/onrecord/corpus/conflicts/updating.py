"""The table `conflicts` brought up to date with a ledger's claims."""

from collections.abc import Callable, Collection, Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.corpus.pending import pending
from onrecord.ledger import Writer

from .claimed import between_statements
from .found import Conflict, Key
from .local import within_articles

_STAGE = "conflicts"
_AT_ONCE = 2_000  # articles in a transaction
_PORTIONS = 100  # of a large ledger, whose tables are gone through as often
_EXTRA = 50  # articles of a claim that are looked through again for one that is gone
_THESE = "(SELECT unnest($articles::UINTEGER[]))"
_CLAIMS = "(SELECT unnest($claims::UINTEGER[]))"
STATES = """SELECT s.article,
        bit_xor(hash(s.attribution, s.rejected, i.actor, c.claim, c.start, c.stop, c.stance, k.story)) AS state
    FROM attributions s
    LEFT JOIN identities i ON i.article = s.article AND i.appearance = s.speaker
    LEFT JOIN claim_statements c ON c.attribution = s.attribution
    LEFT JOIN claims k ON k.claim = c.claim
    GROUP BY s.article"""
# together in a story is together in a portion: its claims are then looked at once
_ORDERED = f"""SELECT w.article, w.state FROM wanted w
    LEFT JOIN (SELECT article, min(story) AS story FROM story_articles GROUP BY article) s ON s.article = w.article
    WHERE w.article IN {_THESE} ORDER BY s.story, w.day NULLS FIRST, w.article"""
_NOW = f"SELECT DISTINCT claim FROM claim_statements WHERE article IN {_THESE}"
_STALE = f"""SELECT conflict, kind, claim, other_claim, article, start FROM conflicts c
    WHERE article IN {_THESE} OR (kind NOT IN ('sum', 'date') AND (
        claim IN {_CLAIMS} OR other_claim IN {_CLAIMS}
        OR NOT EXISTS (FROM claim_statements s WHERE s.claim = c.claim AND s.attribution = c.attribution)
        OR NOT EXISTS (FROM claim_statements s
            WHERE s.claim = coalesce(c.other_claim, c.claim) AND s.attribution = c.other_attribution)))
    ORDER BY conflict"""
_OF_CLAIMS = f"""SELECT DISTINCT article FROM (SELECT claim, article FROM claim_statements WHERE claim IN {_CLAIMS}
    QUALIFY row_number() OVER (PARTITION BY claim ORDER BY article) <= {_EXTRA})"""
_STORIES = f"SELECT claim FROM claims WHERE story IN (SELECT story FROM claims WHERE claim IN {_CLAIMS})"
_TOLD = f"SELECT kind, claim, reason FROM conflicts WHERE claim IN {_CLAIMS} AND kind IN ('sum', 'date')"
_GIVEN = "SELECT nextval('conflict_numbers') FROM range(?)"
_FIELDS = (
    ("conflict", pa.uint32()), ("kind", pa.string()), ("story", pa.uint32()), ("claim", pa.uint32()),
    ("other_claim", pa.uint32()), ("attribution", pa.uint32()), ("other_attribution", pa.uint32()),
    ("article", pa.uint32()), ("start", pa.uint32()), ("stop", pa.uint32()), ("day", pa.date32()),
    ("reason", pa.string()), ("confidence", pa.float64()),
)  # fmt: skip


def update_conflicts(writer: Writer, watch: Callable[[int, int], None] | None = None) -> int:
    """Look for conflicts in new and changed articles; returns how many there were.

    Sums and dates are looked for in the articles themselves; rival figures, denials and reversals among the claims
    that these articles have a part in, within their stories. A conflict keeps its number as long as its claims, or its
    place, are the same. Some thousand articles are one transaction: a run that was cut off goes on from there.
    `watch` is told how many articles are done, of how many.
    """
    with writer.connection() as connection:
        todo = pending(connection, _STAGE, STATES)
        rows = connection.execute(_ORDERED, {"articles": list(todo.new)}).fetchall() if todo.new else []
    if not todo:
        return 0
    left = sorted(set(todo.gone) - set(todo.new))
    size = max(_AT_ONCE, len(rows) // _PORTIONS)
    for first in range(0, max(len(rows), 1), size):
        portion = rows[first : first + size]
        with writer.connection() as connection:
            _look(connection, [article for article, _ in portion], () if first else left)
            _done(connection, portion, () if first else left)
        if watch is not None and portion:
            watch(first + len(portion), len(rows))
    return len(rows)


def _look(connection: DuckDBPyConnection, new: Sequence[int], left: Sequence[int]) -> None:
    """Find the conflicts of some articles anew, and of the claims that they have, or had, a part in."""
    touched = {claim for (claim,) in connection.execute(_NOW, {"articles": list(new)}).fetchall()}
    articles = {*new, *left}
    parameters = {"articles": sorted(articles), "claims": sorted(touched)}
    stale = connection.execute(_STALE, parameters).fetchall()
    had = {claim for row in stale for claim in row[2:4] if claim is not None}
    lost = [row[2] for row in stale if row[1] in ("sum", "date") and row[2] is not None]
    again = {article for (article,) in connection.execute(_OF_CLAIMS, {"claims": lost}).fetchall()} if lost else set()
    # what was found with a claim that is touched only now has to go as well, else it would be there twice
    whole = _whole_stories(connection, touched | had)
    stale = connection.execute(_STALE, {"articles": sorted(articles), "claims": sorted(whole)}).fetchall()
    before: dict[Key, int] = {}
    for number, kind, claim, other, article, start in stale:
        local = kind in ("sum", "date")
        before[(kind, None, None, article, start) if local else (kind, claim, other, 0, 0)] = number
    connection.execute(
        "DELETE FROM conflicts WHERE conflict IN (SELECT unnest(?::UINTEGER[]))", [[row[0] for row in stale]]
    )
    found = _once(connection, within_articles(connection, {*new, *(again - set(left))}))
    _put(connection, [*found, *between_statements(connection, whole)], before)


def _whole_stories(connection: DuckDBPyConnection, claims: Collection[int]) -> set[int]:
    """These claims and all others of their stories: which of them denies which is told by comparison."""
    rows = connection.execute(_STORIES, {"claims": sorted(claims)}).fetchall() if claims else []
    return {*claims, *(claim for (claim,) in rows)}


def _once(connection: DuckDBPyConnection, conflicts: Collection[Conflict]) -> list[Conflict]:
    """Of one claim the same clash once, however many articles print it."""
    claims = sorted({one.claim for one in conflicts if one.claim is not None})
    told = set(connection.execute(_TOLD, {"claims": claims}).fetchall()) if claims else set()
    kept = []
    for one in conflicts:
        if one.claim is None or (one.kind, one.claim, one.reason) not in told:
            told.add((one.kind, one.claim, one.reason))
            kept.append(one)
    return kept


def _put(connection: DuckDBPyConnection, conflicts: Sequence[Conflict], before: dict[Key, int]) -> None:
    if not conflicts:
        return
    new = sum(one.key not in before for one in conflicts)
    given = iter([number for (number,) in connection.execute(_GIVEN, [new]).fetchall()])
    rows = [
        (
            before[one.key] if one.key in before else next(given), one.kind, one.story, one.claim, one.other_claim,
            one.attribution, one.other_attribution, one.article, one.start, one.stop, one.day, one.reason,
            one.confidence,
        )
        for one in conflicts
    ]  # fmt: skip
    columns = zip(*rows, strict=True)
    arrays = {name: pa.array(column, kind) for (name, kind), column in zip(_FIELDS, columns, strict=True)}
    connection.register("new_conflicts", pa.table(arrays))
    names = ", ".join(name for name, _ in _FIELDS)
    connection.execute(f"INSERT INTO conflicts ({names}) SELECT {names} FROM new_conflicts ORDER BY conflict")
    connection.unregister("new_conflicts")


def _done(connection: DuckDBPyConnection, rows: Sequence[tuple[int, int]], left: Sequence[int]) -> None:
    connection.execute(
        f"DELETE FROM built WHERE stage = '{_STAGE}' AND article IN {_THESE}",
        {"articles": [*(article for article, _ in rows), *left]},
    )
    articles, states = pa.array([row[0] for row in rows], pa.uint32()), pa.array([row[1] for row in rows], pa.uint64())
    connection.register("looked", pa.table({"article": articles, "state": states}))
    connection.execute(f"INSERT INTO built SELECT '{_STAGE}', article, state FROM looked ORDER BY article")
    connection.unregister("looked")
