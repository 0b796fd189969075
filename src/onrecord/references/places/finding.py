"""The places of an article: mentions read, surroundings weighed, senses chosen."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.records import Name, Place, Span
from onrecord.references.places.choosing import chosen
from onrecord.references.places.containers import with_containers
from onrecord.references.places.datelines import dateline_places
from onrecord.references.places.gazetteer import Gazetteer
from onrecord.references.places.mentions import Mention, Reader
from onrecord.references.places.surroundings import Surroundings
from onrecord.references.places.unnamed import unnamed_places
from onrecord.references.places.wording import english

LEAST_SURE = 0.6
"""Below this confidence a place is left out: a wrong one is worse than none."""

_DATELINE_LIKELY = 0.95
_OTHER_KIND = 0.8


def find_places(text: str, names: Sequence[Name], blocks: Sequence[Span], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Return the places that an article names, in the order of the text, each with its confidence.

    `names` are a recogniser's, which may be off by a word; `blocks` are the spans of the text that are read (all
    of it where there are none). A name inside a person's or an organisation's is no place; a capital that stands for
    its government is. `Place.name` is the gazetteer's. An ambiguous name has one sense in an article, the one that
    agrees best with the other places (Gale, Church and Yarowsky, 1992; Leidner, Toponym Resolution in Text, 2007).
    """
    read = sorted(blocks) or [(0, len(text))]
    reader, surroundings = Reader(text, gazetteer), Surroundings(text, names)
    placed = list(_placed(names, read, reader))
    placed += _dateline(text, read, reader)
    known = frozenset(found.name.casefold() for found in placed)
    placed += _mislabelled(names, read, reader, surroundings, known)
    placed += unnamed_places(text, names, read, reader, surroundings, known)
    mentions = with_containers(text, _apart(placed), names, reader, read)
    likely = [(found, found.likely * surroundings.likelihood(found)) for found in mentions]
    weighed = [replace(found, likely=chance) for found, chance in likely if chance > 0.0]
    places = [
        Place(
            found.start, found.end, entry.name, entry.kind, entry.lat, entry.lon, entry.geonames, entry.country,
            round(confidence, 3),
        )
        for found, entry, confidence in chosen(weighed, _nationalities(text, names, gazetteer), gazetteer)
        if confidence >= LEAST_SURE
    ]  # fmt: skip
    return tuple(sorted(places, key=lambda place: place.start))


def _placed(names: Iterable[Name], blocks: Sequence[Span], reader: Reader) -> Iterator[Mention]:
    for name, block in _in_blocks(names, blocks):
        if name.kind == "place":
            for found in reader.mentions((name.start, name.end), block):
                yield replace(found, likely=found.likely * (0.6 + 0.4 * name.confidence))


def _dateline(text: str, blocks: Sequence[Span], reader: Reader) -> Iterator[Mention]:
    for span, block in dateline_places(text, blocks):
        for found in reader.mentions(span, block):
            yield replace(found, likely=_DATELINE_LIKELY)


def _mislabelled(
    names: Iterable[Name], blocks: Sequence[Span], reader: Reader, surroundings: Surroundings, known: Container[str]
) -> Iterator[Mention]:
    """Names of other kinds that are nothing but a place's, and where something else speaks for the place."""
    for name, block in _in_blocks(names, blocks):
        found = None if name.kind == "place" else reader.exact((name.start, name.end), block)
        if found is None or (name.kind == "nationality" and reader.is_demonym(found.name)):
            continue
        somewhere = surroundings.is_somewhere(found.start)
        elsewhere = found.name.casefold() in known
        first_name = name.kind == "person" and found.name.casefold() in english().given
        if somewhere or found.asked or ((elsewhere or _governs(found)) and not first_name):
            yield replace(found, likely=_OTHER_KIND)


def _governs(found: Mention) -> bool:
    return any(
        sense.standing != "other name" and (sense.entry.kind == "country" or sense.entry.capital)
        for sense in found.senses
    )


def _in_blocks(names: Iterable[Name], blocks: Sequence[Span]) -> Iterator[tuple[Name, Span]]:
    starts = [start for start, _ in blocks]
    for name in names:
        at = bisect_right(starts, name.start) - 1
        if at >= 0 and name.start < blocks[at][1]:
            yield name, blocks[at]


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """In the order of the text, and of those that overlap the first and longest."""
    kept: list[Mention] = []
    for found in sorted(mentions, key=lambda found: (found.start, -found.end)):
        if not kept or found.start >= kept[-1].end:
            kept.append(found)
    return kept


def _nationalities(text: str, names: Iterable[Name], gazetteer: Gazetteer) -> Counter[str]:
    words = (text[name.start : name.end].strip() for name in names if name.kind == "nationality")
    countries = (gazetteer.demonym_country(word) for word in words)
    return Counter(country for country in countries if country)
