"""Documents as the JSON that `onrecord read` prints (RFC 8259), and back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

from onrecord.export.visible import escaped
from onrecord.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Document,
    Link,
    Mention,
    Place,
    Quantity,
    Role,
    Span,
    Time,
)

_PLACE = [field.name for field in fields(Place)]
_QUANTITY = [field.name for field in fields(Quantity)]


def to_dict(document: Document) -> dict[str, Any]:
    """A document as plain dicts, lists, strings and numbers; spans are [start, end) in characters of `text`."""
    article = document.article
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "blocks": [{"kind": block.kind, "start": block.start, "end": block.end} for block in article.blocks],
        "attributions": _tree(document),
        "actors": [_actor(actor) for actor in document.actors],
        "times": [_time(time) for time in document.times],
        "quantities": [_quantity(quantity) for quantity in document.quantities],
        "places": [asdict(place) for place in document.places],
    }


def to_json(document: Document, indent: int | None = None) -> str:
    """A document as one line of JSON, or as several that are easier on the eye; safe to print on a terminal."""
    return escaped(json.dumps(to_dict(document), ensure_ascii=False, indent=indent))


def from_dict(row: Mapping[str, Any]) -> Document:
    """The document that `to_dict` made; fields that it doesn't know are passed over.

    Raises ValueError where a field is missing or is not what `to_dict` writes.
    """
    try:
        article = Article(
            id=row["id"],
            text=row["text"],
            blocks=tuple(Block(block["kind"], block["start"], block["end"]) for block in row["blocks"]),
            title=row["title"],
            outlet=row["outlet"],
            authors=tuple(row["authors"]),
            published=row["published"],
            language=row["language"],
            url=row["url"],
        )
        return Document(
            article,
            tuple(_flat(row["attributions"], None, 0)),
            tuple(map(_read_actor, row["actors"])),
            tuple(map(_read_time, row["times"])),
            tuple(map(_read_quantity, row["quantities"])),
            tuple(Place(**{name: place[name] for name in _PLACE}) for place in row["places"]),
        )
    except KeyError as error:
        raise ValueError(f"not a document: the field {error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"not a document: {error}") from error


def _tree(document: Document) -> list[dict[str, Any]]:
    """The outer attributions, each with those inside its content as `nested`."""
    rows = [_attribution(attribution, document.actors) for attribution in document.attributions]
    outer: list[dict[str, Any]] = []
    for row, attribution in zip(rows, document.attributions, strict=True):
        (outer if attribution.within is None else rows[attribution.within]["nested"]).append(row)
    return outer


def _attribution(attribution: Attribution, actors: Sequence[Actor]) -> dict[str, Any]:
    speaker = attribution.actor
    return {
        "source": _lists(attribution.source),
        "cue": _lists(attribution.cue),
        "content": _lists(attribution.content),
        "kind": attribution.kind,
        "type": attribution.type,
        "commitment": attribution.commitment,
        "speaker": None if speaker is None else actors[speaker].name,
        "speaker_type": attribution.speaker_type or "none",
        "actor": speaker,
        "speaker_confidence": attribution.speaker_confidence,
        "chain": [*(link.actor for link in attribution.chain), *(() if speaker is None else (speaker,))],
        "links": [
            {"actor": link.actor, "relation": link.relation, "span": link.span and list(link.span)}
            for link in attribution.chain
        ],
        "time": attribution.time,
        "confidence": attribution.confidence,
        "nested": [],
    }


def _flat(rows: Sequence[Mapping[str, Any]], within: int | None, place: int) -> Iterator[Attribution]:
    """The attributions of a tree, outer before inner; the first one gets the place `place`."""
    for row in rows:
        yield _read_attribution(row, within)
        inner = list(_flat(row["nested"], place, place + 1))
        yield from inner
        place += 1 + len(inner)


def _read_attribution(row: Mapping[str, Any], within: int | None) -> Attribution:
    source, cue, content = (_spans(row[role]) for role in ("source", "cue", "content"))
    return Attribution(
        source,
        cue,
        content,
        row["kind"],
        row["confidence"],
        within,
        row["type"],
        row["commitment"],
        None if row["speaker_type"] == "none" else row["speaker_type"],
        row["actor"],
        row["speaker_confidence"],
        tuple(Link(link["actor"], link["relation"], link["span"] and _span(link["span"])) for link in row["links"]),
        row["time"],
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "type": actor.type,
        "roles": [{"title": role.title, "span": list(role.span)} for role in actor.roles],
        "mentions": [[mention.start, mention.end] for mention in actor.mentions],
        "confidences": [mention.confidence for mention in actor.mentions],
        "members": list(actor.members),
    }


def _read_actor(row: Mapping[str, Any]) -> Actor:
    mentions = zip(row["mentions"], row["confidences"], strict=True)
    return Actor(
        row["name"],
        row["type"],
        tuple(Mention(start, end, confidence) for (start, end), confidence in mentions),
        tuple(Role(role["title"], _span(role["span"])) for role in row["roles"]),
        tuple(row["members"]),
    )


def _time(time: Time) -> dict[str, Any]:
    row = asdict(time)
    since, until = row.pop("since"), row.pop("until")
    return {**row, "from": since, "to": until}


def _read_time(row: Mapping[str, Any]) -> Time:
    return Time(row["start"], row["end"], row["type"], row["value"], row["modifier"], row["from"], row["to"])


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {**asdict(quantity), "of_span": quantity.of_span and list(quantity.of_span)}


def _read_quantity(row: Mapping[str, Any]) -> Quantity:
    values = {name: row[name] for name in _QUANTITY}
    return Quantity(**values | {"of_span": row["of_span"] and _span(row["of_span"])})


def _lists(spans: Sequence[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _spans(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(map(_span, rows))


def _span(row: Sequence[int]) -> Span:
    start, end = row
    return start, end
