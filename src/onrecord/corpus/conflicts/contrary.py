"""Whether the words of two statements, of which one is held to deny the other, are such that they can't both hold."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from onrecord.corpus.claims.wording import Wording, read_wording
from onrecord.meaning import Vectors, shipped_embedder

from .statements import Statement
from .vocabulary import any_of, entries

_DATA = "contrary"
_FRAGMENT = 6  # words, from which on a content without a verb is taken for a headline
_LEAST_MEANING, _LEAST_DENIED = 0.35, 0.1
_FIGURE = re.compile(r"\d[\d.,]*")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def contrary(says: Statement, denies: Statement) -> float:
    """How far the words bear out that one denies the other, from 0 to 1.

    0 where the two are the same words, both are negative or neither is, one has no verb, or the negation is of
    something else than what both speak of ("counted 38 dead and did not expect another").
    """
    if says.article == denies.article and says.start < denies.stop and denies.start < says.stop:
        return 0.0
    if _of_nothing(says) or _of_nothing(denies):
        return 0.0
    return _borne(says.content, denies.content, says.commitment == "denied", denies.commitment == "denied")


@lru_cache(maxsize=1 << 13)
def _borne(says: str, denies: str, says_denied: bool, denies_denied: bool) -> float:
    """`contrary` of two contents, each with whether it is told as denied."""
    one, other = wording(says), wording(denies)
    # an odd number of negations, by its words or by how it is introduced
    left, right = one.negative != says_denied, other.negative != denies_denied
    doubly = not (says_denied or denies_denied) and max(_negators(says), _negators(denies)) > 1
    if left == right or doubly or (one.stems == other.stems and one.negative == other.negative):
        return 0.0
    if _fragment(says) or _fragment(denies):
        return 0.0
    shared = _shared(one, other)
    likeness = max(meaning(says, denies), _share(one, other))
    if likeness < (_LEAST_DENIED if denies_denied else _LEAST_MEANING):
        return 0.0
    if one.negative != other.negative and shared and not _negated(denies if other.negative else says, shared):
        return 0.0
    return min(1.0, 0.45 + likeness)


def _of_nothing(statement: Statement) -> bool:
    """Whether it asserts nothing: a question, a condition, what nobody says."""
    nobody = (statement.speaker or "").lower() in entries(_DATA, "words", "negators")
    return nobody or statement.commitment in ("asked", "conditional")


def _fragment(content: str) -> bool:
    words = [word.lower().replace("’", "'") for word in _WORD.findall(content[:200])]
    verbs, endings = entries(_DATA, "words", "verbs"), tuple(entries(_DATA, "words", "endings"))
    return len(words) <= _FRAGMENT and not any(word in verbs or word.endswith(endings) for word in words)


def _shared(one: Wording, other: Wording) -> dict[str, float]:
    """Stems, and figures, that both have, with their weights."""
    left, right = (dict(zip(w.stems, w.weights, strict=True)) for w in (one, other))
    figures = {figure.value for figure in one.figures} & {figure.value for figure in other.figures}
    return {stem: weight for stem, weight in left.items() if stem in right} | {f"{f:g}": 1.0 for f in figures}


def _share(one: Wording, other: Wording) -> float:
    """The words in common, of those of the shorter one."""
    least = min(sum(one.weights), sum(other.weights))
    return sum(_shared(one, other).values()) / least if least else 0.0


def _negated(content: str, shared: dict[str, float]) -> bool:
    """Whether what both speak of stands in a negative clause, for more than the half of it."""
    inside = 0.0
    for clause in _clauses().split(content):
        if clause and _negators(clause):
            words = read_wording(clause)
            own = {*words.stems, *(f"{figure.value:g}" for figure in words.figures)}
            inside += sum(weight for stem, weight in shared.items() if stem in own)
    return inside > 0.5 * sum(shared.values())


@lru_cache(maxsize=4096)
def _negators(text: str) -> int:
    cleared = _any(entries(_DATA, "words", "no_denial")).sub(" ", text)
    return len(_any(entries(_DATA, "words", "negators"), r"|n['’]t(?![^\W_])").findall(cleared))


@cache
def _clauses() -> re.Pattern[str]:
    return re.compile(rf"[,;:–—“”]|\b(?:{any_of(entries(_DATA, 'words', 'clauses'))})\b", re.IGNORECASE)


@cache
def _any(words: Iterable[str], besides: str = "") -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{any_of(words)})(?![^\W_]){besides}", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def wording(text: str) -> Wording:
    """A statement taken apart, as claims are compared."""
    return read_wording(text)


def meaning(one: str, other: str) -> float:
    """How near two texts are by their vectors, without figures: the cosine."""
    return float(_vector(one) @ _vector(other))


@lru_cache(maxsize=1 << 13)
def _vector(text: str) -> Vectors:
    vector: Vectors = shipped_embedder().vectors([_FIGURE.sub(" ", text)])[0]
    return vector
