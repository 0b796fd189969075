"""A batch of pages, decided on one after the other, as rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from duckdb import DuckDBPyConnection

from onrecord.errors import LedgerError
from onrecord.ledger import columns
from onrecord.ledger.comparing import came_and_went
from onrecord.ledger.documents import read_documents
from onrecord.ledger.fetching import first_row
from onrecord.ledger.handed import Handed, Index, Missed, Outcome, Reading, text_hash
from onrecord.ledger.identity import Known, akin, keys
from onrecord.ledger.indexing import content
from onrecord.ledger.rows import Place, Row, Rows, add_statements, article_row
from onrecord.records import Article, Document, Failure

Look: TypeAlias = tuple[str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page's row, as far as it matters for what becomes of the page when it is handed in again."""

    outcome: str
    article: int | None
    attempts: int


class Batch:
    """Decides what becomes of each page of a batch, in order, and puts it all into the tables at the end.

    Everything that is asked of the ledger is asked in the constructor, for all pages at once.
    """

    def __init__(
        self, connection: DuckDBPyConnection, items: Sequence[Reading | Missed], run: int, software: str
    ) -> None:
        self.items = [encodable_item(item) for item in items]
        self._connection = connection
        self._run = run
        self._software = software
        self._now = datetime.now(UTC)
        self._rows = Rows()
        self._written: dict[int, tuple[Place, Document, int]] = {}  # article: its first attribution is the last
        self._pages: dict[int, Row] = {}
        self._outdated: set[int] = set()
        self._article, self._attribution = next_numbers(connection)
        readings = [item for item in self.items if isinstance(item, Reading)]
        self._known_pages = _pages(connection, [item.handed.page for item in self.items])
        self._again = set(self._known_pages)
        self._known = _known(connection, [key for item in readings for key in keys(item.document.article, item.handed)])
        self._looks = _looks(connection, [text_hash(item.document.article.text) for item in readings])

    def take(self, item: Reading | Missed) -> Outcome:
        """Decide on one page."""
        if isinstance(item, Missed):
            self._note(item.handed, "failed", None, item.failure)
            return "failed"
        check_index(item.document, item.index, item.handed.name)
        hash_ = text_hash(item.document.article.text)
        key, versions = self._place(item.document.article, item.handed, hash_)
        there = self._there(item.document.article, hash_, versions)
        if there is not None:
            self._note(item.handed, "same", there)
            return "same"
        last = max(versions, key=lambda known: known.version, default=None)
        outcome: Outcome = "changed" if last else "read"
        place = Place(
            self._article, key, last.version + 1 if last else 1, hash_, utc(item.handed.fetched), self._now,
            self._software,
        )  # fmt: skip
        self._write(place, item.document, item.index, last)
        self._note(item.handed, outcome, place.article)
        return outcome

    def put(self) -> None:
        """Put everything that was decided into the tables."""
        for place, document, _ in self._written.values():
            latest = place.article not in self._outdated
            self._rows.add("articles", [article_row(place, document.article, latest)])
        outdated = self._outdated - set(self._written)
        if outdated:
            self._connection.execute(
                "UPDATE articles SET latest = false WHERE article IN (SELECT unnest(?::UINTEGER[]))", [sorted(outdated)]
            )
        if self._again:
            self._connection.execute(
                "DELETE FROM pages WHERE page IN (SELECT unnest(?::HUGEINT[]))", [sorted(self._again)]
            )
        self._rows.add("pages", self._pages.values())
        insert(self._connection, self._rows)

    def _place(self, article: Article, handed: Handed, hash_: int) -> tuple[str, list[Known]]:
        *doubtful, sure = keys(article, handed)
        for key in doubtful:
            versions = self._known[key]
            if not versions or any(known.text_hash == hash_ for known in versions):
                return key, versions
            if akin(article.text, self._document(max(versions, key=lambda known: known.version)).article.text):
                return key, versions
        return sure, self._known[sure]

    def _there(self, article: Article, hash_: int, versions: Iterable[Known]) -> int | None:
        """The number of the article that this one is the same as."""
        for known in versions:
            if known.text_hash == hash_:
                return known.article
        return None if versions or article.url else self._looks[hash_].get(_look(article))

    def _write(self, place: Place, document: Document, index: Index, last: Known | None) -> None:
        first = self._attribution
        add_statements(self._rows, place.article, first, document, index)
        if last:
            self._outdated.add(last.article)
            self._rows.add("changes", self._changes(last, place.article, document, first))
        self._written[place.article] = (place, document, first)
        known = Known(place.article, place.version, True, place.text_hash)
        self._known[place.key] = [*(replace(old, latest=False) for old in self._known[place.key]), known]
        self._looks[place.text_hash].setdefault(_look(document.article), place.article)
        self._article += 1
        self._attribution += len(document.attributions)

    def _document(self, known: Known) -> Document:
        written = self._written.get(known.article)
        return written[1] if written else next(read_documents(self._connection, [known.article]))

    def _changes(self, last: Known, article: int, document: Document, first: int) -> Iterable[Row]:
        written = self._written.get(last.article)
        if written:
            old, numbers = written[1], range(written[2], written[2] + len(written[1].attributions))
            return changes(article, document, range(first, first + len(document.attributions)), old, numbers)
        old, standing = self._document(last), numbers_of(self._connection, last.article)
        return changes(article, document, range(first, first + len(document.attributions)), old, standing)

    def _note(self, handed: Handed, outcome: Outcome, article: int | None, failure: Failure | None = None) -> None:
        there = self._known_pages.get(handed.page)
        attempts = there.attempts + 1 if there else 1
        # the page that an article was read from is not the "same" as another one when it comes again
        kept = there.outcome if there and outcome == "same" and there.article == article else outcome
        if failure and there and there.article is not None:
            kept, article, failure = there.outcome, there.article, None
        self._known_pages[handed.page] = _Page(kept, article, attempts)
        self._pages[handed.page] = (
            handed.page, handed.name, handed.source, self._run, kept, article,
            failure.error if failure else None, failure.reason if failure else None, min(attempts, 65_535), self._now,
        )  # fmt: skip


