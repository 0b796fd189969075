"""Actors and identities of a ledger brought up to date with its appearances."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.ledger import Writer
from onrecord.records import ActorType

from .actors import Appearance, Constraints, Key, block_of, identities
from .anchors import constraints
from .gathering import NAMED, gather
from .numbering import numbered

_AT_ONCE = 30_000
_SHARE_OF_NAME = 0.05
_NAMES = f"""SELECT a.name, a.type, count(*), count(*) - count(i.actor)
    FROM appearances a LEFT JOIN identities i ON i.article = a.article AND i.appearance = a.number
    WHERE a.type IN {NAMED} AND len(a.members) = 0 GROUP BY a.name, a.type"""
_ACROSS = """SELECT DISTINCT i.actor, a.name, a.type FROM identities i
    JOIN appearances a ON a.article = i.article AND a.number = i.appearance
    WHERE i.actor IN (SELECT actor FROM identities WHERE starts_with(reason, 'merged'))"""
_BEFORE = """SELECT i.article, i.appearance, i.actor, i.reason, i.confidence FROM identities i
    WHERE (i.article, i.appearance) IN (SELECT (article, appearance) FROM linked)"""
_PUT = """INSERT INTO identities SELECT article, appearance, actor, reason, confidence FROM renewed
    ORDER BY article, appearance"""
_DROP = "DELETE FROM identities WHERE (article, appearance) IN (SELECT (article, appearance) FROM renewed)"
_ORPHANS = "DELETE FROM actors WHERE actor NOT IN (SELECT actor FROM identities)"


@dataclass(slots=True)
class Block:
    """Names that are looked at together, how many appearances they have, and whether some have no actor yet."""

    names: list[tuple[str, ActorType]] = field(default_factory=list)
    size: int = 0
    touched: bool = False

    def add(self, other: "Block") -> None:
        """Take another's names in."""
        self.names += other.names
        self.size += other.size
        self.touched |= other.touched


def link_actors(writer: Writer, *, whole: bool = False) -> int:
    """Bring the tables `actors` and `identities` up to date; returns how many identities are new or have changed.

    Looks at the names that appearances without an identity can share with others, or at all with `whole` (after
    articles were read anew, as the appearances that went leave no trace). The outcome depends on the appearances and
    corrections alone, not on their order or on how many runs they came in; only the numbers of actors tell of that,
    and stay with those who keep most of their appearances. Some ten thousand appearances are one transaction: a
    run that is cut off has done a part, and the next one does the rest.
    """
    with writer.connection() as connection:
        blocks = [block for block in _blocks(connection) if whole or block.touched]
    changed = 0
    for names in _portions(blocks):
        with writer.connection() as connection:
            changed += link_names(connection, names, constraints(connection))
    if blocks:
        with writer.connection() as connection:
            connection.execute(_ORPHANS)
    return changed


def link_blocks(connection: DuckDBPyConnection, keys: Collection[tuple[str, ActorType]]) -> int:
    """Link anew all names that those of `keys` can share an actor with, in the open transaction."""
    wanted = {block for name, kind in keys if (block := block_of(name, kind))}
    found = [b for b in _blocks(connection) if any(block_of(*name) in wanted for name in b.names)]
    changed = sum(link_names(connection, block.names, constraints(connection)) for block in found)
    connection.execute(_ORPHANS)
    return changed


def link_names(connection: DuckDBPyConnection, names: Sequence[tuple[str, ActorType]], said: Constraints) -> int:
    """Link whole blocks, given by their names, in the open transaction; returns how many identities changed."""
    appearances = {a.key: a for a in gather(connection, names)}
    found = list(identities(appearances.values(), said))
    _register(connection, "linked", [(i.article, i.number, 0, "", 0.0) for i in found])
    before = {(row[0], row[1]): row[2:] for row in connection.execute(_BEFORE).fetchall()}
    connection.unregister("linked")
    actors: defaultdict[Key, list[Key]] = defaultdict(list)
    for identity in found:
        actors[identity.actor].append((identity.article, identity.number))
    unused = connection.execute("SELECT coalesce(max(actor) + 1, 1) FROM actors").fetchall()[0][0]
    numbers = numbered(actors, {key: row[0] for key, row in before.items()}, unused)
    rows = [(i.article, i.number, numbers[i.actor], i.reason, i.confidence) for i in found]
    changed = [row for row in rows if before.get(row[:2]) != row[2:]]
    _register(connection, "renewed", changed)
    connection.execute(_DROP)
    connection.execute(_PUT)
    connection.unregister("renewed")
    _put_actors(connection, appearances, actors, numbers, {row[0] for row in before.values()})
    return len(changed)


