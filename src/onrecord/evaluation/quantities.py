"""How many cases of Microsoft's Recognizers-Text are solved, of those that plain prose can hold.

Which cases those are, `recognizers.py` says; the others are left out and counted by their class.

A case is solved when each result is found at its span with its value (and unit), and nothing else is found. As
`find_quantities` keeps approximations and bounds in the span, and in the case of bare numbers the unit, those words
may stand beside the span that is wanted; no other may.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import isclose
from pathlib import Path
from typing import Any

from onrecord.errors import CorpusError
from onrecord.records import Quantity, Span
from onrecord.references.quantities import find_quantities
from onrecord.references.quantities.lexicon import lexicon

from .recognizers import Wanted, cases, currency, exclusion, measure, number, percentage, range_of

_PARTS_OF_A_HUNDRED = ("%", "percentage point", "basis point")
_TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "decade", "century")
_GLUED_UNIT = re.compile(r"\d[^\W\d_]+")
_WORD = re.compile(r"\w+|\S")


@dataclass(slots=True)
class ModelFigures:
    """Cases of one model: how many there are, how many plain prose can hold, and how many of those are solved.

    `halves` counts (plain, solved) for the half that rules may be tuned on and for the other one.
    """

    cases: int = 0
    plain: int = 0
    solved: int = 0
    excluded: Counter[str] = field(default_factory=Counter)
    halves: dict[str, list[int]] = field(default_factory=lambda: {"tuning": [0, 0], "other": [0, 0]})
    failed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """Cases solved, of those that plain prose can hold."""
        return self.solved / self.plain if self.plain else 0.0


@dataclass(slots=True)
class QuantityReport:
    """Figures by model."""

    models: dict[str, ModelFigures] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The report as text, a model a line, and below it the classes that were left out."""
        out = []
        for name, figures in self.models.items():
            halves = ", ".join(f"{half} half {solved} of {plain}" for half, (plain, solved) in figures.halves.items())
            out.append(f"{name:18s} {figures.share:.4f}  ({figures.solved} of {figures.plain} cases; {halves})")
            if figures.excluded:
                left_out = ", ".join(f"{count} {reason}" for reason, count in sorted(figures.excluded.items()))
                out.append(f"{'':18s} left out of {figures.cases}: {left_out}")
        return out

    def as_dict(self) -> dict[str, Any]:
        """The same figures as plain data."""
        return {
            name: {
                "solved": figures.share,
                "cases": figures.cases,
                "plain": figures.plain,
                "left out": dict(figures.excluded),
                "halves": {half: {"plain": p, "solved": s} for half, (p, s) in figures.halves.items()},
            }
            for name, figures in self.models.items()
        }


def evaluate_quantities(folder: Path) -> QuantityReport:
    """Read the specifications in `folder` and measure; raises CorpusError where they are not there or are broken."""
    report = QuantityReport()
    for path, model in _MODELS.items():
        report.models[Path(path).stem] = _measured(folder / path, model)
    return report


