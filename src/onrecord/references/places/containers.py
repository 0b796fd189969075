"""What a place is said to lie in by the name behind it: "Aleppo, Syria", "Lebanon, a town in Ohio"."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from onrecord.records import Name, Span
from onrecord.references.places.mentions import Mention, Reader
from onrecord.references.places.wording import english

_COMMA = re.compile(r",\s{1,3}")
_WORDS = re.compile(r"[^\W\d_a-z][\w'’.-]*(?: (?:and |of )?[^\W\d_a-z][\w'’.-]*){0,3}")
_CLAUSE_END = re.compile(r"[,.;:\n]")
_LONGEST = 60
_UNNAMED = 0.9
_OUTER = ("country", "state")


def with_containers(
    text: str, mentions: Sequence[Mention], names: Sequence[Name], reader: Reader, blocks: Sequence[Span]
) -> list[Mention]:
    """Return the mentions, each with its container where one is named, and the containers that weren't among them."""
    named = {mention.start: mention for mention in mentions}
    others = sorted((name.start, name.end) for name in names if name.kind != "place")
    starts = [start for start, _ in blocks]
    linked: list[Mention] = []
    for mention, following in zip_longest(mentions, mentions[1:]):
        comma = _COMMA.match(text, mention.end)
        block = blocks[bisect_right(starts, mention.start) - 1]
        outer = None
        if comma and comma.end() < block[1] and any(sense.entry.kind != "country" for sense in mention.senses):
            outer = named.get(comma.end()) or _unnamed(text, comma.end(), block, others, reader)
            outer = outer or _described(text, mention, following)
        if outer and any(sense.entry.kind in _OUTER for sense in outer.senses):
            named.setdefault(outer.start, outer)
            linked.append(replace(mention, container=outer.start))
        else:
            linked.append(mention)
    before = {mention.start for mention in mentions}
    added = [mention for start, mention in named.items() if start not in before]
    return sorted([*linked, *added], key=lambda mention: mention.start)


def _described(text: str, mention: Mention, following: Mention | None) -> Mention | None:
    """The place at the end of "Lebanon, a small town in Pennsylvania"."""
    town = english().which_is_city.match(text, mention.end)
    if town is None or following is None or not town.end() < following.start < town.end() + _LONGEST:
        return None
    between = text[town.end() : following.start]
    *_, last = between.split() or [""]
    return following if last in english().somewhere and not _CLAUSE_END.search(between) else None


def _unnamed(text: str, start: int, block: Span, others: Sequence[Span], reader: Reader) -> Mention | None:
    at = bisect_right(others, (start, len(text))) - 1
    words = _WORDS.match(text, start, min(block[1], start + _LONGEST))
    if words is None or (at >= 0 and start < others[at][1]):
        return None
    end = words.end()
    while end > start:
        found = reader.exact((start, end), block)
        if found and found.start == start and any(sense.entry.kind in _OUTER for sense in found.senses):
            return replace(found, likely=_UNNAMED)
        end = max(start, text.rfind(" ", start, end))
    return None
