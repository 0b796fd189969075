"""Who speaks in every attribution: names, pronouns and descriptions resolved, in reading order."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Attribution
from onrecord.references.chains import spoken_for

from .choosing import Speaker
from .described import Describing
from .discourse import Query
from .entities import Entity
from .relatives import described_before
from .sources import Source, source_of
from .vocabulary import entries, table

__all__ = ["Speaker", "Speakers"]

_IMPLIED = 0.5  # as sure must be who speaks where no words stand for them
_VERB = 30  # characters: no verb is longer


class Speakers(Describing):
    """Resolves the sources of one article; new entities are made for those that no name denotes."""

    def resolve(self, attributions: Sequence[Attribution]) -> list[Speaker]:
        """The speaker of each attribution, in their order."""
        order = sorted(range(len(attributions)), key=lambda i: _place(attributions[i]))
        for i in order:
            self._settle(max((end for _, end in attributions[i].source), default=0))
            self._resolve(i, attributions)
        self._settle(len(self.article.text))
        return [self.resolved[i] for i in range(len(attributions))]

    def _resolve(self, i: int, attributions: Sequence[Attribution]) -> Speaker:
        """The speaker of one attribution; those around it, whom "I" may stand for, can be asked for first."""
        if i not in self.resolved:
            self.resolved[i] = Speaker(
                None, 0.0, None
            )  # what it says of itself, should it be asked while it is resolved
            self.resolved[i] = self._speaker(i, attributions)
        return self.resolved[i]

    def _speaker(self, i: int, attributions: Sequence[Attribution]) -> Speaker:
        attribution = attributions[i]
        if not attribution.source:
            return self._implied(attribution)
        if self._is_told(attribution):
            return Speaker(None, 1.0, None)
        span = (attribution.source[0][0], attribution.source[-1][1])
        if len(attribution.source) > 1:
            span = max(attribution.source, key=lambda s: s[1] - s[0])
        if cited := spoken_for(self.article.text, attribution, self.company.names, self.media):
            span = cited
            attribution = replace(attribution, speaker_type="unnamed")  # what the network told was of the medium
        source = source_of(self.article.text, span, self.company.names)
        speaker = self._of_source(source, attribution, i, attributions)
        if speaker.entity is not None:
            self._note(source, speaker)
        return speaker

    def _is_told(self, attribution: Attribution) -> bool:
        """Whether the source is only told what is said ("the operator was warned that")."""
        cue = " ".join(self.article.text[slice(*span)] for span in attribution.cue)
        before = bool(attribution.cue) and attribution.source[-1][1] <= attribution.cue[0][0]
        return before and re.search(table("grammar")["told"], cue) is not None

    def _implied(self, attribution: Attribution) -> Speaker:
        """Who speaks where no words say it although a person does ("..., saying that"), if that is sure enough."""
        if attribution.speaker_type == "person" and attribution.cue:
            speaker = self._person(Query(attribution.cue[0], attribution.content), "person", make=False)
            if speaker.entity is not None and speaker.confidence >= _IMPLIED:
                return speaker
        return Speaker(None, 1.0, None)

    def _note(self, source: Source, speaker: Speaker) -> None:
        entity = speaker.entity
        assert entity is not None
        span = source.span
        if source.name is None or (source.name.start, source.name.end) not in entity.mentions:
            entity.mention(span, speaker.confidence)
        if source.form == "description":
            self.company.persons.describes(entity, source.word)
        for member in (entity, *entity.members):
            self.company.persons.speaks(member, span)
            if member.type != "person":
                self.company.others.append((span[0], member))
            if member.type in ("organisation", "document"):
                self.company.heard.append((span[0], member))

    def _of_source(self, source: Source, attribution: Attribution, i: int, all_of: Sequence[Attribution]) -> Speaker:
        if source.form == "name" and source.name:
            return self._of_name(source.name, attribution)
        if source.form == "joint":
            return self._joint(source, attribution)
        if source.form == "pronoun":
            return self._of_pronoun(source, attribution, i, all_of)
        if source.form == "absent":
            return Speaker(None, 1.0, None)
        return self._of_description(source, attribution)

    def _joint(self, source: Source, attribution: Attribution) -> Speaker:
        speakers = [self._of_source(part, attribution, 0, ()) for part in source.parts]
        members = [s.entity for s in speakers if s.entity]
        return self._together(members, min(s.confidence for s in speakers))

    # pronouns

    def _of_pronoun(self, source: Source, attribution: Attribution, i: int, all_of: Sequence[Attribution]) -> Speaker:
        word = source.word
        if word in entries("pronouns", "relative"):
            return self._of_relative(source, attribution)
        if word in entries("pronouns", "author"):
            return self._of_first_person(source, i, all_of)
        if word in entries("grammar", "possessive_pronouns") and (subject := self._subject_before(source)):
            return Speaker(subject, 0.8, subject.type)
        if word in entries("pronouns", "he"):
            return self._person(Query(source.span, attribution.content, "m"), "person")
        if word in entries("pronouns", "she"):
            return self._person(Query(source.span, attribution.content, "f"), "person")
        if word in entries("pronouns", "it"):
            return self._of_it(source, attribution)
        if word in entries("pronouns", "they"):
            return self._of_they(source, attribution)
        return Speaker(self.company.new(source.span, "generic"), 0.8, "generic")

    def _subject_before(self, source: Source) -> Entity | None:
        """Who speaks with one verb between ("NAME expressed her view"), whatever gender the name seems to have."""
        persons, (start, _) = self.company.persons, source.span
        at = bisect_left(persons.events, start, key=lambda e: e.start)
        last = persons.events[at - 1] if at else None
        if (
            source.word not in entries("pronouns", "he") | entries("pronouns", "she")
            or last is None
            or not (last.spoke and last.subject)
        ):
            return None
        between = self.article.text[last.end : start].split() if start - last.end < _VERB else []
        return persons.entities[last.number] if len(between) == 1 and between[0].isalpha() else None

    def _of_first_person(self, source: Source, i: int, all_of: Sequence[Attribution]) -> Speaker:
        """Whoever is quoted there; outside of all quotations the author."""
        place = source.span[0]
        outer = all_of[i].within if all_of else None
        around = [outer] if outer is not None else []
        if self.layout.in_quotation(place):
            around += [j for j, a in enumerate(all_of) if j != i and any(s <= place < e for s, e in a.content)]
        for j in around:
            if (speaker := self._resolve(j, all_of)).entity is not None:
                return speaker
        if self.layout.in_quotation(place) and self.company.persons.spoken:
            at = bisect_right(self.company.persons.spoken, (place, len(self.company.persons.entities)))
            near = self.company.persons.spoken[max(at - 1, 0)]
            return Speaker(self.company.persons.entities[near[1]], 0.6, "person")
        return Speaker(self.company.the_author(), 0.8, "author")

    def _of_relative(self, source: Source, attribution: Attribution) -> Speaker:
        """The noun phrase that a relative clause hangs on: the nearest name before it, or what stands there."""
        start = source.span[0]
        floor = self.layout.sentences[self.layout.sentence(start)][0] if self.layout.sentences else 0
        if described := described_before(self.article.text, self.company.names, floor, start):
            return self._of_description(described, attribution)
        before = [n for n in self.company.names if floor <= n.start and n.end <= start]
        if attribution.speaker_type == "person":
            before = [n for n in before if n.kind == "person"] or before
        for name in reversed(before):
            if name.kind in ("person", "organisation", "place", "nationality"):
                if source.word.startswith("who") and name.kind in ("organisation", "place"):
                    continue
                if source.word == "which" and name.kind == "person":
                    continue
                if name.kind == "place" and any(n.kind == "organisation" for n in before):
                    continue  # "The Herald, a paper in Orley, which said"
                speaker = self._of_name(name, attribution)
                return Speaker(speaker.entity, round(speaker.confidence * 0.8, 3), speaker.type)
        kind = attribution.speaker_type or "unnamed"
        return Speaker(self.company.new(source.span, kind), 0.5, kind)

    def _of_it(self, source: Source, attribution: Attribution) -> Speaker:
        floor = (
            self.layout.sentences[max(self.layout.sentence(source.span[0]) - 1, 0)][0] if self.layout.sentences else 0
        )
        if heard := self.company.latest_heard(source.span[0], floor):
            return Speaker(heard, 0.7, heard.type)
        entity = self.company.latest(source.span[0], ("organisation", "document"))
        if entity is None:
            kind = attribution.speaker_type or "organisation"
            return Speaker(self.company.new(source.span, kind), 0.4, kind)
        return Speaker(entity, 0.6, entity.type)


def _place(attribution: Attribution) -> int:
    return min(start for start, _ in attribution.source or attribution.cue or attribution.content)
