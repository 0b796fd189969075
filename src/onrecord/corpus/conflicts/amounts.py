"""Figures of an article, and the wholes and parts that they are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of an article, as the ledger has it; `stop` is exclusive."""

    start: int
    stop: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    about: bool

    @property
    def size(self) -> float:
        """The figure, or the end that it has of a range."""
        for figure in (self.value, self.low, self.high):
            if figure is not None:
                return figure
        return 0.0

    @property
    def exact(self) -> bool:
        """Whether it is told without a bound."""
        return self.value is not None and not self.about


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole with the parts that a text tells of it. `all_of_it`: they should make it up; else they only fit in."""

    whole: Amount
    parts: tuple[Amount, ...]
    all_of_it: bool
    confidence: float
