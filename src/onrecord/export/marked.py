"""Where in a text its attributions stand, for views that show both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from onrecord.export.visible import one_line
from onrecord.records import Article, Attribution, Block, Span

Role: TypeAlias = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of a text that play the same roles.

    `opens` and `closes` are the numbers of the attributions of which a piece of content begins or ends
    with this run, in the order in which brackets around them would stand; `named` are those of which a
    piece of source or cue ends with it.
    """

    start: int
    end: int
    roles: frozenset[Role]
    opens: tuple[int, ...] = ()
    closes: tuple[int, ...] = ()
    named: tuple[int, ...] = ()


class _Piece(NamedTuple):
    start: int
    end: int
    role: Role
    number: int


def runs(attributions: Sequence[Attribution], start: int, end: int) -> Iterator[Run]:
    """Cut `start:end` of a text into runs without gaps; attributions are numbered from 1."""
    pieces = [
        _Piece(max(s, start), min(e, end), role, number)
        for number, attribution in enumerate(attributions, 1)
        for role in ROLES
        for s, e in getattr(attribution, role)
        if max(s, start) < min(e, end)
    ]
    cuts = sorted({start, end, *(edge for piece in pieces for edge in piece[:2])})
    for left, right in pairwise(cuts):
        here = [piece for piece in pieces if piece.start <= left and right <= piece.end]
        content = [piece for piece in here if piece.role == "content"]
        opening = sorted((p for p in content if p.start == left), key=lambda p: (-p.end, p.number))
        closing = sorted((p for p in content if p.end == right), key=lambda p: (-p.start, -p.number))
        yield Run(
            left,
            right,
            frozenset(piece.role for piece in here),
            tuple(piece.number for piece in opening),
            tuple(piece.number for piece in closing),
            tuple(sorted({piece.number for piece in here if piece.role != "content" and piece.end == right})),
        )


def lines(article: Article) -> Iterator[tuple[Block, ...]]:
    """The blocks in reading order; those that share a line of the text (a dateline and what follows it) together."""
    together: list[Block] = []
    for block in article.blocks:
        if together and "\n" in article.text[together[-1].end : block.start]:
            yield tuple(together)
            together = []
        together.append(block)
    if together:
        yield tuple(together)


def nested(attributions: Sequence[Attribution]) -> Iterator[tuple[int, int, Attribution]]:
    """Every attribution as (depth, number, attribution), each followed by those that stand in its content."""
    inner: dict[int | None, list[int]] = {}
    for place, attribution in enumerate(attributions):
        inner.setdefault(attribution.within, []).append(place)
    waiting = [(0, place) for place in reversed(inner.get(None, []))]
    while waiting:
        depth, place = waiting.pop()
        yield depth, place + 1, attributions[place]
        waiting += [(depth + 1, child) for child in reversed(inner.get(place, []))]


def words(text: str, spans: Sequence[Span], most: int = 240) -> str:
    """The words of `spans` on one line, pieces joined by an ellipsis, cut after about `most` characters."""
    whole = " … ".join(" ".join(one_line(text[start:end]).split()) for start, end in spans)
    if len(whole) <= most:
        return whole
    cut = whole.rfind(" ", 0, most + 1)
    return whole[: cut if cut > 0 else most] + " …"
