"""How well found time expressions agree with marked ones, counted as TempEval-3 does (UzZaman et al. 2013).

- `strict`: expressions with the same first and last character;
- `relaxed`: expressions that overlap, each marked one paired with the found one it shares most characters with;
- `value`: those of the pairs whose TIMEX3 value is the same;
- `type`: those of the pairs whose TIMEX3 type is the same.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import CorpusError
from onrecord.records import Span, Time
from onrecord.references.times import find_times

from .scoring import Count

FIGURES = ("strict", "relaxed", "value", "type")
Finder = Callable[[str, Sequence[Span], str | None], Sequence[Time]]

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*(?:\n|\Z)))*")


@dataclass(slots=True)
class Report:
    """Figures over a corpus, by name."""

    articles: int = 0
    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in FIGURES})

    def lines(self) -> list[str]:
        """The report as text, a figure a line."""
        return [
            f"{name:8s} P {c.precision:.4f}  R {c.recall:.4f}  F1 {c.f1:.4f}  (gold {c.gold}, predicted {c.predicted})"
            for name, c in self.counts.items()
        ]

    def as_dict(self) -> dict[str, Any]:
        """The same figures as plain data."""
        return {
            name: {"precision": c.precision, "recall": c.recall, "f1": c.f1, "gold": c.gold, "predicted": c.predicted}
            for name, c in self.counts.items()
        }


def evaluate(gold: Path, find: Finder = find_times) -> Iterator[tuple[Report, dict[str, Any]]]:
    """Read every article of `gold` and add it to one report, given back after each with what was found.

    `gold` is JSON Lines: {"id", "text", "published", "times": [{"start", "end", "type", "value"}]}. What was found is
    a row of the same kind, without the text. Raises CorpusError naming the line that is no such article.
    """
    report = Report()
    for number, row in enumerate(gold_rows(gold), 1):
        text = row["text"]
        found = find(text, paragraphs(text), row.get("published"))
        add(report, row["times"], found)
        times = [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in found]
        yield report, {"id": row.get("id", number), "times": times}


def paragraphs(text: str) -> list[Span]:
    """The parts of a text between blank lines."""
    return [match.span() for match in _PARAGRAPH.finditer(text)]


def gold_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled articles of a JSON Lines file; raises CorpusError naming the line that is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _parsed(line, f"{path}:{number}")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: can't be read ({error})") from error


def _parsed(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{place}: not JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not isinstance(row.get("times"), list):
        raise CorpusError(f'{place}: a labelled article needs "text" and "times"')
    if not all(isinstance(time, dict) and {"start", "end", "type", "value"} <= time.keys() for time in row["times"]):
        raise CorpusError(f'{place}: each of "times" needs "start", "end", "type" and "value"')
    return row


def add(report: Report, gold: Sequence[dict[str, Any]], found: Sequence[Time]) -> None:
    """Compare one article's expressions with the marked ones."""
    report.articles += 1
    for count in report.counts.values():
        count.gold += len(gold)
        count.predicted += len(found)
    same = {(time["start"], time["end"]) for time in gold} & {(time.start, time.end) for time in found}
    report.counts["strict"].hits += len(same)
    for marked, time in _pairs(gold, found):
        report.counts["relaxed"].hits += 1
        report.counts["value"].hits += time.value == marked["value"]
        report.counts["type"].hits += time.type == marked["type"]


def _pairs(gold: Sequence[dict[str, Any]], found: Sequence[Time]) -> Iterator[tuple[dict[str, Any], Time]]:
    left = list(found)
    for marked in gold:
        best = max(left, key=lambda time: _shared(marked, time), default=None)
        if best is not None and _shared(marked, best) > 0:
            left.remove(best)
            yield marked, best


def _shared(marked: dict[str, Any], time: Time) -> int:
    """How many characters both cover; below zero where they lie apart."""
    return int(min(time.end, marked["end"]) - max(time.start, marked["start"]))
