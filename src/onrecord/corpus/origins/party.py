"""Somebody, or something, that counts as one origin: a party."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .standing import standings
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
