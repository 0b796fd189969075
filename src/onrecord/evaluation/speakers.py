"""Who is said to speak, end to end: the figures of a corpus whose speakers, types and commitments are labelled.

An attribution is found where a read one pairs with it (as in `scoring`) and their contents share at least half of
their words. Names agree where, without titles, initials and marks, the words of the labelled name are all in the
read one and both end in the same word: a bare family name is wrong where the article gives the full name.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import CorpusError
from onrecord.records import Attribution, Document, Failure, Page

from .attributions import gold_rows
from .scoring import Count, Tokenised, iou, pair, spans_of

if TYPE_CHECKING:
    from onrecord.pipeline import Pipeline

GROUPS = {"speaker.person": ("person",), "speaker.named": ("person", "organisation")}
LABELS = ("speaker_type", "type", "commitment")
TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "secretary", "senator", "the", "a", "an", "of"]
)
Pairs = list[tuple[str, str]]


@dataclass(slots=True)
class SpeakerReport:
    """Figures over a corpus.

    `speakers` counts found attributions with the right speaker, by GROUPS. `among_found` counts, of the found ones
    that are labelled with a person, those with the right one. `labels` pairs labelled and read values of found ones.
    `judged` pairs the confidence in a speaker with whether it was right, over found ones with a person or
    organisation.
    """

    articles: int = 0
    speakers: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in GROUPS})
    among_found: Count = field(default_factory=Count)
    labels: dict[str, Pairs] = field(default_factory=lambda: {label: [] for label in LABELS})
    judged: list[tuple[float, bool]] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The figures as plain data."""
        figures: dict[str, Any] = {
            name: {"precision": c.precision, "recall": c.recall, "f1": c.f1, "gold": c.gold, "predicted": c.predicted}
            for name, c in self.speakers.items()
        }
        figures["persons right among found"] = self.among_found.recall
        for label, pairs in self.labels.items():
            figures[label] = {"accuracy": accuracy(pairs), "macro_f1": macro_f1(pairs), "found": len(pairs)}
        return figures

    def lines(self) -> list[str]:
        """The report as text, a figure a line."""
        out = [
            f"{name:15s} P {c.precision:.4f}  R {c.recall:.4f}  F1 {c.f1:.4f}  (gold {c.gold}, predicted {c.predicted})"
            for name, c in self.speakers.items()
        ]
        c = self.among_found
        out.append(f"persons right among the found  {c.recall:.4f}  ({c.hits} of {c.gold})")
        for label, pairs in self.labels.items():
            out.append(
                f"{label:15s} accuracy {accuracy(pairs):.4f}  macro F1 {macro_f1(pairs):.4f}  (found {len(pairs)})"
            )
        return out


def accuracy(pairs: Pairs) -> float:
    """The share of pairs that are the same."""
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


def macro_f1(pairs: Pairs) -> float:
    """The mean F1 over the labels that occur on the labelled side."""
    hits = Counter(a for a, b in pairs if a == b)
    wanted, given = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    return sum(2 * hits[label] / (wanted[label] + given[label]) for label in wanted) / len(wanted) if wanted else 0.0


def evaluate_speakers(gold: Path, pipeline: "Pipeline") -> Iterator[tuple[SpeakerReport, Document]]:
    """Read every article of `gold` and add it to one report, given back after each with what was read.

    Raises CorpusError where a row is no labelled article or has no speakers.
    """
    report = SpeakerReport()
    for number, row in enumerate(gold_rows(gold), 1):
        place = f"{gold}:{number}"
        if any("speaker" not in attribution for attribution in row["attributions"]):
            raise CorpusError(f'{place}: an attribution has no "speaker"; take a file with labelled speakers')
        page = Page(
            place,
            row["text"].encode(),
            "text/plain",
            id=str(row.get("id", number)),
            title=row.get("title"),
            outlet=row.get("outlet"),
            published=row.get("published"),
        )
        document = next(iter(pipeline.run([page])))
        if isinstance(document, Failure):
            raise CorpusError(document.reason)
        add_speakers(report, row, document)
        yield report, document


def add_speakers(report: SpeakerReport, row: dict[str, Any], document: Document) -> None:
    """Compare one article's speakers, but for those of nested attributions, with the labelled ones."""
    tokens = Tokenised(row["text"])
    outer = [a for a in document.attributions if a.within is None]
    gold, read = [tokens.marked(a) for a in row["attributions"]], [tokens.marked(spans_of(a)) for a in outer]
    found = [
        (row["attributions"][g], outer[p]) for g, p in pair(gold, read) if iou(gold[g].content, read[p].content) >= 0.5
    ]
    report.articles += 1
    for name, types in GROUPS.items():
        count = report.speakers[name]
        count.gold += sum(a["speaker_type"] in types for a in row["attributions"])
        count.predicted += sum(a.speaker_type in types for a in outer)
        count.hits += sum(a["speaker_type"] in types and _right(a, b, document) for a, b in found)
    for a, b in found:
        _add_found(report, a, b, document)


def _add_found(report: SpeakerReport, a: dict[str, Any], b: Attribution, document: Document) -> None:
    right = _right(a, b, document)
    if a["speaker_type"] == "person":
        report.among_found.gold += 1
        report.among_found.hits += right
    if b.speaker_confidence is not None and b.speaker_type in ("person", "organisation"):
        report.judged.append((b.speaker_confidence, right))
    for label, pairs in report.labels.items():
        pairs.append((a[label], getattr(b, label) or "none"))


def _right(a: dict[str, Any], b: Attribution, document: Document) -> bool:
    return b.actor is not None and same_name(a["speaker"], document.actors[b.actor].name)


def same_name(wanted: str, given: str) -> bool:
    """Whether a read name is the labelled one or a fuller form of it."""
    a, b = _words(wanted), _words(given)
    return bool(a) and bool(b) and set(a) <= set(b) and a[-1] == b[-1]


def _words(name: str) -> Sequence[str]:
    parts = re.findall(r"\w+", re.sub(r"[’']s?\b", "", name.lower()))
    return [w for w in parts if w not in TITLES and len(w) > 1] or parts
