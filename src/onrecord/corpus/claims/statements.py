"""Parts of statements as they are handed in, and as they are compared: those of one story and wording as one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from .wording import Wording, read_wording

_NOT_WORDS = re.compile(r"[\W_]+")
_ENOUGH = 3  # words and figures of a statement that say the same whoever says them


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an attribution's content: `start` to `stop` in its article, `text` what stands there.

    `group` is its story; what is in no story is alone with its article. `speaker` is who says it, `stands_for` whom its
    pronouns mean, `mode` the place in MODES of how it is put by who is quoted (as a wish, a question), `denied` whether
    it is said not to be so.
    """

    attribution: int
    article: int
    start: int
    stop: int
    text: str
    group: int
    day: date | None = None
    speaker: str | None = None
    stands_for: str | None = None
    denied: bool = False
    mode: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """What a part is known by."""
        return self.attribution, self.start


@dataclass(slots=True)
class Unit:
    """All parts of one story that have the same words and stand the same to them."""

    wording: Wording
    group: int
    order: tuple[str, str]
    parts: list[Part] = field(default_factory=list)

    @property
    def denied(self) -> bool:
        """Whether those who are quoted deny what its words say."""
        return self.parts[0].denied


def units(parts: Iterable[Part], names: dict[int, frozenset[str]] | None = None) -> list[Unit]:
    """Parts as units, in an order that does not depend on theirs. `names` are words that are names, by group."""
    found: dict[tuple[object, ...], Unit] = {}
    for part in parts:
        words = _NOT_WORDS.sub(" ", part.text.lower()).strip()
        own = part.stands_for if part.stands_for is not None else ""
        speaker = (part.speaker or "") if words.count(" ") < _ENOUGH - 1 else ""
        key = (part.group, words, part.mode, part.denied, own, speaker)
        unit = found.get(key)
        if unit is None:
            known = (names or {}).get(part.group, frozenset())
            silent = (own,) if own else ()
            wording = read_wording(part.text, silent, known, part.mode, part.denied)
            unit = found[key] = Unit(wording, part.group, (words, repr(key[2:])))
        unit.parts.append(part)
    for unit in found.values():
        unit.parts.sort(key=_earliest)
    return sorted(found.values(), key=lambda unit: (unit.group, _earliest(unit.parts[0])[0], unit.order))


def _earliest(part: Part) -> tuple[str, int, int]:
    return part.day.isoformat() if part.day else "", part.article, part.start


def texts(found: Sequence[Unit]) -> list[str]:
    """The words of units."""
    return [unit.wording.text for unit in found]
