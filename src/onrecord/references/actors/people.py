"""People: full names, family names and given names of an article joined to persons."""

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.records import Name

from .entities import Entity
from .naming import (
    Gender,
    PersonName,
    gender_of_name,
    gender_of_title,
    one_letter_off,
    person_name,
    possessive_free,
    same_person,
)

_BEFORE = re.compile(r"([\w’'-]+)\.?\s+$")
_ALONE = 0.9
_GIVEN = 0.75
_MISSPELT = 0.6


def people(text: str, names: Sequence[Name]) -> tuple[list[Entity], list[tuple[Name, list[Entity]]]]:
    """The persons that `names` (of people, in reading order) denote, and names that several of them bear.

    A family name that two of them bear is one's where the title tells; else it is left open, with who may be meant.
    """
    parsed = [(name, p) for name in names if (p := person_name(text[name.start : name.end]))]
    found: list[Entity] = []
    for name, parts in sorted(parsed, key=lambda pair: -_parts(pair[1])):
        if not parts.single:
            _join_full(text, found, name, parts)
    unsure: list[tuple[Name, list[Entity]]] = []
    for name, parts in parsed:
        if parts.single:
            _join_single(text, found, name, parts, unsure)
    for entity in found:
        entity.gender = _gender(text, entity)
        entity.name = _usual_form(text, entity)
    return sorted(found, key=lambda entity: min(entity.mentions)), unsure


def _usual_form(text: str, entity: Entity) -> str:
    """The fullest of its names; of those with equally many words the most frequent one."""
    forms = Counter(" ".join(possessive_free(text[start:end]).split()) for start, end in entity.mentions)
    return max(forms, key=lambda form: (len(form.split()), forms[form]), default=entity.name)


def _parts(name: PersonName) -> int:
    return len(name.middle) + 2 if name.given else 1


def _join_full(text: str, found: list[Entity], name: Name, parts: PersonName) -> None:
    same = [e for e in found if any(same_person(parts, known) for known in e.names)]
    entity = same[0] if same else _new(text, name, found)
    entity.names.append(parts)
    entity.mention((name.start, name.end), name.confidence)


def _new(text: str, name: Name, found: list[Entity]) -> Entity:
    entity = Entity(" ".join(possessive_free(text[name.start : name.end]).split()), "person")
    found.append(entity)
    return entity


def _join_single(
    text: str, found: list[Entity], name: Name, parts: PersonName, unsure: list[tuple[Name, list[Entity]]]
) -> None:
    """Give a name of one word to who bears it; where several do, it is left to be settled in reading order."""
    word, span = parts.family, (name.start, name.end)
    family = [
        e for e in found if any(n.family == word or n.family.split()[-1] == word for n in e.names if not n.single)
    ]
    given = [e for e in found if any(n.given == word for n in e.names)]
    alone = [e for e in found if any(n.single and n.family == word for n in e.names)]
    if len(family) > 1:
        fitting = _fitting(text, family, name)
        if len(fitting) > 1:
            unsure.append((name, fitting))
            return
        entity, sure = fitting[0], _ALONE
    elif family:
        entity, sure = family[0], 1.0
    elif len(given) == 1:
        entity, sure = given[0], _GIVEN
    elif alone:
        entity, sure = alone[0], _ALONE
    elif misspelt := [e for e in found if any(n.given and one_letter_off(n.family, word) for n in e.names)]:
        entity, sure = misspelt[0], _MISSPELT
        entity.names.append(parts)
    else:
        entity, sure = _new(text, name, found), 1.0
        entity.names.append(parts)
    entity.mention(span, sure * name.confidence)


def _fitting(text: str, family: Sequence[Entity], name: Name) -> list[Entity]:
    """Those of one family name whom the title before it does not rule out."""
    titled = title_gender(text, name.start)
    return [e for e in family if titled is None or _gender(text, e) in (titled, None)] or list(family)


def title_gender(text: str, start: int) -> Gender | None:
    """The gender that the word before a name tells, if it is a title."""
    before = _BEFORE.search(text[max(0, start - 30) : start])
    return gender_of_title(before[1]) if before else None


def _gender(text: str, entity: Entity) -> Gender | None:
    """From titles before any of the mentions, else from the given name."""
    told = Counter(g for start, _ in entity.mentions if (g := title_gender(text, start)))
    if told:
        return told.most_common(1)[0][0]
    named = Counter(
        g for n in entity.names for part in (n.given, *n.middle[:1]) if part and (g := gender_of_name(part))
    )
    if named:
        return named.most_common(1)[0][0]
    alone = [gender_of_name(n.family) for n in entity.names if n.single]
    return alone[0] if alone else None
