"""The actors of an article, and who of them speaks where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.records import Article, Attribution, Name, Span
from onrecord.references.chains import Medium, media_of

from .bodies import bodies, normal
from .company import description
from .consistency import consistent
from .entities import Entity
from .genders import tell_genders
from .layout import Layout, layout_of
from .people import people
from .roles import roles_of
from .settled import datelines, settled
from .speakers import Speaker, Speakers


@dataclass(slots=True)
class Cast:
    """The entities of an article in order of appearance, and the speaker of each attribution."""

    article: Article
    layout: Layout
    names: list[Name]
    entities: list[Entity]
    speakers: list[Speaker]
    media: list[Medium] = field(default_factory=list)
    _outlet: Entity | None = field(default=None)

    def outlet(self) -> Entity | None:
        """Who published the article, if that is known: the body of that name, which need not be named in the text."""
        if self._outlet is None and self.article.outlet:
            self._outlet = self._named(self.article.outlet) or self._add(Entity(self.article.outlet, "organisation"))
        return self._outlet

    def medium(self, span: Span) -> Entity:
        """Who is named or described at `span`; a short name of the outlet ("the Star") is the outlet."""
        for entity in self.entities:
            if entity.type != "person" and any(s < span[1] and span[0] < e for s, e in entity.mentions):
                return self._as_outlet(entity) or entity
        wording = description(self.article.text[span[0] : span[1]])
        outlet = self.outlet()
        if outlet and _short_for(wording, outlet.name):
            entity = outlet
        else:
            entity = self._named(wording) or self._add(Entity(wording, "organisation"))
        entity.mention(span, 0.9)
        return entity

    def _as_outlet(self, entity: Entity) -> Entity | None:
        outlet = self.outlet()
        if outlet is None or outlet is entity or not _short_for(entity.name, outlet.name):
            return None
        for span, sure in entity.mentions.items():
            outlet.mention(span, sure)
        self.entities = [e for e in self.entities if e is not entity]
        self.speakers = [Speaker(outlet, s.confidence, s.type) if s.entity is entity else s for s in self.speakers]
        return outlet

    def _named(self, wording: str) -> Entity | None:
        return next((e for e in self.entities if e.type != "person" and normal(e.name) == normal(wording)), None)

    def _add(self, entity: Entity) -> Entity:
        self.entities.append(entity)
        return entity


def _short_for(wording: str, outlet: str) -> bool:
    """Whether a name is the last word of the outlet's ("the Star" for "The Brennan Star")."""
    short, full = normal(wording).split(), normal(outlet).split()
    return 0 < len(short) <= len(full) and full[-len(short) :] == short


def cast_of(
    article: Article,
    attributions: Sequence[Attribution],
    names: Sequence[Name],
    is_state: Callable[[str], bool],
    resolving: type[Speakers] = Speakers,
) -> Cast:
    """Join the names to entities, give them their roles, and resolve the source of every attribution.

    `is_state` tells the names of countries, states and capitals, which are never people; `resolving` is the class
    that resolves, which the training replaces by one that takes notes.
    """
    layout = layout_of(article)
    speaking = [span for a in attributions if a.speaker_type == "person" for span in a.source[:1]]
    whole = consistent(article, names, speaking, is_state)
    media = media_of(article, whole)
    lines = datelines(article)
    whole = settled(article, whole, lines, media, attributions)
    persons, unsure = people(article.text, [n for n in whole if n.kind == "person"])
    organisations = bodies(article.text, [n for n in whole if n.kind == "organisation"])
    for person in persons:
        _give_roles(layout, person)
    tell_genders(layout, persons)
    named: dict[Span, Entity] = {span: e for e in (*persons, *organisations) for span in e.mentions}
    resolver = resolving(article, layout, whole, named, unsure, is_state, media)
    speakers = resolver.resolve(attributions)
    entities = [*persons, *organisations, *resolver.company.made]
    entities.sort(key=lambda e: min(e.mentions, default=(0, 0)))
    return Cast(article, layout, whole, entities, speakers, media)


def _give_roles(layout: Layout, person: Entity) -> None:
    for span in person.mentions:
        if not layout.sentences:
            continue
        floor, ceiling = layout.sentences[layout.sentence(span[0])]
        for role in roles_of(layout.text, span, floor, max(ceiling, span[1])):
            person.add_role(role)
