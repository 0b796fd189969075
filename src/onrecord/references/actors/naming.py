"""Names of people: their parts, and whether two of them can belong to one person."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from .vocabulary import entries, nicknames, words

Gender: TypeAlias = Literal["m", "f"]
_PART = re.compile(r"[^\s,]+")
_SHORTEST_MISSPELT = 5
_MARKS = ".'’‘\"”“"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's parts in lower case, without titles: `given` and `middle` may be empty, `family` is its last part."""

    given: str
    middle: tuple[str, ...]
    family: str

    @property
    def single(self) -> bool:
        """Only one part is given, which may be a family name or a given one."""
        return not self.given


@lru_cache(maxsize=4096)
def person_name(name: str) -> PersonName | None:
    """Take a person's name apart; None where nothing but titles is left."""
    suffixes, honorifics = entries("honorifics", "suffixes"), _titles()
    parts = [part.group().strip('"“”‘’()[]') for part in _PART.finditer(possessive_free(name))]
    plain = [part.lower().strip(_MARKS) for part in parts]
    while len(plain) > 1 and (plain[0] in honorifics or not plain[0]):
        plain.pop(0)
    while len(plain) > 1 and (plain[-1] in suffixes or not plain[-1]):
        plain.pop()
    plain = [part for part in plain if part]
    if not plain or plain == [""]:
        return None
    family = len(plain) - 1
    while family > 0 and plain[family - 1] in entries("honorifics", "particles"):
        family -= 1
    if family == 0 and len(plain) > 1 and gender_of_name(plain[0]):
        family = 1  # "Ben" and "Al" are given names before they are particles
    if family == 0:
        return PersonName("", (), " ".join(plain))
    return PersonName(plain[0], tuple(plain[1:family]), " ".join(plain[family:]))


def possessive_free(name: str) -> str:
    """A name without the possessive at its end."""
    return re.sub(r"(?:['’]s|(?<=s)['’])$", "", name.strip())


def same_person(a: PersonName, b: PersonName) -> bool:
    """Whether two names with given and family name can be one person's: initials, nicknames, a middle name left out."""
    if a.family != b.family:
        return _double_family(a, b)
    if _ends_with(a, b) or _ends_with(b, a):
        return True
    return _same_given(a.given, b.given) or a.given in b.middle or b.given in a.middle


def _ends_with(long: PersonName, short: PersonName) -> bool:
    """ "Aung San Suu Kyi" and "Suu Kyi"."""
    words = (short.given, *short.middle)
    return len(long.middle) >= len(words) and long.middle[-len(words) :] == words


def _double_family(a: PersonName, b: PersonName) -> bool:
    """ "Gabriel García Márquez" and "Gabriel García"."""
    short, long = sorted((a, b), key=lambda name: len(name.middle))
    return short.given == long.given and short.family in long.middle


def _same_given(a: str, b: str) -> bool:
    if a == b or (len(a) > 3 and len(b) > 3 and (a.startswith(b) or b.startswith(a))):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if one_letter_more(a, b):
        return True
    if re.fullmatch(r"(?:\w\.?){2,3}", a) and "." in a:
        return a[0] == b[0]
    full = nicknames()
    first, second = {a, *full.get(a, ())}, {b, *full.get(b, ())}
    return bool(first & second)


def one_letter_more(a: str, b: str) -> bool:
    """ "Hillary" and "Hilary": one letter more in one of them, in words that are not short."""
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORTEST_MISSPELT or len(long) != len(short) + 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def one_letter_off(a: str, b: str) -> bool:
    """A misspelt family name: one letter more, less or another, but for the first."""
    if one_letter_more(a, b):
        return a[0] == b[0]
    same = len(a) == len(b) >= _SHORTEST_MISSPELT and a[0] == b[0]
    return same and sum(x != y for x, y in zip(a, b, strict=True)) == 1


@lru_cache(maxsize=4096)
def gender_of_name(given: str) -> Gender | None:
    """The gender that goes with a given name in most people who bear it, or None where it goes with both."""
    given = given.lower().split("-")[0]
    if given in words("given_names_male"):
        return "m"
    return "f" if given in words("given_names_female") else None


def gender_of_title(word: str) -> Gender | None:
    """The gender that a title tells ("Mr.", "congresswoman")."""
    word = word.lower().strip(_MARKS)
    if word in entries("honorifics", "male"):
        return "m"
    return "f" if word in entries("honorifics", "female") else None


def is_title(word: str) -> bool:
    """Whether a word can stand before a person's name without being part of it."""
    return word.lower().strip(_MARKS) in _titles()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return entries("honorifics", "male") | entries("honorifics", "female") | entries("honorifics", "neutral")
