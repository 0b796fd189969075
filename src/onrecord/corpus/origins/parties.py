"""Who of those that say so is one and the same: the parties behind a claim."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from onrecord.corpus.actors.folding import fold

from .describing import alike
from .media import same_medium
from .party import MOST, Party, Said, party_of
from .standing import same_body
from .statements import Statement
from .vocabulary import entries
from .voices import Voice


def parties(said: Sequence[Said]) -> list[Party]:
    """The parties behind a claim, the earliest first. Takes time linear in the statements but for a cap on parties."""
    by_kind: defaultdict[str, list[Said]] = defaultdict(list)
    for one in sorted(said, key=lambda one: one[0].place):
        by_kind[one[1].kind].append(one)
    people = _people(by_kind["person"])
    bodies = _bodies(by_kind["body"])
    named = _without_papers(_joined(people, bodies))
    unnamed = _unnamed(by_kind["unnamed"])
    outlets = _outlets(by_kind["medium"], [*unnamed, *named])
    unclear = _unclear(by_kind["unclear"], [*named, *unnamed, *outlets])
    found = [*named, *unnamed, *outlets, *unclear]
    if by_kind["hearsay"] and not found:
        found = [party_of("hearsay", by_kind["hearsay"])]
    elif by_kind["hearsay"]:
        first = min(found, key=lambda party: party.first.place)
        for statement, voice in by_kind["hearsay"]:
            first.add(statement, voice)
    return sorted(found, key=lambda party: party.first.place)


def _without_papers(named: list[Party]) -> list[Party]:
    """The parties, those that are no more than "the statement" with the only one in the same article."""
    papers = [party for party in named if party.doubtful and party.is_paper]
    if not papers or len(papers) == len(named):
        return named
    others = [party for party in named if party not in papers]
    left = []
    for paper in papers:
        near = [party for party in others[:MOST] if party.articles & paper.articles]
        if len(near) == 1:
            near[0].absorb(paper)
        else:
            left.append(paper)
    return [*others, *left]


def _people(said: Sequence[Said]) -> list[Party]:
    """A party for each person; a family name alone is that of the only one who bears it; a role, of who has it."""
    found: dict[str, Party] = {}
    by_actor: dict[int, Party] = {}
    rest: list[Said] = []
    for statement, voice in said:
        name = _untitled(fold(voice.name))
        party = by_actor.get(voice.actor) if voice.actor is not None else None
        if party is None and " " not in name:
            rest.append((statement, voice))
            continue
        party = party or found.get(name) or Party("named")
        party.add(statement, voice)
        found.setdefault(name, party)
        if voice.actor is not None:
            by_actor.setdefault(voice.actor, party)
    bearers: defaultdict[str, dict[int, Party]] = defaultdict(dict)
    for name, party in found.items():
        bearers[name.rpartition(" ")[2]][id(party)] = party
    whole = list({id(party): party for party in found.values()}.values())
    for statement, voice in rest:
        name = _untitled(fold(voice.name))
        bearing = list(bearers.get(name, {}).values()) if name else _in_role(voice, whole[:MOST])
        key = name or " ".join(sorted(voice.standings[0].words))
        party = bearing[0] if len(bearing) == 1 else found.setdefault(f"{key} ", Party("named"))
        party.add(statement, voice)
    return list({id(party): party for party in found.values()}.values())


def _untitled(name: str) -> str:
    """A folded name without what stands before it ("Col. Besk"); "Mayor" alone stays."""
    words = name.split()
    at = next((at for at, word in enumerate(words) if word.strip(".") not in entries("titles")), 0)
    return " ".join(words[at:])


def _in_role(voice: Voice, people: Sequence[Party]) -> list[Party]:
    words = voice.standings[0].words
    for person in people:
        person.learn()
    return [party for party in people if "head" in party.roles and any(same_body(words, b) for b in party.bodies)]


def _bodies(said: Sequence[Said]) -> list[Party]:
    """A party for each body, by its actor or its words, those of more words first."""
    found: list[Party] = []
    by_actor: dict[int, Party] = {}
    by_words: dict[frozenset[str], Party] = {}
    for statement, voice in sorted(said, key=lambda one: (-len(one[1].words), one[0].place)):
        party = by_actor.get(voice.actor) if voice.actor is not None else None
        party = party or by_words.get(voice.words)
        wanted = [voice.words, *(standing.words for standing in voice.standings if standing.words)]
        if party is None:
            party = next((p for p in found[:MOST] if any(same_body(w, b) for w in wanted for b in p.bodies)), None)
        if party is None and voice.words <= entries("any_body"):
            party = _meant(statement, found[:MOST])
        if party is None:
            party = Party("named")
            found.append(party)
        party.add(statement, voice)
        by_words.setdefault(voice.words, party)
        if voice.actor is not None:
            by_actor.setdefault(voice.actor, party)
    return found


def _meant(statement: Statement, bodies: Sequence[Party]) -> Party | None:
    """The body that "the company" is: that of the same article, else the only one there is."""
    near = [body for body in bodies if statement.article in body.articles]
    return near[0] if len(near) == 1 else bodies[0] if len(bodies) == 1 else None


def _joined(people: list[Party], bodies: list[Party]) -> list[Party]:
    """Bodies with those who speak for them. Two who are each at the head of a body stay two."""
    if len(people) + len(bodies) < 2:
        return [*bodies, *people]
    for person in people:
        person.learn()
    headed: dict[int, Party] = {}
    left: list[Party] = []
    for party in sorted(people, key=lambda p: ("spokes" in p.roles, p.first.place)):
        body = _body_of(party, bodies[:MOST])
        if body is None:
            left.append(party)
        elif "spokes" in party.roles or id(body) not in headed:
            body.absorb(party)
            headed.setdefault(id(body), party)
        else:
            left.append(party)
    heads = [party for party in left if "spokes" not in party.roles]
    spokes = [party for party in left if "spokes" in party.roles]
    apart: list[Party] = []
    for party in spokes:
        chief = next((p for p in [*heads, *apart][:MOST] if _speaks_for(party, p)), None)
        if chief is None:
            apart.append(party)
        else:
            chief.absorb(party)
    return [*bodies, *heads, *apart]


def _body_of(party: Party, bodies: Sequence[Party]) -> Party | None:
    for body in bodies:
        if body.is_also(party) or _is_retinue(body, party):
            return body
    if not party.roles:
        return None
    for body in bodies:
        if any(same_body(one, other) for one in party.bodies for other in body.bodies):
            return body
    if not all(words <= entries("any_body") for words in party.bodies):
        return None
    around = party.around()
    near = [body for body in bodies if any(words <= around for words in body.bodies - {frozenset()})]
    if not near and not party.bodies:
        near = [body for body in bodies if body.articles & party.articles]
    return near[0] if len(near) == 1 else None


def _is_retinue(body: Party, person: Party) -> bool:
    """Whether a body is but the office or the team of a person: "Marsh's office"."""
    names = {word for _, voice in person.said[:MOST] for word in voice.words}
    left = [words - entries("retinue") for words in body.bodies if not words.isdisjoint(entries("retinue"))]
    return any(words and words <= names for words in left)


def _speaks_for(spokes: Party, other: Party) -> bool:
    """Whether a party speaks for another: of one body, or for a person by name ("Marsh's lawyer")."""
    if any(same_body(one, two) for one in spokes.bodies for two in other.bodies):
        return not _told_apart(spokes, other)
    names = {word for _, voice in other.said if voice.kind == "person" for word in voice.words}
    return any(words <= names for words in spokes.bodies)


def _told_apart(one: Party, other: Party) -> bool:
    """Whether some article that has both says more of one's body than of the other's ("Dravian", and the own)."""
    both = one.articles & other.articles
    if not both or one.bodies & other.bodies:
        return False
    return any(len(words) > 1 for words in one.bodies) and any(len(words) > 1 for words in other.bodies)


def _medium_of(statement: Statement, voice: Voice) -> str:
    return voice.medium or statement.outlet or f"article {statement.article}"


def _unnamed(said: Sequence[Said]) -> list[Party]:
    """A party for the people not named whom one medium has, unless they are surely of two sorts."""
    found: list[Party] = []
    for statement, voice in said:
        medium = _medium_of(statement, voice)
        party = next(
            (
                p
                for p in found[:MOST]
                if same_medium(p.medium, medium) and any(alike(v.classes, voice.classes) for _, v in p.said[:MOST])
            ),
            None,
        )
        if party is None:
            party = Party("unnamed", medium=medium)
            found.append(party)
        party.add(statement, voice)
    return found


def _outlets(said: Sequence[Said], others: Sequence[Party]) -> list[Party]:
    """A party for each medium that says so itself, where nobody else is known that it has it from."""
    found: list[Party] = []
    for statement, voice in said:
        medium = _medium_of(statement, voice)
        party = next((p for p in found[:MOST] if same_medium(p.medium, medium)), None)
        if party is None and voice.medium:
            party = next((p for p in others[:MOST] if _has(medium, p)), None)
        if party is None:
            party = Party("outlet", medium=medium)
            found.append(party)
        party.add(statement, voice)
    return found


def _has(medium: str, party: Party) -> bool:
    return any(same_medium(medium, _medium_of(statement, voice)) for statement, voice in party.said[:MOST])


def _unclear(said: Sequence[Said], others: Sequence[Party]) -> list[Party]:
    """A party for each outlet whose article does not make clear who says so."""
    found: dict[str, Party] = {}
    known = {article for party in others for article in party.articles}
    for statement, voice in said:
        medium = _medium_of(statement, voice)
        party = found.setdefault(medium, Party("unclear", medium=medium))
        # where the article has somebody for it, it is more likely than not the same one
        party.add(statement, replace(voice, doubtful=voice.doubtful or statement.article in known))
    return list(found.values())
