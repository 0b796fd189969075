"""Read a labelled corpus with the whole pipeline and measure what came out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.attributions.kinds import kind_of
from onrecord.attributions.quotation import quotations
from onrecord.errors import CorpusError
from onrecord.records import Attribution, Document, Failure, Page

from .scoring import Count, Marked, Scores, Tokenised, iou, related, score_article, spans_of

if TYPE_CHECKING:
    from onrecord.pipeline import Pipeline

KINDS = ("direct", "mixed", "indirect")
BINS = 10


@dataclass(slots=True)
class Report:
    """Figures over a corpus.

    `recall` holds, by kind of the gold attribution, how many were found whole (the criterion of
    `relation`); `content_recall` how many contents were found (IoU of at least one half), whoever it
    was given to. `judged` pairs every confidence with whether that attribution was right. `nested` counts
    attributions inside the content of others, where the corpus has any.
    """

    articles: int = 0
    scores: Scores = field(default_factory=Scores)
    nested: Scores = field(default_factory=Scores)
    recall: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    content_recall: dict[str, Count] = field(default_factory=lambda: {kind: Count() for kind in KINDS})
    judged: list[tuple[float, bool]] = field(default_factory=list)

    @property
    def calibration_error(self) -> float:
        """Expected calibration error of `confidence` over ten equal bins (Guo et al. 2017)."""
        return calibration_error(self.judged)

    def lines(self) -> list[str]:
        """The report as text, a figure a line."""
        out = [_line(name, count) for name, count in self.scores.counts.items()]
        for title, by_kind in (("relation recall", self.recall), ("content recall", self.content_recall)):
            out += [f"{title} {kind:9s} {c.recall:.4f}  ({c.hits} of {c.gold})" for kind, c in by_kind.items()]
        if self.nested.counts:
            out.append(_line("nested", self.nested.counts["relation"]))
        out.append(f"calibration error {self.calibration_error:.4f}  ({len(self.judged)} attributions, {BINS} bins)")
        return out

    def as_dict(self) -> dict[str, Any]:
        """The same figures as plain data."""
        figures: dict[str, Any] = {
            name: {"precision": c.precision, "recall": c.recall, "f1": c.f1, "gold": c.gold, "predicted": c.predicted}
            for name, c in self.scores.counts.items()
        }
        if self.nested.counts:
            figures["nested"] = {"f1": self.nested.counts["relation"].f1}
        figures["relation recall by kind"] = {kind: count.recall for kind, count in self.recall.items()}
        figures["content recall by kind"] = {kind: count.recall for kind, count in self.content_recall.items()}
        figures["calibration error"] = self.calibration_error
        return figures


def _line(name: str, c: Count) -> str:
    figures = f"P {c.precision:.4f}  R {c.recall:.4f}  F1 {c.f1:.4f}"
    return f"{name:15s} {figures}  (gold {c.gold}, predicted {c.predicted})"


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Mean distance between confidence and share of right ones, over equal bins, weighted by their size."""
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in judged:
        bins[min(int(confidence * BINS), BINS - 1)].append((confidence, right))
    gaps = (abs(sum(c for c, _ in members) - sum(r for _, r in members)) for members in bins)
    return sum(gaps) / len(judged) if judged else 0.0


def gold_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The labelled articles of a JSON Lines file; raises CorpusError naming the line that is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                row = _parsed(line, f"{path}:{number}")
                yield row
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: can't be read ({error})") from error


def _parsed(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise CorpusError(f"{place}: not JSON ({error})") from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "attributions" not in row:
        raise CorpusError(f'{place}: a labelled article needs "text" and "attributions"')
    return row


def evaluate(gold: Path, pipeline: "Pipeline") -> Iterator[tuple[Report, Document]]:
    """Read every article of `gold` and add it to one report, given back after each with what was read."""
    report = Report()
    for number, row in enumerate(gold_rows(gold), 1):
        page = Page(f"{gold}:{number}", row["text"].encode(), "text/plain", id=str(row.get("id", number)))
        document = next(iter(pipeline.run([page])))
        if isinstance(document, Failure):
            raise CorpusError(document.reason)
        add(report, row, document)
        yield report, document


def add(report: Report, row: dict[str, Any], document: Document) -> None:
    """Compare one article's attributions, but for those inside the content of others, with the gold ones."""
    tokens = Tokenised(row["text"])
    gold = [tokens.marked(a) for a in row["attributions"]]
    outer = [a for a in document.attributions if a.within is None]
    _count_nested(report, row, tokens, [a for a in document.attributions if a.within is not None])
    predicted = [tokens.marked(spans_of(a)) for a in outer]
    pairs = score_article(report.scores, gold, predicted)
    report.articles += 1
    right = {p: related(gold[g], predicted[p]) for g, p in pairs}
    report.judged += [(a.confidence, right.get(p, False)) for p, a in enumerate(outer)]
    _count_kinds(report, row, gold, predicted, dict(pairs))


def _count_nested(report: Report, row: dict[str, Any], tokens: Tokenised, found: Sequence[Attribution]) -> None:
    if not any("nested" in attribution for attribution in row["attributions"]) and not report.nested.counts:
        return
    gold = [tokens.marked(a) for a in _inside(row["attributions"])]
    score_article(report.nested, gold, [tokens.marked(spans_of(a)) for a in found])


def _inside(attributions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """All that is nested in `attributions`, however deep."""
    nested = [inner for a in attributions for inner in a.get("nested", ())]
    return nested + _inside(nested) if nested else []


def _count_kinds(
    report: Report, row: dict[str, Any], gold: list[Marked], predicted: list[Marked], paired: dict[int, int]
) -> None:
    quoted = quotations(row["text"])
    for g, attribution in enumerate(row["attributions"]):
        kind = kind_of(row["text"], [(s, e) for s, e in attribution["content"]], quoted)
        other = predicted[paired[g]] if g in paired else None
        for counts, hit in (
            (report.recall[kind], other is not None and related(gold[g], other)),
            (report.content_recall[kind], other is not None and iou(gold[g].content, other.content) >= 0.5),
        ):
            counts.gold += 1
            counts.hits += hit
