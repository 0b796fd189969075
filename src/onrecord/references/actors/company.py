"""Everybody an article has spoken of so far: who bears a name, who was mentioned last, and those who are new."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from onrecord.records import ActorType, Article, Name, Span
from onrecord.references.chains import Medium

from .bodies import normal
from .discourse import Discourse
from .entities import Entity
from .layout import Layout
from .naming import is_title, person_name, possessive_free, same_person
from .roles import role_words
from .sources import Source
from .vocabulary import entries, table

_NEAR = 400
_LAST = 100  # so many mentions back is looked


class Company:
    """The entities of one article as reading goes on; those that no name denotes are made here."""

    def __init__(
        self,
        article: Article,
        layout: Layout,
        names: Sequence[Name],
        named: dict[Span, Entity],
        media: Sequence[Medium] = (),
    ) -> None:
        self.article = article
        self.layout = layout
        self.names = names
        self.named = named  # the entity of each name of a person or an organisation
        apart = [(b.start, b.end) for b in article.blocks if b.kind in ("byline", "credit")]
        self.persons = Discourse(layout, distinct(e for e in named.values() if e.type == "person"), apart)
        self.others: list[tuple[int, Entity]] = sorted(
            ((start, e) for (start, _), e in named.items() if e.type != "person"), key=lambda pair: pair[0]
        )
        self.made: list[Entity] = []
        self.by_wording: dict[str, Entity] = {}
        self.teams: list[Entity] = []
        self.author: Entity | None = None
        self.media = sorted(_media_named(article, media, named), key=lambda pair: pair[0].start)
        self.heard: list[tuple[int, Entity]] = []  # bodies and documents that have spoken, where they did

    def worded(self, wording: str, kind: ActorType) -> Entity:
        """Who is called by this wording; made where there is nobody yet."""
        entity = self.by_wording.get(wording.lower())
        if entity is None:
            entity = self.by_wording[wording.lower()] = Entity(wording, kind)
            self.made.append(entity)
        return entity

    def like(self, wording: str, name: Name) -> Entity:
        """Who bears this name already, or somebody new."""
        wording = possessive_free(wording)
        if name.kind == "person" and (parsed := person_name(wording)):
            for entity in self.persons.entities:
                for known in entity.names:
                    same = (
                        same_person(parsed, known)
                        if not (parsed.single or known.single)
                        else parsed.family == known.family
                    )
                    if same:
                        return entity
            entity = self.worded(wording, "person")
            entity.names.append(parsed)
            self.persons.add(entity)
            return entity
        return self.worded(wording, "organisation")

    def the_author(self) -> Entity:
        """Whoever wrote the article."""
        if self.author is None:
            self.author = Entity(", ".join(self.article.authors) or "the author", "author")
            self.made.append(self.author)
        return self.author

    def latest(self, place: int, kinds: tuple[ActorType, ...]) -> Entity | None:
        """Who of these kinds was mentioned last, not too far before `place`."""
        near = [
            (start, e) for start, e in self.others if start < place and place - start < 3 * _NEAR and e.type in kinds
        ]
        near += [
            (start, e)
            for e in self.made
            for start, _ in e.mentions
            if start < place and place - start < 3 * _NEAR and e.type in kinds and (e.type != "person" or e.members)
        ]
        return max(near, key=lambda pair: pair[0])[1] if near else None

    def latest_heard(self, place: int, floor: int) -> Entity | None:
        """The body or document that spoke last between `floor` and `place`."""
        heard = [(start, e) for start, e in self.heard[-_LAST:] if floor <= start < place]
        return max(heard, key=lambda pair: pair[0])[1] if heard else None

    def medium(self, noun: str, place: int) -> Entity | None:
        """The medium named last before `place` that `noun` can mean; the outlet itself only where there is no other."""
        nouns = table("organisations")["media"]
        kind = next((key for key, fits in nouns.items() if noun in fits), None)
        if kind is None:
            return None
        at = bisect_right(self.media, place, key=lambda pair: pair[0].end)
        before = self.media[max(at - _LAST, 0) : at]
        fitting = [
            e
            for m, e in before
            if kind == "any" or (m.agency if kind == "agency" else not m.agency and m.on_air == (kind == "aired"))
        ]
        others = [e for e in fitting if not _is_outlet(e, self.article.outlet)]
        return next(reversed(others or fitting), None)

    def latest_pair(self, place: int) -> list[Entity]:
        """Two persons joined by "and" in this sentence or the last, where nobody else who is plural came since."""
        floor = self.layout.sentences[max(self.layout.sentence(place) - 1, 0)][0] if self.layout.sentences else 0
        near = [n for n in self.names if floor <= n.start and n.end <= place]
        since = max(
            (start for e in self.made if e.type in ("group", "unnamed") for start, _ in e.mentions if start < place),
            default=-1,
        )
        for a, b in zip(reversed(near[:-1]), reversed(near[1:]), strict=False):
            between = self.article.text[a.end : b.start].split()
            titles = between[1:]
            if between[:1] and between[0] in entries("grammar", "conjunctions") and all(is_title(w) for w in titles):
                pair = [e for n in (a, b) if (e := self.named.get((n.start, n.end))) and e.type == "person"]
                if len(pair) == 2 and a.start > since:
                    return pair
        return []

    def latest_team(self, place: int) -> Entity | None:
        """The campaign or administration that was mentioned last before `place`."""
        teams = [(start, e) for e in self.teams for start, _ in e.mentions if start < place]
        return max(teams, key=lambda pair: pair[0])[1] if teams else None

    def team(self, owner: str, word: str) -> Entity:
        """The campaign or the administration of somebody."""
        grammar = table("grammar")
        noun = word if word == grammar["administration"] else grammar["team_name"]
        entity = self.worded(f"{owner} {noun}", "organisation")
        if all(e is not entity for e in self.teams):
            self.teams.append(entity)
        return entity

    def latest_place(self, place: int) -> Entity | None:
        """The place named last before `place`, as a body that acts."""
        places = [n for n in self.names if n.kind == "place" and n.end <= place]
        if not places:
            return None
        wording = " ".join(self.article.text[places[-1].start : places[-1].end].split())
        entity = self.worded(wording, "organisation")
        entity.mention((places[-1].start, places[-1].end), 0.7)
        return entity

    def body(self, source: Source) -> Entity | None:
        """The organisation named before that a description fits: "the bank", "the budget office", "the daily"."""
        words = role_words(self.article.text[slice(*source.span)]) - entries("grammar", "possessive_pronouns")
        if len(words) == 1 and (medium := self.medium(source.word, source.span[0])):
            return medium
        nouns = table("organisations")["nouns"]
        before = [(start, e) for start, e in self.others if start < source.span[0] and e.type == "organisation"]
        known = [(start, e, frozenset(e.name.lower().replace(".", "").split())) for start, e in before]
        whole = [(start, e) for start, e, name in known if words <= name]
        if whole:
            return max(whole, key=lambda pair: pair[0])[1]
        if len(words) > 1 or source.word not in nouns:
            return None
        fitting = [(start, e) for start, e, name in known if name & set(nouns[source.word])]
        if fitting:
            return max(fitting, key=lambda pair: pair[0])[1]
        if source.word in table("organisations")["places"]["nouns"]:
            return self.latest_place(source.span[0])
        if not nouns[source.word]:
            return None  # "the government": none of the bodies named is one by its name
        others = {word for noun, fits in nouns.items() if noun != source.word for word in fits}
        if isinstance(source.owner, str):
            return None  # "their union": nobody that was named so
        media = {id(e) for _, e in self.media}
        free = Counter(id(e) for _, e, name in known if not name & others and id(e) not in media)
        named = {id(e) for e in self.named.values()}
        last = sorted(self.heard[-_LAST:], key=lambda pair: pair[0])
        if spoke := [e for _, e in last if free[id(e)] and id(e) in named]:
            return spoke[-1]
        return next((e for _, e, _ in known if free and id(e) == free.most_common(1)[0][0]), None)

    def described(self, source: Source, kind: ActorType) -> Entity:
        """The same document, or the same unnamed one, where the text says "the"; else somebody new."""
        if source.definite and kind in ("document", "unnamed"):
            same = [e for e in self.made if e.type == kind and source.word in e.aliases]
            if len(same) == 1 or (same and kind == "document"):
                return same[-1]
        if (
            kind == "group"
            and not source.definite
            and self.article.text[source.span[0]].isupper()
            and " " not in self.article.text[slice(*source.span)]
        ):
            return self.worded(self.article.text[slice(*source.span)], kind)
        return self.new(source.span, kind, source.word)

    def new(self, span: Span, kind: ActorType, head: str = "") -> Entity:
        """Somebody new, called by the words at `span`; `head` is what they are called by again."""
        entity = Entity(description(self.article.text[slice(*span)]), kind)
        if head:
            entity.aliases.add(head)
        self.made.append(entity)
        return entity


def _media_named(
    article: Article, media: Sequence[Medium], named: dict[Span, Entity]
) -> Iterator[tuple[Medium, Entity]]:
    """The media that are named, with who they are."""
    for medium in media:
        start = medium.start + (len("The ") if article.text.startswith("The ", medium.start) else 0)
        entity = named.get((start, medium.end)) or named.get((medium.start, medium.end))
        if entity is not None and entity.type != "person":
            yield medium, entity


def _is_outlet(entity: Entity, outlet: str | None) -> bool:
    return outlet is not None and normal(outlet).endswith(normal(entity.name))


def description(words: str) -> str:
    """A noun phrase as the name of somebody unnamed: on one line, without its determiner."""
    words = " ".join(words.split())
    first, _, rest = words.partition(" ")
    if rest and first.lower() in entries("grammar", "articles"):
        return rest
    return words


def distinct(entities: Iterable[Entity]) -> list[Entity]:
    """Each entity once, in the order of their first places."""
    return list({id(e): e for e in entities}.values())
