"""Articles and their statements in the vocabulary of schema.org, as JSON-LD.

What stands in quotation marks is a Quotation. What is reported as so is a Claim, and what is asked, wished or
supposed a Statement. None of them is rated, and no ClaimReview is made: onrecord records and does not judge.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from onrecord.export.identifying import actor_uuid, article_iri, paired, statement_uuids, uuid_of, web_address
from onrecord.export.recorded import Recorded
from onrecord.export.visible import escaped
from onrecord.records import Article, Attribution, Span

CONTEXT = "https://schema.org"
_QUOTED_WHOLE = 120
_ENDS = 5


def to_graph(recorded: Recorded) -> dict[str, Any]:
    """One JSON-LD document: the article, its statements, and who makes them, each a node of `@graph`."""
    statements = list(_statements(recorded))
    article = _article(recorded.document.article)
    outer = [
        {"@id": node["@id"]}
        for node, attribution in zip(statements, recorded.document.attributions, strict=True)
        if attribution.within is None
    ]
    if outer:
        article["hasPart"] = outer
    return {"@context": CONTEXT, "@graph": [article, *statements, *_actors(recorded)]}


def to_schema_org(recorded: Recorded) -> Iterator[str]:
    """The document as one line of JSON, safe to print on a terminal."""
    yield escaped(json.dumps(to_graph(recorded), ensure_ascii=False))


def _article(article: Article) -> dict[str, Any]:
    iri = article_iri(article)
    authors = [_named("Person", name, iri) for name in article.authors if name.strip()]
    node = {
        "@type": "NewsArticle",
        "@id": iri,
        "identifier": paired(article.id),
        "url": web_address(article.url),
        "headline": paired(article.title or ""),
        "author": authors,
        "publisher": _named("Organization", article.outlet) if article.outlet else None,
        "datePublished": iso_date(article.published),
        "inLanguage": paired(article.language or ""),
    }
    return {key: value for key, value in node.items() if value}


def _named(kind: str, name: str, where: str = "") -> dict[str, Any]:
    return {"@type": kind, "@id": uuid_of(kind, name, where).urn, "name": paired(name)}


def _statements(recorded: Recorded) -> Iterator[dict[str, Any]]:
    names = statement_uuids(recorded.document)
    for name, attribution in zip(names, recorded.document.attributions, strict=True):
        outer = None if attribution.within is None else names[attribution.within].urn
        node = _statement(recorded, attribution, outer)
        yield {"@type": node.pop("@type"), "@id": name.urn} | {key: value for key, value in node.items() if value}


def _statement(recorded: Recorded, attribution: Attribution, outer: str | None) -> dict[str, Any]:
    article = recorded.document.article
    iri = article_iri(article)
    kind = _kind(attribution)
    # Who denies a claim does not make it.
    makers = [] if attribution.commitment == "denied" else list(_makers(recorded, attribution))
    time = None if attribution.time is None else recorded.document.times[attribution.time].since
    return {
        "@type": kind,
        "text": _words(article.text, attribution.content),
        "isPartOf": {"@id": outer or iri},
        "appearance": {"@id": iri} if kind == "Claim" else None,
        "author": makers,
        "spokenByCharacter": makers if kind == "Quotation" else None,
        "creditText": _words(article.text, attribution.source),
        "url": _at(article, attribution.content),
        "dateCreated": iso_date(time),
        "isBasedOn": list(_bases(recorded, attribution)),
        "keywords": [word for word in (attribution.kind, attribution.type, attribution.commitment) if word],
        "description": f"{attribution.commitment or 'plain'}; confidence {attribution.confidence:.2f}",
    }


def _kind(attribution: Attribution) -> str:
    if attribution.kind == "direct":
        return "Quotation"
    supposed = attribution.type == "eventuality" or attribution.commitment in ("asked", "conditional")
    return "Statement" if supposed else "Claim"


def _makers(recorded: Recorded, attribution: Attribution) -> Iterator[dict[str, str]]:
    for place in recorded.speakers(attribution):
        if node_type(recorded.document.actors[place].type):
            yield {"@id": actor_uuid(recorded, place).urn}


def _bases(recorded: Recorded, attribution: Attribution) -> Iterator[dict[str, Any]]:
    """What the article has it from, where it says so: a work of that medium, agency or person."""
    for link in attribution.chain:
        kind = node_type(recorded.document.actors[link.actor].type)
        if kind and link.relation in ("reported by", "cited by", "relayed by"):
            role = "publisher" if kind == "Organization" else "author"
            yield {"@type": "CreativeWork", role: {"@id": actor_uuid(recorded, link.actor).urn}}


def node_type(actor_type: str) -> str | None:
    """Person or Organization, the two that may say something in this vocabulary, or None for the others."""
    if actor_type in ("person", "unnamed", "author"):
        return "Person"
    return "Organization" if actor_type == "organisation" else None


def _actors(recorded: Recorded) -> Iterator[dict[str, Any]]:
    used = {place for each in recorded.document.attributions for place in recorded.speakers(each)}
    used |= {link.actor for each in recorded.document.attributions for link in each.chain}
    nodes: dict[str, dict[str, Any]] = {}
    for place in sorted(used):
        actor = recorded.document.actors[place]
        if kind := node_type(actor.type):
            iri = actor_uuid(recorded, place).urn
            name = "description" if actor.type == "unnamed" else "name"
            titles = [paired(role.title) for role in actor.roles if kind == "Person"]
            facts = {name: paired(recorded.name(place)), "jobTitle": [*filter(None, dict.fromkeys(titles))]}
            nodes.setdefault(iri, {"@type": kind, "@id": iri} | {key: value for key, value in facts.items() if value})
    yield from nodes.values()


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return paired(" … ".join(text[start:end] for start, end in spans))


def _at(article: Article, spans: tuple[Span, ...]) -> str | None:
    """The address of the first piece: a text fragment (WICG Scroll to Text Fragment) of the article's own."""
    address = web_address(article.url)
    words = paired(article.text[slice(*spans[0])]).split() if spans else []
    if not address or not words:
        return None
    ends = [words] if len(" ".join(words)) <= _QUOTED_WHOLE else [words[:_ENDS], words[-_ENDS:]]
    # A hyphen has a meaning of its own there, and `quote` leaves it as it is.
    pieces = (quote(" ".join(each), safe="").replace("-", "%2D") for each in ends)
    return f"{address.split('#')[0]}#:~:text={','.join(pieces)}"


def iso_date(value: str | None) -> str | None:
    """`value` where it is a date, or a date and time, as ISO 8601 has it."""
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(value or "").isoformat()
        except ValueError:
            continue
    return None
