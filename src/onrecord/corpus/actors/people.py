"""The persons of one block: full names first, then family names alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from .appearances import Key
from .clusters import Choice, Cluster, Gathering, Option, Pool, choose
from .evidence import Traits, together
from .folding import family_spelled
from .names import PersonName, Relation, relation
from .roles import NONE
from .vocabulary import nicknames

# What a name says by itself: words, what it adds to the claim, the least that roles, company and places have to say
# (the same where the name is a common one), and how sure it makes.
_FULL: dict[Relation, tuple[str, float, float, float, float]] = {
    "same": ("same full name", 1.0, -1.0, 1.5, 0.95),
    "middle": ("same name but for the middle one", 0.75, -1.0, 1.5, 0.93),
    "double": ("part of the same name", 0.5, 0.0, 1.5, 0.86),
    "nickname": ("same name, the given one shortened", 0.5, 0.0, 1.5, 0.88),
    "initial": ("same name, the given one as an initial", 0.0, 0.0, 1.5, 0.8),
    "suffix": ("same name but for Jr. or Sr.", 0.0, 1.5, 2.5, 0.75),
    "misspelt": ("same name, spelt with one letter more", 0.0, 0.0, 1.5, 0.8),
}
_FIRST = "named in full"
_FIRST_ALONE = "family name; nobody of a full name fits"
_SHARED_ARTICLES = 0.1
_SHARE_OF_FULLER = 0.1
_FULLER = 8


class People:
    """Persons that may be one by their family names."""

    def __init__(self) -> None:
        self.gathering = Gathering()
        self._names: dict[int, dict[PersonName, None]] = {}
        self._forms: defaultdict[str, dict[PersonName, Pool]] = defaultdict(dict)
        self._articles: dict[PersonName, set[int]] = {}

    def link(self, block: Mapping[PersonName, Sequence[Traits]]) -> None:
        """Bring all appearances of a block to their persons; each list is in the order of the articles."""
        self._articles = {name: {item.source.article for item in items} for name, items in block.items()}
        counts = {name: len(items) for name, items in block.items() if name.given and items}
        for name in _in_turn(counts):
            self._link_full(name, block[name])
        alone = sorted((name for name in block if not name.given), key=_parts)
        pools = {name: Pool(self._of_family(name)) for name in alone}
        for name in alone:
            for item in block[name]:
                self._place_alone(name, item, pools[name])

    def place(self, name: PersonName, item: Traits, barred: Collection[Cluster]) -> None:
        """Bring one appearance to a person other than those barred."""
        pool = self._pool(name) if name.given else Pool(self._of_family(name))
        pool = Pool(cluster for cluster in pool.clusters.values() if cluster not in barred)
        self._settle(name, [item], choose(item, self._options(name, item, pool, ())))

    def alone(self, name: PersonName, item: Traits, reason: str) -> None:
        """Make one appearance a person of its own that others may still join."""
        self._new(name, [item], reason)

    def _link_full(self, name: PersonName, items: Sequence[Traits]) -> None:
        groups: defaultdict[object, list[Traits]] = defaultdict(list)
        silent: list[Traits] = []
        for item in items:
            if item.roles is NONE:
                silent.append(item)
            else:
                same = not name.common or item.roles.titles
                groups[item.roles if same else item.source.key].append(item)
        for group in sorted(groups.values(), key=lambda group: (-len(group), group[0].source.key)):
            whole = together(group)
            articles = {item.source.article for item in group}
            self._settle(name, group, choose(whole, self._options(name, whole, self._pool(name), articles)))
        for item in silent:
            options = self._options(name, item, self._pool(name), (item.source.article,))
            self._settle(name, [item], choose(item, options))

    def _place_alone(self, name: PersonName, item: Traits, pool: Pool) -> None:
        """A family name: the one full name that it fits best, else others of its kind that share something."""
        choice = choose(item, self._options(name, item, pool, (item.source.article,)))
        if choice.option is None and not choice.rivals:
            own = self._forms[""].get(name) or Pool()
            choice = choose(item, self._options(name, item, own, (item.source.article,)))
        self._settle(name, [item], choice)

    def _options(self, name: PersonName, item: Traits, pool: Pool, articles: Collection[int]) -> Iterable[Option]:
        for cluster in self.gathering.near(item, pool):
            option = self._option(name, cluster, len(pool.clusters))
            if option is None:
                continue
            both = sum(article in cluster.profile.articles for article in articles)
            if both > _SHARED_ARTICLES * len(articles) and name not in self._names[cluster.order]:
                continue  # an article that has them as two actors knows better
            yield option

    def _option(self, name: PersonName, cluster: Cluster, several: int) -> Option | None:
        names = self._names[cluster.order]
        if not name.given:
            return _alone(name, cluster, several, full=any(other.given for other in names))
        relations = [relation_of(name, other) for other in names if other.given]
        if not relations or None in relations:
            return None
        worst = min((r for r in relations if r), key=lambda r: (_FULL[r][1], _FULL[r][4]))
        best = "same" if "same" in relations else worst
        if best == "suffix" and not self._articles[name].isdisjoint(cluster.profile.articles):
            return None  # father and son, as an article has both
        words, bonus, least, least_common, sure = _FULL[best]
        return Option(cluster, words, bonus, least_common if name.common else least, sure - 0.05 * name.common)

    def _settle(self, name: PersonName, items: Sequence[Traits], choice: Choice) -> None:
        if choice.rivals:
            either = " or ".join(dict.fromkeys(choice.rivals))
            self.gathering.leave_open(items, f"{'full' if name.given else 'family'} name, left open: {either}")
        elif choice.option is None:
            self._new(name, items, _FIRST if name.given else _FIRST_ALONE)
        else:
            cluster = choice.option.cluster
            for item in items:
                self.gathering.join(cluster, item, choice.reason, choice.confidence)
            self._note(name, cluster)

    def _new(self, name: PersonName, items: Sequence[Traits], reason: str) -> None:
        cluster = self.gathering.new(items[0].source.name)
        for item in items:
            self.gathering.join(cluster, item, reason, 0.95 if name.given else 0.7)
        self._names[cluster.order] = {}
        self._note(name, cluster)

    def _note(self, name: PersonName, cluster: Cluster) -> None:
        """Let a person be found by a name that it bears."""
        if name in self._names[cluster.order]:
            return
        self._names[cluster.order][name] = None
        for letter in _letters(name):
            self._forms[letter].setdefault(name, Pool()).add(cluster)

    def _pool(self, name: PersonName) -> Pool:
        """All persons whose names may be this one's."""
        forms = {
            form: pool
            for letter in sorted(_letters(name))
            for form, pool in self._forms[letter].items()
            if form.given and relation_of(name, form)
        }
        if len(forms) == 1:
            return next(iter(forms.values()))
        return Pool(cluster for pool in forms.values() for cluster in pool.clusters.values())

    def _of_family(self, name: PersonName) -> list[Cluster]:
        """All persons with full names whose family name this is."""
        return [
            cluster
            for cluster in self.gathering.clusters
            if cluster.order >= 0 and any(_bears(other, name) for other in self._names[cluster.order])
        ]


