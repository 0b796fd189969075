"""Articles, actors and statements as entities of FollowTheMoney (https://followthemoney.tech).

| in the ledger | schema |
|---|---|
| article | Article |
| named person, organisation, group, document | Person, Organization, LegalEntity, Document |
| that an article names an actor | Mention, resolved to the actor |
| statement | Note: its content, about who speaks and, as proof, the article |
| that somebody speaks in an article | Documentation, with the role "source" |

Ids are name-based, so that the same things have the same ids in every export of a ledger.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID

from onrecord.export.facts import told_of
from onrecord.export.identifying import article_iri, known_uuid, statement_uuids, uuid_of, web_address
from onrecord.export.recorded import Known, Recorded
from onrecord.export.schema_org import iso_date
from onrecord.export.visible import escaped, one_line, visible
from onrecord.records import Article, Attribution

_SCHEMATA = {
    "person": "Person",
    "author": "Person",
    "organisation": "Organization",
    "group": "LegalEntity",
    "document": "Document",
}


def actor_entities(actors: Iterable[Known]) -> Iterator[dict[str, Any]]:
    """An entity for each actor that this model has a schema for, with its other names and its roles."""
    for actor in actors:
        schema = _SCHEMATA.get(actor.type)
        names = [name for name in dict.fromkeys((actor.name, *actor.names)) if one_line(name).strip()]
        if schema is None or not names:
            continue
        properties: dict[str, list[str | None]] = {"name": [names[0]], "alias": [*names[1:]]}
        if schema == "Person":
            properties["position"] = [*actor.roles]
        if schema == "Document":
            properties |= {"title": [names[0]], "fileName": [names[0]]}
        yield _entity(known_uuid(actor.actor, actor.name), schema, properties)


def _called(recorded: Recorded, place: int) -> str:
    """What an actor is called in its article, else over all; empty where that cannot be seen."""
    names = (recorded.document.actors[place].name, recorded.name(place))
    return next((name for name in names if one_line(name).strip()), "")


def document_entities(recorded: Recorded) -> Iterator[dict[str, Any]]:
    """The entities of one article: itself, whom it names, who speaks in it, and its statements."""
    key = uuid_of("article", article_iri(recorded.document.article))
    yield _article(recorded.document.article, key)
    for place, (number, name) in recorded.actors.items():
        schema = _SCHEMATA.get(recorded.document.actors[place].type)
        if schema not in (None, "Document") and recorded.document.actors[place].mentions and _called(recorded, place):
            yield _mention(recorded, place, key, known_uuid(number, name), str(schema))
    attributions = recorded.document.attributions
    speakers = {actor for each in attributions for actor in _speakers(recorded, each)}
    for speaker in sorted(speakers):
        link: dict[str, list[str | None]] = {"document": [str(key)], "entity": [str(speaker)], "role": ["source"]}
        yield _entity(uuid_of("documentation", str(key), str(speaker)), "Documentation", link)
    for statement, attribution in zip(statement_uuids(recorded.document), attributions, strict=True):
        yield _note(recorded, attribution, statement, key)


def to_follow_the_money(recorded: Recorded) -> Iterator[str]:
    """The entities of one article as lines of JSON."""
    yield from map(entity_line, document_entities(recorded))


def entity_line(entity: Mapping[str, Any]) -> str:
    """One entity as a line of JSON, safe to print on a terminal."""
    return escaped(json.dumps(entity, ensure_ascii=False))


def _article(article: Article, key: UUID) -> dict[str, Any]:
    properties: dict[str, list[str | None]] = {
        "fileName": [article.id],
        "title": [article.title],
        "author": [*article.authors],
        "publisher": [article.outlet],
        "publishedAt": [_moment(article.published)],
        "language": [_languages().get(article.language or "")],
        "sourceUrl": [web_address(article.url)],
        "bodyText": [article.text],
    }
    return _entity(key, "Article", properties)


def _mention(recorded: Recorded, place: int, article: UUID, actor: UUID, schema: str) -> dict[str, Any]:
    name = _called(recorded, place)
    properties: dict[str, list[str | None]] = {
        "document": [str(article)],
        "name": [name],
        "resolved": [str(actor)],
        "detectedSchema": [schema],
    }
    return _entity(uuid_of("mention", str(article), str(actor), name), "Mention", properties)


def _note(recorded: Recorded, attribution: Attribution, name: UUID, article: UUID) -> dict[str, Any]:
    document = recorded.document
    who = ", ".join(recorded.name(place) for place in recorded.speakers(attribution))
    facts = (attribution.kind, attribution.type, attribution.commitment, told_of(document, attribution))
    told = " · ".join([*(fact for fact in facts if fact), f"confidence {attribution.confidence:.2f}"])
    properties: dict[str, list[str | None]] = {
        "name": [who or _words(recorded, attribution.source) or "unattributed"],
        "description": [_words(recorded, attribution.content)],
        "summary": [told],
        "entity": [str(actor) for actor in _speakers(recorded, attribution)],
        "proof": [str(article)],
        "publisher": [document.article.outlet],
        "sourceUrl": [web_address(document.article.url)],
    }
    return _entity(name, "Note", properties)


def _words(recorded: Recorded, spans: Iterable[tuple[int, int]]) -> str:
    return " … ".join(recorded.document.article.text[start:end] for start, end in spans)


def _speakers(recorded: Recorded, attribution: Attribution) -> Iterator[UUID]:
    for place in recorded.speakers(attribution):
        if place in recorded.actors and recorded.document.actors[place].type in _SCHEMATA:
            yield known_uuid(*recorded.actors[place])


def _entity(key: UUID, schema: str, properties: Mapping[str, Iterable[str | None]]) -> dict[str, Any]:
    shown = {
        name: list(dict.fromkeys(visible(value).strip() for value in values if value and visible(value).strip()))
        for name, values in properties.items()
    }
    return {"id": str(key), "schema": schema, "properties": {name: values for name, values in shown.items() if values}}


def _moment(value: str | None) -> str | None:
    """A date, or a moment in UTC: FollowTheMoney compares dates as text, and leaves zones out."""
    found = iso_date(value)
    if found is None or "T" not in found:
        return found
    moment = datetime.fromisoformat(found)
    try:
        in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    except OverflowError:  # at the ends of the calendar
        return moment.date().isoformat()
    return in_utc.replace(tzinfo=None).isoformat(timespec="seconds")


@cache
def _languages() -> dict[str, str]:
    rows = files("onrecord.export").joinpath("data/languages.tsv").read_text(encoding="utf-8").splitlines()
    return dict(row.split("\t") for row in rows if row and not row.startswith("#"))
