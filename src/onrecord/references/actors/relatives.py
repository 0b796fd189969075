"""What a relative clause hangs on, where that is no name."""

import re
from collections.abc import Sequence

from onrecord.records import Name

from .roles import is_role
from .sources import Source, source_of
from .vocabulary import entries

_WORD = re.compile(r"[^\W_][\w’'.-]*|[^\w\s]")
_LONGEST = 80


def described_before(text: str, names: Sequence[Name], floor: int, start: int) -> Source | None:
    """The description of one person right before a relative clause that begins at `start` ("the minister, who ...").

    Nothing before `floor` is looked at; `names` are all of the article, in reading order.
    """
    words = [m for m in _WORD.finditer(text, max(floor, start - _LONGEST), start) if m.group() != ","]
    if not words or not is_role(words[-1].group()):
        return None
    for word in reversed(words[:-1]):
        if word.group().lower() in entries("grammar", "definite"):
            source = source_of(text, (word.start(), words[-1].end()), names)
            return source if source.form == "description" and not source.plural else None
        if not word.group()[0].isalpha() or word.group().lower() in entries("grammar", "prepositions"):
            return None
    return None
