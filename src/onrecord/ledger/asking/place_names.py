"""Names of places that no gazetteer settles, by how they stand in articles."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from importlib.resources import files

_NAME = r"[^\W\d_a-z][\w’'-]*[^\W_](?: [^\W\d_a-z][\w’'-]*[^\W_]){0,2}"
_DATELINE = re.compile(
    r"^([^\W\d_a-z]{3,}(?: [^\W\d_a-z]{2,}){0,2})(?:, [^\n—–-]{1,40}?| )(?:\([^)\n]{1,30}\) )?[—–-] ", re.M
)
_SHARE = 0.2  # of a story's articles that name it
_LONGEST = 20_000  # characters of an article


def place_like(texts: Iterable[str], besides: Collection[str]) -> list[tuple[str, int]]:
    """Names that look like those of places, with in how many of the texts they do: the most frequent first.

    A place stands behind "in" or "near", or in the dateline. It has to do so in two texts and a fifth of them all, or
    twice in the only one. `besides` are names of others, persons and bodies, and of places that are known.
    """
    known = {word.casefold() for name in besides for word in (name, *name.split())}
    holding: Counter[str] = Counter()
    times: Counter[str] = Counter()
    read = 0
    for text in texts:
        found = [name for name in _places(text[:_LONGEST]) if name.casefold() not in known]
        holding.update(set(found))
        times.update(found)
        read += 1
    least = max(2.0, _SHARE * read) if read > 1 else 1.0
    names = [name for name, count in holding.items() if count >= least and times[name] > 1]
    return [(name, holding[name]) for name in sorted(names, key=lambda name: (-holding[name], -times[name], name))]


def _places(text: str) -> Iterator[str]:
    words, never = _words()
    for found in _DATELINE.finditer(text):
        yield found[1].title()
    for found in words.finditer(text):
        name = found[1].removesuffix("'s").removesuffix("’s")
        if name.split()[0] not in never:
            yield name


@cache
def _words(language: str = "en") -> tuple[re.Pattern[str], frozenset[str]]:
    path = files(__package__).joinpath("data", language, "place_words.toml")
    lists = tomllib.loads(path.read_text("utf-8"))
    before = "|".join(lists["before"])
    return re.compile(rf"\b(?:{before}) ({_NAME})"), frozenset(lists["never"])
