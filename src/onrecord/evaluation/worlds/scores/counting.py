"""What was found, of what there is."""

from dataclasses import dataclass, field
from typing import Any

from .clustering import harmonic, ratio


@dataclass(slots=True)
class Found:
    """How many there are, how many of them were found, and how many were found that are none."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """Of what was found, the share that is right."""
        return ratio(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Of what there is, the share that was found."""
        return ratio(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """F1."""
        return harmonic(self.precision, self.recall)

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain data."""
        figures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        return figures | {"right": self.right, "missed": self.missed, "wrong": self.wrong}

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f} R {self.recall:.3f} F1 {self.f1:.3f}; "
            f"{self.right} right, {self.missed} missed, {self.wrong} wrong"
        )


@dataclass(slots=True)
class Part:
    """The figures of one part: as plain data, as lines to read, and what went wrong."""

    figures: dict[str, Any] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, figure: Any, line: str | None = None) -> None:
        """Add a figure: plain data, or what has `as_dict`; `line` is how it reads (default: as it prints)."""
        self.figures[name] = figure.as_dict() if hasattr(figure, "as_dict") else figure
        self.lines.append(f"{name}: {line if line is not None else figure}")
