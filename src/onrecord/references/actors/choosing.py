"""Whom a name, a pronoun or a description means, chosen among all that an article has spoken of so far."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from onrecord.records import ActorType, Article, Attribution, Name, Span
from onrecord.references.chains import Medium

from .company import Company, distinct
from .discourse import REACH, Query
from .entities import Entity
from .features import candidates, nobody
from .genders import gender_of_noun
from .layout import Layout
from .linking import probabilities, weights
from .naming import possessive_free
from .people import title_gender
from .profiles import canonical
from .roles import role_words, roles_before
from .vocabulary import entries

Candidate: TypeAlias = tuple[int, list[float]]
_FIRST_PARAGRAPHS = 3
_LINKED = 0.3  # below this an open source is better than a linked one


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, how sure that is, and what kind of speaker it is; no entity where nobody is behind it."""

    entity: Entity | None
    confidence: float
    type: ActorType | None


class Choosing:
    """What is known of the persons and bodies of one article as it is read, and how one of them is chosen."""

    def __init__(
        self,
        article: Article,
        layout: Layout,
        names: Sequence[Name],
        named: dict[Span, Entity],
        unsure: Sequence[tuple[Name, list[Entity]]],
        is_state: Callable[[str], bool],
        media: Sequence[Medium] | None = None,
    ) -> None:
        self.article = article
        self.is_state = is_state
        self.layout = layout
        self.unsure = list(unsure)  # names that several persons bear, to be settled in reading order
        self.media = media
        self.company = Company(article, layout, list(names), named, media or ())
        self.resolved: dict[int, Speaker] = {}

    def _settle(self, end: int) -> None:
        """Decide whom the names up to `end` mean that several persons bear."""
        while self.unsure and self.unsure[0][0].start < end:
            name, bearers = self.unsure.pop(0)
            span = (name.start, name.end)
            title = roles_before(self.article.text, name.start, max(name.start - 80, 0))
            query = Query(
                span,
                (),
                title_gender(self.article.text, name.start),
                role_words(title.title) if title else frozenset(),
                title.title.lower().split()[-1] if title else "",
                family=True,
            )
            entity, sure = self._bearer(query, bearers)
            entity.mention(span, round(sure * name.confidence, 3))
            self.company.named[span] = entity
            self.company.persons.mentioned(entity, span)

    def _bearer(self, query: Query, bearers: Sequence[Entity]) -> tuple[Entity, float]:
        persons = self.company.persons
        rows = [(n, row) for n, row in candidates(persons, query) if persons.entities[n] in bearers]
        if not rows:
            return bearers[0], 1 / len(bearers)
        chances = probabilities([row for _, row in rows], weights("family"))
        best = max(range(len(rows)), key=chances.__getitem__)
        return persons.entities[rows[best][0]], chances[best]

    def _of_name(self, name: Name, attribution: Attribution) -> Speaker:
        span = (name.start, name.end)
        entity = self.company.named.get(span)
        if entity is None:
            entity = self._lazily(name, attribution)
        return Speaker(entity, round(entity.mentions.get(span, name.confidence), 3), entity.type)

    def _lazily(self, name: Name, attribution: Attribution) -> Entity:
        """A place that acts is its government; a nationality that speaks is a group."""
        wording = " ".join(possessive_free(self.article.text[name.start : name.end]).split())
        guess = attribution.speaker_type
        if guess == "person" and name.kind != "nationality" and not self.is_state(wording):
            return self.company.like(wording, Name(name.start, name.end, "person", name.confidence))
        kinds: dict[str, ActorType] = {"place": "organisation", "nationality": "group", "other": "document"}
        kind = kinds.get(name.kind, "organisation")
        if name.kind == "other" and guess in ("person", "organisation", "group", "document"):
            kind = guess
        entity = self.company.worded(wording, kind)
        entity.mention((name.start, name.end), name.confidence)
        return entity

    def _together(self, members: list[Entity], sure: float) -> Speaker:
        members = distinct(members)
        if len(members) == 1:
            return Speaker(members[0], sure, members[0].type)
        kind: ActorType = members[0].type if len({m.type for m in members}) == 1 else "group"
        entity = self.company.worded(" & ".join(m.name for m in members), kind)
        entity.members = members
        return Speaker(entity, sure, kind)

    def _person(self, query: Query, unresolved: ActorType, make: bool = True) -> Speaker:
        found = self._possible(candidates(self.company.persons, query), query)
        by = weights("description" if query.description else "pronoun")
        chances = probabilities([*(row for _, row in found), nobody(query)], by)
        best = max(range(len(found)), key=chances.__getitem__, default=None)
        doubted = chances[best] < chances[-1] if best is not None and query.description else False
        if best is None or doubted or chances[best] < _LINKED:
            entity = self._unnamed(query, unresolved) if make else None
            return Speaker(entity, round(chances[-1], 3), unresolved)
        entity = self.company.persons.entities[found[best][0]]
        return Speaker(entity, round(chances[best], 3), entity.type)

    def _possible(self, found: list[Candidate], query: Query) -> list[Candidate]:
        """Without those who are of the other gender or hold another office, and for one who is new those who spoke."""
        persons = self.company.persons
        if query.description:
            at = bisect_left(persons.spoken, (query.span[0], -1))
            if query.definite or self.layout.paragraph(query.span[0]) < _FIRST_PARAGRAPHS:
                at = 0  # what the headline tells, the lead tells once more
            spoke = {n for _, n in persons.spoken[max(at - REACH, 0) : at]}
            return [c for c in found if c[0] not in spoke and self._can_be(c[0], query)]
        genders = (query.gender, None) if query.gender else ("m", "f", None)
        return [c for c in found if persons.entities[c[0]].gender in genders] or found

    def _can_be(self, number: int, query: Query) -> bool:
        """Whether a description can be somebody's: of those with names, a role tells more than a given name."""
        entity, profile = self.company.persons.entities[number], self.company.persons.profile(number)
        if not entity.names:
            head = canonical(query.head)
            called = head in profile.all or head in profile.broader or head in entries("grammar", "anybody")
            return called and (query.gender is None or entity.gender in (query.gender, None))
        offices = query.description & _offices()
        held = profile.all & _offices() if offices else frozenset()
        return not held or bool(offices & held)

    def _unnamed(self, query: Query, kind: ActorType) -> Entity:
        """Somebody new whom no name denotes."""
        entity = self.company.new(query.span, kind, query.head)
        if kind == "unnamed" and query.description and not query.asks:
            self._can_be_meant(entity, query.head)
        return entity

    def _can_be_meant(self, entity: Entity, noun: str) -> None:
        """From here on "he" or "the man" can mean somebody who has no name."""
        if id(entity) not in self.company.persons.number:
            entity.gender = gender_of_noun(noun)
            self.company.persons.add(entity)


@cache
def _offices() -> frozenset[str]:
    """The words by which one office of a kind is told from another ("prime", "health")."""
    return frozenset(word for office in entries("grammar", "portfolios") for word in office.split()) | entries(
        "grammar", "offices"
    )