def _in_turn(counts: Mapping[PersonName, int]) -> list[PersonName]:
    """Full names in the order in which they are looked at: what most articles have first, so that a slip leads nobody.

    A name that two others fill up in ways that contradict each other ("George Bush") waits for these.
    """
    by_letter: defaultdict[str, list[PersonName]] = defaultdict(list)
    for name in counts:
        for letter in _letters(name):
            by_letter[letter].append(name)
    waiting = {name for name, count in counts.items() if _ambiguous(name, count, counts, by_letter)}
    return sorted(counts, key=lambda name: (name in waiting, -counts[name], -name.fullness[0], _parts(name)))


def _ambiguous(
    name: PersonName, count: int, counts: Mapping[PersonName, int], by_letter: Mapping[str, Sequence[PersonName]]
) -> bool:
    fuller: list[PersonName] = []
    for other in sorted({other for letter in _letters(name) for other in by_letter[letter]}, key=_parts):
        if len(fuller) < _FULLER and counts[other] >= count * _SHARE_OF_FULLER and other.fullness > name.fullness:
            how = relation_of(name, other)
            # words too many may be a slip, where an initial or a nickname is none
            if how and (counts[other] > 1 or how in ("initial", "nickname")):
                fuller.append(other)
    return any(relation_of(one, two) is None for i, one in enumerate(fuller) for two in fuller[:i])


def _alone(name: PersonName, cluster: Cluster, several: int, *, full: bool) -> Option:
    if not full:
        return Option(cluster, "same family name, nobody of a full name fits", 0.0, 2.0 if name.common else 0.75, 0.72)
    if several > 1:
        return Option(cluster, "family name, which fits this one best", 0.0, 1.5 if name.common else 0.5, 0.78)
    # of a name that is not common, and that one person here bears, nothing has to speak against it
    return Option(cluster, "family name, which one person here bears", 0.0, 1.5 if name.common else 0.0, 0.8)


def _bears(full: PersonName, alone: PersonName) -> bool:
    """Whether a family name alone can be that of a full name; a suffix has to agree where it is given."""
    if not full.given or (alone.suffix and alone.suffix != full.suffix):
        return False
    if full.family == alone.family:
        return True
    return (
        len(full.family) > len(alone.family)
        and full.block == alone.block
        and full.family[: len(alone.family)] == alone.family
    )


@lru_cache(maxsize=262144)
def relation_of(a: PersonName, b: PersonName) -> Relation | None:
    """How two names can be one person's, remembered."""
    return relation(a, b)


@lru_cache(maxsize=65536)
def _letters(name: PersonName) -> frozenset[str]:
    """First letters under which names that may be this person's are found; "" for a family name alone."""
    if not name.given:
        return frozenset([""])
    full = {family_spelled(other)[0] for other in nicknames().get(name.given, ())}
    return frozenset({name.given[0], *full, *(part[0] for part in (*name.middle, *name.family[:-1]))})


def _parts(name: PersonName) -> tuple[str, ...]:
    return (*name.family, "", name.given, *name.middle, name.suffix)


def people_of(
    block: Mapping[PersonName, Sequence[Traits]], leaving: Mapping[Key, Collection[Key]], kept: Collection[Key]
) -> list[Cluster]:
    """The persons of a block.

    `leaving` has appearances that persons have taken out of an actor, with appearances of that actor; `kept` are those
    that are to join nobody but whom persons say.
    """
    people = People()
    people.link({name: [item for item in items if item.source.key not in leaving] for name, items in block.items()})
    held = [
        (item.source.key, name, item) for name, items in block.items() for item in items if item.source.key in leaving
    ]
    for key, name, item in sorted(held, key=lambda entry: entry[0]):
        if key in kept:
            people.alone(name, item, "set apart by a correction")
            continue
        barred = [c for c in people.gathering.clusters if any(other in c.members for other in leaving[key])]
        people.place(name, item, barred)
    return people.gathering.clusters
