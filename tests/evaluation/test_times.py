"""Figures for time expressions, as TempEval-3 counts them."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from onrecord.errors import CorpusError
from onrecord.evaluation.times import Report, add, evaluate, paragraphs
from onrecord.records import Span, Time

MARKED = [
    {"start": 0, "end": 9, "type": "DATE", "value": "2031-05-07"},
    {"start": 20, "end": 30, "type": "DURATION", "value": "P3D"},
]


def test_an_overlap_is_relaxed_and_only_the_same_span_is_strict() -> None:
    report = Report()
    add(report, MARKED, [Time(0, 9, "DATE", "2031-05-07"), Time(22, 30, "DATE", "P3D"), Time(40, 45, "SET", "P1D")])
    hits = {name: count.hits for name, count in report.counts.items()}
    assert hits == {"strict": 1, "relaxed": 2, "value": 2, "type": 1}
    assert {(count.gold, count.predicted) for count in report.counts.values()} == {(2, 3)}


def test_a_found_expression_stands_for_one_marked_one_only() -> None:
    report = Report()
    add(report, MARKED, [Time(0, 30, "DATE", "2031-05-07")])
    assert report.counts["relaxed"].hits == 1
    assert report.counts["value"].hits == 1


def test_nothing_found_is_no_division_by_zero() -> None:
    report = Report()
    add(report, MARKED, [])
    assert report.as_dict()["strict"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 2, "predicted": 0}
    assert report.lines()[0] == "strict   P 0.0000  R 0.0000  F1 0.0000  (gold 2, predicted 0)"


def test_articles_are_read_by_paragraph_and_what_was_found_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    text = "Dorvik slept.\n\nIt woke on Wednesday."
    time = {"start": 26, "end": 35, "type": "DATE", "value": "2031-05-07"}
    path.write_text(json.dumps({"id": "a", "text": text, "published": "2031-05-08", "times": [time]}) + "\n", "utf-8")
    seen: list[Sequence[Span]] = []

    def find(text: str, blocks: Sequence[Span], published: str | None) -> list[Time]:
        seen.append(blocks)
        return [Time(26, 35, "DATE", published)]

    [(report, row)] = evaluate(path, find)
    assert seen == [[(0, 13), (15, 36)]]
    assert row == {"id": "a", "times": [{**time, "value": "2031-05-08"}]}
    assert (report.counts["strict"].f1, report.counts["value"].f1) == (1.0, 0.0)


def test_paragraphs_end_at_blank_lines_and_not_at_the_ends_of_lines() -> None:
    assert paragraphs("\n\na\nb\n \n c\n") == [(2, 5), (9, 10)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not JSON"),
        ('{"text": "a"}', 'needs "text" and "times"'),
        ('{"text": "a", "times": [{"start": 1}]}', 'each of "times" needs'),
    ],
)
def test_a_broken_row_is_named_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(CorpusError, match=rf"gold\.jsonl:2: .*{reason}"):
        list(evaluate(path))


def test_a_missing_corpus_is_told() -> None:
    with pytest.raises(CorpusError, match="can't be read"):
        list(evaluate(Path("none.jsonl")))
