"""`onrecord evaluate attributions`: a labelled file in, figures out."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.errors import CorpusError
from onrecord.evaluation.attributions import evaluate, gold_rows
from onrecord.pipeline import Pipeline
from onrecord.records import Article, Attribution, Findings

TEXT = 'The mayor of Brenna, Dagny Holt, said on Monday that "the bridge is safe" and that the council knew it.'
OUTER = {"source": [[0, 31]], "cue": [[33, 37]], "content": [[48, 102]]}
INNER = {"source": [[83, 94]], "cue": [[95, 99]], "content": [[100, 102]]}


class Perfect:
    """A reader that finds what was marked, the second time not."""

    def __init__(self) -> None:
        self.calls = 0

    def read(self, article: Article) -> Findings:
        self.calls += 1
        if self.calls > 1:
            return Findings()
        outer = Attribution(((0, 31),), ((33, 37),), ((48, 102),), "mixed", 0.75)
        inner = Attribution(((83, 94),), ((95, 99),), ((100, 102),), "indirect", 0.9, within=0)
        return Findings((outer, inner))


def gold(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_what_is_found_once_of_twice_is_half_the_recall(tmp_path: Path) -> None:
    row = {"id": "a", "text": TEXT, "attributions": [{**OUTER, "nested": [INNER]}]}
    *_, (report, _) = evaluate(gold(tmp_path, row, {**row, "id": "b"}), Pipeline(reader=Perfect()))
    assert report.articles == 2
    assert (report.scores.counts["relation"].precision, report.scores.counts["relation"].recall) == (1.0, 0.5)
    assert report.recall["mixed"].recall == 0.5
    assert report.nested.counts["relation"].recall == 0.5
    assert report.calibration_error == pytest.approx(0.25)


def test_the_command_prints_the_figures_and_writes_what_was_read(tmp_path: Path) -> None:
    path = gold(tmp_path, {"id": "a", "text": TEXT, "attributions": [OUTER]})
    out = tmp_path / "read.jsonl"
    result = CliRunner().invoke(main, ["evaluate", "attributions", str(path), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "relation " in result.output
    assert "calibration error" in result.output
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == "a"


def test_the_command_prints_json(tmp_path: Path) -> None:
    path = gold(tmp_path, {"id": "a", "text": TEXT, "attributions": [OUTER]})
    result = CliRunner().invoke(main, ["evaluate", "attributions", str(path), "--format", "json"])
    assert json.loads(result.output)["relation"]["gold"] == 1


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "x"}', '{"text": 1, "attributions": []}'])
def test_a_line_that_is_no_labelled_article_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "x", "attributions": []}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"gold\.jsonl:2"):
        list(gold_rows(path))


def test_a_file_without_articles_has_figures_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", "attributions", str(path)])
    assert result.exit_code == 0
    assert "0 attributions" in result.output
