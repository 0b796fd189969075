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

    `group` is its story; what is in no story is alone with its article. `speaker` is who says it, `actor` the number
    that they have in all articles, `family` that of the sentences which share their words with its own, `stands_for`
    whom its pronouns mean, `mode` the place in MODES of how it is put by who is quoted (as a wish, a question),
    `denied` whether it is said not to be so.
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
    actor: int | None = None
    family: int | None = None

    @property
    def key(self) -> tuple[int, int]:
        """What a part is known by."""
        return self.attribution, self.start


@dataclass(slots=True)
class Unit:
    """All parts of one story that have the same words and stand the same to them.

    `places` tells of each article that has one the how manieth of its parts the first of them is.
    """

    wording: Wording
    group: int
    order: tuple[str, str]
    parts: list[Part] = field(default_factory=list)
    places: dict[int, int] = field(default_factory=dict)
    attributions: frozenset[int] = frozenset()
    actors: frozenset[int] = frozenset()
    families: frozenset[int] = frozenset()

    @property
    def denied(self) -> bool:
        """Whether those who are quoted deny what its words say."""
        return bool(self.parts) and self.parts[0].denied

    def close(self) -> None:
        """Put the parts in order, and note whose they are."""
        self.parts.sort(key=_earliest)
        self.attributions = frozenset([part.attribution for part in self.parts])
        self.actors = frozenset([part.actor for part in self.parts if part.actor is not None])
        self.families = frozenset([part.family for part in self.parts if part.family is not None])


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
        unit.close()
    _place(found.values())
    return sorted(found.values(), key=lambda unit: (unit.group, _earliest(unit.parts[0])[0], unit.order))


def _place(found: Iterable[Unit]) -> None:
    """Note where in their articles units stand."""
    held: dict[int, list[tuple[int, int, Unit]]] = {}
    for number, unit in enumerate(found):
        for part in unit.parts:
            held.setdefault(part.article, []).append((part.start, number, unit))
    for article, rows in held.items():
        for place, (_, _, unit) in enumerate(sorted(rows, key=lambda row: row[:2])):
            unit.places.setdefault(article, place)


def _earliest(part: Part) -> tuple[str, int, int]:
    return part.day.isoformat() if part.day else "", part.article, part.start


def texts(found: Sequence[Unit]) -> list[str]:
    """The words of units."""
    return [unit.wording.text for unit in found]
