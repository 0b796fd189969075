"""Documents as the JSON that `onrecord read` prints (RFC 8259), and back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.export.visible import escaped
from onrecord.records import Article, Attribution, Block, Document, Span


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
        "attributions": _tree(document.attributions),
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
        return Document(article, tuple(_flat(row["attributions"], None, 0)))
    except KeyError as error:
        raise ValueError(f"not a document: the field {error} is missing") from error
    except (TypeError, AttributeError) as error:
        raise ValueError(f"not a document: {error}") from error


def _tree(attributions: Sequence[Attribution]) -> list[dict[str, Any]]:
    """The outer attributions, each with those inside its content as `nested`."""
    rows: list[dict[str, Any]] = [
        {
            "source": _lists(attribution.source),
            "cue": _lists(attribution.cue),
            "content": _lists(attribution.content),
            "kind": attribution.kind,
            "confidence": attribution.confidence,
            "nested": [],
        }
        for attribution in attributions
    ]
    outer: list[dict[str, Any]] = []
    for row, attribution in zip(rows, attributions, strict=True):
        (outer if attribution.within is None else rows[attribution.within]["nested"]).append(row)
    return outer


def _flat(rows: Sequence[Mapping[str, Any]], within: int | None, place: int) -> Iterator[Attribution]:
    """The attributions of a tree, outer before inner; the first one gets the place `place`."""
    for row in rows:
        source, cue, content = (_spans(row[role]) for role in ("source", "cue", "content"))
        yield Attribution(source, cue, content, row["kind"], row["confidence"], within)
        inner = list(_flat(row["nested"], place, place + 1))
        yield from inner
        place += 1 + len(inner)


def _lists(spans: Sequence[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _spans(rows: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in rows)
