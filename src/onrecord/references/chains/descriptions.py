"""Media by the noun that says what they are: "the newspaper X", "the X news agency", "state television"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Name, Span

from .lexicon import media

_LONGEST_NAME = 5  # words
_MOST_MODIFIERS = 5
_REACH = 40  # characters: longer words are no words
_WORD_BEFORE = re.compile(r"([\w'’.-]+) $")
_NAME_BEHIND = re.compile(r" ([^\W\d_a-z][\w'’&-]*)")
_WORD_BEHIND = re.compile(r" ([a-z]+)")


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase of media from `left` to `right`; `start` is behind its determiner, `name` a name in it."""

    left: int
    start: int
    right: int
    name: Span | None
    on_air: bool


def descriptions(text: str, names: Sequence[Name], span: Span) -> Iterator[Description]:
    """The noun phrases of media between the ends of `span`, in order."""
    words = media()
    peoples = {n.end for n in names if n.kind == "nationality"}
    for noun in words.nouns.finditer(text, *span):
        left, modified = _without_modifiers(text, noun.start(), peoples)
        name = None if noun.group() in words.no_name_behind else _name_behind(text, noun.end())
        if name is None and (name := _name_before(text, left)):
            left = name[0]
            if before(text, left).lower() in words.indefinite:
                name = None  # "an Orley paper": one of that place
        if name and text[slice(*name)] in words.platforms:
            continue
        start, left = left, _without_determiner(text, left)
        if name or _describes(text, noun, modified, left < start):
            on_air = any(word in words.on_air for word in text[start : noun.end()].split(" "))
            yield Description(left, start, max(noun.end(), name[1] if name else 0), name, on_air)


def before(text: str, at: int) -> str:
    """The word that ends, with a blank, at `at`; empty where there is none."""
    match = _WORD_BEFORE.search(text, max(0, at - _REACH), at)
    return match[1] if match else ""


def is_modifier(word: str, people: bool = False) -> bool:
    """Tell whether a word before a medium only says more of it ("state-run", "German", "Britain's")."""
    words = media()
    lower = word.lower()
    return (
        people
        or lower in words.modifiers
        or (word[:1].isupper() and (lower.endswith(words.nationality_endings) or word.endswith(("'s", "’s"))))
        or ("-" in lower and lower.endswith(words.nationality_endings))
    )


def _without_modifiers(text: str, at: int, peoples: set[int]) -> tuple[int, bool]:
    left = at
    for _ in range(_MOST_MODIFIERS):
        word = before(text, left)
        if not word or not is_modifier(word, left - 1 in peoples):
            break
        left -= len(word) + 1
    return left, left < at


def _without_determiner(text: str, at: int) -> int:
    word = before(text, at)
    return at - len(word) - 1 if word.lower() in media().determiners else at


def _name_behind(text: str, at: int) -> Span | None:
    """The capitalised words right behind a noun."""
    words = media()
    end = at
    for _ in range(_LONGEST_NAME):
        match = _NAME_BEHIND.match(text, end, end + _REACH)
        if not match or match[1] in words.never_in_names:
            break
        end = match.end()
    return (at + 1, _without_possessive(text, end)) if end > at else None


def _name_before(text: str, at: int) -> Span | None:
    """The capitalised words right before a noun."""
    words = media()
    start = at
    for _ in range(_LONGEST_NAME):
        word = before(text, start)
        capital = word[:1].isupper() and not word.endswith((".", "'s", "’s"))
        if not capital or word in words.never_in_names or word.lower() in words.determiners:
            break
        start -= len(word) + 1
    return (start, at - 1) if start < at else None


def _without_possessive(text: str, end: int) -> int:
    return end - 2 if text.endswith(("'s", "’s"), 0, end) else end


def _describes(text: str, noun: re.Match[str], modified: bool, determined: bool) -> bool:
    """Tell whether a noun without a name denotes a medium."""
    words = media()
    if noun.group() in words.only_with_modifier and not modified:
        return False
    if noun.group() in words.adjectives:
        behind = _WORD_BEHIND.match(text, noun.end(), noun.end() + _REACH)
        if behind and behind[1] not in words.behind_nouns:
            return False
    return modified or determined
