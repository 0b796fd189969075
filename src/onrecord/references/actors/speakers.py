"""Who speaks in every attribution: names, pronouns and descriptions resolved, in reading order."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.records import ActorType, Article, Attribution, Name, Span
from onrecord.references.chains import spoken_for

from .company import Company, distinct
from .discourse import Query
from .entities import Entity
from .features import candidates, nobody
from .layout import Layout
from .linking import probabilities, weights
from .naming import Gender, is_title, possessive_free
from .people import title_gender
from .relatives import described_before
from .roles import is_role, role_words, roles_before
from .sources import Source, source_of
from .vocabulary import described_types, entries, table

_IMPLIED = 0.5  # as sure must be who speaks where no words stand for them
_VERB = 30  # characters: no verb is longer
_LINKED = 0.3  # below this an open source is better than a linked one


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, how sure that is, and what kind of speaker it is; no entity where nobody is behind it."""

    entity: Entity | None
    confidence: float
    type: ActorType | None


class Speakers:
    """Resolves the sources of one article; new entities are made for those that no name denotes."""

    def __init__(
        self,
        article: Article,
        layout: Layout,
        names: Sequence[Name],
        named: dict[Span, Entity],
        unsure: Sequence[tuple[Name, list[Entity]]],
        is_state: Callable[[str], bool],
    ) -> None:
        self.article = article
        self.is_state = is_state
        self.layout = layout
        self.unsure = list(unsure)  # names that several persons bear, to be settled in reading order
        self.company = Company(article, layout, list(names), named)
        self.resolved: dict[int, Speaker] = {}

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
        span = (attribution.source[0][0], attribution.source[-1][1])
        if len(attribution.source) > 1:
            span = max(attribution.source, key=lambda s: s[1] - s[0])
        span = spoken_for(self.article.text, attribution, self.company.names) or span
        source = source_of(self.article.text, span, self.company.names)
        speaker = self._of_source(source, attribution, i, attributions)
        if speaker.entity is not None:
            self._note(source, speaker)
        return speaker

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

    def _of_name(self, name: Name, attribution: Attribution) -> Speaker:
        span = (name.start, name.end)
        entity = self.company.named.get(span)
        if entity is None:
            entity = self._lazily(name, attribution)
        return Speaker(entity, round(entity.mentions.get(span, name.confidence), 3), entity.type)

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

    def _joint(self, source: Source, attribution: Attribution) -> Speaker:
        speakers = [self._of_source(part, attribution, 0, ()) for part in source.parts]
        members = [s.entity for s in speakers if s.entity]
        return self._together(members, min(s.confidence for s in speakers))

    def _together(self, members: list[Entity], sure: float) -> Speaker:
        members = distinct(members)
        if len(members) == 1:
            return Speaker(members[0], sure, members[0].type)
        kind: ActorType = members[0].type if len({m.type for m in members}) == 1 else "group"
        entity = self.company.worded(" & ".join(m.name for m in members), kind)
        entity.members = members
        return Speaker(entity, sure, kind)

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

    def _person(self, query: Query, unresolved: ActorType, make: bool = True) -> Speaker:
        found = candidates(self.company.persons, query)
        by = weights("description" if query.description else "pronoun")
        chances = probabilities([*(row for _, row in found), nobody(query)], by)
        best = max(range(len(found)), key=chances.__getitem__, default=None)
        doubted = chances[best] < chances[-1] if best is not None and query.description else False
        if best is None or doubted or chances[best] < _LINKED:
            entity = self.company.new(query.span, unresolved) if make else None
            return Speaker(entity, round(chances[-1], 3), unresolved)
        entity = self.company.persons.entities[found[best][0]]
        return Speaker(entity, round(chances[best], 3), entity.type)

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
                speaker = self._of_name(name, attribution)
                return Speaker(speaker.entity, round(speaker.confidence * 0.8, 3), speaker.type)
        kind = attribution.speaker_type or "unnamed"
        return Speaker(self.company.new(source.span, kind), 0.5, kind)

    def _of_it(self, source: Source, attribution: Attribution) -> Speaker:
        entity = self.company.latest(source.span[0], ("organisation", "document"))
        if entity is None:
            kind = attribution.speaker_type or "organisation"
            return Speaker(self.company.new(source.span, kind), 0.4, kind)
        return Speaker(entity, 0.6, entity.type)

    def _of_they(self, source: Source, attribution: Attribution) -> Speaker:
        if pair := self.company.latest_pair(source.span[0]):
            return self._together(pair, 0.6)
        guess = attribution.speaker_type or "group"
        kinds: tuple[ActorType, ...] = ("organisation",) if guess == "organisation" else ("group", "unnamed", "person")
        entity = self.company.latest(source.span[0], kinds)
        if entity is None:
            return Speaker(self.company.new(source.span, guess), 0.4, guess)
        return Speaker(entity, 0.5, entity.type)

    # descriptions

    def _of_description(self, source: Source, attribution: Attribution) -> Speaker:
        text = self.article.text
        if source.team:
            return self._of_team(source, source.team)
        if source.word in entries("grammar", "teams") and (source.owner or source.definite):
            return self._of_own_team(source, attribution)
        guess = self._guess(source, attribution.speaker_type)
        if guess == "organisation" and isinstance(source.owner, Name) and source.owner.kind == "organisation":
            return self._of_name(source.owner, attribution)
        if name := self._unrecognised(source, guess):
            return self._of_name(name, attribution)
        if self._may_be_person(source, guess):
            query = Query(
                source.span,
                attribution.content,
                _gender_of_noun(source.word),
                role_words(possessive_free(text[slice(*source.span)])),
                source.word,
                source.definite,
            )
            return self._person(query, "unnamed" if guess is None or guess == "person" else guess)
        body = self.company.body(source) if source.definite and not source.plural else None
        if body is not None:
            return Speaker(body, 0.7, body.type)
        kind: ActorType = (
            guess if guess not in (None, "person", "author") else ("group" if source.plural else "unnamed")
        )
        return Speaker(self.company.described(source, kind), 0.8, kind)

    def _guess(self, source: Source, guess: ActorType | None) -> ActorType | None:
        """What the head noun tells, where it tells anything; else what the network holds."""
        told = described_types().get(source.word)
        if told is None or (guess == "person" and told == "unnamed" and not source.plural):
            return guess
        return told  # type: ignore[return-value]

    def _may_be_person(self, source: Source, guess: ActorType | None) -> bool:
        if source.plural or guess in ("group", "document", "generic"):
            return False
        if isinstance(source.owner, str) and not is_role(source.word):
            return False
        return guess == "person" or (is_role(source.word) and source.definite)

    def _unrecognised(self, source: Source, guess: ActorType | None) -> Name | None:
        """The name that a source in capitals is although nothing took it for one: a person's or an organisation's."""
        start, end = source.span
        words = self.article.text[start:end].split()
        while words and (is_title(words[0]) or words[0].lower() in entries("grammar", "determiners")):
            start = self.article.text.index(words[0], start) + len(words[0])
            words = words[1:]
        if guess not in ("person", "organisation") or not words or len(words) > 4:
            return None
        if not all(w[0].isupper() for w in words) or is_role(words[-1]):
            return None
        start = self.article.text.index(words[0], start)
        name = Name(start, end, "person" if guess == "person" else "organisation", 0.6)
        self.company.named[start, end] = self.company.like(" ".join(words), name)
        return name

    def _of_own_team(self, source: Source, attribution: Attribution) -> Speaker:
        """ "His campaign", "the campaign": that of whoever is meant or was last spoken of."""
        if not isinstance(source.owner, str) and len(self.article.text[slice(*source.span)].split()) > 2:
            return Speaker(self.company.described(source, "organisation"), 0.7, "organisation")
        own: dict[Gender, str] = table("grammar")["possessive_of"]
        gender = next((g for g, word in own.items() if word == source.owner), None)
        if source.owner is None and (team := self.company.latest_team(source.span[0])):
            team.mention(source.span, 0.7)
            return Speaker(team, 0.7, "organisation")
        owner = self._person(Query(source.span, attribution.content, gender), "person", make=False)
        if owner.entity is None:
            return Speaker(self.company.described(source, "organisation"), 0.5, "organisation")
        entity = self.company.team(owner.entity.name, source.word)
        entity.mention(source.span, owner.confidence)
        return Speaker(entity, owner.confidence, "organisation")

    def _of_team(self, source: Source, team: Name) -> Speaker:
        owner = self.company.named.get((team.start, team.end))
        name = owner.name if owner else possessive_free(self.article.text[team.start : team.end])
        entity = self.company.team(name, source.word)
        entity.mention(source.span, 0.9)
        return Speaker(entity, 0.9, "organisation")


def _gender_of_noun(noun: str) -> Gender | None:
    """What a noun tells ("spokeswoman", "wife"); most tell nothing."""
    if noun.endswith(tuple(entries("grammar", "female_nouns"))):
        return "f"
    return "m" if noun.endswith(tuple(entries("grammar", "male_nouns"))) else None


def _place(attribution: Attribution) -> int:
    return min(start for start, _ in attribution.source or attribution.cue or attribution.content)
