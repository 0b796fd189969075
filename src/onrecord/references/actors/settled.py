"""Names whose kind their place tells better than the network: those of datelines, of media, and of where things are."""

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from onrecord.records import Article, Attribution, Name, Span
from onrecord.references.chains import Medium
from onrecord.references.places.datelines import dateline_places

from .naming import gender_of_name, is_title
from .roles import is_role
from .vocabulary import entries

_SURE = 0.9
_WORD_BEFORE = re.compile(r"([\w’'-]+\.?)[ \u00a0]$")


def datelines(article: Article) -> list[Span]:
    """The spans of the places in the datelines of an article, in order."""
    return [span for span, _ in dateline_places(article.text, [(b.start, b.end) for b in article.blocks])]


def settled(
    article: Article,
    names: Sequence[Name],
    lines: Sequence[Span],
    media: Sequence[Medium],
    attributions: Sequence[Attribution],
) -> list[Name]:
    """The names with those of `lines` (the places of datelines) as places, and those of `media` as organisations.

    What a dateline calls a place is one in the whole text, but for the family name of somebody named in full; so is a
    single word that is only ever taken for somebody where things are ("in X"), or that has an adjective ("Kestria",
    "Kestrian"). Offices ("Health Minister") are no names. Takes time linear in the text.
    """
    text = article.text
    named = _with_media(text, names, media)
    full = frozenset(
        part
        for n in named
        if n.kind == "person" and " " in text[n.start : n.end]
        for part in text[n.start : n.end].split()
    )
    places = frozenset(text[slice(*span)].casefold() for span in lines) - {word.casefold() for word in full}
    sources = sorted(span for a in attributions for span in a.source)
    people = _people(text, named, full, sources)
    there = _located(text, named) - people
    stems = _stems(text, named) - people
    bodies = _short(text, named) - full
    # "an Orley paper": one of that place
    where = sorted([*lines, *((m.left, m.right) for m in media if m.described)])
    out = []
    for name in named:
        wording = text[name.start : name.end]
        inside = _within(where, name.start)
        if name.kind == "organisation" and _is_office(wording):
            continue
        if name.kind != "nationality" and (inside or wording.casefold() in places or wording in there | stems):
            name = replace(name, kind="place")
        elif name.kind != "nationality" and wording[:-1] in stems:
            name = replace(name, kind="nationality")
        elif name.kind == "person" and wording in bodies:
            name = replace(name, kind="organisation")
        out.append(name)
    return out


def _with_media(text: str, names: Sequence[Name], media: Sequence[Medium]) -> list[Name]:
    """The names, with each medium that is named as an organisation, in place of names that only overlap it."""
    known = [m for m in media if not (m.unknown or m.described)]
    starts = [m.start for m in known]
    taken: set[int] = set()
    kept = []
    for name in names:
        at = bisect_left(starts, name.end)
        touching = [i for i in range(max(at - 2, 0), at) if known[i].end > name.start]
        if not touching:
            kept.append(name)
        elif _holds(text, name, [known[i] for i in touching]):
            kept.append(name)
            taken.update(touching)
    kept += [_name(text, medium) for i, medium in enumerate(known) if i not in taken]
    return sorted(kept, key=lambda n: n.start)


def _holds(text: str, name: Name, media: Sequence[Medium]) -> bool:
    """Whether a name is more than the media in it: a body called after one, or a person."""
    start, end = name.start, name.end
    whole = all(start <= m.start + len(_article(text, m)) and m.end <= end for m in media)
    if not whole or name.kind not in ("organisation", "person"):
        return False
    longer = end - start > max(m.end - m.start - len(_article(text, m)) for m in media)
    return longer and (name.kind == "organisation" or gender_of_name(text[start:end].split()[0]) is not None)


def _article(text: str, medium: Medium) -> str:
    return "The " if text.startswith("The ", medium.start) else ""


def _name(text: str, medium: Medium) -> Name:
    return Name(medium.start + len(_article(text, medium)), medium.end, "organisation", _SURE)


def _people(text: str, names: Sequence[Name], full: Collection[str], sources: Sequence[Span]) -> frozenset[str]:
    """Single words that are parts of full names of people, stand behind titles, or speak."""
    people = set(full)
    for name in names:
        wording = text[name.start : name.end]
        if name.kind == "person" and " " not in wording and wording not in people:
            before = _before(text, name.start)
            if is_title(before) or is_role(before) or _is_source(name, sources):
                people.add(wording)
    return frozenset(people)


def _located(text: str, names: Sequence[Name]) -> frozenset[str]:
    """Single words that stand behind "in" and the like, by the network for a person or a place."""
    locatives = entries("grammar", "locatives")
    single = [n for n in names if n.kind in ("person", "place") and " " not in text[n.start : n.end]]
    return frozenset(text[n.start : n.end] for n in single if _before(text, n.start).lower() in locatives)


def _short(text: str, names: Sequence[Name]) -> frozenset[str]:
    """Single words that begin the names of bodies, and stand behind no title."""
    first = {
        words[0]
        for n in names
        if n.kind == "organisation"
        and len(words := text[n.start : n.end].split()) > 1
        and gender_of_name(words[0]) is None
    }
    titled = {
        text[n.start : n.end]
        for n in names
        if n.kind == "person" and (is_title(before := _before(text, n.start)) or is_role(before))
    }
    return frozenset(first - titled)


def _stems(text: str, names: Sequence[Name]) -> frozenset[str]:
    """Names of which another is the adjective: the same with "n" behind its "a"."""
    wordings = {text[n.start : n.end] for n in names}
    return frozenset(w for w in wordings if w.endswith("a") and " " not in w and w + "n" in wordings)


def _is_office(wording: str) -> bool:
    """Whether a name is only what somebody is ("Health Minister")."""
    *before, last = wording.split()
    return bool(before) and is_role(last) and all(word[:1].isupper() for word in before)


def _within(spans: Sequence[Span], place: int) -> bool:
    """Whether a place is inside one of some spans, which are in order and apart from each other."""
    at = bisect_right(spans, (place, sys.maxsize)) - 1
    return at >= 0 and spans[at][0] <= place < spans[at][1]


def _before(text: str, at: int) -> str:
    match = _WORD_BEFORE.search(text, max(0, at - 30), at)
    return match[1] if match else ""


def _is_source(name: Name, sources: Sequence[Span]) -> bool:
    """Whether a source begins with a name or consists of it."""
    at = bisect_right(sources, (name.start, name.end)) - 1
    return any(
        start <= name.start and name.end <= end and name.start - start < 4
        for start, end in sources[max(at - 1, 0) : at + 2]
    )
