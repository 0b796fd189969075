"""Words around a statement that tell how it stands to another: that a figure was updated, that somebody turned."""

import re
from functools import cache, lru_cache

from .phrases import Phrases, split
from .sentences import sentence_at
from .statements import Statement
from .vocabulary import any_of, entries, table

_DATA = "turning"
# two words that begin large, or one that begins no sentence, and one to three more words
_NAMED = re.compile(r"((?:(?<=[^\W\d_A-Z]\s)|[A-Z]\w+\s)[A-Z]\w+),?\s+(?:[a-z]\w+\s+){1,3}[\"“‘]?$")
_INTRODUCED = 60  # characters around a statement in its sentence that tell how it is introduced
_LEADING = 80  # characters before a statement in its sentence that introduce it
_LEAD = 160  # characters before a statement that may tell what is said of another


def turned_surely(statement: Statement) -> bool:
    """Whether the words around it tell that its speaker says something else now than before ("had denied")."""
    return _in("turned_surely", statement.text)


def repeats(statement: Statement) -> bool:
    """Whether the words right before it tell that its speaker has said the same before ("repeated that")."""
    return _in("repeated", _lead(statement))


def earlier(statement: Statement) -> bool:
    """Whether the words right before it tell that it was made earlier ("on Tuesday she had said that")."""
    return _in("earlier", _lead(statement))


def _lead(statement: Statement) -> str:
    """What stands before a statement in its sentence, as far as it introduces it."""
    whole = sentence(statement)
    at = whole.find(statement.content)
    return whole[max(0, at - _LEADING) : at] if at > 0 else ""


def updates(statement: Statement) -> bool:
    """Whether its sentence brings a figure up to date ("has risen to")."""
    return _in("updated", sentence(statement))


def disputes(text: str) -> bool:
    """Whether words set one account against another."""
    return _in("disputed", text)


def contradicts(one: Statement, other: Statement) -> bool:
    """Whether the words between two statements of one article say that the one contradicts the other."""
    first, then = sorted((one, other), key=lambda statement: statement.start)
    between = first.text[first.stop - first.begins : max(0, then.start - first.begins)]
    return _in("contradicted", between)


def contrasts(between: str) -> bool:
    """Whether the words between two statements set the second against the first."""
    return ";" in between or _in("contrasted", between)


def another_told(between: str, speaker: str) -> bool:
    """Whether the words before a statement name somebody else than its speaker: "the owner, Orm Lines, said"."""
    named = _NAMED.search(between)
    return named is not None and not any(word in speaker for word in re.findall(r"[^\W_]+", named[1]))


def compares(statement: Statement) -> bool:
    """Whether the words before a statement set its figure against another one ("named a lower number")."""
    lead = statement.before[-_LEAD:] + " " + sentence(statement)
    return _comparing().search(lead) is not None


def wishes(statement: Statement, figure: int) -> int:
    """Whether a figure is what somebody asks for (1), offers (2) or plans (3), and not what is (0).

    `figure` is its place in the article. What must be done behind it ("3,000 will have to go") is not asked for.
    """
    whole = sentence(statement)
    at = whole.find(statement.content)
    own = whole[max(0, at - _INTRODUCED) : at + len(statement.content) + _INTRODUCED] if at >= 0 else statement.content
    found = next((number for number, key in enumerate(("asked", "offered", "planned"), 1) if _in(key, own)), 0)
    if found == 1 and at >= 0 and not _in("asked", _without_duties(own, at, figure - statement.start)):
        return 0
    return found


def _without_duties(own: str, at: int, figure: int) -> str:
    """A statement with what is around it, without the words behind its figure that only say what must be done."""
    place = min(at, _INTRODUCED) + max(0, figure)
    return own[:place] + " " + " ".join(_phrases("duties").without(split(own[place:])))


def sentence(statement: Statement) -> str:
    """The sentence that a statement stands in, as far as it was read."""
    return _sentence(statement.text, statement.start - statement.begins, statement.stop - statement.begins)


@lru_cache(maxsize=1 << 13)
def _sentence(text: str, start: int, stop: int) -> str:
    return text[sentence_at(text, start)[0] : sentence_at(text, max(stop - 1, 0))[1]]


@lru_cache(maxsize=1 << 13)
def _in(key: str, text: str) -> bool:
    return split(text) in _phrases(key)


@cache
def _comparing() -> re.Pattern[str]:
    words = table(_DATA)["comparing"]
    other, figure = any_of(words["other"]), any_of(words["figure"])
    return re.compile(
        rf"\b(?:{other})\s+(?:\w+\s+)?(?:{figure})\b|\b(?:{figure})\b(?:\s+\w+){{0,4}}\s+(?:{other})\b"
        rf"|\b(?:{any_of(words['phrases'])})\b",
        re.IGNORECASE,
    )


@cache
def _phrases(key: str) -> Phrases:
    return Phrases(entries(_DATA, "words", key))
