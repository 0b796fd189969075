"""Whether two statements are of one source."""

from functools import lru_cache

from onrecord.meaning import terms

from .statements import Statement

_FEW = 2  # stems that a body and its minister or spokesman have in common


def same_source(one: Statement, other: Statement) -> bool:
    """Whether both have it from the same actor, or from a body and somebody who speaks for it.

    Somebody unnamed is nobody's same.
    """
    if one.actor is not None and one.actor == other.actor:
        return True
    if one.speaker is None or other.speaker is None:
        return False
    if one.speaker == other.speaker and one.article == other.article:
        return True
    if "unnamed" in (one.sort, other.sort):
        return False
    left, right = _known_by(one.speaker, one.titles), _known_by(other.speaker, other.titles)
    if one.sort == other.sort == "person":
        return bool(_known_by(one.speaker, ())) and _known_by(one.speaker, ()) == _known_by(other.speaker, ())
    if one.article == other.article and one.sort == other.sort and left and right and (left <= right or right <= left):
        return True
    return len(left & right) >= _FEW


@lru_cache(maxsize=4096)
def _known_by(name: str, titles: tuple[str, ...]) -> frozenset[int]:
    return frozenset(terms(" ".join((name, *titles))))
