"""Copied pairs, and which of the two is the original, against the truth."""

from duckdb import DuckDBPyConnection

from onrecord.corpus import copies as corpus

from ..locating import Located
from ..pairs import copied_pairs, deepest, plain_words
from ..records import World
from .clustering import ratio
from .counting import Found, Part

_BANDS = (("copied < 25 %", 0.0, 0.25), ("copied 25-75 %", 0.25, 0.75), ("copied > 75 %", 0.75, 1.01))
_Names = tuple[str, str]


def score_copies(world: World, located: Located, connection: DuckDBPyConnection) -> Part:
    """Pairs of a ledger against those of the world, also by how much of the copy is copied; and the direction.

    An article that goes back to another one by `@copy` has the right direction where the ledger names that other one,
    the deepest that was published, as its original.
    """
    found = _found(world, located, connection)
    truth = copied_pairs(world)
    part = Part()
    right = truth.keys() & found.keys()
    wrong = found.keys() - truth.keys()
    part.add("pairs", Found(len(right), len(truth) - len(right), len(wrong)))
    for band, least, below in _BANDS:
        there = {key for key, pair in truth.items() if least <= pair.share < below}
        strange = sum(least <= found[key] < below for key in wrong)
        part.add(band, Found(len(there & right), len(there - right), strange))
    for key in sorted(truth.keys() - right):
        part.errors.append(f"missed: {' | '.join(key)} (share copied {truth[key].share:.2f})")
    for key in sorted(wrong):
        part.errors.append(f"no pair: {' | '.join(key)} (share found {found[key]:.2f})")
    _directions(world, located, connection, set(truth), part)
    return part


def _found(world: World, located: Located, connection: DuckDBPyConnection) -> dict[_Names, float]:
    """The ledger's pairs, by the two ids in order, with the share of the shorter article's words that they share."""
    names = {article: text for text, article in located.articles.items()}
    found = {}
    for one, other, shared in corpus.copied_pairs(connection):
        if one in names and other in names:
            first, second = sorted((names[one], names[other]))
            found[first, second] = min(1.0, shared / max(1, min(_words(world, first), _words(world, second))))
    return found


def _words(world: World, text: str) -> int:
    return sum(plain_words(paragraph.text) for paragraph in world.texts[text].paragraphs)


def _directions(world: World, located: Located, connection: DuckDBPyConnection, pairs: set[_Names], part: Part) -> None:
    said = set(connection.execute("SELECT article, original FROM copies").fetchall())
    right = told = links = 0
    for copy, originals in sorted(deepest(world).items()):
        for original in sorted(originals):
            if (min(copy, original), max(copy, original)) not in pairs:
                continue
            links += 1
            here, there = located.articles.get(copy), located.articles.get(original)
            right += (here, there) in said
            told += bool({(here, there), (there, here)} & said)
            if (here, there) not in said:
                backwards = "backwards" if (there, here) in said else "another original, or none"
                part.errors.append(f"direction: {copy} is from {original}: {backwards}")
    part.add(
        "direction right", ratio(right, links), f"{ratio(right, links):.3f} ({right} of {links}; {told} of them linked)"
    )
