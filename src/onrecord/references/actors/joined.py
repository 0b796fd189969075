"""Names in which two were taken for one: two people, or who has somebody and that person."""

import re
from dataclasses import replace

from onrecord.records import Name

from .naming import gender_of_name, is_title
from .roles import is_role
from .vocabulary import entries, words

_GIVEN = r"[A-Z][^\W\d_]+(?:['’-][A-Z]?[^\W\d_]+)?"
_JOINED = re.compile(r"\s(and|&|of|at|for|from)\s")
_OWNED = re.compile(rf"(?:['’]s|(?<=s)['’])\s({_GIVEN})$")
_NEXT = re.compile(rf"\s({_GIVEN})(?![\w-])")
_FAMILY = 0.8


def owner_apart(text: str, name: Name) -> list[Name]:
    """ "The Herald’s Jo", before "Lane": who has somebody, and that person."""
    owned = _OWNED.search(text, name.start, name.end)
    if owned is None or name.kind == "person" or not gender_of_name(owned[1]):
        return [name]
    family = _NEXT.match(text, name.end)
    if family is None or not can_be_given(family[1]):
        return [name]
    return [replace(name, end=owned.start()), Name(owned.start(1), family.end(), "person", _FAMILY)]


def people_apart(text: str, name: Name) -> list[Name]:
    """A person's name that runs over "and" is two; one that runs over "of" ends there."""
    if name.kind != "person":
        return [name]
    joint = _JOINED.search(text, name.start, name.end)
    if joint is None or joint.start() == name.start:
        return [name]
    first, rest = replace(name, end=joint.start()), replace(name, start=joint.end())
    return [first, *people_apart(text, rest)] if joint[1] in entries("grammar", "conjunctions") else [first]


def can_be_given(word: str) -> bool:
    """Whether a word in capitals can be a given name: no title, no role, none that only opens a sentence."""
    lower = word.lower().strip(".")
    return len(word) > 1 and not (
        lower in entries("grammar", "openers") or is_role(lower) or is_title(lower) or lower in words("role_modifiers")
    )
