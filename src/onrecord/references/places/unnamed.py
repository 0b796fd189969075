"""Places that the recogniser of names passed over: capitalised words that are a well-known place's name."""

import re
from collections.abc import Container, Iterator, Sequence

from onrecord.records import Name, Span
from onrecord.references.places.entries import Sense
from onrecord.references.places.mentions import Mention, Reader
from onrecord.references.places.surroundings import Surroundings
from onrecord.references.places.wording import english

_CAPITALISED = re.compile(r"(?<![\w'’.-])[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,3}(?![\w-])")
_ACRONYM = 4
_GREAT_CITY = 300_000
_TOWN = 50_000
_LIKELY = 0.8


def unnamed_places(
    text: str,
    names: Sequence[Name],
    blocks: Sequence[Span],
    reader: Reader,
    surroundings: Surroundings,
    known: Container[str],
) -> Iterator[Mention]:
    """Yield places outside all names: countries, US states, capitals, great cities, and those named elsewhere.

    Behind a word of place ("in", "near") a middling town will do. `known` are the casefolded names that the recogniser
    took for places somewhere in the text. A longer row of capitalised words is looked up as a whole and without its
    first word, which may only begin a sentence.
    """
    for span, block in _gaps(text, names, blocks):
        for row in _CAPITALISED.finditer(text, *span):
            for start in _starts(row):
                found = reader.exact((start, row.end()), block)
                if found is None or found.end - found.start < _ACRONYM:
                    continue
                least = _TOWN if surroundings.is_somewhere(found.start) else _GREAT_CITY
                if _is_known(found, known, least):
                    yield Mention(found.start, found.end, found.name, found.senses, _LIKELY, found.asked)
                    break


def _gaps(text: str, names: Sequence[Name], blocks: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """What of each block lies between the names."""
    spans = iter(sorted((name.start, name.end) for name in names))
    following = next(spans, None)
    for block in blocks:
        at = block[0]
        while following is not None and following[0] < block[1]:
            if at < following[0]:
                yield (at, following[0]), block
            at = max(at, following[1])
            following = next(spans, None)
        if at < block[1]:
            yield (at, block[1]), block


def _starts(row: re.Match[str]) -> Iterator[int]:
    yield row.start()
    space = row[0].find(" ")
    if space > 0:
        yield row.start() + space + 1


def _is_known(found: Mention, known: Container[str], least: int) -> bool:
    name = found.name.casefold()
    if name in known:
        return True
    return name not in english().common and any(_is_great(sense, least) for sense in found.senses)


def _is_great(sense: Sense, least: int) -> bool:
    entry = sense.entry
    if sense.standing == "other name":
        return False
    if entry.kind == "state":
        return entry.country == "US" or sense.standing == "by hand"
    return entry.kind in ("country", "continent", "region") or entry.capital or entry.population >= least