def _register(connection: DuckDBPyConnection, name: str, rows: Sequence[tuple[int, int, int, str, float]]) -> None:
    columns = list(zip(*rows, strict=True)) or [()] * 5
    kinds = (pa.uint32(), pa.uint32(), pa.uint32(), pa.string(), pa.float64())
    fields = ("article", "appearance", "actor", "reason", "confidence")
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    connection.register(name, pa.table(dict(zip(fields, arrays, strict=True))))


def _put_actors(
    connection: DuckDBPyConnection,
    appearances: Mapping[Key, Appearance],
    actors: Mapping[Key, Sequence[Key]],
    numbers: Mapping[Key, int],
    before: Iterable[int],
) -> None:
    """Write names and types of the actors, and take those away that have gone or are another today."""
    rows = [(numbers[actor], *_called([appearances[key] for key in members])) for actor, members in actors.items()]
    rows.sort()
    gone = sorted({*before, *(row[0] for row in rows)})
    connection.execute("DELETE FROM actors WHERE actor IN (SELECT unnest(?::UINTEGER[]))", [gone])
    columns = list(zip(*rows, strict=True)) or [()] * 3
    kinds = (pa.uint32(), pa.string(), pa.string())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, kinds, strict=True)]
    connection.register("renewed", pa.table(dict(zip(("actor", "name", "type"), arrays, strict=True))))
    connection.execute("INSERT INTO actors SELECT actor, name, type FROM renewed")
    connection.unregister("renewed")


def _called(appearances: Sequence[Appearance]) -> tuple[str, str]:
    """An actor's name, the fullest of those that are not rare, then the most frequent; and its most frequent type."""
    names = Counter(appearance.name for appearance in appearances)
    kinds = Counter(appearance.type for appearance in appearances)
    often = [name for name in names if names[name] >= _SHARE_OF_NAME * len(appearances)] or list(names)
    name = min(often, key=lambda name: (-len(name.removeprefix("the ").split()), -names[name], name))
    return name, min(kinds, key=lambda kind: (-kinds[kind], kind))


def _blocks(connection: DuckDBPyConnection) -> list[Block]:
    """All names of the ledger by block, those blocks together that a correction joins or has joined."""
    blocks: dict[str, Block] = {}
    for name, kind, size, missing in connection.execute(_NAMES).fetchall():
        if key := block_of(name, kind):
            block = blocks.setdefault(key, Block())
            block.add(Block([(name, kind)], size, missing > 0))
    for one, two in _joined(connection):
        a, b = blocks.get(one), blocks.get(two)
        if a is not None and b is not None and a is not b:
            a.add(b)
            blocks.update({key: a for key, block in blocks.items() if block is b})
    return list({id(block): block for _, block in sorted(blocks.items())}.values())


def _joined(connection: DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """Pairs of blocks that have an actor in common by a correction, of today or of the last linking."""
    first: dict[int, str] = {}
    for actor, name, kind in connection.execute(_ACROSS).fetchall():
        if key := block_of(name, kind):
            yield first.setdefault(actor, key), key
    for pair in constraints(connection).same:
        one, two = (_block_of_key(connection, key) for key in pair)
        if one and two:
            yield one, two


def _block_of_key(connection: DuckDBPyConnection, key: Key) -> str | None:
    rows = connection.execute(
        "SELECT name, type FROM appearances WHERE article = ? AND number = ?", list(key)
    ).fetchall()
    return block_of(*rows[0]) if rows else None


def _portions(blocks: Iterable[Block]) -> Iterator[list[tuple[str, ActorType]]]:
    """Names of whole blocks, some ten thousand appearances at a time."""
    names: list[tuple[str, ActorType]] = []
    size = 0
    for block in blocks:
        if size and size + block.size > _AT_ONCE:
            yield names
            names, size = [], 0
        names.extend(block.names)
        size += block.size
    if names:
        yield names
