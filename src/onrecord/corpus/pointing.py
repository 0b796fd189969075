"""What a person points at: a reference to characters of an article, an actor by number or name."""

import re
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from onrecord.errors import AmbiguousActor, BadCorrection, NotInLedger
from onrecord.ledger.asking.names import folded, meant, unknown
from onrecord.ledger.correcting import statement_at

from .actors import Key, block_of
from .anchors import appearance_at

_REFERENCE = re.compile(r"\s*(\d{1,9}):(\d{1,9})-(\d{1,9})\s*", re.ASCII)
_CANDIDATES = """SELECT c.actor, c.name, c.type, count(*) AS times, min(t.day), max(t.day), (
        SELECT mode(r.title) FROM identities j JOIN appearances b ON b.article = j.article AND b.number = j.appearance,
            unnest(b.roles) AS u(r) WHERE j.actor = c.actor)
    FROM actors c JOIN identities i USING (actor) JOIN articles t USING (article)
    WHERE c.actor IN (SELECT i.actor FROM identities i JOIN appearances a ON a.article = i.article
        AND a.number = i.appearance WHERE a.name IN (SELECT unnest($names::VARCHAR[])))
        OR c.name IN (SELECT unnest($names::VARCHAR[]))
    GROUP BY c.actor, c.name, c.type ORDER BY times DESC, c.actor"""
_NAMES_OF = """SELECT a.name, a.type, (i.article, i.appearance) FROM identities i
    JOIN appearances a ON a.article = i.article AND a.number = i.appearance WHERE i.actor = ?"""
_TYPICAL = """SELECT i.article, i.appearance FROM identities i
    JOIN appearances a ON a.article = i.article AND a.number = i.appearance
    WHERE i.actor = $actor ORDER BY a.name NOT IN (SELECT unnest($near::VARCHAR[])), len(a.mentions) = 0,
        i.confidence DESC, len(a.name) DESC, i.article, i.appearance LIMIT 2"""
_MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Reference:
    """Characters of an article, `stop` exclusive."""

    article: int
    start: int
    stop: int

    @classmethod
    def of(cls, written: str) -> "Reference":
        """Read `ARTICLE:start-stop`; raises BadCorrection where it is written otherwise."""
        match = _REFERENCE.fullmatch(written)
        if not match or int(match[2]) >= int(match[3]):
            raise BadCorrection(f"{written[:80]!r}: a reference is ARTICLE:start-stop, as `onrecord show` prints it")
        return cls(*(int(part) for part in match.groups()))

    def __str__(self) -> str:
        return f"{self.article}:{self.start}-{self.stop}"


def one_actor(connection: DuckDBPyConnection, name: int | str) -> int:
    """The number of the actor that is meant: by its number, by its full name, else by a name that it alone bears.

    Raises NotInLedger where there is none, AmbiguousActor where there are several, with what tells them apart.
    """
    found = meant(connection, name)
    if found.actor is not None:
        return found.actor
    if not found:
        raise unknown(connection, name)
    rows = connection.execute(_CANDIDATES, {"names": list(found.names)}).fetchall()
    words = folded(str(name))
    # a family name alone may be an actor of its own, that was left open: whoever types it means any that bears it
    exact = [row for row in rows if folded(row[1]) == words and (len(words) > 1 or row[2] != "person")]
    chosen = rows if len(rows) == 1 else exact
    if len(chosen) == 1:
        return int(chosen[0][0])
    if not rows:
        raise unknown(connection, name)
    listed = "; ".join(_described(*row) for row in (exact or rows)[:_MOST_LISTED])
    raise AmbiguousActor(f"{str(name)[:80]!r}: may be {listed}; say which by its number")


def _described(actor: int, name: str, kind: str, times: int, since: object, until: object, role: str | None) -> str:
    what = role or kind
    when = f", {since} to {until}" if since is not None else ""
    return f"#{actor} {name} ({what}; {times} article{'s' if times > 1 else ''}{when})"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Characters that an appearance is tied to, and its name; nothing (0 to 0) where no characters mention it."""

    key: Key
    start: int
    stop: int
    name: str


def anchor(connection: DuckDBPyConnection, key: Key) -> Anchor:
    """The surest mention of an appearance, of equally sure ones the longest, then the first."""
    rows = connection.execute(
        "SELECT name, mentions FROM appearances WHERE article = ? AND number = ?", list(key)
    ).fetchall()
    name, mentions = rows[0]
    best = min(mentions, key=lambda m: (-m["confidence"], m["start"] - m["stop"], m["start"]), default=None)
    return Anchor(key, best["start"] if best else 0, best["stop"] if best else 0, name)


def typical(connection: DuckDBPyConnection, actor: int, besides: Key | None = None) -> Anchor | None:
    """The anchor of the appearance that is most surely this actor's, one with a mention first; None if none is left.

    Where an appearance is left aside, one that its name can be confused with comes before those that a merge brought.
    """
    names = connection.execute(_NAMES_OF, [actor]).fetchall()
    block = next((block_of(name, kind) for name, kind, key in names if key == besides), None) if besides else None
    near = sorted({name for name, kind, _ in names if block is None or block_of(name, kind) == block})
    rows = connection.execute(_TYPICAL, {"actor": actor, "near": near}).fetchall()
    return next((anchor(connection, row) for row in rows if row != besides), None)


def appearance_of(connection: DuckDBPyConnection, reference: Reference) -> Key:
    """The named appearance at a reference: the speaker of the statement that stands there, else who is mentioned.

    Raises NotInLedger where nobody is.
    """
    statement = statement_at(connection, reference.article, reference.start, reference.stop)
    if statement is not None:
        rows = connection.execute(
            "SELECT speaker FROM attributions WHERE article = ? AND attribution = ?", [reference.article, statement]
        ).fetchall()
        if rows and rows[0][0] is not None:
            return reference.article, rows[0][0]
    found = appearance_at(connection, reference.article, reference.start, reference.stop, None)
    if found is None:
        raise NotInLedger(
            f"{reference}: nobody speaks or is mentioned there; `onrecord show {reference.article}` lists who"
        )
    return found
