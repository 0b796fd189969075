"""Who was named where so far: the memory from which pronouns and descriptions are resolved."""

import math
from bisect import bisect_left, insort
from dataclasses import dataclass, field

from onrecord.records import Span

from .entities import Entity
from .layout import Layout
from .naming import Gender
from .roles import role_words

REACH = 200  # so many mentions back is who is meant looked for
FEATURES = (
    "same sentence",
    "one sentence back",
    "two sentences back",
    "sentences back",
    "same paragraph",
    "last speaker",
    "speaker before last",
    "has spoken",
    "opens its sentence",
    "opens the paragraph",
    "mentions",
    "share of mentions",
    "gender fits",
    "gender conflicts",
    "quoted",
    "possessive",
    "others since",
    "inside the content",
    "in the headline",
    "first named",
    "description: head fits",
    "description: words fit",
    "description: roles known, none fits",
    "nobody",
    "nobody: indefinite",
)


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A mention of an entity: where it stands and how prominently. `spoke` says that it is a source."""

    start: int
    end: int
    number: int = field(compare=False)
    sentence: int = field(compare=False)
    paragraph: int = field(compare=False)
    quoted: bool = field(compare=False)
    possessive: bool = field(compare=False)
    spoke: bool = field(compare=False)


@dataclass(frozen=True, slots=True)
class Query:
    """What is to be resolved: a pronoun (`gender` set, or None for "they") or a description of one person."""

    span: Span
    content: tuple[Span, ...]
    gender: Gender | None = None
    description: frozenset[str] = frozenset()
    head: str = ""
    definite: bool = True
    family: bool = False  # a family name that several persons bear


class Discourse:
    """The persons of an article, with their mentions in reading order and the order in which they spoke."""

    def __init__(self, layout: Layout, entities: list[Entity]) -> None:
        self.layout = layout
        self.entities = entities
        self.number = {id(entity): i for i, entity in enumerate(entities)}
        self.events: list[Event] = sorted(
            self._event(span, i, spoke=False) for i, entity in enumerate(entities) for span in entity.mentions
        )
        self.spoken: list[tuple[int, int]] = []  # place, number

    def add(self, entity: Entity) -> None:
        """Take in a person whom only a source names."""
        self.number[id(entity)] = len(self.entities)
        self.entities.append(entity)

    def _event(self, span: Span, number: int, spoke: bool) -> Event:
        text, layout = self.layout.text, self.layout
        possessive = text[span[1] : span[1] + 2] in ("'s", "’s") or text[span[1] - 2 : span[1]] in ("'s", "’s")
        place = span[0]
        return Event(
            span[0],
            span[1],
            number,
            layout.sentence(place),
            layout.paragraph(place),
            layout.in_quotation(place),
            possessive,
            spoke,
        )

    def mentioned(self, entity: Entity, span: Span) -> None:
        """Note one more mention."""
        insort(self.events, self._event(span, self.number[id(entity)], spoke=False))

    def speaks(self, entity: Entity, span: Span) -> None:
        """Note that an entity is the source at `span`."""
        number = self.number.get(id(entity))
        if number is not None:
            insort(self.events, self._event(span, number, spoke=True))
            insort(self.spoken, (span[0], number))

    def candidates(self, query: Query) -> list[tuple[int, list[float]]]:
        """Everybody who was named not too far before (else who is named first), with the features of each.

        For a family name those who are named after it count too.
        """
        at = bisect_left(self.events, query.span[0], key=lambda e: e.start)
        before = self.events[max(at - REACH, 0) : at] or self.events[:3]
        if query.family:
            known = {event.number for event in before}
            before = before + [event for event in self.events[at : at + REACH] if event.number not in known]
        last = {event.number: event for event in before}
        return [(number, self._features(query, number, event, before)) for number, event in last.items()]

    def _features(self, query: Query, number: int, last: Event, before: list[Event]) -> list[float]:
        entity, layout = self.entities[number], self.layout
        sentence, paragraph = layout.sentence(query.span[0]), layout.paragraph(query.span[0])
        distance = max(sentence - last.sentence, 0)
        mine = [event for event in before if event.number == number]
        heard = bisect_left(self.spoken, (query.span[0], 0))
        spoken = [n for _, n in self.spoken[max(heard - REACH, 0) : heard]]
        last_speaker = bool(spoken) and spoken[-1] == number
        share = len(mine) / len(before)
        since = {e.number for e in before if e.start > last.start and not self._conflicts(query.gender, e.number)}
        opens_sentence = not any(e.sentence == last.sentence and e.start < last.start for e in before)
        opens_paragraph = not any(e.paragraph == last.paragraph and e.start < mine[-1].start for e in before)
        described = bool(query.description)
        head_fits, words_fit, roles_known = self._role_fit(query, entity)
        values = {
            "same sentence": distance == 0,
            "one sentence back": distance == 1,
            "two sentences back": distance == 2,
            "sentences back": math.log1p(distance),
            "same paragraph": last.paragraph == paragraph,
            "last speaker": last_speaker,
            "speaker before last": len(spoken) > 1 and spoken[-2] == number,
            "has spoken": number in spoken,
            "opens its sentence": opens_sentence,
            "opens the paragraph": opens_paragraph,
            "mentions": math.log(len(mine)),
            "share of mentions": share,
            "gender fits": query.gender is not None and entity.gender == query.gender,
            "gender conflicts": self._conflicts(query.gender, number),
            "quoted": last.quoted,
            "possessive": last.possessive,
            "others since": math.log1p(len(since)),
            "inside the content": any(s <= last.start < e for s, e in query.content),
            "in the headline": layout.headline is not None and any(e.start < layout.headline[1] for e in mine),
            "first named": before[0].number == number,
            "description: head fits": described and head_fits,
            "description: words fit": words_fit if described else 0.0,
            "description: roles known, none fits": described and roles_known and not head_fits,
            "nobody": 0.0,
            "nobody: indefinite": 0.0,
        }
        return [float(values[name]) for name in FEATURES]

    def _conflicts(self, gender: Gender | None, number: int) -> bool:
        known = self.entities[number].gender
        return gender is not None and known is not None and known != gender

    def _role_fit(self, query: Query, entity: Entity) -> tuple[bool, float, bool]:
        titles = [role_words(role.title) for role in entity.roles]
        if not query.description or not titles:
            return False, 0.0, False
        fit = max(len(query.description & title) / len(query.description) for title in titles)
        return any(query.head in title for title in titles), fit, True


def nobody(query: Query) -> list[float]:
    """The features of the answer that none of the candidates is meant."""
    values = {"nobody": 1.0, "nobody: indefinite": float(bool(query.description) and not query.definite)}
    return [values.get(name, 0.0) for name in FEATURES]
