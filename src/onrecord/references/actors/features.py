"""What speaks for each of those whom a pronoun, a description or a shared family name can mean."""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence

from .discourse import REACH, Discourse, Event, Query
from .entities import Entity
from .feature_names import BEFORE_ONLY, FEATURES
from .naming import Gender
from .profiles import canonical, canonical_words
from .roles import role_words
from .vocabulary import entries

_LETTERS = re.compile(r"[^\W\d_]+")
_OPENING = " \t\n\"“”‘’'"
_FEW = 12
_HEARD = 40  # so many sources back counts who has spoken
_NEXT = 30
Values = dict[str, float]


def candidates(discourse: Discourse, query: Query) -> list[tuple[int, list[float]]]:
    """The number of everybody who can be meant, with one value for each of FEATURES."""
    before, last = discourse.around(query)
    scene = _Scene(discourse, query, before, list(last))
    return [(number, scene.row(number, event)) for number, event in last.items()]


def nobody(query: Query) -> list[float]:
    """The features of the answer that none of the candidates is meant."""
    values = {"nobody": 1.0, "nobody: indefinite": float(bool(query.description) and not query.definite)}
    return [values.get(name, 0.0) for name in FEATURES]


class _Scene:
    """One query and what of the text around it is the same for all candidates."""

    def __init__(self, discourse: Discourse, query: Query, before: list[Event], numbers: Sequence[int]) -> None:
        self.discourse, self.query, self.before = discourse, query, before
        layout, (start, end) = discourse.layout, query.span
        self.sentence, self.paragraph = layout.sentence(start), layout.paragraph(start)
        self.described = bool(query.description)
        self.opens = self._first_in(layout.sentences[self.sentence][0] if layout.sentences else 0)
        self.opens_paragraph = self._first_in(layout.paragraphs[self.paragraph][0] if layout.paragraphs else 0)
        self.content_first = bool(query.content) and query.content[0][0] < start
        self.quoted = layout.in_quotation(start)
        self._look_ahead()
        heard = bisect_left(discourse.spoken, (start, 0))
        self.spoken = discourse.spoken[max(heard - _HEARD, 0) : heard]
        self.words = _LETTERS.findall(layout.text[start:end].lower())
        self.owner = self._owner()
        self._fit(numbers)

    def _first_in(self, floor: int) -> bool:
        return not self.discourse.layout.text[floor : self.query.span[0]].strip(_OPENING)

    def _look_ahead(self) -> None:
        """Who is named in the rest of the sentence, and who in what is said."""
        events = self.discourse.events
        at = bisect_left(events, self.query.span[1], key=lambda e: e.start)
        self.later = {e.number for e in events[at : at + _NEXT] if e.sentence == self.sentence}
        self.in_content: set[int] = set()
        for start, end in self.query.content:
            first = bisect_left(events, start, key=lambda e: e.start)
            self.in_content |= {e.number for e in events[first : first + REACH] if e.start < end}

    def _owner(self) -> Gender | None:
        """The gender of whom a description belongs to ("his lawyer")."""
        if not self.words or not self.described:
            return None
        if self.words[0] in entries("pronouns", "he"):
            return "m"
        return "f" if self.words[0] in entries("pronouns", "she") else None

    def _fit(self, numbers: Sequence[int]) -> None:
        """Whom the words of a description fit best."""
        self.fits: dict[int, tuple[float, float, float]] = {}
        if self.described:
            head, words = canonical(self.query.head), canonical_words(self.query.description)
            self.fits = {n: self.discourse.profile(n).fits(head, words) for n in numbers}
        top = max(map(sum, self.fits.values()), default=0.0)
        self.best = {n for n, fit in self.fits.items() if top > 0 and sum(fit) == top}

    def row(self, number: int, last: Event) -> list[float]:
        """The values of one candidate, whose mention to look at is `last`."""
        mine = [event for event in self.before if event.number == number] or [last]
        after = last.start >= self.query.span[0] and not self.query.family
        last_speaker = bool(self.spoken) and self.spoken[-1][1] == number
        values: Values = {
            **self._nearness(number, last, mine),
            **self._standing(number, last, mine),
            **self._speech(number, last_speaker),
            **self._person(self.discourse.entities[number], number, last_speaker),
            **self._description(number, last, last_speaker),
            **self._behind(last, after),
            "last speaker, opens the paragraph": last_speaker and self.opens_paragraph,
            "subject, opens the paragraph": last.subject and self.opens_paragraph,
        }
        if after:
            values.update(dict.fromkeys(BEFORE_ONLY, 0.0))
        return [float(values.get(name, 0.0)) for name in FEATURES]

    def _nearness(self, number: int, last: Event, mine: Sequence[Event]) -> Values:
        distance = max(self.sentence - last.sentence, 0)
        since = {e.number for e in self.before if e.start > last.start and not self._conflicts(e.number)}
        return {
            "same sentence": distance == 0,
            "one sentence back": distance == 1,
            "two sentences back": distance == 2,
            "sentences back": math.log1p(distance),
            "same paragraph": last.paragraph == self.paragraph,
            "mentions": math.log(len(mine)),
            "share of mentions": len(mine) / len(self.before),
            "others since": math.log1p(len(since)),
            "nobody since": not since,
            "characters": math.log1p(max(self.query.span[0] - last.start, 0) / 100),
            "recent mentions": math.log1p(sum(e.sentence >= self.sentence - 3 for e in mine[-_FEW:])),
            "first named": self.before[0].number == number,
            "in the first paragraph": mine[0].paragraph < 2,
            "same sentence, content first": distance == 0 and self.content_first,
            "one sentence back, content first": distance == 1 and self.content_first,
        }

    def _standing(self, number: int, last: Event, mine: Sequence[Event]) -> Values:
        headline = self.discourse.layout.headline
        subject_before = any(e.subject and e.sentence == self.sentence - 1 for e in mine[-_FEW // 2 :])
        return {
            "opens its sentence": not any(e.sentence == last.sentence and e.start < last.start for e in self.before),
            "opens the paragraph": not any(
                e.paragraph == last.paragraph and e.start < mine[-1].start for e in self.before
            ),
            "quoted": last.quoted,
            "possessive": last.possessive,
            "inside the content": any(s <= last.start < e for s, e in self.query.content),
            "in the headline": headline is not None and any(e.start < headline[1] for e in mine),
            "named later in the sentence": number in self.later,
            "named in the content": number in self.in_content,
            "subject": last.subject,
            "after a preposition": last.ruled == "preposition" and not last.spoke,
            "after another word": last.ruled == "word" and not last.spoke,
            "before a verb": last.leads,
            "subject one sentence back": subject_before,
            "parallel": self.opens and subject_before,
        }

    def _speech(self, number: int, last_speaker: bool) -> Values:
        ago = next((i for i, (_, n) in enumerate(reversed(self.spoken)) if n == number), None)
        values: Values = {"last speaker": last_speaker}
        if ago is None:
            return values
        layout, place = self.discourse.layout, self.spoken[-1 - ago][0]
        sentence, paragraph = layout.sentence(place), layout.paragraph(place)
        return values | {
            "has spoken": True,
            "speaker before last": len(self.spoken) > 1 and self.spoken[-2][1] == number,
            "spoke in this sentence": sentence == self.sentence,
            "spoke one sentence back": sentence == self.sentence - 1,
            "spoke in the same paragraph": paragraph == self.paragraph,
            "spoke last paragraph": paragraph == self.paragraph - 1,
            "sources since it spoke": math.log1p(ago),
            "last speaker, content first": last_speaker and self.content_first,
            "last speaker, in a quotation": last_speaker and self.quoted,
            "last speaker, opens the sentence": last_speaker and self.opens,
        }

    def _person(self, entity: Entity, number: int, last_speaker: bool) -> Values:
        gender = self.query.gender
        owners = self.owner is not None and entity.gender in (self.owner, None)
        return {
            "gender fits": gender is not None and entity.gender == gender,
            "gender conflicts": self._conflicts(number),
            "gender open": gender is not None and entity.gender is None,
            "one name only": all(n.single for n in entity.names),
            "description: owner's gender": self.owner is not None and entity.gender == self.owner,
            "description: owner, last speaker": owners and last_speaker,
        }

    def _conflicts(self, number: int) -> bool:
        gender, known = self.query.gender, self.discourse.entities[number].gender
        return gender is not None and known is not None and known != gender

    def _description(self, number: int, last: Event, last_speaker: bool) -> Values:
        if not self.described:
            return {}
        query, entity, fit = self.query, self.discourse.entities[number], self.fits[number]
        titles = [role_words(role.title) for role in entity.roles]
        head_fits = any(query.head in title for title in titles)
        owned = any(n.family in self.words and n.family != self.words[-1] for n in entity.names)
        shared = [len(query.description & title) / len(query.description) for title in titles]
        return {
            "description: head fits": head_fits,
            "description: words fit": max(shared, default=0.0),
            "description: roles known, none fits": bool(titles) and not head_fits,
            "description: owner": owned,
            "description: in a role": bool(titles),
            "description: canonical head fits": fit[0] == 1.0,
            "description: broader head fits": fit[0] == 0.5,
            "description: canonical words fit": fit[1],
            "description: words beside fit": fit[2],
            "description: nothing fits": sum(fit) == 0,
            "description: best fit": number in self.best,
            "description: only fit": self.best == {number},
            "description: called so before": canonical(query.head) in self.discourse.called.get(number, ()),
            "description: named after, fits": last.start >= query.span[0] and fit[0] > 0,
            "description: owner's gender, subject": self.owner is not None
            and entity.gender == self.owner
            and last.subject,
            "description: owner and role": self.owner is not None and fit[0] > 0,
        }

    def _behind(self, last: Event, after: bool) -> Values:
        if not after:
            return {}
        possessive = len(self.words) == 1 and self.words[0] in entries("grammar", "possessive_pronouns")
        return {
            "named after": True,
            "named after: sentences": max(last.sentence - self.sentence, 0),
            "named after: possessive": possessive,
            "named after: indefinite": self.described and not self.query.definite,
            "named after: first paragraph": self.paragraph < 2,
            "named after: subject": last.subject,
        }
