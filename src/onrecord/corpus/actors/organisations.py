"""The organisations, documents and named groups of one block: by name, by place, by initials."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from .appearances import Key
from .bodies import BodyName, short_forms
from .clusters import Cluster, Gathering, Option, Pool, choose
from .evidence import Traits
from .folding import fold
from .territories import country_code

_SAME = 0.96
_PLACE_NAMED = 0.93
_PLACE_OF_ARTICLE = 0.8
_INITIALS = 0.9
_SHORTEST_INITIALS = 3


class Bodies:
    """Bodies that may be one by their names or initials."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self._by_name: dict[tuple[tuple[str, ...], str], Cluster] = {}
        self._short: defaultdict[str, dict[int, Cluster]] = defaultdict(dict)

    def link(self, block: Mapping[BodyName, Sequence[Traits]]) -> None:
        """Bring all appearances of a block to their bodies; each list is in the order of the articles."""
        unplaced: list[tuple[BodyName, Traits]] = []
        alone: list[tuple[BodyName, Traits]] = []
        for name in sorted(block, key=lambda name: (-len(name.words), name.words, name.place)):
            for item in block[name]:
                if len(name.words) == 1 and not name.general:
                    alone.append((name, item))
                elif place := _place(name, item):
                    self._named(name, place, item)
                elif name.general:
                    unplaced.append((name, item))
                else:
                    self._named(name, "", item)
        for name, item in unplaced:
            self._without_place(name, item)
        for name, item in alone:
            self._single(name, item)

    def place(self, name: BodyName, item: Traits, barred: Collection[Cluster]) -> None:
        """Bring one appearance to a body other than those barred."""
        fitting = [c for (words, _), c in self._by_name.items() if words == name.words and c not in barred]
        choice = choose(item, [Option(c, "same name", 0.0, 1.0, _PLACE_OF_ARTICLE) for c in fitting])
        if choice.option:
            self.gathering.join(choice.option.cluster, item, choice.reason, choice.confidence)
        else:
            self.alone(name, item, "set apart by a correction")

    def alone(self, name: BodyName, item: Traits, reason: str) -> None:
        """Make one appearance a body of its own that others set apart by persons may still join."""
        cluster = self.gathering.new(item.source.name)
        self._by_name[name.words, f"\0{cluster.order}"] = cluster
        self.gathering.join(cluster, item, reason, 0.9)

    def _named(self, name: BodyName, place: str, item: Traits) -> None:
        cluster = self._by_name.get((name.words, place))
        if cluster is None:
            cluster = self._by_name[name.words, place] = self.gathering.new(item.source.name)
        if not place:
            reason, sure = "same name", _SAME
        elif name.place:
            reason, sure = f"same name, of {place}", _PLACE_NAMED
        else:
            reason, sure = f"same name, and the article is about {place}", _PLACE_OF_ARTICLE
        self.gathering.join(cluster, item, reason, sure)
        for form in short_forms(item.source.name, item.source.aliases):
            self._short[form][cluster.order] = cluster

    def _without_place(self, name: BodyName, item: Traits) -> None:
        """A general name in an article that tells no one place: company may."""
        pool = Pool(c for (words, _), c in self._by_name.items() if words == name.words)
        near = self.gathering.near(item, pool)
        choice = choose(item, [Option(c, "same name", 0.0, 2.0, 0.7) for c in near])
        if choice.option:
            self.gathering.join(choice.option.cluster, item, choice.reason, choice.confidence)
        else:
            self.gathering.leave_open([item], "general name, left open: the article tells no one place")

    def _single(self, name: BodyName, item: Traits) -> None:
        """A single word or initials: what articles give as initials of a full name is that body."""
        full = self._short.get(name.words[0], {})
        if not full:
            self._unexplained(name, item)
            return
        reason = "initials that articles give along with the full name"
        least = -2.0 if len(full) == 1 else 0.5
        choice = choose(item, [Option(c, reason, 0.0, least, _INITIALS) for c in full.values()])
        if choice.option:
            self.gathering.join(choice.option.cluster, item, choice.reason, choice.confidence)
        else:
            either = " or ".join(choice.rivals or [cluster.name for cluster in list(full.values())[:3]])
            self.gathering.leave_open([item], f"initials, left open: {either}")

    def _unexplained(self, name: BodyName, item: Traits) -> None:
        if len(name.words[0]) >= _SHORTEST_INITIALS:
            self._named(name, "", item)
            return
        pool = Pool(c for (words, _), c in self._by_name.items() if words == name.words)
        choice = choose(item, [Option(c, "same initials", 0.0, 0.75, 0.8) for c in self.gathering.near(item, pool)])
        if choice.option:
            self.gathering.join(choice.option.cluster, item, choice.reason, choice.confidence)
        else:
            self.alone(name, item, "named by two letters")


def _place(name: BodyName, item: Traits) -> str:
    """The place that a general name needs: its own, else that which the article is about; empty where none is told."""
    if not name.general or name.place:
        return name.place
    if name.town:
        return next((fold(place) for place in item.source.places if not country_code(place)), "")
    return item.source.countries[0] if len(item.source.countries) == 1 else ""


def bodies_of(
    block: Mapping[BodyName, Sequence[Traits]], leaving: Mapping[Key, Collection[Key]], kept: Collection[Key]
) -> list[Cluster]:
    """The bodies of a block; `leaving` and `kept` as for `people_of`."""
    bodies = Bodies()
    bodies.link({name: [item for item in items if item.source.key not in leaving] for name, items in block.items()})
    held = [
        (item.source.key, name, item) for name, items in block.items() for item in items if item.source.key in leaving
    ]
    for key, name, item in sorted(held, key=lambda entry: entry[0]):
        if key in kept:
            bodies.alone(name, item, "set apart by a correction")
            continue
        barred = [c for c in bodies.gathering.clusters if any(other in c.members for other in leaving[key])]
        bodies.place(name, item, barred)
    return bodies.gathering.clusters