def check_index(document: Document, index: Index, name: str) -> None:
    """Raise LedgerError where an index is not that of the document."""
    statements, terms, signatures = len(document.attributions), len(index.terms), len(index.signatures)
    if not statements == terms == signatures:
        raise LedgerError(
            f"{name}: {statements} statements with {terms} sets of terms and {signatures} signatures; "
            "make them with onrecord.ledger.index"
        )


def encodable_item(item: Reading | Missed) -> Reading | Missed:
    """The page with its document as `encodable` makes it."""
    return replace(item, document=encodable(item.document)) if isinstance(item, Reading) else item


def encodable(document: Document) -> Document:
    """The document with halves of surrogate pairs, which no file holds, as U+FFFD in the article's fields."""
    article = document.article
    held: dict[str, Any] = {
        name: value
        for name in ("id", "text", "title", "outlet", "published", "language", "url")
        if isinstance(value := getattr(article, name), str)
    }
    sound: dict[str, Any] = {name: columns.whole(value) for name, value in held.items()}
    return document if held == sound else replace(document, article=replace(article, **sound))


def insert(connection: DuckDBPyConnection, rows: Rows) -> None:
    """Put rows at the end of their tables."""
    for name, held in rows.tables.items():
        if held:
            connection.register("rows_to_insert", columns.as_table(name, held))
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM rows_to_insert")
            connection.unregister("rows_to_insert")


def next_numbers(connection: DuckDBPyConnection) -> tuple[int, int]:
    """The numbers that the next article and the next attribution get; none is ever given twice."""
    row = first_row(
        connection,
        """SELECT coalesce((SELECT max(article) FROM articles), 0),
                  greatest(0, (SELECT max(attribution) FROM attributions), (SELECT max(attribution) FROM dropped))""",
    )
    article, attribution = row or (0, 0)
    return article + 1, attribution + 1


def numbers_of(connection: DuckDBPyConnection, article: int) -> list[int]:
    """The ledger's numbers of an article's attributions, in the article's order."""
    rows = connection.execute("SELECT attribution FROM attributions WHERE article = ? ORDER BY number", [article])
    return [number for (number,) in rows.fetchall()]


def changes(
    article: int, new: Document, numbers: Sequence[int], old: Document, old_numbers: Sequence[int]
) -> list[Row]:
    """The rows of `changes` between a version of an article and the one before it."""
    came, went = came_and_went(
        [content(old, attribution) for attribution in old.attributions],
        [content(new, attribution) for attribution in new.attributions],
    )
    return [
        *((article, "came", numbers[place]) for place in came),
        *((article, "went", old_numbers[place]) for place in went),
    ]


def utc(moment: datetime | None) -> datetime | None:
    """A moment without a zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _pages(connection: DuckDBPyConnection, pages: Sequence[int]) -> dict[int, _Page]:
    query = "SELECT page, outcome, article, attempts FROM pages WHERE page IN (SELECT unnest(?::HUGEINT[]))"
    return {page: _Page(*rest) for page, *rest in connection.execute(query, [list(pages)]).fetchall()}


def _known(connection: DuckDBPyConnection, asked: Sequence[str]) -> defaultdict[str, list[Known]]:
    query = """SELECT key, article, version, latest, text_hash FROM articles
               WHERE key IN (SELECT unnest(?::VARCHAR[])) ORDER BY version"""
    found: defaultdict[str, list[Known]] = defaultdict(list)
    for key, *rest in connection.execute(query, [list(asked)]).fetchall():
        found[key].append(Known(*rest))
    return found


def _looks(connection: DuckDBPyConnection, hashes: Sequence[int]) -> Mapping[int, dict[Look, int]]:
    query = """SELECT text_hash, article, title, outlet, published FROM articles
               WHERE text_hash IN (SELECT unnest(?::HUGEINT[])) ORDER BY article DESC"""
    found: defaultdict[int, dict[Look, int]] = defaultdict(dict)
    rows: list[Any] = connection.execute(query, [list(hashes)]).fetchall()
    for hash_, article, title, outlet, published in rows:
        found[hash_][(title, outlet, published)] = article
    return found


def _look(article: Article) -> Look:
    return article.title, article.outlet, article.published
