"""Sources that describe who speaks: "the minister", "her lawyer", "the same man", "the two"."""

from bisect import bisect_left

from onrecord.records import ActorType, Attribution, Name

from .choosing import Choosing, Speaker
from .discourse import Query
from .entities import Entity
from .genders import gender_of_noun
from .naming import Gender, is_title, possessive_free
from .roles import is_role, role_words
from .sources import Source
from .vocabulary import described_types, entries, table

_HEARD = 8  # so many sources back are "the two" looked for


class Describing(Choosing):
    """Resolves descriptions, and "they"."""

    def _of_description(self, source: Source, attribution: Attribution) -> Speaker:
        text = self.article.text
        if source.team:
            return self._of_team(source, source.team)
        if source.word in entries("grammar", "teams") and (source.owner or source.definite):
            return self._of_own_team(source, attribution)
        if source.word in entries("grammar", "pairs") and source.definite:
            return self._of_pair(source, attribution)
        guess = self._guess(source, attribution.speaker_type)
        if same := self._same(source):
            return Speaker(same, 0.8, same.type)
        if guess == "organisation" and isinstance(source.owner, Name) and source.owner.kind == "organisation":
            return self._of_name(source.owner, attribution)
        if name := self._unrecognised(source, guess):
            return self._of_name(name, attribution)
        if self._may_be_person(source, guess):
            query = Query(
                source.span,
                attribution.content,
                gender_of_noun(source.word),
                role_words(possessive_free(text[slice(*source.span)])),
                source.word,
                source.definite,
                asks=self._asks(source, attribution),
            )
            return self._person(query, "unnamed" if guess is None or guess == "person" else guess)
        body = self.company.body(source) if source.definite and not source.plural else None
        if body is not None:
            return Speaker(body, 0.7, body.type)
        kind: ActorType = (
            guess if guess not in (None, "person", "author") else ("group" if source.plural else "unnamed")
        )
        entity = self.company.described(source, kind)
        if kind == "unnamed" and not source.plural and not self._asks(source, attribution):
            self._can_be_meant(entity, source.word)
        return Speaker(entity, 0.8, kind)

    def _of_pair(self, source: Source, attribution: Attribution) -> Speaker:
        """ "The two": who was called so last, or the last two persons who spoke."""
        word, persons = source.word, self.company.persons
        called = [e for e in self.company.made if e.type != "person" and word in e.name.lower().split()]
        if called:
            return Speaker(called[-1], 0.7, called[-1].type)
        at = bisect_left(persons.spoken, (source.span[0], -1))
        last = list(dict.fromkeys(n for _, n in reversed(persons.spoken[max(at - _HEARD, 0) : at])))[:2]
        if len(last) == 2 and not self.company.latest_pair(source.span[0]):
            return self._together([persons.entities[n] for n in reversed(last)], 0.5)
        return self._of_they(source, attribution)

    def _asks(self, source: Source, attribution: Attribution) -> bool:
        """Whether somebody else is likely to answer."""
        if source.word in entries("grammar", "askers"):
            return True
        words = (word.lower() for span in attribution.cue for word in self.article.text[slice(*span)].split())
        return any(word in entries("grammar", "asking") for word in words)

    def _same(self, source: Source) -> Entity | None:
        """The unnamed person who spoke last, where that is what "the man" or "the same official" means."""
        persons, (start, end) = self.company.persons, source.span
        at = bisect_left(persons.spoken, (start, -1)) - 1
        if at < 0 or not source.definite or source.plural or source.owner:
            return None
        words = self.article.text[start:end].lower().split()
        last = persons.entities[persons.spoken[at][1]]
        gender = gender_of_noun(source.word)
        if last.names or len(words) > 3 or (gender and last.gender and gender != last.gender):
            return None
        same = bool(entries("grammar", "same") & set(words))
        near = self.layout.paragraph(start) - self.layout.paragraph(persons.spoken[at][0]) <= 1
        bare = len(words) == 2 and source.word in entries("grammar", "anybody")
        return last if near and (same or bare) else None

    def _guess(self, source: Source, guess: ActorType | None) -> ActorType | None:
        """What the head noun tells, where it tells anything; else what the network holds."""
        told = described_types().get(source.word)
        if told is None or (guess == "person" and told == "unnamed" and not source.plural):
            return guess
        return told  # type: ignore[return-value]

    def _may_be_person(self, source: Source, guess: ActorType | None) -> bool:
        if source.plural or guess in ("group", "document", "generic") or source.word in entries("grammar", "others"):
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
        if len(words) > 1 and all(w.isupper() for w in words):
            return None  # a headline that is all in capitals
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

    def _of_they(self, source: Source, attribution: Attribution) -> Speaker:
        if pair := self.company.latest_pair(source.span[0]):
            return self._together(pair, 0.6)
        guess = attribution.speaker_type or "group"
        kinds: tuple[ActorType, ...] = ("organisation",) if guess == "organisation" else ("group", "unnamed", "person")
        entity = self.company.latest(source.span[0], kinds)
        if entity is None:
            return Speaker(self.company.new(source.span, guess), 0.4, guess)
        return Speaker(entity, 0.5, entity.type)
