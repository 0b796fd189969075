"""Statements out of a ledger, in parts, with whom their pronouns stand for."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from onrecord.records import Span

from .splitting import parts
from .statements import Part
from .wording import MODES, first_pronoun, mode_of_cue

_LONGEST_PRONOUN = 4
_SOMETHING = 5  # characters between pieces that are more than marks
_STATEMENTS = """SELECT s.attribution, s.article, w."group", a.day,
        [p."start" FOR p IN s.content], [a.text[p."start" + 1 : p.stop] FOR p IN s.content],
        s.type, s.commitment, n.name,
        array_to_string([a.text[p."start" + 1 : p.stop] FOR p IN s.cue], ' '), i.actor
    FROM attributions s JOIN claim_articles w ON w.article = s.article JOIN articles a ON a.article = s.article
    LEFT JOIN appearances n ON n.article = s.article AND n.number = s.speaker
    LEFT JOIN identities i ON i.article = s.article AND i.appearance = s.speaker
    WHERE NOT s.rejected AND s.article BETWEEN $first AND $last AND a.article BETWEEN $first AND $last
    ORDER BY s.attribution"""
_APPEARANCES = f"""SELECT n.article, w."group", n.name,
        [m."start" FOR m IN n.mentions IF m.stop - m."start" <= {_LONGEST_PRONOUN}]
    FROM appearances n JOIN claim_articles w ON w.article = n.article
    WHERE n.article BETWEEN $first AND $last"""


_PASSAGES = """SELECT p.article, p."start", p.stop, p.family FROM passages p
    JOIN claim_articles w ON w.article = p.article WHERE p.article BETWEEN $first AND $last ORDER BY ALL"""


@dataclass(slots=True)
class Gathered:
    """Parts of statements; `names` are the words, in lower case, of all names that the articles of a group have."""

    parts: list[Part] = field(default_factory=list)
    names: dict[int, frozenset[str]] = field(default_factory=dict)


def gather(connection: DuckDBPyConnection, groups: Mapping[int, int]) -> Gathered:
    """All statements of these articles, which are given with their groups; what is rejected is left out."""
    if not groups:
        return Gathered()
    articles = sorted(groups)
    table = {"article": pa.array(articles, pa.uint32()), "group": pa.array([groups[a] for a in articles], pa.int64())}
    connection.register("claim_articles", pa.table(table))
    between = {"first": articles[0], "last": articles[-1]}
    people: list[tuple[Any, ...]] = connection.execute(_APPEARANCES, between).fetchall()
    rows: list[tuple[Any, ...]] = connection.execute(_STATEMENTS, between).fetchall()
    copied = _copied(connection.execute(_PASSAGES, between).fetchall())
    connection.unregister("claim_articles")
    found = Gathered(names=_names(people))
    meant = {(article, start): name for article, _, name, starts in people for start in starts}
    for row in rows:
        found.parts += _parts(row, meant, copied.get(row[1], ()))
    return found


def _names(people: Sequence[tuple[Any, ...]]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for _, group, name, _ in people:
        found.setdefault(group, set()).update(word.lower() for word in name.split() if word[0].isupper())
    return {group: frozenset(words) for group, words in found.items()}


def _copied(rows: Sequence[tuple[int, int, int, int]]) -> dict[int, list[tuple[int, int, int]]]:
    """By article, where sentences stand that others share, in order, and their families."""
    found: dict[int, list[tuple[int, int, int]]] = {}
    for article, *passage in rows:
        start, stop, family = passage
        found.setdefault(article, []).append((start, stop, family))
    return found


def _family(copied: Sequence[tuple[int, int, int]], start: int) -> int | None:
    """The family of the sentence in which a part begins."""
    at = bisect_right(copied, start, key=itemgetter(0)) - 1
    return copied[at][2] if at >= 0 and start < copied[at][1] else None


def _parts(
    row: tuple[Any, ...], meant: Mapping[tuple[int, int], str], copied: Sequence[tuple[int, int, int]]
) -> Iterator[Part]:
    attribution, article, group, day, starts, pieces, kind, commitment, speaker, cue, actor = row
    text, places = _joined(starts, pieces)
    if not text:
        return
    mode = MODES.index("ask") if commitment == "asked" else mode_of_cue(cue) if kind == "eventuality" else 0
    for start, stop in parts(text, [at for at, _ in places[1:]], _broken(places)):
        words = text[start:stop]
        pronoun, offset = first_pronoun(words)
        name = speaker if pronoun == 1 else None
        if pronoun == 3:
            name = meant.get((article, _place(places, start + offset)))
        yield Part(
            attribution,
            article,
            _place(places, start),
            _place(places, stop - 1) + 1,
            words,
            group,
            day,
            speaker,
            name,
            commitment == "denied",
            mode,
            actor,
            _family(copied, _place(places, start)),
        )


def _broken(places: Sequence[Span]) -> set[int]:
    """Where a piece begins in the joined text before which words stand in the article, and not only marks."""
    return {at for (before, began), (at, start) in pairwise(places) if start - began - (at - before) >= _SOMETHING}


def _joined(starts: Sequence[int], pieces: Sequence[str]) -> tuple[str, list[Span]]:
    """The pieces of a content as one text, and where each begins: in that text, and in its article."""
    places: list[Span] = []
    length = 0
    for start, piece in zip(starts, pieces, strict=True):
        places.append((length, start))
        length += len(piece) + 1
    return " ".join(pieces), places


def _place(places: Sequence[Span], at: int) -> int:
    """Where in the article a character of the joined text stands."""
    here, start = max((place for place in places if place[0] <= at), default=places[0])
    return start + at - here
