"""What a question is limited to, as SQL that selects the attributions it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from duckdb import DuckDBPyConnection

from onrecord.errors import BadFilter
from onrecord.ledger.asking.days import first_day, last_day
from onrecord.ledger.asking.names import Meant, fitting, meant, unknown
from onrecord.ledger.asking.question import loose_pattern, pattern
from onrecord.ledger.fetching import first_row
from onrecord.records import ActorType, AttributionKind, AttributionType, Commitment

_VALUES: dict[str, tuple[str, ...]] = {
    "kind": get_args(AttributionKind),
    "type": get_args(AttributionType),
    "commitment": get_args(Commitment),
    "speaker_type": (*get_args(ActorType), "none"),
}
# Everywhere here: an inner join with what is wanted, each once, lets DuckDB pass over what is not while it reads; a
# semi join does not, and takes several times as long.
# An actor's appearances, those with a fitting name that nobody has been identified with yet, and those of which
# either is a member: "Abel and Baker said"
PEOPLE = """
    {0}_named AS MATERIALIZED (
        SELECT article, number FROM appearances WHERE name IN (SELECT unnest(${0}_names::VARCHAR[]))
    ),
    {0}_actors AS (
        SELECT actor FROM identities i JOIN {0}_named n ON i.article = n.article AND i.appearance = n.number
        UNION SELECT actor FROM actors WHERE name IN (SELECT unnest(${0}_names::VARCHAR[])) OR actor = ${0}_actor
    ),
    {0}_alone AS MATERIALIZED (
        SELECT article, appearance AS number FROM identities JOIN {0}_actors USING (actor)
        UNION FROM {0}_named
    ),
    {0} AS MATERIALIZED (
        FROM {0}_alone UNION
        SELECT joint.article, joint.number
        FROM (SELECT article, number, unnest(members) AS member FROM appearances WHERE len(members) > 0) joint
        JOIN {0}_alone one ON one.article = joint.article AND one.number = joint.member
    )"""
_CHAINS = """
    chained AS MATERIALIZED (
        SELECT DISTINCT link.attribution FROM (
            SELECT attribution, article, unnest(chain).speaker AS number
            FROM attributions JOIN (SELECT DISTINCT article FROM via) USING (article)
        ) link JOIN via ON via.article = link.article AND via.number = link.number
        UNION
        SELECT attribution FROM attributions JOIN (
            SELECT article FROM articles WHERE outlet IN (SELECT unnest($via_outlets::VARCHAR[]))) USING (article)
    )"""
_PLACES = """
    wanted AS MATERIALIZED (
        SELECT article, "start", stop FROM places
        WHERE country = $country
            OR contains(' ' || lower(strip_accents(name)) || ' ', ' ' || lower(strip_accents($place)) || ' ')
    ),
    placed AS MATERIALIZED (
        SELECT DISTINCT piece.attribution FROM (
            SELECT attribution, article, unnest(content) AS span
            FROM attributions JOIN (SELECT DISTINCT article FROM wanted) USING (article)
        ) piece
        JOIN wanted w ON w.article = piece.article AND w."start" >= piece.span.start AND w.stop <= piece.span.stop
    )"""
_CLAIMED = """JOIN (
        SELECT DISTINCT attribution FROM claim_statements
        JOIN (SELECT claim FROM claims WHERE least >= $origins) USING (claim) WHERE stance = 'says'
    ) claimed ON claimed.attribution = a.attribution"""
_APART = "chr(1)"  # between pieces: no phrase reaches over it
_HIDDEN = """
    SELECT attribution FROM attributions a
    WHERE a.rejected OR a.article IN (SELECT article FROM articles WHERE NOT latest)
    UNION ALL FROM dropped"""
_ANY_HIDDEN = """
    SELECT EXISTS (SELECT 1 FROM attributions WHERE rejected) OR EXISTS (SELECT 1 FROM articles WHERE NOT latest)
        OR EXISTS (FROM dropped)"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What statements have to be; None leaves it open. The meanings are those of `find`."""

    by: int | str | None = None
    outlet: str | None = None
    since: str | date | None = None
    until: str | date | None = None
    kind: str | None = None
    type: str | None = None
    commitment: str | None = None
    via: int | str | None = None
    speaker_type: str | None = None
    place: str | None = None
    min_confidence: float = 0.0
    versions: bool = False
    origins: int | None = None


