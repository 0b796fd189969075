"""Articles of one statement each, about a bridge that is not there, in which all statements are one claim.

    told = [a("Mara Vane", "Haven Post", role="harbour minister"), a("two officials", "Echo", kind="unnamed")]
    found = scene(told, copies=[(2, 1)])    # the second has its sentence from the first
    found.count, origins(found), spread(found)

The articles are numbered from 1 in the order they are given in, and so are their statements.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import duckdb

from onrecord.corpus.origins.gathering import gather
from onrecord.corpus.origins.media import Outlets
from onrecord.corpus.origins.statements import Statement
from onrecord.corpus.origins.tracing import Traced, traced
from onrecord.records import Relation

CONTENT = "the bridge at Selwick will be closed for two years"


@dataclass(frozen=True, slots=True)
class Told:
    """One article: `who` says it (nobody where it is empty), with what stands around it in its sentence.

    `kind` is what the article's actor is, `spoken_of` what the statement takes the speaker for, where that is another.
    """

    who: str
    outlet: str | None = "Haven Post"
    day: str = "2024-03-04"
    kind: str = "person"
    role: str = ""
    source: str = ""
    cue: str = "said"
    lead: str = ""
    tail: str = ""
    chain: tuple[tuple[str, Relation], ...] = ()
    sure: float = 0.95
    denies: bool = False
    members: tuple[str, ...] = ()
    type: str = "assertion"
    claim: int = 1
    weight: float = 1.0
    way: str = "indirect"
    content: str = CONTENT
    spoken_of: str = ""

    @property
    def source_words(self) -> str:
        """The words of the source."""
        return self.source or f"{self.role} {self.who}".strip()

    @property
    def text(self) -> str:
        """The article."""
        return f"News of the bridge\n\n{self.lead}{self.source_words} {self.cue} that {self.content}{self.tail}."


a = Told
_TABLES = ("articles", "attributions", "appearances", "identities", "claim_statements", "near_claims", "copies")


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """A ledger in memory, made once: it takes longer than all else."""
    folder, connection = files("onrecord.ledger") / "schema", duckdb.connect()
    for name in ("0001_first.sql", "0002_corpus.sql"):
        connection.execute((folder / name).read_text(encoding="utf-8"))
    return connection


def scene(
    told: Sequence[Told],
    copies: Iterable[tuple[int, int]] = (),
    near: Iterable[tuple[int, int, float]] = (),
    twice: Iterable[int] = (),
) -> Traced:
    """What becomes of claim 1, which these articles make; of `copies` the first has its sentence from the second.

    `near` are claims that may be the same, with how likely they are, and `twice` the articles whose statement is in the
    claim with two of its parts.
    """
    connection = _connection()
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    actors: dict[str, int] = {}
    for number, one in enumerate(told, 1):
        _put(connection, number, one, actors)
    for article, original in copies:
        passage = f"{{'start': {_at(told, article)}, 'stop': {_at(told, article) + len(CONTENT)}, 'original_start': "
        passage += f"{_at(told, original)}, 'original_stop': {_at(told, original) + len(CONTENT)}}}"
        connection.execute(
            f"INSERT INTO copies VALUES (?, ?, 12, 0.9, 0.9, 'it was in print before', 0.9, [{passage}])",
            [article, original],
        )
    for pair in near:
        connection.execute("INSERT INTO near_claims VALUES (?, ?, ?)", pair)
    for article in twice:
        connection.execute(
            """INSERT INTO claim_statements SELECT * REPLACE ("start" + 4 AS "start", 0.5 AS confidence)
            FROM claim_statements WHERE article = ?""",
            [article],
        )
    found = gather(connection, [1])
    outlets = Outlets({one.outlet for one in told if one.outlet})
    return traced(found.claims[1], found.copies, outlets, found.near[1])


def statements(told: Sequence[Told]) -> list[Statement]:
    """The statements of claim 1, which these articles make, as they are read from the ledger."""
    scene(told)
    return gather(_connection(), [1]).claims[1]


def _at(told: Sequence[Told], article: int) -> int:
    return told[article - 1].text.index(told[article - 1].content)


def _put(connection: duckdb.DuckDBPyConnection, number: int, one: Told, actors: dict[str, int]) -> None:
    text, start = one.text, one.text.index(one.content)
    day = date.fromisoformat(one.day)
    connection.execute(
        "INSERT INTO articles VALUES (?, ?, 1, true, '', NULL, '', ?, [], ?, ?, 'en', ?, 0, [], NULL, now(), '')",
        [number, str(number), one.outlet, one.day, day, text],
    )
    kinds = [(one.who, one.kind), *((name, "person") for name in one.members)]
    kinds += [(name, "person" if relation == "reported by" else "organisation") for name, relation in one.chain]
    for place, (name, kind) in enumerate(kinds):
        _appear(connection, number, place, name, kind, one, actors)
    at, cue = text.index(one.source_words), text.index(f"{one.cue} that")
    links = [{"speaker": place, "relation": relation, "start": None, "stop": None} for place, relation in _links(one)]
    connection.execute(
        """INSERT INTO attributions VALUES (?, ?, 0, NULL, ?, ?, 'plain', ?, ?, ?, 0.9, NULL,
        ?::STRUCT("start" UINTEGER, stop UINTEGER)[], ?, ?,
        ?::STRUCT(speaker UINTEGER, relation VARCHAR, "start" UINTEGER, stop UINTEGER)[], 3, false)""",
        [
            number, number, one.way, one.type, (one.spoken_of or one.kind) if one.who else None, 0 if one.who else None,
            one.sure if one.who else None, [_span(at, one.source_words)] if one.source_words else [],
            [_span(cue, one.cue)], [_span(start, one.content)], links,
        ],
    )  # fmt: skip
    connection.execute(
        "INSERT INTO claim_statements VALUES (?, ?, ?, ?, ?, ?, ?, '')",
        [
            one.claim, number, number, start, start + len(one.content), "denies" if one.denies else "says", one.weight,
        ],
    )  # fmt: skip


def _span(start: int, words: str) -> dict[str, int]:
    return {"start": start, "stop": start + len(words)}


def _links(one: Told) -> Iterable[tuple[int, str]]:
    for place, (_, relation) in enumerate(one.chain, 1 + len(one.members)):
        yield place, relation


def _appear(
    connection: duckdb.DuckDBPyConnection,
    article: int,
    place: int,
    name: str,
    kind: str,
    one: Told,
    actors: dict[str, int],
) -> None:
    at = one.text.find(name) if name else -1
    roles = [one.role] if one.role and place == 0 else []
    connection.execute(
        """INSERT INTO appearances SELECT ?, ?, ?, ?, [{'start': s, 'stop': s + len(?), 'confidence': 0.9} FOR s IN ?],
        [{'title': r, 'start': 0, 'stop': 0} FOR r IN ?], ?""",
        [
            article, place, name, kind, name, [at] if at >= 0 else [], roles,
            list(range(1, 1 + len(one.members))) if place == 0 else [],
        ],
    )  # fmt: skip
    if kind in ("person", "organisation") and name[:1].isupper() and not (place == 0 and one.members):
        number = actors.setdefault(name, len(actors) + 1)
        connection.execute("INSERT INTO identities VALUES (?, ?, ?, '', 0.9)", [article, place, number])


def counted(found: Traced) -> tuple[int, int, int, int]:
    """The likeliest count, the least, the most, and how many have a name; a range says why it is one."""
    assert bool(found.count.why) == (found.count.least < found.count.most)
    return found.count.origins, found.count.least, found.count.most, found.count.named


def origins(found: Traced) -> list[tuple[str, str, str | None]]:
    """Name, kind and medium of each origin."""
    return [(origin.name, origin.kind, origin.medium) for origin in found.origins]


def spread(found: Traced) -> dict[int, tuple[int | None, int | None, str, str | None]]:
    """By article: the number of the origin, the article of the parent, the relation, and what is between."""
    return {row.attribution: (row.origin, row.parent, row.relation, row.via) for row in found.spread}
