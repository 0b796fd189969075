"""Appearances in, identities out, block by block."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.records import ActorType

from .appearances import Appearance, Constraints, Identity, Key
from .bodies import BodyName, body_name, is_group
from .clusters import Cluster
from .evidence import Traits, traits
from .names import PersonName, person_name
from .organisations import bodies_of
from .people import people_of

NONE = Constraints()


def block_of(name: str, type: ActorType) -> str | None:
    """The key that two appearances share if they can be one actor; None for what is never joined over articles.

    Persons meet by family name, organisations and named groups by initials, documents by theirs.
    """
    if type == "person":
        person = person_name(name)
        return f"person {person.block}" if person else None
    if type == "organisation" or (type in ("group", "document") and is_group(name)):
        body = body_name(name)
        return f"{'document' if type == 'document' else 'body'} {body.block}" if body else None
    return None


def identities(appearances: Iterable[Appearance], constraints: Constraints = NONE) -> Iterator[Identity]:
    """Tell which appearances are one actor; each that has a name gets one identity, in no order that is promised.

    The outcome depends on the set of appearances and on the constraints, not on their order. Blocks do not know of
    each other: handing in whole blocks one after the other gives what handing in all at once does, as long as
    blocks that a constraint joins come together. Memory and time are in proportion to the largest block and to the
    number of appearances.
    """
    blocks: defaultdict[str, list[Appearance]] = defaultdict(list)
    for appearance in appearances:
        if key := block_of(appearance.name, appearance.type):
            blocks[key].append(appearance)
    groups = _groups(blocks, constraints)
    for keys in groups:
        clusters = [cluster for key in keys for cluster in _clusters(key, blocks.pop(key), constraints)]
        yield from _identified(_merged(clusters, constraints))


def _groups(blocks: Mapping[str, Sequence[Appearance]], constraints: Constraints) -> list[list[str]]:
    """Keys of blocks, those together that corrections join."""
    wanted = {key for pair in constraints.same for key in pair}
    block_by_key = (
        {a.key: block for block, inside in blocks.items() for a in inside if a.key in wanted} if wanted else {}
    )
    leader = {block: block for block in blocks}
    for a, b in constraints.same:
        if a in block_by_key and b in block_by_key:
            first, second = sorted((_find(leader, block_by_key[a]), _find(leader, block_by_key[b])))
            leader[second] = first
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for block in sorted(blocks):
        groups[_find(leader, block)].append(block)
    return list(groups.values())


def _find(leader: dict[str, str], key: str) -> str:
    while leader[key] != key:
        key = leader[key]
    return key


def _clusters(block: str, appearances: Sequence[Appearance], constraints: Constraints) -> list[Cluster]:
    inside = {a.key for a in appearances}
    leaving: defaultdict[Key, list[Key]] = defaultdict(list)
    for a, b in constraints.apart:
        if a in inside and b in inside:
            leaving[a].append(b)
    kept = {key for pair in constraints.same for key in pair if key in leaving}
    ordered = sorted(appearances, key=lambda a: a.key)
    if block.startswith("person "):
        persons: defaultdict[PersonName, list[Traits]] = defaultdict(list)
        for appearance in ordered:
            if person := person_name(appearance.name):
                persons[person].append(traits(appearance))
        return people_of(persons, leaving, kept)
    bodies: defaultdict[BodyName, list[Traits]] = defaultdict(list)
    for appearance in ordered:
        if body := body_name(appearance.name):
            bodies[body].append(traits(appearance))
    return bodies_of(bodies, leaving, kept)


def _merged(clusters: Sequence[Cluster], constraints: Constraints) -> list[Cluster]:
    """Clusters, those that persons have merged as one."""
    of = {key: i for i, cluster in enumerate(clusters) for key in cluster.members}
    leader = list(range(len(clusters)))

    def find(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for a, b in constraints.same:
        if a in of and b in of:
            first, second = sorted((find(of[a]), find(of[b])))
            leader[second] = first
    joined = [at for at in range(len(clusters)) if find(at) != at]
    for at in joined:
        whole = clusters[find(at)]
        for key, (reason, confidence) in clusters[at].members.items():
            whole.members[key] = f"merged by a correction; {reason}", confidence
    gone = set(joined)
    return [cluster for at, cluster in enumerate(clusters) if at not in gone]


def _identified(clusters: Iterable[Cluster]) -> Iterator[Identity]:
    for cluster in clusters:
        if cluster.members:
            actor = min(cluster.members)
            for (article, number), (reason, confidence) in cluster.members.items():
                yield Identity(article, number, actor, reason, confidence)
