"""Sentences, as far as figures and days that belong together need them."""

import re
from functools import cache

from .vocabulary import any_of, entries

LONGEST = 1200
_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-zß-öø-ÿ]|[\"'“‘(\[]*\d)|\n\s*\n?")


@cache
def _short() -> re.Pattern[str]:
    """ "Dr. Reit", "J. Marsh", "Sept. 4": no sentence ends there."""
    return re.compile(rf"(?<![^\W_])(?:[^\W\d_]|{any_of(entries('sentences', 'short', 'forms'))})\.\s+$")


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Where the sentence begins and ends that has the character at `place`; of a long one what is near."""
    least, most = max(0, place - LONGEST), min(len(text), place + LONGEST)
    start = least
    # what stands at the place tells whether a sentence begins there
    before = text[least : place + 2]
    for match in _END.finditer(before):
        if least + match.end() <= place and _ends(before, match):
            start = least + match.end()
    after = text[place:most]
    for match in _END.finditer(after):
        if _ends(after, match):
            return start, place + match.start() + len(match[0].rstrip())
    return start, most


def _ends(text: str, match: re.Match[str]) -> bool:
    if text[match.start()] != ".":
        return True
    return _short().search(text, max(0, match.start() - 8), match.end()) is None


def sentences(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The sentences between two characters: where each begins and ends."""
    found = []
    for match in _END.finditer(text, start, stop):
        if _ends(text, match):
            found.append((start, match.start() + len(match[0].rstrip())))
            start = match.end()
    if start < stop:
        found.append((start, stop))
    return found
