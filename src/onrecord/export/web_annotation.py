"""Statements as annotations of the W3C Web Annotation Data Model (Recommendation of 23 February 2017).

An annotation is one statement. Its targets are the pieces of the content; its bodies say who speaks, where the
article names the source and has the cue, and of what kind the statement is. Each piece has a TextQuoteSelector,
which finds it on the page, and a TextPositionSelector, which counts code points of the article's text.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.export.facts import told_of
from onrecord.export.identifying import actor_uuid, article_iri, paired, statement_uuids
from onrecord.export.recorded import Recorded
from onrecord.export.visible import escaped
from onrecord.records import Attribution, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_GENERATOR = {"type": "Software", "name": "onrecord"}
_AGENTS = {"person": "Person", "author": "Person", "organisation": "Organization"}
_AROUND = 32


def to_annotations(recorded: Recorded) -> Iterator[dict[str, Any]]:
    """An annotation for each statement of which any piece has words, as JSON-LD with the context of the standard."""
    names = statement_uuids(recorded.document)
    for name, attribution in zip(names, recorded.document.attributions, strict=True):
        content = attribution.content or attribution.cue or attribution.source
        targets = _segments(recorded, content)
        if not targets:
            continue
        yield {
            "@context": CONTEXT,
            "id": name.urn,
            "type": "Annotation",
            "motivation": "identifying",
            "generator": _GENERATOR,
            "body": list(_bodies(recorded, attribution)),
            "target": targets,
        }


def to_web_annotation(recorded: Recorded) -> Iterator[str]:
    """The annotations as lines of JSON, safe to print on a terminal."""
    for annotation in to_annotations(recorded):
        yield escaped(json.dumps(annotation, ensure_ascii=False))


def _bodies(recorded: Recorded, attribution: Attribution) -> Iterator[dict[str, Any]]:
    for place in recorded.speakers(attribution):
        yield _words(recorded.name(place), "identifying")
        yield {"type": "SpecificResource", "purpose": "identifying", "source": _agent(recorded, place)}
    for segment in _segments(recorded, attribution.source):
        yield {**segment, "purpose": "identifying"}
    for segment in _segments(recorded, attribution.cue):
        yield {**segment, "purpose": "describing"}
    for key in ("kind", "type", "commitment", "speaker_type"):
        if value := getattr(attribution, key):
            yield _words(f"{key}:{value}", "tagging")
    yield _words(f"confidence:{attribution.confidence:.4f}", "tagging")
    if told := told_of(recorded.document, attribution):
        yield _words(told, "describing")


def _agent(recorded: Recorded, place: int) -> dict[str, Any]:
    agent = {"id": actor_uuid(recorded, place).urn, "name": paired(recorded.name(place))}
    kind = _AGENTS.get(recorded.document.actors[place].type)
    return {**agent, "type": kind} if kind else agent


def _words(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": paired(value), "format": "text/plain", "purpose": purpose}


def _segments(recorded: Recorded, spans: Sequence[Span]) -> list[dict[str, Any]]:
    article = recorded.document.article
    source = article_iri(article)
    return [
        {"type": "SpecificResource", "source": source, "selector": _selectors(article.text, start, end)}
        for start, end in spans
        if start < end
    ]


def _selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": paired(text[start:end]),
        "prefix": paired(text[max(0, start - _AROUND) : start]),
        "suffix": paired(text[end : end + _AROUND]),
    }
    return [quote, {"type": "TextPositionSelector", "start": start, "end": end}]