@dataclass(slots=True)
class Restriction:
    """A SELECT of attributions, each once, with its parameters, and how to join it: INNER keeps those, ANTI the others.

    `tables` are the WITH clauses that the SELECT needs. `join` is None where nothing is left out.
    """

    join: Literal["INNER", "ANTI"] | None = None
    tables: list[str] = field(default_factory=list)
    select: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)

    def clause(self) -> str:
        """Return the WITH clause; `allowed` is the table of attributions."""
        if self.join is None:
            return ""
        return "WITH " + ",".join([*self.tables, f" allowed AS MATERIALIZED ({self.select})"])

    def joined(self, table: str) -> str:
        """`table`, which has a column `attribution`, with only what the restriction leaves of it."""
        return table if self.join is None else f"{table} {self.join} JOIN allowed USING (attribution)"


def restriction(connection: DuckDBPyConnection, filters: Filters, phrases: tuple[str, ...] = ()) -> Restriction:
    """Return what leaves the attributions that `filters` let through and in whose content every phrase stands.

    Raises BadFilter for values that mean nothing, NotInLedger for names that nobody bears.
    """
    _checked(filters)
    default = filters == Filters(versions=filters.versions)
    if default and not phrases:
        return _without_hidden(connection, filters.versions)
    found = Restriction("INNER")
    conditions = ["NOT a.rejected", *_of_statements(filters, found)]
    if not filters.versions:
        conditions.append("a.article NOT IN (SELECT article FROM articles WHERE NOT latest)")
    joins = [*_of_articles(connection, filters, found), *_of_people(connection, filters, found)]
    if filters.origins is not None:
        joins.append(_CLAIMED)
        found.parameters["origins"] = filters.origins
    joins += _worded(found, phrases)
    columns = "a.attribution, a.article, a.content" if phrases else "a.attribution"
    found.select = f"SELECT {columns} FROM attributions a {' '.join(joins)} WHERE {' AND '.join(conditions)}"
    if phrases:
        _with_phrases(found, phrases)
    return found


def _without_hidden(connection: DuckDBPyConnection, versions: bool) -> Restriction:
    if versions:
        return Restriction("ANTI", [], "SELECT attribution FROM attributions WHERE rejected UNION ALL FROM dropped")
    row = first_row(connection, _ANY_HIDDEN)
    return Restriction("ANTI", [], _HIDDEN) if row and row[0] else Restriction()


def _checked(filters: Filters) -> None:
    for name, values in _VALUES.items():
        value = getattr(filters, name)
        if value is not None and value not in values:
            raise BadFilter(f"{name}: there is no {value!r}; it is one of {', '.join(values)}")
    if filters.origins is not None and filters.origins < 0:
        raise BadFilter(f"origins: {filters.origins} is not a number of origins; write 1, 2 or more")
    if not 0.0 <= filters.min_confidence <= 1.0:
        raise BadFilter(f"min_confidence: {filters.min_confidence!r} is not from 0 to 1")


def _of_statements(filters: Filters, found: Restriction) -> list[str]:
    conditions = []
    for name in ("kind", "type", "commitment", "speaker_type"):
        value = getattr(filters, name)
        if value == "none":
            conditions.append("a.speaker_type IS NULL")
        elif value is not None:
            conditions.append(f"a.{name} = ${name}")
            found.parameters[name] = value
    if filters.min_confidence > 0:
        conditions.append("a.confidence >= $least")
        found.parameters["least"] = filters.min_confidence
    return conditions


def _of_articles(connection: DuckDBPyConnection, filters: Filters, found: Restriction) -> list[str]:
    conditions = []
    if filters.since is not None:
        conditions.append("x.day >= $since")
        found.parameters["since"] = first_day(filters.since, "since")
    if filters.until is not None:
        conditions.append("x.day <= $until")
        found.parameters["until"] = last_day(filters.until, "until")
    if filters.outlet is not None:
        outlets = outlets_named(connection, filters.outlet)
        if not outlets:
            raise unknown(connection, filters.outlet, "outlets")
        conditions.append("x.outlet IN (SELECT unnest($outlets::VARCHAR[]))")
        found.parameters["outlets"] = list(outlets)
    if not conditions:
        return []
    return [f"JOIN (SELECT article FROM articles x WHERE {' AND '.join(conditions)}) USING (article)"]