def in_tuning_half(text: str) -> bool:
    """Tell whether a case may be looked at while rules are written, by a hash of its input."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def _measured(path: Path, model: "_Model") -> ModelFigures:
    figures = ModelFigures()
    for case in cases(path):
        figures.cases += 1
        try:
            reason = exclusion(case, model.kind)
            wanted = [] if reason else [model.wanted(result, case["Input"]) for result in case["Results"]]
        except (KeyError, TypeError, ValueError) as error:
            raise CorpusError(f"{path}: a case that is not in the form of Recognizers: {error!r}") from error
        if reason:
            figures.excluded[reason] += 1
            continue
        text = case["Input"]
        solved = model.solves(text, wanted, find_quantities(text, [(0, len(text))]))
        half = figures.halves["tuning" if in_tuning_half(text) else "other"]
        figures.plain += 1
        figures.solved += solved
        half[0] += 1
        half[1] += solved
        if not solved:
            figures.failed.append(text)
    return figures


def _solves_numbers(text: str, wanted: Sequence[Wanted], found: Sequence[Quantity]) -> bool:
    """Whether the numbers within the amounts are those wanted, each beside nothing but its unit and its bounds."""
    # The model leaves digits alone that a unit's letters are glued to ("180ml"), but for money.
    found = [q for q in found if not q.unit or _is_money(q) or not _GLUED_UNIT.search(text[q.start : q.end])]
    return _paired(text, wanted, found, _vocabulary() | lexicon().units.known)


def _paired(text: str, wanted: Sequence[Wanted], found: Sequence[Quantity], words: frozenset[str]) -> bool:
    """Whether values and ends of ranges are those wanted, one to one, and only `words` stand around them."""
    numbers = [(n, q) for q in found for n in (q.value, q.low, q.high) if n is not None]
    if len(numbers) != len(wanted):
        return False
    left = list(wanted)
    for found_number, quantity in numbers:
        match = next(
            (w for w in left if _within(w, quantity) and w.value is not None and _same(w.value, found_number)), None
        )
        if match is None:
            return False
        left.remove(match)
    spans = [w.span for w in wanted]
    return all(_only(text, (q.start, q.end), spans, words) for q in found)


def _within(want: Wanted, found: Quantity) -> bool:
    return found.start <= want.span[0] and want.span[1] <= found.end and want.unit in (None, found.unit)


def _solves_ranges(text: str, wanted: Sequence[Wanted], found: Sequence[Quantity]) -> bool:
    """Whether the ranges and bounds are those wanted."""
    found = [q for q in found if q.value is None]
    if len(found) != len(wanted):
        return False
    for want, quantity in zip(sorted(wanted, key=lambda w: w.span), found, strict=True):
        span = (quantity.start, quantity.end)
        words = _vocabulary() | lexicon().units.known
        if not (_only(text, span, [want.span], words) and _only(text, want.span, [span], words)):
            return False
        ends = ((want.low, quantity.low), (want.high, quantity.high))
        if not all(a is b or (a is not None and b is not None and _same(a, b)) for a, b in ends):
            return False
    return True


def _is_money(quantity: Quantity) -> bool:
    return quantity.unit in lexicon().units.currencies


def _same(wanted: float, found: float) -> bool:
    return isclose(wanted, found, rel_tol=1e-9, abs_tol=1e-13)


def _only(text: str, span: Span, spans: Iterable[Span], words: frozenset[str]) -> bool:
    """Tell whether a span holds nothing but some of `words` outside of `spans`."""
    kept = [not any(start <= at < end for start, end in spans) for at in range(*span)]
    rest = "".join(text[at] if keep else " " for at, keep in zip(range(*span), kept, strict=True))
    return all(word in words for word in _WORD.findall(rest.lower()))


@cache
def _vocabulary() -> frozenset[str]:
    """The words of bounds, of ranges and of articles."""
    lex = lexicon()
    ranges = [words for phrases in lex.ranges.values() for words in phrases.words]
    words = {*lex.before.words, *lex.after.words, *ranges, *lex.numbers.words["articles"], *lex.numbers.words["ranges"]}
    return frozenset(words | lex.numbers.words["or"] | lex.numbers.words["and"] | set(lex.units.age["words"]))


@dataclass(frozen=True, slots=True)
class _Model:
    kind: str
    wanted: Callable[[Mapping[str, Any], str], Wanted]
    solves: Callable[[str, Sequence[Wanted], Sequence[Quantity]], bool]


def _solves_money(text: str, wanted: Sequence[Wanted], found: Sequence[Quantity]) -> bool:
    return _paired(text, wanted, [q for q in found if _is_money(q)], _vocabulary())


def _solves_measures(text: str, wanted: Sequence[Wanted], found: Sequence[Quantity]) -> bool:
    """Spans of time are another model's, but where they are ages."""
    units = lexicon().units
    found = [q for q in found if q.unit is not None and not _is_money(q) and q.unit not in _PARTS_OF_A_HUNDRED]
    ages = any(w.unit in units.age["units"] for w in wanted)
    return _paired(text, wanted, [q for q in found if ages or q.unit not in _TIMES], _vocabulary())


def _solves_shares(text: str, wanted: Sequence[Wanted], found: Sequence[Quantity]) -> bool:
    return _paired(text, wanted, [q for q in found if q.unit == "%"], _vocabulary())


_MODELS: Mapping[str, _Model] = {
    "Number/English/NumberModel.json": _Model("number", number, _solves_numbers),
    "NumberWithUnit/English/CurrencyModel.json": _Model("currency", currency, _solves_money),
    "Number/English/PercentModel.json": _Model("percent", percentage, _solves_shares),
    "Number/English/NumberRangeModel.json": _Model("range", range_of, _solves_ranges),
    "NumberWithUnit/English/AgeModel.json": _Model("measure", measure, _solves_measures),
    "NumberWithUnit/English/DimensionModel.json": _Model("measure", measure, _solves_measures),
    "NumberWithUnit/English/TemperatureModel.json": _Model("measure", measure, _solves_measures),
}
