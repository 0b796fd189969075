"""Names of people as they are compared over articles: their parts, and how two names can be one person's."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, TypeAlias

from .folding import family_spelled, fold, possessive_free
from .vocabulary import entries, given_names, honorifics, nicknames, table

Relation: TypeAlias = Literal["same", "middle", "double", "nickname", "initial", "suffix", "misspelt"]
_MARKS = ".,;:'’‘\"”“()[]-–—"
_JOINT = re.compile(r"[&/]|\s(?:and|or)\s")
_SHORTEST_MISSPELT = 5
_MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name's parts in one spelling: `given` is empty where a family name stands alone.

    `family` has more than one part where the name is double or hyphenated, without particles ("al-", "von der").
    """

    given: str
    middle: tuple[str, ...]
    family: tuple[str, ...]
    suffix: str = ""

    @property
    def block(self) -> str:
        """The one part of the family name under which all names that may be one person's are looked for."""
        spanish = len(self.family) > 1 and self.family[0] in _spanish()
        return self.family[0] if spanish else self.family[-1]

    @property
    def fullness(self) -> tuple[int, int]:
        """How much it tells: parts that are no initials, then letters."""
        parts = (self.given, *self.middle, *self.family, self.suffix)
        return sum(len(part) > 1 for part in parts), sum(map(len, parts))

    @property
    def common(self) -> bool:
        """Whether so many people are called so that the name alone is no sign of one person."""
        families, given = entries("names", "common_families"), entries("names", "common_given")
        return self.family[-1] in families and (
            not self.given or len(self.given) == 1 or self.given in given or self.given in nicknames()
        )


@lru_cache(maxsize=65536)
def person_name(name: str) -> PersonName | None:
    """Take a person's name apart; None where it is no name: a pronoun, a word in small letters, nothing but titles."""
    if not is_named(name):
        return None
    parts = [part for word in fold(possessive_free(name)).split() if (part := word.strip(_MARKS))]
    if _JOINT.search(name):
        return None
    while len(parts) > 1 and (parts[0] in honorifics() or parts[0] in entries("names", "titles")):
        parts.pop(0)
    suffix = ""
    while len(parts) > 1 and (parts[-1].replace(".", "") in entries("names", "qualifications") or _suffix(parts[-1])):
        suffix = _suffix(parts.pop()) or suffix
    if not parts or len(parts) > _MOST_PARTS or (len(parts) == 1 and len(parts[0]) < 2):
        return None
    return _ordered(parts, suffix)


def is_named(name: str) -> bool:
    """Whether these words are a name: a capital, or a letter of a script without capitals, and no pronoun."""
    return any(c.isalpha() and not c.islower() for c in name) and fold(name) not in entries("names", "pronouns")


def _suffix(part: str) -> str:
    part = part.replace(".", "")
    same: dict[str, str] = table("names")["same_suffix"]
    return same.get(part, part) if part in entries("names", "suffixes") else ""


def _ordered(parts: list[str], suffix: str) -> PersonName | None:
    """The parts as given, middle and family name, in whatever order the name's language has them."""
    if _family_comes_first(parts):
        return PersonName(_syllables(parts[1:]), (), (parts[0],), suffix)
    if _syllabic(parts[:-1]) and parts[-1] in entries("names", "family_first") and len(parts) in (2, 3):
        return PersonName(_syllables(parts[:-1]), (), (parts[-1],), suffix)
    if len(parts) == 2 and _is_given(parts[1]) and not _is_given(parts[0]) and parts[0] not in _particles():
        family = _family([parts[0]])  # Hungarian order, and that of lists
        return PersonName(family_spelled(parts[1]), (), family, suffix) if family else None
    at = _start_of_family(parts)
    family = _family(parts[at:])
    if not family:
        return None
    given = family_spelled(_plain(parts[0])) if at else ""
    middle = (family_spelled(_plain(part)) for part in parts[1:at] if part not in _particles())
    return PersonName(given, tuple(part for part in middle if part), family, suffix)


def _start_of_family(parts: list[str]) -> int:
    """Where the family name begins; 0 where it stands alone."""
    last = len(parts) - 1
    if last > 0 and _pairs(parts[last - 1]) and (last == 1 or parts[0] not in _spanish()):
        last -= 1
    while (
        last > 0
        and parts[last - 1] in _particles()
        and not (last == 1 and parts[0] in entries("names", "given_particles"))
    ):
        last -= 1
    return last


def _pairs(part: str) -> bool:
    """Whether a part is the first of two family names: a Spanish one that nobody is given."""
    return part.split("-")[0] in _spanish() and part not in given_names()


def _is_given(part: str) -> bool:
    return part in given_names() or part in entries("names", "other_given")