def _of_people(connection: DuckDBPyConnection, filters: Filters, found: Restriction) -> list[str]:
    joins = []
    if filters.by is not None:
        people = meant(connection, filters.by)
        if not people:
            raise unknown(connection, filters.by)
        _named(found, "speaking", people)
        joins.append("JOIN (SELECT DISTINCT article FROM speaking) USING (article)")
        joins.append("JOIN speaking ON speaking.article = a.article AND speaking.number = a.speaker")
    if filters.via is not None:
        people = meant(connection, filters.via)
        outlets = outlets_named(connection, str(filters.via))
        if not people and not outlets:
            raise unknown(connection, filters.via)
        _named(found, "via", people)
        found.tables.append(_CHAINS)
        found.parameters["via_outlets"] = list(outlets)
        joins.append("JOIN chained ON chained.attribution = a.attribution")
    if filters.place is not None:
        code = filters.place if len(filters.place) == 2 and filters.place.isupper() else None
        found.parameters |= {"country": code, "place": filters.place.strip().encode("utf-8", "replace").decode("utf-8")}
        found.tables.append(_PLACES)
        joins.append("JOIN placed ON placed.attribution = a.attribution")
    return joins


def _named(found: Restriction, table: str, people: Meant) -> None:
    found.tables.append(PEOPLE.format(table))
    found.parameters |= {f"{table}_names": list(people.names), f"{table}_actor": people.actor}


def outlets_named(connection: DuckDBPyConnection, name: str) -> tuple[str, ...]:
    """The outlets in the ledger that a name fits."""
    rows = connection.execute("SELECT DISTINCT outlet FROM articles WHERE outlet IS NOT NULL").fetchall()
    return fitting(name, [outlet for (outlet,) in rows])


def _worded(found: Restriction, phrases: tuple[str, ...]) -> list[str]:
    """Narrow to the contents that have all the words of the phrases, by the index.

    Where it has none of the words, as they are function words, to the articles in which the phrases stand.
    """
    from onrecord.meaning import terms

    wanted = sorted({term for phrase in phrases for term in terms(phrase)})
    if not phrases:
        return []
    if not wanted:
        tests = [f"regexp_matches(text, $loose{number})" for number in range(len(phrases))]
        found.parameters |= {f"loose{number}": loose_pattern(phrase) for number, phrase in enumerate(phrases)}
        return [f"JOIN (SELECT article FROM articles WHERE {' AND '.join(tests)}) USING (article)"]
    found.tables.append(f""" worded AS MATERIALIZED (
        SELECT attribution FROM {hits(wanted)} GROUP BY attribution HAVING count(*) = {len(wanted)})""")
    return ["JOIN worded ON worded.attribution = a.attribution"]


def _with_phrases(found: Restriction, phrases: tuple[str, ...]) -> None:
    """Narrow to the contents in one piece of which each phrase stands, by the texts."""
    found.tables.append(f" narrowed AS MATERIALIZED ({found.select})")
    # outside of the lambda, as an expression within one is made ready anew for every row
    found.tables.append(f""" texts AS MATERIALIZED (
        SELECT n.attribution, array_to_string(
            list_transform(n.content, lambda piece: x.text[piece.start + 1 : piece.stop]), {_APART}) AS content
        FROM narrowed n JOIN (
            SELECT article, text FROM articles JOIN (SELECT DISTINCT article FROM narrowed) USING (article)
        ) x USING (article))""")
    tests = [f"regexp_matches(content, $phrase{number})" for number in range(len(phrases))]
    found.parameters |= {f"phrase{number}": pattern(phrase) for number, phrase in enumerate(phrases)}
    found.select = f"SELECT attribution FROM texts WHERE {' AND '.join(tests)}"


def hits(terms: Iterable[int]) -> str:
    """Return the SELECT of all postings of these terms.

    As numbers in the query they prune what is read of the sorted table; as parameters, or joined, they would not.
    """
    given = ", ".join(str(int(term)) for term in terms)
    return f"(FROM postings WHERE term IN ({given}) UNION ALL FROM recent_postings WHERE term IN ({given}))"
