"""A document as rows of the ledger's tables."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, TypeAlias

from onrecord.ledger.handed import Index
from onrecord.records import Article, Attribution, Document, Span

Row: TypeAlias = tuple[Any, ...]

_MOST = 255  # postings.count is one byte


@dataclass(slots=True)
class Rows:
    """Rows to be put into tables, by the table's name; each has the columns of `columns.TABLES` in their order."""

    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows at the end of what goes into a table."""
        self.tables[table].extend(rows)


@dataclass(frozen=True, slots=True)
class Place:
    """What the ledger knows of an article beside what was read: its number, key and version, and when it was got."""

    article: int
    key: str
    version: int
    text_hash: int
    fetched: datetime | None
    added: datetime
    software: str


def article_row(place: Place, article: Article, latest: bool) -> Row:
    """The article's row in `articles`."""
    return (
        place.article, place.key, place.version, latest, article.id, article.url, article.title, article.outlet,
        article.authors, article.published, _day(article.published, place.fetched), article.language, article.text,
        place.text_hash, [(block.kind, block.start, block.end) for block in article.blocks],
        place.fetched, place.added, place.software,
    )  # fmt: skip


def add_statements(rows: Rows, article: int, first: int, document: Document, index: Index) -> None:
    """Add all rows of what was read from an article, its attributions numbered in the ledger from `first` on."""
    rows.add(
        "attributions",
        (
            _attribution(first + number, article, number, attribution, sum(index.terms[number].values()))
            for number, attribution in enumerate(document.attributions)
        ),
    )
    rows.add("recent_postings", _postings(first, index))
    rows.add("signatures", ((first + number, *signs) for number, signs in enumerate(index.signatures)))
    rows.add(
        "appearances",
        (
            (
                article, number, actor.name, actor.type,
                [(mention.start, mention.end, mention.confidence) for mention in actor.mentions],
                [(role.title, *role.span) for role in actor.roles], actor.members,
            )
            for number, actor in enumerate(document.actors)
        ),
    )  # fmt: skip
    _add_facts(rows, article, document)


def _add_facts(rows: Rows, article: int, document: Document) -> None:
    rows.add(
        "times",
        (
            (article, number, time.start, time.end, time.type, time.value, time.modifier, time.since, time.until)
            for number, time in enumerate(document.times)
        ),
    )
    rows.add(
        "quantities",
        (
            (
                article, number, found.start, found.end, found.value, found.low, found.high, found.unit, found.of,
                *_ends(found.of_span), found.about, found.part_of,
            )
            for number, found in enumerate(document.quantities)
        ),
    )  # fmt: skip
    rows.add(
        "places",
        (
            (
                article, number, place.start, place.end, place.name, place.kind, place.lat, place.lon,
                place.geonames, place.country, place.confidence,
            )
            for number, place in enumerate(document.places)
        ),
    )  # fmt: skip


def _attribution(id_: int, article: int, number: int, attribution: Attribution, words: int) -> Row:
    chain = [(link.actor, link.relation, *_ends(link.span)) for link in attribution.chain]
    return (
        id_, article, number, attribution.within, attribution.kind, attribution.type, attribution.commitment,
        attribution.speaker_type, attribution.actor, attribution.speaker_confidence, attribution.confidence,
        attribution.time, attribution.source, attribution.cue, attribution.content, chain, words, False,
    )  # fmt: skip


def _postings(first: int, index: Index) -> Iterable[Row]:
    for number, terms in enumerate(index.terms):
        for term, count in terms.items():
            yield term, first + number, count if count < _MOST else _MOST


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return span or (None, None)


def _day(published: str | None, fetched: datetime | None) -> date | None:
    """The day that an ISO 8601 date names, in its own zone; where it names none, that of the fetching in UTC."""
    try:
        return date.fromisoformat((published or "")[:10])
    except ValueError:
        return fetched.astimezone(UTC).date() if fetched else None
