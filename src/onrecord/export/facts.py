"""What a document resolves, as short lines for people: beside each attribution, and in lists behind the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.export.visible import one_line
from onrecord.records import Actor, Attribution, Document, Link, Quantity

_SENTENCES = {
    "relayed by": "relayed by {}",
    "reported by": "reported by {}",
    "cited by": "cited by {}",
    "said to": "said to {}",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A list behind the text: its title, and rows of as many cells as `columns` has names."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def resolved(document: Document, attribution: Attribution) -> str:
    """Who speaks, through whom, when and how firmly, as far as it is known: "Jarl Pemberton (person) · claimed"."""
    return " · ".join(_facts(document, attribution))


def _facts(document: Document, attribution: Attribution) -> Iterator[str]:
    if attribution.actor is not None:
        actor = document.actors[attribution.actor]
        sure = attribution.speaker_confidence
        doubt = f", {sure:.0%} sure" if sure is not None and sure < 0.75 else ""
        yield f"{one_line(actor.name)} ({attribution.speaker_type or actor.type}{doubt})"
    elif attribution.type is not None:
        yield "nobody is named"
    if attribution.type is not None:
        firmness = "" if attribution.commitment in (None, "plain") else f", {attribution.commitment}"
        yield f"{attribution.type}{firmness}"
    yield from _circumstances(document, attribution)


def told_of(document: Document, attribution: Attribution) -> str:
    """Through whom it came and when it was said, as far as it is known: "relayed by Tern · said 2031-04-02"."""
    return " · ".join(_circumstances(document, attribution))


def _circumstances(document: Document, attribution: Attribution) -> Iterator[str]:
    for link in attribution.chain:
        if link.relation != "published by":
            yield _step(document, link)
    if attribution.time is not None:
        time = document.times[attribution.time]
        words = document.article.text[time.start : time.end]  # where the value is open: "Wednesday"
        yield f"said {one_line(words if time.value is None or 'X' in time.value else time.value)}"


def _step(document: Document, link: Link) -> str:
    return _SENTENCES[link.relation].format(one_line(document.actors[link.actor].name))


def tables(document: Document) -> Iterator[Table]:
    """Actors, times, quantities and places, each only where there is any."""
    text = document.article.text
    shown = (
        Table("actors", ("who", "what", "roles", "mentions"), tuple(_actor(a, document) for a in document.actors)),
        Table(
            "times",
            ("words", "value", "from", "to"),
            tuple(
                (_words(text, t.start, t.end), t.value or "open", t.since or "", t.until or "") for t in document.times
            ),
        ),
        Table(
            "quantities",
            ("words", "value", "of", "part of"),
            tuple(
                (_words(text, q.start, q.end), amount(q), one_line(q.of or ""), _whole(document, q))
                for q in document.quantities
            ),
        ),
        Table(
            "places",
            ("words", "place", "kind", "at"),
            tuple(
                (
                    _words(text, p.start, p.end),
                    ", ".join(part for part in (p.name, p.country) if part),
                    p.kind,
                    f"{p.lat:.2f}, {p.lon:.2f}",
                )
                for p in document.places
            ),
        ),
    )
    yield from (table for table in shown if table.rows)


def _actor(actor: Actor, document: Document) -> tuple[str, ...]:
    titles = dict.fromkeys(one_line(role.title) for role in actor.roles)
    spoken = sum(document.actors[a.actor] is actor for a in document.attributions if a.actor is not None)
    counts = f"{len(actor.mentions)}" + (f", speaks {spoken}×" if spoken else "")
    return one_line(actor.name), actor.type, "; ".join(titles), counts


def amount(quantity: Quantity) -> str:
    """A value or a range with its unit: "≈ 9,200,000,000 USD", "10–12 %", "≥ 12"."""
    unit = f" {quantity.unit}" if quantity.unit else ""
    about = "≈ " if quantity.about else ""
    if quantity.value is not None:
        return f"{about}{_number(quantity.value)}{unit}"
    if quantity.low is not None and quantity.high is not None:
        return f"{about}{_number(quantity.low)}–{_number(quantity.high)}{unit}"
    if quantity.low is not None:
        return f"≥ {_number(quantity.low)}{unit}"
    return f"≤ {_number(quantity.high)}{unit}" if quantity.high is not None else "open"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _whole(document: Document, quantity: Quantity) -> str:
    if quantity.part_of is None:
        return ""
    whole = document.quantities[quantity.part_of]
    return _words(document.article.text, whole.start, whole.end)


def _words(text: str, start: int, end: int) -> str:
    return " ".join(one_line(text[start:end]).split())
