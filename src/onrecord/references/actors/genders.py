"""The gender that a text tells of a person whose given name tells none: by nouns ("spokeswoman"), by "he" and "she"."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache

from .entities import Entity
from .layout import Layout
from .naming import Gender
from .vocabulary import entries

_LEAST = 1  # so many pronouns, and
_MARGIN = 3  # so many times as many as of the other gender


def gender_of_noun(noun: str) -> Gender | None:
    """What a noun tells ("spokeswoman", "wife"); most tell nothing."""
    if noun.endswith(tuple(entries("grammar", "female_nouns"))):
        return "f"
    return "m" if noun.endswith(tuple(entries("grammar", "male_nouns"))) else None


def tell_genders(layout: Layout, persons: Sequence[Entity]) -> None:
    """Give a gender to those of `persons` who have none and of whom the text tells it; linear in the text."""
    starts = sorted(start for person in persons for start, _ in person.mentions)
    for person in persons:
        if person.gender is None:
            person.gender = _by_roles(person) or _by_pronouns(layout, person, starts)


def _by_roles(person: Entity) -> Gender | None:
    told = Counter(
        g for role in person.roles for word in role.title.lower().split()[-1:] if (g := gender_of_noun(word))
    )
    return told.most_common(1)[0][0] if len(told) == 1 else None


def _by_pronouns(layout: Layout, person: Entity, starts: Sequence[int]) -> Gender | None:
    """The gender of the first pronoun behind each mention, up to the end of the next sentence or the next person."""
    told: Counter[Gender] = Counter()
    for _, end in person.mentions:
        if not layout.sentences or layout.in_quotation(end):
            continue
        sentence = min(layout.sentence(end) + 1, len(layout.sentences) - 1)
        following = bisect_left(starts, end)
        limit = min(layout.sentences[sentence][1], starts[following] if following < len(starts) else len(layout.text))
        pronoun = _pronouns().search(layout.text, end, max(limit, end))
        if pronoun and not layout.in_quotation(pronoun.start()):
            told["m" if pronoun.group().lower() in entries("pronouns", "he") else "f"] += 1
    if not told:
        return None
    gender, count = told.most_common(1)[0]
    return gender if count >= _LEAST and count >= _MARGIN * (told.total() - count) else None


@cache
def _pronouns() -> "re.Pattern[str]":
    words = sorted(entries("pronouns", "he") | entries("pronouns", "she"))
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
