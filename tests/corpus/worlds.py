"""The worlds of `cases/` as documents for a ledger: each actor says one thing, in the role that the world gives it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from tests.ledger.worlds import reading

from onrecord.ledger import Ledger, Reading
from onrecord.records import Actor, Article, Attribution, Block, Document, Mention, Place, Role

CASES = Path(__file__).parent / "cases"
Partition: TypeAlias = frozenset[frozenset[tuple[str, int]]]


def world(name: str) -> dict[str, Any]:
    """The world of this name."""
    lines = [line for path in sorted(CASES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return next(row for row in map(json.loads, lines) if row["world"] == name)


def readings(row: Mapping[str, Any]) -> list[Reading]:
    """One reading for each article of a world, named a0, a1, …"""
    return [reading(document(f"a{at}", article)) for at, article in enumerate(row["articles"])]


def document(id_: str, article: Mapping[str, Any]) -> Document:
    """An article in which each actor says one thing."""
    parts: list[str] = []
    actors: list[Actor] = []
    attributions: list[Attribution] = []
    at = 0
    for number, actor in enumerate(article["actors"]):
        titles = [title for title in actor.get("roles", ()) if title]
        names = [actor["name"], *actor.get("aliases", ())]
        content = f"that matter {number} of {id_} is settled."
        words = [*names, *titles, "says", content]
        starts = [at + sum(len(word) + 1 for word in words[:place]) for place in range(len(words))]
        spans = [(start, start + len(word)) for start, word in zip(starts, words, strict=True)]
        mentions = tuple(Mention(*span, 0.9) for span in spans[: len(names)])
        roles = tuple(Role(title, spans[len(names) + place]) for place, title in enumerate(titles))
        actors.append(Actor(actor["name"], actor["type"], mentions, roles))
        told = ((spans[0],), (spans[-2],), (spans[-1],))
        kind = actor["type"]
        attributions.append(Attribution(*told, "indirect", 0.9, None, "assertion", "plain", kind, number, 0.9))
        parts.append(" ".join(words))
        at += len(parts[-1]) + 1
    places: list[Place] = []
    for number, name in enumerate(article["places"]):
        country = article["countries"][min(number, len(article["countries"]) - 1)]
        places.append(Place(at, at + len(name), name, "city", 1.0, 2.0, None, country, 0.9))
        parts.append(name)
        at += len(name) + 1
    text = " ".join(parts)
    made = Article(id_, text, (Block("paragraph", 0, len(text)),), id_, article["outlet"], (), article["day"], "en")
    return Document(made, tuple(attributions), tuple(actors), places=tuple(places))


def partition(ledger: Ledger) -> Partition:
    """Who is one actor in a ledger, by the articles' own ids."""
    query = "SELECT i.actor, t.id, i.appearance FROM identities i JOIN articles t USING (article)"
    actors: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
    for row in ledger.sql(query):
        actors[row["actor"]].add((row["id"], row["appearance"]))
    return frozenset(frozenset(members) for members in actors.values())


def add(ledger: Ledger, items: Iterable[Reading]) -> None:
    """Append readings in one run of their own."""
    with ledger.writing("add") as writer:
        writer.begin(["world"])
        writer.append(list(items))
        writer.end()
