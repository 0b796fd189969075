"""What an expression is taken for, and what is known where it stands."""

from dataclasses import dataclass, field
from datetime import date, datetime

from onrecord.records import Span, TimeType

from .calendar import Period, Unit
from .intervals import Interval, interval_of
from .tense import Tense, tense_at


@dataclass(frozen=True, slots=True)
class Reading:
    """Type, value and modifier of TIMEX3.

    `interval` is given where the value alone doesn't tell it. `period` is the date that later expressions can go back
    to. `clock` is a time of day whose day another expression may give. `counted` says that the expression begins with
    a number, which "nearly" or "more than" can stand before.
    """

    type: TimeType
    value: str | None
    modifier: str | None = None
    interval: Interval | None = None
    period: Period | None = None
    clock: str | None = None
    counted: bool = False

    @property
    def denoted(self) -> Interval | tuple[None, None]:
        """The interval that is denoted, as far as it is known."""
        by_value = interval_of(self.value) if self.value else None
        return self.interval or by_value or (None, None)


@dataclass(slots=True)
class Context:
    """The text, when it was published, and the dates it has spoken of so far.

    `last` is the last date of any kind, `quarter` the last quarter, `day` the last day of the same block. `weekdays`
    holds the days that were called by their names, by the number of the name, and `start` and `end` are those of the
    expression at hand.
    """

    text: str
    published: date | None
    moment: datetime | None = None
    block: Span = (0, 0)
    last: Period | None = None
    quarter: Period | None = None
    day: Period | None = None
    weekdays: dict[int, Period] = field(default_factory=dict)
    start: int = 0
    end: int = 0

    def around(self, unit: Unit) -> Period | None:
        """The period of that unit in which the text was published."""
        return Period.around(self.published, unit) if self.published else None

    def tense(self) -> Tense | None:
        """Whether what the expression at hand says when of is past or to come."""
        return tense_at(self.text, (self.start, self.end), self.block)

    def before(self, characters: int = 30) -> str:
        """What stands before the expression at hand."""
        return self.text[max(self.block[0], self.start - characters) : self.start]

    def behind(self, characters: int = 30) -> str:
        """What stands behind the expression at hand."""
        return self.text[self.end : min(self.block[1], self.end + characters)]

    def remember(self, period: Period) -> None:
        """Let later expressions go back to a date."""
        self.last = period
        if period.unit == "quarter":
            self.quarter = period
        if period.unit == "day":
            self.day = period


def on(period: Period | None, kind: TimeType = "DATE") -> Reading:
    """The reading of a date, open where it isn't known."""
    return Reading(kind, period.value if period else None, period=period)
