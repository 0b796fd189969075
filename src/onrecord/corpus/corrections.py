"""What people set right: rows that outlive every new reading and every new linking of actors, and can be taken back."""

import getpass
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, TypeAlias

from duckdb import DuckDBPyConnection

from onrecord.errors import BadCorrection, NotInLedger
from onrecord.ledger import Writer
from onrecord.ledger.correcting import apply_corrections, statement_at, take_back
from onrecord.records import ActorType

from .actors import Key, block_of
from .anchors import appearance_at
from .linking import link_blocks
from .pointing import Anchor, Reference, appearance_of, one_actor, typical
from .pointing import anchor as anchor_of

Kind: TypeAlias = Literal["merge", "split", "speaker", "reject"]

_ALL = """SELECT correction, kind, article, "start", stop, other_article, other_start, other_stop, speaker, was, note,
    made_by, made, undone FROM corrections ORDER BY correction"""
_MADE = """SELECT number FROM appearances WHERE article = $article AND name = $name AND type = 'person'
    AND len(mentions) = 0 AND number = (SELECT max(number) FROM appearances WHERE article = $article)
    AND number NOT IN (SELECT speaker FROM attributions WHERE article = $article AND speaker IS NOT NULL)"""
_WAS = 9
_PUT = "INSERT INTO corrections VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction as the table `corrections` has it; `was` is what the machine had said."""

    correction: int
    kind: Kind
    article: int
    start: int
    stop: int
    other_article: int | None
    other_start: int | None
    other_stop: int | None
    speaker: str | None
    was: dict[str, Any]
    note: str | None
    made_by: str
    made: datetime
    undone: datetime | None


def corrections(connection: DuckDBPyConnection) -> list[Correction]:
    """All corrections in the order they were made, those that were taken back too."""
    rows: list[tuple[Any, ...]] = connection.execute(_ALL).fetchall()
    return [
        Correction(*(json.loads(cell or "{}") if at == _WAS else cell for at, cell in enumerate(row))) for row in rows
    ]


def merge(writer: Writer, a: int | str, b: int | str, note: str | None = None, by: str | None = None) -> int:
    """Say that two actors, each given by number or name, are one; returns the correction's number.

    Raises NotInLedger and AmbiguousActor for names, BadCorrection where both are one already.
    """
    with writer.connection() as connection:
        first, second = one_actor(connection, a), one_actor(connection, b)
        if first == second:
            raise BadCorrection(f"{a!r} and {b!r} are one actor already, #{first}")
        one, two = (_typical(connection, actor) for actor in (first, second))
        number = _note(connection, "merge", one, two, note, by, {"actors": [first, second]})
        _link(connection, one.key, two.key)
    return number


def split(
    writer: Writer, reference: str, actor: int | str | None = None, note: str | None = None, by: str | None = None
) -> int:
    """Say that who speaks or is mentioned at `reference` is not the actor that the ledger has it for.

    `actor` names that actor, to be sure; the appearance in that article goes to whom it fits best besides, or stands
    alone. Returns the correction's number. Raises NotInLedger, AmbiguousActor, and BadCorrection where the appearance
    is not that actor's, or is all there is of it.
    """
    with writer.connection() as connection:
        key = appearance_of(connection, Reference.of(reference))
        held = _actor(connection, key)
        if held is None:
            raise BadCorrection(
                f"{reference}: is nobody who is joined over articles, so that there is nothing to split"
            )
        if actor is not None and (wanted := one_actor(connection, actor)) != held:
            raise BadCorrection(
                f"{reference}: is actor #{held}, not #{wanted}; `onrecord show {reference}` says who it is"
            )
        other = typical(connection, held, besides=key)
        if other is None:
            raise BadCorrection(f"{reference}: actor #{held} appears nowhere else, so that there is nothing to split")
        _hand_over(connection, key, other)
        number = _note(connection, "split", anchor_of(connection, key), other, note, by, {"actors": [held]})
        _link(connection, key, other.key)
    return number


def speaker(writer: Writer, reference: str, name: str | None, note: str | None = None, by: str | None = None) -> int:
    """Say who speaks in the statement at `reference`; None where nobody does. Returns the correction's number.

    The name is looked for among the article's actors; one that the article hasn't got is added to it. Raises
    NotInLedger where there is no statement, BadCorrection where the name is none.
    """
    if name is not None and not name.strip():
        raise BadCorrection("an empty name: leave it out to say that nobody speaks")
    with writer.connection() as connection:
        return _set_right(connection, "speaker", reference, name and " ".join(name.split()), note, by)


def reject(writer: Writer, reference: str, note: str | None = None, by: str | None = None) -> int:
    """Say that what stands at `reference` is no statement; returns the correction's number. Raises NotInLedger."""
    with writer.connection() as connection:
        return _set_right(connection, "reject", reference, None, note, by)