def _family(parts: list[str]) -> tuple[str, ...]:
    pieces = [piece for part in parts for piece in part.replace("-", " ").split()]
    kept = [piece for piece in pieces if piece not in _particles()] or pieces
    return tuple(family_spelled(piece.replace(".", "")) for piece in kept if piece.replace(".", ""))


def _plain(part: str) -> str:
    """A given name without hyphens and full stops ("Jean-Luc", "Soo-hyun"); of "J.D." the first letter is kept."""
    return part.replace("-", "").replace(".", "") if "." not in part.rstrip(".") else part.replace(".", "")[:1]


def _family_comes_first(parts: list[str]) -> bool:
    return 2 <= len(parts) <= 3 and parts[0] in entries("names", "family_first") and _syllabic(parts[1:])


def _syllabic(parts: list[str]) -> bool:
    """Whether given names are made of syllables as those of China, Korea and Vietnam are, and are no "Marie"."""
    western = len(parts) == 1 and len(parts[0]) > 3 and parts[0] in given_names()
    return bool(parts) and not western and all(_syllable().fullmatch(part) for part in parts)


def _syllables(parts: list[str]) -> str:
    return "".join(parts).replace("-", "")


@cache
def _syllable() -> re.Pattern[str]:
    lists = table("names")
    one = rf"(?:{lists['initials_of_syllables']})?(?:{lists['finals_of_syllables']})"
    return re.compile(rf"{one}(?:-?{one})?")


@cache
def _spanish() -> frozenset[str]:
    return entries("names", "spanish_families")


@cache
def _particles() -> frozenset[str]:
    return entries("names", "particles")


def relation(a: PersonName, b: PersonName) -> Relation | None:
    """How two names with given and family name can be one person's; None where they cannot."""
    family = _families(a.family, b.family)
    if family is None:
        return _end(a, b)
    given = _given(a.given, b.given)
    if given is None or not _middles_agree(a, b):
        return "middle" if _called_by_middle(a, b) else None
    if a.suffix != b.suffix:
        return None if a.suffix and b.suffix else "suffix"
    if given != "same":
        return given
    if family == "double":
        return "double"
    return "same" if a.middle == b.middle else "middle"


def _families(a: tuple[str, ...], b: tuple[str, ...]) -> Literal["same", "double"] | None:
    if a == b:
        return "same"
    short, long = sorted((a, b), key=len)
    return (
        "double"
        if len(long) > len(short) and long[: len(short)] == short and all(p in _spanish() for p in short)
        else None
    )


def _end(a: PersonName, b: PersonName) -> Relation | None:
    """ "Suu Kyi" and "Aung San Suu Kyi", "Camilla Parker Bowles" and "Camilla Parker-Bowles"."""
    whole_a, whole_b = _whole(a), _whole(b)
    if whole_a == whole_b:
        return "same"
    short, long = sorted((whole_a, whole_b), key=len)
    if len(short) >= 2 and len(short) < len(long) and long[-len(short) :] == short and a.suffix == b.suffix:
        return "double"
    return None


def _whole(name: PersonName) -> tuple[str, ...]:
    return tuple(part for part in (name.given, *name.middle, *name.family) if part)


def _given(a: str, b: str) -> Relation | None:
    if a == b:
        return "same"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else None
    full = nicknames()
    if _full_forms(a) & _full_forms(b):
        return "nickname"
    short, long = sorted((a, b), key=len)
    if short in full or len(short) < _SHORTEST_MISSPELT or len(long) != len(short) + 1:
        return None
    doubled = (i for i in range(1, len(long)) if long[i] == long[i - 1])
    return "misspelt" if any(long[:i] + long[i + 1 :] == short for i in doubled) else None


@lru_cache(maxsize=8192)
def _full_forms(given: str) -> frozenset[str]:
    return frozenset({given, *(family_spelled(full) for full in nicknames().get(given, ()))})


def _middles_agree(a: PersonName, b: PersonName) -> bool:
    """Whether no middle name contradicts another; one may be left out or be an initial."""
    if not a.middle or not b.middle:
        return True
    if len(a.middle) == len(b.middle):
        return all(
            x == y or (min(len(x), len(y)) == 1 and x[0] == y[0]) for x, y in zip(a.middle, b.middle, strict=True)
        )
    short, long = sorted(({p[0] for p in a.middle}, {p[0] for p in b.middle}), key=len)
    return short <= long


def _called_by_middle(a: PersonName, b: PersonName) -> bool:
    """ "J. Edgar Hoover" and "Edgar Hoover"."""
    long_a, long_b = len(a.given) > 2 and a.given in b.middle, len(b.given) > 2 and b.given in a.middle
    return a.family == b.family and (long_a or long_b) and a.suffix == b.suffix
