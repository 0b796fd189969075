"""One article of a ledger, with its versions and all that was read from it."""

from dataclasses import dataclass
from datetime import datetime

from duckdb import DuckDBPyConnection

from onrecord.errors import NotInLedger
from onrecord.ledger.addresses import clean_address
from onrecord.ledger.asking.answers import table_of
from onrecord.ledger.asking.links import article_of, span_of
from onrecord.ledger.documents import read_documents
from onrecord.ledger.fetching import first_row
from onrecord.ledger.table import Table
from onrecord.records import Document, Span

_BY_NUMBER = "SELECT article FROM articles WHERE article = ?"
_BY_NAME = """
    SELECT article FROM articles WHERE id = $name OR url = $name OR key IN ($name, $key)
    ORDER BY latest DESC, article DESC LIMIT 1"""
_VERSIONS = """
    SELECT v.article, v.version, v.latest, v.id, v.url, v.title, v.published, v.fetched, v.added, v.software,
        (SELECT count(*) FROM attributions a WHERE a.article = v.article AND NOT a.rejected)
    FROM articles v WHERE v.key = (SELECT key FROM articles WHERE article = ?) ORDER BY v.version"""
_REJECTED = 'SELECT "number" FROM attributions WHERE article = ? AND rejected ORDER BY "number"'
_ACTORS = "SELECT appearance, actor FROM identities WHERE article = ?"
_CHANGES = "SELECT attribution FROM changes WHERE article = ? AND change = ? ORDER BY attribution"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: its number in the ledger, when it was fetched and added, by which software it was
    read, and how many statements it has."""

    article: int
    version: int
    latest: bool
    id: str
    url: str | None
    title: str | None
    published: str | None
    fetched: datetime | None
    added: datetime
    software: str
    statements: int


@dataclass(frozen=True, slots=True)
class Shown:
    """An article as the ledger has it.

    `version` is the one shown, `versions` all of them, oldest first. `span` is what the reference asked for, None where
    it named an article. `rejected` are places in `document.attributions`; `actors` the number in the ledger of each of
    `document.actors`, None where it has none. `came` and `went` are the statements that this version has and the one
    before had not, and the other way round; their columns are those of `find`.
    """

    version: Version
    versions: tuple[Version, ...]
    document: Document
    span: Span | None
    rejected: frozenset[int]
    actors: tuple[int | None, ...]
    came: Table
    went: Table


def show(connection: DuckDBPyConnection, article: int | str) -> Shown:
    """Return an article by its number, by a reference to a part of it ("12:210-330"), by its id or by its address.

    An id or an address means the latest version. Raises NotInLedger where there is none, or no such part of it.
    """
    number = article_number(connection, article)
    versions = tuple(Version(*row) for row in connection.execute(_VERSIONS, [number]).fetchall())
    (document,) = read_documents(connection, [number])
    span = span_of(str(article))
    if span and not span[0] < span[1] <= len(document.article.text):
        length = len(document.article.text)
        raise NotInLedger(f"{article}: nothing stands there; article {number} has the characters 0 to {length}")
    actors = dict(connection.execute(_ACTORS, [number]).fetchall())
    came, went = (
        table_of(connection, [(row[0], None) for row in connection.execute(_CHANGES, [number, change]).fetchall()])
        for change in ("came", "went")
    )
    return Shown(
        next(version for version in versions if version.article == number),
        versions,
        document,
        span,
        frozenset(place for (place,) in connection.execute(_REJECTED, [number]).fetchall()),
        tuple(actors.get(place) for place in range(len(document.actors))),
        came,
        went,
    )


def article_number(connection: DuckDBPyConnection, article: int | str) -> int:
    """The number of the article that `article` names, as `show` takes it; raises NotInLedger."""
    asked = article_of(str(article))
    if asked is not None:
        row = first_row(connection, _BY_NUMBER, [asked])
        if row:
            return int(row[0])
    name = str(article).strip().encode("utf-8", "replace").decode("utf-8")
    row = first_row(connection, _BY_NAME, {"name": name, "key": clean_address(name)})
    if row is None:
        raise NotInLedger(
            f"{name[:300]!r}: no such article here; name it by its number, a reference (12:210-330), its id or its "
            'address, or look for it: onrecord find "…"'
        )
    return int(row[0])
