"""Statements of claims, with who makes them and when, as conflicts are looked for in them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from duckdb import DuckDBPyConnection

from .amounts import Amount

AROUND = 240  # characters before and behind a statement that are read with it
_EACH = 16  # statements of a claim, and as many that deny it, that are looked at
_STATEMENTS = f"""
    WITH wanted_claims AS (SELECT unnest($claims::UINTEGER[]) AS claim),
    chosen AS (
        SELECT s.* FROM claim_statements s JOIN wanted_claims USING (claim)
        QUALIFY row_number() OVER (PARTITION BY s.claim, s.stance ORDER BY s.confidence DESC, s.article, s.attribution)
            <= {_EACH}
    )
    SELECT s.claim, c.story, s.attribution, s.article, s.start, s.stop, s.stance = 'denies', s.confidence,
        i.actor, n.name, list_transform(n.roles, lambda role: role.title), coalesce(n.type, ''),
        coalesce(try_cast(left(t.since, 10) AS DATE), a.day), a.day, t.since IS NOT NULL, x.commitment
    FROM chosen s
    JOIN claims c ON c.claim = s.claim
    JOIN articles a ON a.article = s.article
    JOIN attributions x ON x.attribution = s.attribution AND NOT x.rejected
    LEFT JOIN appearances n ON n.article = x.article AND n.number = x.speaker
    LEFT JOIN identities i ON i.article = x.article AND i.appearance = x.speaker
    LEFT JOIN times t ON t.article = x.article AND t.number = x.time
    ORDER BY s.claim, s.article, s.start, s.attribution"""
# Cut to pieces here and not by the query, which would go through the whole of a long text for each of them
_TEXTS = "SELECT article, text FROM articles WHERE article IN (SELECT unnest($articles::UINTEGER[]))"
_AMOUNTS = """
    SELECT article, start, stop, value, low, high, unit, counted, about FROM quantities
    WHERE article IN (SELECT unnest($articles::UINTEGER[])) ORDER BY article, start"""
_DAYS = """
    SELECT article, start, stop, try_cast(left(since, 10) AS DATE) FROM times
    WHERE article IN (SELECT unnest($articles::UINTEGER[])) AND type IN ('DATE', 'TIME') AND len(value) >= 10
    ORDER BY article, start"""


@dataclass(slots=True)
class Statement:
    """One statement of a claim, or of its denial. `text` starts at the character `begins` of the article.

    `said` is the day on which it was said, as far as the article tells (`dated`), else that of the article. `amounts`
    are the figures in it, `days` those that are named in it and right around it, each with its place; `dated_by` is
    kept there once it is known which of them it speaks of.
    """

    claim: int
    story: int | None
    attribution: int
    article: int
    start: int
    stop: int
    denies: bool
    confidence: float
    actor: int | None
    speaker: str | None
    titles: tuple[str, ...]
    sort: str
    said: date | None
    day: date | None
    dated: bool
    commitment: str | None
    begins: int
    text: str
    amounts: list[Amount]
    days: list[tuple[int, date]]
    dated_by: frozenset[date] | None = None

    @property
    def content(self) -> str:
        """What is said."""
        return self.text[self.start - self.begins : self.stop - self.begins]

    @property
    def before(self) -> str:
        """The words before it."""
        return self.text[: self.start - self.begins]

    @property
    def behind(self) -> str:
        """The words behind it."""
        return self.text[self.stop - self.begins :]

    @property
    def who(self) -> str:
        """The speaker as a reason names them."""
        return self.speaker or "somebody unnamed"


def read_statements(connection: DuckDBPyConnection, claims: Collection[int]) -> dict[int, list[Statement]]:
    """Statements by claim, in the order of their articles; of a claim with many those that are surest of it."""
    found: dict[int, list[Statement]] = {}
    rows = connection.execute(_STATEMENTS, {"claims": sorted(claims)}).fetchall() if claims else []
    texts = dict(connection.execute(_TEXTS, {"articles": sorted({row[3] for row in rows})}).fetchall())
    for row in rows:
        titles = tuple(title for title in row[10] or () if title)
        begins = max(row[4] - AROUND, 0)
        around = texts[row[3]][begins : row[5] + AROUND]
        found.setdefault(row[0], []).append(Statement(*(*row[:10], titles, *row[11:], begins, around, [], [])))
    return found


def add_figures(connection: DuckDBPyConnection, statements: Iterable[Statement]) -> None:
    """Give statements the figures and the days that stand in them, and the days right around them."""
    here: dict[int, list[Statement]] = {}
    for statement in statements:
        here.setdefault(statement.article, []).append(statement)
    parameters = {"articles": sorted(here)}
    for article, *amount in connection.execute(_AMOUNTS, parameters).fetchall():
        for statement in here[article]:
            if statement.start <= amount[0] and amount[1] <= statement.stop:
                statement.amounts.append(Amount(*amount))
    for article, start, stop, day in connection.execute(_DAYS, parameters).fetchall():
        for statement in here[article]:
            if day is not None and statement.start - AROUND <= start and stop <= statement.stop + AROUND:
                statement.days.append((start, day))
