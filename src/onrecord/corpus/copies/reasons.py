"""Why one of two articles is taken for the original, as a reporter would say it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

_LONGER = 1.1


@dataclass(frozen=True, slots=True)
class Print:
    """What is known of an article as print; see the table `printings`. `outlet` is as the article has it."""

    number: int
    outlet: str
    names: frozenset[str]
    credited: frozenset[str]
    day: date | None
    time: datetime | None
    words: int
    tie: int
    source: bool

    def credits(self, other: "Print") -> bool:
        """Tell whether this article credits the other's outlet, and not the other way round."""
        return not self.credited.isdisjoint(other.names) and other.credited.isdisjoint(self.names)

    @property
    def order(self) -> tuple[bool, bool, date, datetime, int, int]:
        """What comes first is the likelier original."""
        return not self.source, self.day is None, self.day or date.min, self.time or datetime.max, -self.words, self.tie


def reason(copy: Print, original: Print) -> tuple[str, float]:
    """A phrase of which the copy is the subject ("credits KNA"), and how sure it makes who has it from whom."""
    earlier = _earlier(copy, original)
    if copy.credits(original):
        late = _earlier(original, copy) is not None
        note = ", whose own article here is dated later" if late else ""
        return f"credits {original.outlet}{note}", 0.9 if late else 0.97
    if original.source and not copy.source:
        return f"has the words that others credit to {original.outlet}", 0.9
    if earlier is not None:
        long = earlier >= timedelta(hours=1)
        return f"printed {_told(earlier)} later", 0.85 if long else 0.75
    if original.words > _LONGER * copy.words:
        return "the other has more of the text; nothing tells which was printed first", 0.6
    return "nothing tells which was printed first", 0.5


def _earlier(copy: Print, original: Print) -> timedelta | None:
    """How much earlier the original was printed; None where it wasn't, or that can't be told."""
    if copy.time and original.time:
        return copy.time - original.time if original.time < copy.time else None
    if copy.day and original.day and original.day < copy.day:
        return copy.day - original.day
    return None


def _told(span: timedelta) -> str:
    minutes = round(span.total_seconds() / 60)
    for size, unit in ((1440, "day"), (60, "hour")):
        if minutes >= size:
            count = round(minutes / size)
            return f"{count} {unit}{'s' if count > 1 else ''}"
    return f"{minutes} minute{'s' if minutes > 1 else ''}" if minutes else "less than a minute"