def undo(writer: Writer, correction: int) -> None:
    """Take a correction back. Raises NotInLedger where there is none of that number, BadCorrection for one undone."""
    with writer.connection() as connection:
        found = next((c for c in corrections(connection) if c.correction == correction), None)
        if found is None:
            raise NotInLedger(f"correction {correction}: there is none of that number; `onrecord fix list` lists them")
        if found.undone:
            raise BadCorrection(f"correction {correction}: was taken back on {found.undone:%Y-%m-%d} already")
        blocks = _names(connection, found)
        if found.kind in ("speaker", "reject"):
            take_back(connection, correction)
        if found.kind == "speaker" and found.speaker is not None:
            _drop_made(connection, found.article, found.speaker)
            blocks = [(found.speaker, "person")]
        connection.execute("UPDATE corrections SET undone = ? WHERE correction = ?", [datetime.now(UTC), correction])
        if blocks:
            link_blocks(connection, blocks)


def _drop_made(connection: DuckDBPyConnection, article: int, name: str) -> None:
    """Take away somebody whom a correction added to an article, where nothing there refers to it any more."""
    made = connection.execute(_MADE, {"article": article, "name": name}).fetchall()
    if made:
        key = [article, made[0][0]]
        connection.execute("DELETE FROM identities WHERE article = ? AND appearance = ?", key)
        connection.execute("DELETE FROM appearances WHERE article = ? AND number = ?", key)


def _names(connection: DuckDBPyConnection, correction: Correction) -> list[tuple[str, ActorType]]:
    """Names of the appearances that a merge or a split is tied to."""
    if correction.kind not in ("merge", "split"):
        return []
    return [_named(connection, key) for key in tied_to(connection, correction) if key]


def tied_to(connection: DuckDBPyConnection, correction: Correction) -> tuple[Key | None, Key | None]:
    """The two appearances that a merge or a split is tied to, None for what has lost its place."""
    c, was = correction, correction.was
    one = appearance_at(connection, c.article, c.start, c.stop, was.get("name"))
    if c.other_article is None:
        return one, None
    return one, appearance_at(connection, c.other_article, c.other_start or 0, c.other_stop or 0, was.get("other_name"))


def _typical(connection: DuckDBPyConnection, actor: int) -> Anchor:
    found = typical(connection, actor)
    if found is None:
        raise NotInLedger(f"actor #{actor}: appears in no article")
    return found


def _note(
    connection: DuckDBPyConnection,
    kind: Kind,
    one: Anchor,
    two: Anchor,
    note: str | None,
    by: str | None,
    said: dict[str, Any],
) -> int:
    was = json.dumps(said | {"name": one.name, "other_name": two.name}, ensure_ascii=False)
    places = [one.key[0], one.start, one.stop, two.key[0], two.start, two.stop]
    return _put(connection, [kind, *places, None, was, note, _user(by)])


def _put(connection: DuckDBPyConnection, values: Sequence[Any]) -> int:
    number: int = connection.execute("SELECT coalesce(max(correction), 0) + 1 FROM corrections").fetchall()[0][0]
    connection.execute(_PUT, [number, *values, datetime.now(UTC)])
    return number


def _set_right(
    connection: DuckDBPyConnection, kind: Kind, written: str, name: str | None, note: str | None, by: str | None
) -> int:
    reference = Reference.of(written)
    statement = statement_at(connection, reference.article, reference.start, reference.stop)
    if statement is None:
        raise NotInLedger(f"{reference}: no statement stands there; `onrecord show {reference.article}` lists them")
    start, stop = connection.execute(
        """SELECT list_min([s."start" FOR s IN content]), list_max([s.stop FOR s IN content]) FROM attributions
           WHERE article = ? AND attribution = ?""",
        [reference.article, statement],
    ).fetchall()[0]
    number = _put(connection, [kind, reference.article, start, stop, None, None, None, name, None, note, _user(by)])
    apply_corrections(connection, [number])
    if name is not None and block_of(name, "person"):
        link_blocks(connection, [(name, "person")])
    return number


def _link(connection: DuckDBPyConnection, *keys: Key) -> None:
    link_blocks(connection, [_named(connection, key) for key in keys])


def _hand_over(connection: DuckDBPyConnection, key: Key, other: Anchor) -> None:
    """Tie the merges that are tied to an appearance that leaves to another of its actor and name, if there is one."""
    if block_of(*_named(connection, key)) != block_of(*_named(connection, other.key)):
        return
    for correction in corrections(connection):
        if correction.kind == "merge" and correction.undone is None:
            tied = tied_to(connection, correction)
            if other.key in tied:
                continue  # these two are all that it joins: the split overrules it, until it is taken back
            for side, found in zip(("", "other_"), tied, strict=True):
                if found == key:
                    was = json.dumps(correction.was | {f"{side}name": other.name}, ensure_ascii=False)
                    connection.execute(
                        f'UPDATE corrections SET "{side}article" = ?, "{side}start" = ?, "{side}stop" = ?, was = ? '
                        "WHERE correction = ?",
                        [other.key[0], other.start, other.stop, was, correction.correction],
                    )


def _named(connection: DuckDBPyConnection, key: Key) -> tuple[str, ActorType]:
    rows = connection.execute(
        "SELECT name, type FROM appearances WHERE article = ? AND number = ?", list(key)
    ).fetchall()
    return rows[0][0], rows[0][1]


def _actor(connection: DuckDBPyConnection, key: Key) -> int | None:
    rows = connection.execute("SELECT actor FROM identities WHERE article = ? AND appearance = ?", list(key)).fetchall()
    return rows[0][0] if rows else None


def _user(by: str | None) -> str:
    """Who corrects: as said, else who is logged in."""
    if by:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container without a name for its user
        return "unknown"
