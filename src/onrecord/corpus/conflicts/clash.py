"""What is at odds with itself in the words of one article."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Clash:
    """Figures that don't add up, or a day that can't be: the words from `start` to `stop` (exclusive), and why."""

    kind: Literal["sum", "date"]
    start: int
    stop: int
    reason: str
    confidence: float
