"""Actors in the making, and how an appearance finds the one that it belongs to among them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from math import log10

from .appearances import Key
from .evidence import Evidence, Profile, Traits, compare, features

_FEW = 12
_MOST_BY_FEATURE = 64
_PROMINENCE = 0.75
_MARGIN = 1.0
_NAMED = 3


@dataclass(slots=True, eq=False)
class Cluster:
    """An actor in the making; two of them are never equal. `name` is that of its first appearance."""

    name: str
    order: int
    profile: Profile = field(default_factory=Profile)
    members: dict[Key, tuple[str, float]] = field(default_factory=dict)

    def add(self, item: Traits, reason: str, confidence: float) -> None:
        """Take an appearance in, with why and how surely."""
        self.profile.add(item)
        self.members[item.source.key] = reason, round(min(max(confidence, 0.5), 0.99), 3)


@dataclass(frozen=True, slots=True)
class Option:
    """An actor that an appearance may belong to: what its name says for it, and the least that the rest has to say."""

    cluster: Cluster
    reason: str
    bonus: float
    least: float
    confidence: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The actor that was chosen, None where there is none or where several fit, which `rivals` then names."""

    option: Option | None
    evidence: Evidence = field(default_factory=lambda: Evidence(0.0))
    rivals: tuple[str, ...] = ()
    several: bool = False

    @property
    def reason(self) -> str:
        """Why, in words."""
        parts = [self.option.reason if self.option else "", self.evidence.reason]
        return "; ".join(part for part in parts if part)

    @property
    def confidence(self) -> float:
        """How sure, from what the name says, what the rest says, and whether others fitted too."""
        base = self.option.confidence if self.option else 0.5
        return base + 0.02 * min(max(self.evidence.score, -2.0), 2.0) - 0.08 * self.several


def choose(item: Traits, options: Iterable[Option]) -> Choice:
    """The best of the options, if it is good enough and none comes near it.

    An actor met ten times as often has the better claim by as much as half a shared role.
    """
    fitting: list[tuple[float, int, Option, Evidence]] = []
    for option in options:
        evidence = compare(item, option.cluster.profile)
        if evidence.score >= option.least:
            claim = evidence.score + option.bonus + _PROMINENCE * log10(option.cluster.profile.size)
            fitting.append((-claim, option.cluster.order, option, evidence))
    fitting.sort(key=lambda entry: entry[:2])
    if not fitting:
        return Choice(None)
    if len(fitting) > 1 and fitting[1][0] - fitting[0][0] < _MARGIN:
        return Choice(None, rivals=tuple(entry[2].cluster.name for entry in fitting[:_NAMED]))
    return Choice(fitting[0][2], fitting[0][3], several=len(fitting) > 1)


class Gathering:
    """The actors of one block so far, to be looked up by what was met beside them.

    Of the actors that share a thing no more than the first 64 are looked at: what very many share tells nothing, and
    the work stays in proportion to the appearances.
    """

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []
        self._beside: defaultdict[tuple[str, str], dict[int, Cluster]] = defaultdict(dict)

    def new(self, name: str, *, listed: bool = True) -> Cluster:
        """A new actor; one that is not listed stays as it is and is looked up by nobody."""
        cluster = Cluster(name, len(self.clusters) if listed else -1)
        self.clusters.append(cluster)
        return cluster

    def join(self, cluster: Cluster, item: Traits, reason: str, confidence: float) -> None:
        """Add an appearance to an actor, and the actor to what it is looked up by."""
        cluster.add(item, reason, confidence)
        if cluster.order < 0:
            return
        for feature in features(item):
            beside = self._beside[feature]
            if len(beside) < _MOST_BY_FEATURE:
                beside[cluster.order] = cluster

    def leave_open(self, items: Sequence[Traits], reason: str) -> None:
        """Give each appearance an actor of its own, which nothing joins."""
        for item in items:
            self.join(self.new(item.source.name, listed=False), item, reason, 0.5)

    def near(self, item: Traits, pool: "Pool") -> list[Cluster]:
        """Those of a pool that are worth comparing: all of a few; of many the largest and those that share most."""
        if len(pool.clusters) <= _FEW:
            return list(pool.clusters.values())
        shared: defaultdict[int, int] = defaultdict(int)
        for feature in features(item):
            for order in self._beside.get(feature, ()):
                if order in pool.clusters:
                    shared[order] += 1
        best = sorted(shared, key=lambda order: (-shared[order], order))[:_FEW]
        return [pool.clusters[order] for order in dict.fromkeys([*best, *pool.largest()])]


class Pool:
    """Actors whose names an appearance may bear."""

    def __init__(self, clusters: Iterable[Cluster] = ()) -> None:
        self.clusters = {cluster.order: cluster for cluster in clusters if cluster.order >= 0}
        self._largest: tuple[int, list[int]] = 0, []

    def add(self, cluster: Cluster) -> None:
        """Take one more in."""
        self.clusters[cluster.order] = cluster

    def largest(self) -> list[int]:
        """The three that were met most often, looked up anew whenever the pool has grown by a quarter."""
        size, found = self._largest
        if len(self.clusters) > size * 1.25:
            found = nsmallest(_NAMED, self.clusters, key=lambda order: (-self.clusters[order].profile.size, order))
            self._largest = len(self.clusters), found
        return found
