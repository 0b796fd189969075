"""The tables `claims` and `claim_statements` brought up to date with the stories of a ledger."""

import gc
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from onrecord.corpus.numbering import numbered
from onrecord.corpus.pending import done, pending
from onrecord.ledger import Writer

from .across import Node, joined
from .gathering import gather
from .grouping import Claim, Grouper
from .keeping import (
    Row,
    Spoken,
    drop,
    families,
    found_by,
    give_numbers,
    kept,
    last_number,
    put,
    put_near,
    spoken_by,
    stories,
    story_of,
    touched,
)
from .phrasing import clearest
from .statements import Unit
from .wording import read_wording

_STAGE = "claims"
_AT_ONCE = 2_000  # articles that are put together at a time
_PORTIONS = 30  # transactions of a large ledger, each of which looks for what is pending
_STATES = """SELECT s.article, hash(
        sum(hash(s.attribution::UBIGINT * 2 + s.rejected::UBIGINT)), any_value(t.story)) AS state
    FROM attributions s LEFT JOIN story_articles t ON t.article = s.article GROUP BY s.article"""
_GROUPS = """SELECT a.article, coalesce(s.story::BIGINT, -1 - a.article::BIGINT) FROM articles a
    LEFT JOIN story_articles s ON s.article = a.article WHERE a.latest"""
_COMPANY = """SELECT DISTINCT article FROM claim_statements WHERE claim IN (
    SELECT claim FROM claim_statements WHERE article IN (SELECT unnest($articles::UINTEGER[])))"""
Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Final:
    """A claim as it is written."""

    rows: tuple[Row, ...]
    spoken: Spoken
    keys: tuple[int, ...]


