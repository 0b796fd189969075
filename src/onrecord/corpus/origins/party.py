"""Somebody, or something, that counts as one origin: a party."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .standing import beside_name, body_words, standings
from .statements import Statement
from .vocabulary import entries
from .voices import UNSURE, Voice

Said = tuple[Statement, Voice]
MOST = 40
"""Parties of one kind, or statements of one party, that something is compared with."""


@dataclass(slots=True, eq=False)
class Party:
    """Those who count as one: a person, a body with all who speak for it, people not named whom one medium has."""

    kind: str
    said: list[Said] = field(default_factory=list)
    bodies: set[frozenset[str]] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    medium: str = ""
    learned: int = 0

    def add(self, statement: Statement, voice: Voice) -> None:
        """Take a statement in."""
        self.said.append((statement, voice))
        self.articles.add(statement.article)
        self.bodies.update(standing.words for standing in voice.standings if standing.words)
        self.roles.update(standing.role for standing in voice.standings)
        if voice.kind == "body" and voice.words:
            self.bodies.add(voice.words)

    def around(self) -> frozenset[str]:
        """The words that stand in and around its statements, and beside its name."""
        parts = [part for s, _ in self.said[:MOST] for part in (s.before, s.source, s.content, s.ahead, s.behind)]
        parts += [f"{v.figure.before} {v.figure.behind}" for _, v in self.said[:MOST] if v.figure is not None]
        return body_words(" ".join(parts))

    def introduced(self) -> frozenset[str]:
        """The words by which articles tell who somebody is: beside the name, in the source, as a role."""
        parts: list[str] = []
        for _, voice in self.said[:MOST]:
            if voice.figure is not None:
                parts += [*beside_name(voice.figure), *voice.figure.roles, voice.source]
        return body_words(" . ".join(parts))

    @property
    def said_by_name(self) -> bool:
        """Whether any source has the name, and is no pronoun or description that leads to it."""
        return any(voice.by_name for _, voice in self.said[:MOST])

    def learn(self) -> None:
        """Find out for which bodies those who speak here do so, as far as it has not been done."""
        for _, voice in self.said[self.learned :]:
            if voice.figure is not None:
                told = standings(voice.figure, voice.source)
                self.bodies.update(standing.words for standing in told if standing.words)
                self.roles.update(standing.role for standing in told)
        self.learned = len(self.said)

    def is_also(self, other: "Party") -> bool:
        """Whether another is known by the same actor or the same name: the reading took a firm for a person once."""
        one, two = ({key for _, v in party.said[:MOST] for key in (v.actor, v.name)} for party in (self, other))
        return not (one & two).isdisjoint(one - {None, ""})

    @property
    def classes(self) -> frozenset[str]:
        """What sorts of people they are said to be, by any of the statements."""
        return frozenset(name for _, voice in self.said[:MOST] for name in voice.classes)

    @property
    def weight(self) -> float:
        """How likely it is that any of its statements is of the claim."""
        return max(statement.weight for statement, _ in self.said)

    @property
    def near(self) -> int | None:
        """The claim that may be the same and has all of its statements, if it is not this one."""
        return next(iter({statement.near for statement, _ in self.said}), None) if self._is_near else None

    @property
    def _is_near(self) -> bool:
        return all(statement.near is not None for statement, _ in self.said)

    @property
    def is_body(self) -> bool:
        """Whether a body says so itself, or with those who speak for it."""
        return any(voice.kind == "body" for _, voice in self.said)

    @property
    def is_meant(self) -> bool:
        """Whether it is only ever spoken of as somebody known."""
        return all(voice.meant for _, voice in self.said)

    @property
    def knows(self) -> bool:
        """Whether a medium says to know it first-hand."""
        return any(voice.knows for _, voice in self.said)

    @property
    def repeats(self) -> bool:
        """Whether it is but an author who repeats what others say."""
        return all(voice.repeats for _, voice in self.said)

    @property
    def is_paper(self) -> bool:
        """Whether it is but a document, whosever it is."""
        return all(voice.kind == "body" and voice.words <= entries("records") for _, voice in self.said)

    def absorb(self, other: "Party") -> None:
        """Take all of another in."""
        self.said += other.said
        self.bodies |= other.bodies
        self.roles |= other.roles
        self.articles |= other.articles

    @property
    def first(self) -> Statement:
        """The earliest statement."""
        return min((statement for statement, _ in self.said), key=lambda s: s.place)

    @property
    def sure(self) -> float:
        """How sure it is, at best, that it is they who speak."""
        return max(voice.sure for _, voice in self.said)

    @property
    def doubtful(self) -> bool:
        """Whether nothing but a pronoun says who it is."""
        return all(voice.doubtful for _, voice in self.said)


def party_of(kind: str, said: Iterable[Said]) -> Party:
    party = Party(kind)
    for statement, voice in said:
        party.add(statement, voice)
    return party


def is_sure(party: Party) -> bool:
    """Whether it can be counted on that this party says so."""
    return party.kind not in ("unclear", "hearsay") and party.sure >= UNSURE
