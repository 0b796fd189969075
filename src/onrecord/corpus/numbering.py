"""Numbers of actors that stay theirs while they are linked anew."""

from collections import Counter
from collections.abc import Mapping, Sequence

from .actors import Key


def numbered(actors: Mapping[Key, Sequence[Key]], before: Mapping[Key, int], unused: int) -> dict[Key, int]:
    """Give each actor a number: `actors` are its appearances by what it is known by, `before` their actors so far.

    An actor that keeps most of its appearances keeps its number; where two have become one, the number goes by the
    larger share. New numbers count from `unused`.
    """
    shares: dict[int, list[tuple[int, Key]]] = {}
    for actor, members in actors.items():
        for number, count in Counter(before[key] for key in members if key in before).items():
            shares.setdefault(number, []).append((-count, actor))
    claims = sorted((*min(found), number) for number, found in shares.items())
    given: dict[Key, int] = {}
    for _, actor, number in claims:
        given.setdefault(actor, number)
    for actor in sorted(actors):
        if actor not in given:
            given[actor] = unused
            unused += 1
    return given
