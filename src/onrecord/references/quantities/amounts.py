"""An amount as it is read from the tokens of one block, before it becomes a record."""

from dataclasses import dataclass

from .numerals import Numeral


@dataclass(frozen=True, slots=True)
class Amount:
    """Tokens from `begin` to `end` (exclusive), what they say, and the tokens of what is counted.

    `share` tells a part of one ("a third", "one in five") from a number of things, `age` an age from a time.
    """

    begin: int
    end: int
    value: float | None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    about: bool = False
    share: bool = False
    age: bool = False
    counted: tuple[int, int] | None = None

    @property
    def size(self) -> float:
        """One number to compare amounts by: the value, else a bound."""
        return next((number for number in (self.value, self.low, self.high) if number is not None), 0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """A numeral with its unit, and the tokens of both."""

    number: Numeral
    begin: int
    end: int
    unit: str | None = None
    factor: float = 1.0
    money: bool = False
    age: bool = False
    leads: bool = False

    def times(self, scale: float = 1.0) -> float:
        """The lower bound or value, in the unit."""
        return self.number.amount * self.factor * scale
