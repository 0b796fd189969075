"""How a claim spread: from its origins over the articles that have it from there."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from duckdb import DuckDBPyConnection

from onrecord.ledger.asking.claim import claim as asked
from onrecord.records import Step, Trace

DRAWN = 12
"""Of the statements that came to one place by one way and went no further, so many are told; the others are counted."""

_Row: TypeAlias = Mapping[str, Any]
_KINDS = {
    "named": "", "unnamed": "not named", "outlet": "on its own authority", "unknown": "nobody is said to be behind it",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """A step, less where it stands, and the statements that came of it."""

    step: Step
    onward: Sequence[_Row] = ()
    through: bool = False  # whether the media in between have been told


@dataclass(slots=True)
class _Statements:
    """A claim's statements, and which of them came of which; `roots` are those that came of no other."""

    most: int | None
    roots: list[_Row] = field(default_factory=list)
    below: dict[int, list[_Row]] = field(default_factory=dict)

    def places(self, rows: Sequence[_Row], through: bool = False) -> Iterator[_Place]:
        """The statements, media of one name together; of those that lead nowhere, so many of each relation."""
        media: dict[str, list[_Row]] = {}
        ends: Counter[str] = Counter()
        for row in rows:
            if row["via"] and not through:
                media.setdefault(row["via"], []).append(row)
                continue
            onward = self.below.get(row["attribution"], ())
            step = _statement(row)
            ends[step.relation] += not onward
            if onward or self.most is None or ends[step.relation] <= self.most:
                yield _Place(step, onward)
        for relation, count in ends.items():
            if self.most is not None and count > self.most:
                yield _Place(Step("more", f"{count - self.most:,} more", "", relation))
        for name, through_it in media.items():
            step = Step("medium", name, through_it[0]["origin_why"] or "", "cites")
            yield _Place(step, through_it, through=True)


def trace(connection: DuckDBPyConnection, claim: int | str, *, everything: bool = False) -> Trace:
    """Return the way of a claim, named as for `claim`; raises NotInLedger where there is none.

    Unless `everything`, of many statements that came to one place by one way and went no further, a dozen are told.
    """
    found = asked(connection, claim)
    facts = found.facts
    said = _ordered(list(found.statements), None if everything else DRAWN)
    left = {row["attribution"]: row for row in said.roots}
    tops: list[_Place] = []
    for origin in found.origins:
        here = [row for row in left.values() if row["origin"] == origin["origin"] and row["stance"] == "says"]
        tops.append(_Place(_origin(origin), here))
        for row in here:
            del left[row["attribution"]]
    for stance in ("says", "denies"):
        tops.extend(said.places([row for row in left.values() if row["stance"] == stance]))
    return Trace(
        facts["claim"], facts["text"], facts["origins"], facts["least"], facts["most"], facts["why"],
        tuple(_steps(tops, said)),
    )  # fmt: skip


def _ordered(rows: Sequence[_Row], most: int | None) -> _Statements:
    """Put statements behind those that they came of; where these go in a circle, its earliest came of none."""
    by_number = {row["attribution"]: row for row in rows}
    place = {number: index for index, number in enumerate(by_number)}
    parents: dict[int, int | None] = {
        number: row["parent"] if _fits(row, by_number.get(row["parent"])) else None for number, row in by_number.items()
    }
    settled: set[int] = set()
    for number in by_number:
        path: dict[int, None] = {}
        here: int | None = number
        while here is not None and here not in settled and here not in path:
            path[here] = None
            here = parents[here]
        if here is not None and here in path:
            way = list(path)
            parents[min(way[way.index(here) :], key=place.__getitem__)] = None
        settled.update(path)
    out = _Statements(most)
    for number, row in by_number.items():
        parent = parents[number]
        (out.roots if parent is None else out.below.setdefault(parent, [])).append(row)
    return out


def _fits(row: _Row, parent: _Row | None) -> bool:
    """A denial comes of no statement that asserts the claim, nor the other way round."""
    return parent is not None and parent["stance"] == row["stance"]


def _steps(tops: Sequence[_Place], said: _Statements) -> Iterator[Step]:
    """Each step after the one that it came from; not by recursion, as a claim may have gone through any number."""
    waiting: list[tuple[_Place, int | None, int]] = [(place, None, 0) for place in reversed(tops)]
    number = 0
    while waiting:
        place, parent, depth = waiting.pop()
        yield replace(place.step, parent=parent, depth=depth)
        onward = list(said.places(place.onward, place.through))
        waiting.extend((following, number, depth + 1) for following in reversed(onward))
        number += 1


def _origin(origin: _Row) -> Step:
    kind, reason = _KINDS.get(origin["kind"], ""), origin["reason"]
    parts = (reason,) if reason.startswith(kind) else (kind, reason)
    detail = "; ".join(part for part in parts if part)
    return Step("origin", origin["name"], detail, "origin", certain=origin["certain"] is not False)


def _statement(row: _Row) -> Step:
    who = row["outlet"] or row["title"] or f"article {row['article']}"
    said = f"{row['speaker']}: {row['content']}" if row["speaker"] else row["content"]
    denies = row["stance"] == "denies"
    relation = row["relation"] or ("denies" if denies else "origin")
    return Step(
        "statement", who, said or "", relation, when=row["published"], reference=row["reference"], link=row["link"],
        denies=denies,
    )  # fmt: skip
