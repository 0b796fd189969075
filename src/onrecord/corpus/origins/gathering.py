"""Statements of claims out of a ledger, with who speaks in them and what was copied."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from math import inf
from typing import Any

from duckdb import DuckDBPyConnection

from onrecord.records import Span

from .statements import Copied, Figure, Statement, Told

_BESIDE = 110  # characters before and behind a mention
_LONGEST = 300  # characters of a source or a cue
_NOON = 12 * 3600.0

_NEAREST = 5  # claims that may be the same, of which so many statements each are looked at
_OF_NEAR = 12

# A statement of which two parts are in a claim is there once, by the surer part.
_MEMBERS = f"""CREATE OR REPLACE TEMP TABLE origin_members AS
    WITH asked AS (SELECT unnest(?::UINTEGER[]) AS claim),
    pairs AS (SELECT claim, other, likelihood FROM near_claims SEMI JOIN asked USING (claim)
        UNION ALL SELECT other, n.claim, likelihood FROM near_claims n SEMI JOIN asked ON asked.claim = n.other),
    near AS (SELECT * FROM pairs
        QUALIFY row_number() OVER (PARTITION BY claim ORDER BY likelihood DESC, other) <= {_NEAREST}),
    others AS (SELECT n.claim, m.attribution, m.article, m."start", m.stop, m.stance, n.likelihood, n.other
        FROM near n JOIN claim_statements m ON m.claim = n.other WHERE m.stance <> 'denies'
        QUALIFY row_number() OVER (PARTITION BY n.claim, n.other ORDER BY m.attribution, m."start") <= {_OF_NEAR}),
    own AS (SELECT m.claim, m.attribution, m.article, m."start", m.stop, m.stance, m.confidence, NULL AS near
        FROM claim_statements m SEMI JOIN asked USING (claim))
    SELECT * FROM (SELECT * FROM own UNION ALL SELECT * FROM others) QUALIFY row_number() OVER (
        PARTITION BY claim, attribution ORDER BY near NULLS FIRST, confidence DESC, "start") = 1"""
_STATEMENTS = """SELECT m.claim, m.attribution, m.article, m."start", m.stop, m.stance = 'denies',
        s.type, s.kind, s.speaker, s.speaker_type, s.speaker_confidence,
        [(step.speaker, step.relation) FOR step IN s.chain],
        [(p."start", p.stop) FOR p IN s.source], [(p."start", p.stop) FOR p IN s.cue],
        s.content[1]."start", s.content[-1].stop, t.outlet, t.published, t.day, m.confidence, m.near
    FROM origin_members m JOIN attributions s USING (attribution) JOIN articles t ON t.article = m.article
    WHERE s.article IN (SELECT article FROM origin_members) AND t.article IN (SELECT article FROM origin_members)"""
_FIGURES = """SELECT a.article, a.number, a.name, a.type, i.actor, [r.title FOR r IN a.roles], a.members,
        CASE WHEN a.type = 'person' THEN (a.mentions[1]."start", a.mentions[1].stop) END
    FROM appearances a
    LEFT JOIN (SELECT * FROM identities WHERE article IN (SELECT article FROM origin_members)) i
        ON i.article = a.article AND i.appearance = a.number
    WHERE a.article IN (SELECT article FROM origin_members)
        AND (a.article, a.number) IN (SELECT (article, number) FROM origin_figures)"""
# Cut to pieces here and not by the query, which would go through the whole of a long text for each of them.
_ARTICLES = "SELECT article, text FROM articles WHERE article IN (SELECT article FROM origin_members)"
_HEARD = """CREATE OR REPLACE TEMP TABLE origin_heard AS
    SELECT article, speaker, arg_min(step.speaker, attribution) AS medium,
        arg_min(step.relation, attribution) AS relation
    FROM (SELECT article, speaker, attribution, unnest(chain) AS step FROM attributions
        WHERE article IN (SELECT article FROM origin_members) AND speaker IS NOT NULL AND NOT rejected
            AND speaker_type IN ('unnamed', 'generic') AND len(chain) > 0)
    WHERE step.relation IN ('cited by', 'said to') GROUP BY article, speaker"""
_WANTED = """CREATE OR REPLACE TEMP TABLE origin_figures AS
    WITH here AS (SELECT s.article, s.speaker, s.chain FROM attributions s
        WHERE s.attribution IN (SELECT attribution FROM origin_members)
            AND s.article IN (SELECT article FROM origin_members)),
    first AS (SELECT article, speaker AS number FROM here UNION SELECT article, medium FROM origin_heard
        UNION SELECT article, step.speaker FROM (SELECT article, unnest(chain) AS step FROM here))
    SELECT * FROM first UNION SELECT a.article, unnest(a.members) FROM appearances a
        SEMI JOIN first f ON f.article = a.article AND f.number = a.number
        WHERE len(a.members) > 0"""
_COPIES = """SELECT c.article, c.original, t.outlet, c.reason,
        [(p."start", p.stop, p.original_start, p.original_stop) FOR p IN c.passages]
    FROM copies c LEFT JOIN (SELECT article, outlet FROM articles) t ON t.article = c.original
    WHERE c.article IN (SELECT article FROM origin_members) ORDER BY c.article, c.words DESC, c.original"""


@dataclass(slots=True)
class Gathered:
    """Statements by claim, in the order of print, those of claims that may be the same, and what was copied."""

    claims: dict[int, list[Statement]] = field(default_factory=dict)
    near: defaultdict[int, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    copies: defaultdict[int, list[Copied]] = field(default_factory=lambda: defaultdict(list))


def gather(connection: DuckDBPyConnection, claims: Sequence[int]) -> Gathered:
    """All that is asked of the ledger for these claims, in a few queries."""
    connection.execute(_MEMBERS, [list(claims)])
    connection.execute(_HEARD)
    connection.execute(_WANTED)
    texts: dict[int, str] = dict(connection.execute(_ARTICLES).fetchall())
    figures = {(row[0], row[1]): _figure(row, texts[row[0]]) for row in connection.execute(_FIGURES).fetchall()}
    heard = {
        (article, speaker): (Told(figures[article, medium], relation),)
        for article, speaker, medium, relation in connection.execute("SELECT * FROM origin_heard").fetchall()
        if (article, medium) in figures
    }
    found = Gathered()
    for row in connection.execute(_STATEMENTS).fetchall():
        statement = _statement(row, texts[row[2]], figures, heard)
        if statement.near is None:
            found.claims.setdefault(statement.claim, []).append(statement)
        else:
            found.near[statement.claim].append(statement)
    for statements in found.claims.values():
        statements.sort(key=lambda s: s.place)
    for article, original, outlet, reason, passages in connection.execute(_COPIES).fetchall():
        found.copies[article] += [Copied(original, outlet, p[:2], p[2:], reason) for p in passages]
    return found


def _figure(row: tuple[Any, ...], text: str) -> Figure:
    _, number, name, kind, actor, roles, members, first = row
    start, stop = first or (None, None)
    before, behind = _before(text, start), _behind(text, stop)
    return Figure(number, name, kind, actor, tuple(roles or ()), tuple(members or ()), before, behind)


def _before(text: str, start: int | None) -> str:
    return "" if start is None else text[max(start - _BESIDE, 0) : start]


def _behind(text: str, stop: int | None) -> str:
    return "" if stop is None else text[stop : stop + _BESIDE]


def _last_and_behind(text: str, stop: int | None) -> str:
    """What is behind, with the character before: whether a quotation or a sentence ends there."""
    return "" if stop is None else text[max(stop - 1, 0) : stop + _BESIDE]


def _words(text: str, pieces: Iterable[Span]) -> str:
    return " ".join(text[start : min(stop, start + _LONGEST)] for start, stop in pieces)


def _statement(
    row: tuple[Any, ...],
    text: str,
    figures: Mapping[tuple[int, int], Figure],
    heard: Mapping[tuple[int, int], tuple[Told, ...]],
) -> Statement:
    claim, attribution, article, start, stop, denies, kind, way, speaker, type_, sure, chain = row[:12]
    source, cue, first, last, outlet, published, day, weight, near = row[12:]
    who = figures.get((article, speaker)) if speaker is not None else None
    steps = tuple(Told(figures[article, at], how) for at, how in chain if (article, at) in figures)
    content = "" if first is None else _words(text, [(first, last)])
    return Statement(
        claim, attribution, article, outlet, seconds(published, day), (start, stop), denies,
        kind in (None, "assertion"), way != "indirect", _words(text, source or ()), _words(text, cue or ()),
        _before(text, first), _last_and_behind(text, last),
        who, type_, 1.0 if sure is None else sure, steps, _members(article, who, figures),
        heard.get((article, speaker), ()), _words(text, [(start, stop)]), weight, near,
        _before(text, start), _last_and_behind(text, stop), content,
    )  # fmt: skip


def _members(article: int, who: Figure | None, figures: Mapping[tuple[int, int], Figure]) -> tuple[Figure, ...]:
    wanted: Iterable[int] = who.members if who else ()
    return tuple(figures[article, at] for at in wanted if (article, at) in figures)


@lru_cache(maxsize=4096)
def seconds(published: str | None, day: Any = None) -> float:
    """When something was published, in seconds since 1970; of a day its noon, infinite where nobody knows."""
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        if day is None:
            return inf
        return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() + _NOON
    if len(published or "") <= len("2031-03-04"):
        return when.replace(tzinfo=UTC).timestamp() + _NOON
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
