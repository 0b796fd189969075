"""A conflict, before it has a number."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["quantity", "denial", "reversal", "sum", "date"]
Key: TypeAlias = tuple[str, int | None, int | None, int, int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What can't both hold: the words of one side stand in `article` from `start` to `stop`."""

    kind: Kind
    story: int | None
    claim: int | None
    other_claim: int | None
    attribution: int | None
    other_attribution: int | None
    article: int
    start: int
    stop: int
    day: date | None
    reason: str
    confidence: float

    @property
    def key(self) -> Key:
        """What it is known by when it is looked for again: its claims, else its place."""
        if self.kind in ("sum", "date"):
            return (self.kind, None, None, self.article, self.start)
        return (self.kind, self.claim, self.other_claim, 0, 0)