def update_claims(writer: Writer, watch: Watch | None = None) -> int:
    """Put the statements of new and changed articles into claims; returns how many such articles there were.

    A claim is what statements say in whatever words, and those that deny it. The stories of the articles are put
    together anew, and their claims joined to those of other stories that say the same of the same names. Numbers
    of claims stay with those that keep most of their statements; a claim that comes out as it was is not
    written again. Some thousand articles are one transaction: a run that was cut off goes on from there.
    """
    with writer.connection() as connection:
        todo = pending(connection, _STAGE, _STATES)
        if not todo:
            return 0
        portions = _portions(connection, todo.new, todo.gone)
    left = sorted(set(todo.gone) - set(todo.new))
    grouper, new, looked = Grouper(), set(todo.new), 0
    for number, portion in enumerate(portions):
        with writer.connection() as connection:
            pending(connection, _STAGE, _STATES)
            with _without_collecting():
                for groups in portion:
                    _regroup(connection, groups, left if number == 0 else (), grouper)
            seen = sorted(new.intersection(*[{article for groups in portion for article in groups}]))
            done(connection, _STAGE, [*seen, *(left if number == 0 else ())])
        looked += len(seen)
        if watch is not None:
            watch(looked, len(new))
    return len(new)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Look for no cycles meanwhile: these records make none, and looking takes a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _portions(connection: DuckDBPyConnection, new: Sequence[int], gone: Sequence[int]) -> list[list[dict[int, int]]]:
    """Whole stories that have to be looked at: groups by article, some thousand articles at a time, in portions."""
    groups: dict[int, int] = dict(connection.execute(_GROUPS).fetchall())
    company = connection.execute(_COMPANY, {"articles": list(gone)}).fetchall() if gone else []
    wanted = {groups[article] for article in (*new, *(row[0] for row in company)) if article in groups}
    stories: dict[int, list[int]] = {}
    for article, group in groups.items():
        if group in wanted:
            stories.setdefault(group, []).append(article)
    size = max(_AT_ONCE, sum(map(len, stories.values())) // _PORTIONS)
    batches = list(_batches(sorted(stories.items(), key=lambda story: min(story[1])), _AT_ONCE))
    portions: list[list[dict[int, int]]] = [[]]
    for batch in batches:
        if portions[-1] and sum(map(len, portions[-1])) + len(batch) > size:
            portions.append([])
        portions[-1].append(batch)
    return portions if portions[0] else [[{}]]


def _batches(stories: Sequence[tuple[int, list[int]]], size: int) -> Iterator[dict[int, int]]:
    batch: dict[int, int] = {}
    for group, articles in stories:
        if batch and len(batch) + len(articles) > size:
            yield batch
            batch = {}
        batch.update(dict.fromkeys(articles, group))
    if batch:
        yield batch


def _regroup(
    connection: DuckDBPyConnection, groups: Mapping[int, int], left: Collection[int], grouper: Grouper
) -> None:
    """Put the statements of whole stories together anew; of the articles that are `left`, take them away."""
    gathered = gather(connection, groups)
    found = grouper.claims(gathered.parts, gathered.names)
    fresh = [Node(claim.unit, frozenset((claim.group,))) for claim in found]
    old = touched(connection, [*groups, *left])
    near = found_by(connection, {key for node in fresh for key in node.keys})
    rows, spoken = kept(connection, old | near)
    again = {*groups, *left}
    others = {claim: [row for row in some if row.article not in again] for claim, some in rows.items()}
    others = {claim: some for claim, some in others.items() if some and claim in spoken}
    left_with = {claim: spoken_by(connection, some, spoken[claim]) for claim, some in others.items()}
    copied = families(connection, others)
    before = [
        Node(_unit(left_with[claim], copied.get(claim, ())), frozenset(row.group for row in some))
        for claim, some in others.items()
    ]
    stated = [_rows(claim) for claim in found] + [tuple(some) for some in others.values()]
    said = [Spoken(claim.text, claim.spoken.attribution) for claim in found] + [left_with[claim] for claim in others]
    together = joined([*fresh, *before], grouper)
    final = [_final(places, [*fresh, *before], stated, said) for places in together]
    numbers = _write(connection, final, rows, spoken)
    at = {place: number for places, number in zip(together, numbers, strict=True) for place in places}
    perhaps = {
        (min(at[place], at[other]), max(at[place], at[other])): likelihood
        for place, one in enumerate(found)
        for other, likelihood in one.near
        if at[place] != at[other]
    }
    put_near(connection, {*old, *(at[place] for place in range(len(found)))}, perhaps)


def _rows(claim: Claim) -> tuple[Row, ...]:
    return tuple(
        Row(
            member.part.attribution,
            member.part.article,
            member.part.start,
            member.part.stop,
            "denies" if member.denies else "says",
            member.confidence,
            member.reason,
            member.part.day,
            claim.group,
        )
        for member in claim.members
    )


def _unit(spoken: Spoken, families: Collection[int]) -> Unit:
    return Unit(read_wording(spoken.text), 0, (spoken.text, ""), families=frozenset(families))


def _final(
    places: Sequence[int], nodes: Sequence[Node], stated: Sequence[Sequence[Row]], said: Sequence[Spoken]
) -> _Final:
    """What several stories say as one claim, put as clearly as any of them puts it."""
    units = [nodes[at].unit for at in places]
    best = clearest(units, [False] * len(units)) if len(units) > 1 else units[0]
    rows = sorted({row for at in places for row in stated[at]}, key=_order)
    spoken = said[next(at for at in places if nodes[at].unit is best)]
    return _Final(tuple(rows), spoken, tuple(sorted({key for at in places for key in nodes[at].keys})))


def _order(row: Row) -> tuple[int, int, int]:
    return row.attribution, row.start, row.stop


def _write(
    connection: DuckDBPyConnection,
    final: Sequence[_Final],
    rows: Mapping[int, Sequence[Row]],
    spoken: Mapping[int, Spoken],
) -> list[int]:
    """Write what has changed, with the numbers that most of the statements had; returns the number of each claim."""
    claims = {min(row.key for row in one.rows): one for one in final}
    held = {row.key: claim for claim, some in rows.items() for row in some}
    last = last_number(connection)
    numbers = numbered({key: [row.key for row in one.rows] for key, one in claims.items()}, held, last + 1)
    give_numbers(connection, max(numbers.values(), default=0) - last)
    told_in = stories(connection, rows)  # stories may have got other numbers, or become one, since it was written
    changed = {
        numbers[key]: one
        for key, one in claims.items()
        if set(one.rows) != set(rows.get(numbers[key], ()))
        or one.spoken != spoken.get(numbers[key])
        or story_of(one.rows) != told_in.get(numbers[key])
    }
    kept_as_they_are = set(numbers.values()) - set(changed)
    drop(connection, set(rows) - kept_as_they_are)
    put(
        connection,
        {claim: one.rows for claim, one in changed.items()},
        {claim: one.spoken for claim, one in changed.items()},
        {claim: one.keys for claim, one in changed.items()},
    )
    return [numbers[min(row.key for row in one.rows)] for one in final]
