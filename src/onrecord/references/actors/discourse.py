"""Who was named where so far: the memory from which pronouns and descriptions are resolved."""

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.records import Span

from .entities import Entity
from .layout import Layout
from .naming import Gender, is_title
from .profiles import Profile, canonical
from .roles import is_role
from .vocabulary import entries

REACH = 200  # so many mentions back is who is meant looked for
_LATER = 12  # and so many on, for one who is named in the same sentence
_LATER_DESCRIBED = 80
_SENTENCES_ON = 25
_FIRST_PARAGRAPHS = 3
_BEFORE = 60
_WORD = re.compile(r"[^\W_][\w’'.&/-]*|[^\w\s]")


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """A mention of an entity: where it stands and how prominently.

    `spoke` says that it is a source, `subject` that it opens its clause, `ruled` what kind of word it depends on
    ("preposition", "word" or ""), `leads` that a word like a verb follows.
    """

    start: int
    end: int
    number: int = field(compare=False)
    sentence: int = field(compare=False)
    paragraph: int = field(compare=False)
    quoted: bool = field(compare=False)
    possessive: bool = field(compare=False)
    spoke: bool = field(compare=False)
    subject: bool = field(compare=False)
    ruled: str = field(compare=False)
    leads: bool = field(compare=False)


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
    asks: bool = False  # somebody who asks, and so is not who answers


class Discourse:
    """The persons of an article, with their mentions in reading order and the order in which they spoke.

    Who is only mentioned within `apart` (bylines, credits) is never meant.
    """

    def __init__(self, layout: Layout, entities: list[Entity], apart: Sequence[Span] = ()) -> None:
        self.layout = layout
        self.entities = entities
        self.number = {id(entity): i for i, entity in enumerate(entities)}
        self.events: list[Event] = sorted(
            self._event(span, i, spoke=False)
            for i, entity in enumerate(entities)
            for span in entity.mentions
            if not any(start <= span[0] < end for start, end in apart)
        )
        self.spoken: list[tuple[int, int]] = []  # place, number
        self.called: dict[int, set[str]] = {}  # the head nouns by which somebody was described
        self._profiles: dict[int, Profile] = {}

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
            *self._standing(span),
        )

    def _standing(self, span: Span) -> tuple[bool, str, bool]:
        """Whether a mention opens its clause, what rules it, and whether a word like a verb follows."""
        text = self.layout.text
        floor = self.layout.sentences[self.layout.sentence(span[0])][0] if self.layout.sentences else 0
        before = _WORD.findall(text, max(floor, span[0] - _BEFORE), span[0])
        while before and _in_title(before[-1]):
            before.pop()
        after = _WORD.match(text, span[1] + 1) if text[span[1] : span[1] + 1] == " " else None
        leads = after is not None and after.group().islower() and not _small(after.group())
        if not before:
            return True, "", leads
        last = before[-1].lower()
        if last in entries("grammar", "prepositions"):
            return False, "preposition", leads
        if last in entries("grammar", "openers") or not last[0].isalnum():
            return leads, "", leads
        return False, "word", leads

    def mentioned(self, entity: Entity, span: Span) -> None:
        """Note one more mention."""
        insort(self.events, self._event(span, self.number[id(entity)], spoke=False))

    def speaks(self, entity: Entity, span: Span) -> None:
        """Note that an entity is the source at `span`."""
        number = self.number.get(id(entity))
        if number is not None:
            insort(self.events, self._event(span, number, spoke=True))
            insort(self.spoken, (span[0], number))

    def describes(self, entity: Entity, head: str) -> None:
        """Note by which head noun an entity was described."""
        number = self.number.get(id(entity))
        if number is not None:
            self.called.setdefault(number, set()).add(canonical(head))

    def profile(self, number: int) -> Profile:
        """What the whole text says somebody is."""
        if number not in self._profiles:
            self._profiles[number] = Profile(self.layout.text, self.entities[number])
        return self._profiles[number]

    def around(self, query: Query) -> tuple[list[Event], dict[int, Event]]:
        """The mentions not too far before (else the first ones), and whom to choose from with the mention of each.

        These are those named before, in order of appearance, and after them those who are first named behind: in
        the same sentence; for a description at the start of the text, or an indefinite one, soon after; for a
        family name anywhere.
        """
        at = bisect_left(self.events, query.span[0], key=lambda e: e.start)
        before = self.events[max(at - REACH, 0) : at] or self.events[:3]
        if query.family:
            known = {event.number for event in before}
            before = before + [event for event in self.events[at : at + REACH] if event.number not in known]
        last = {event.number: event for event in before}
        if not query.family:
            for event in self._later(query, at):
                last.setdefault(event.number, event)
        return before, last

    def _later(self, query: Query, at: int) -> list[Event]:
        early = self.layout.paragraph(query.span[0]) < _FIRST_PARAGRAPHS
        far = bool(query.description) and (early or not query.definite)
        edge = self.layout.sentence(query.span[0]) + (_SENTENCES_ON if far else 0)
        following = self.events[at : at + (_LATER_DESCRIBED if far else _LATER)]
        return [event for event in following if event.start >= query.span[1] and event.sentence <= edge]


def _in_title(word: str) -> bool:
    """Whether a word before a name can belong to its title or be a part of the name."""
    capital = word[0].isupper() and word.lower() not in entries("grammar", "openers")
    return is_title(word) or is_role(word) or capital


def _small(word: str) -> bool:
    return word in entries("grammar", "prepositions") or word in entries("grammar", "conjunctions")
