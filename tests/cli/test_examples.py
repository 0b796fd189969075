"""The articles that `make demo` reads, with the weights that ship."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main

EXAMPLES = sorted(file for file in (Path(__file__).parents[2] / "examples").iterdir() if file.is_file())


def test_there_are_several_shapes() -> None:
    assert len(EXAMPLES) >= 6
    assert {file.suffix for file in EXAMPLES} == {".txt", ".html", ".jsonl"}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_every_example_is_read_and_says_who_said_what(file: Path) -> None:
    result = CliRunner().invoke(main, ["read", str(file)])
    assert result.exit_code == 0
    for line in result.stdout.splitlines():
        document = json.loads(line)
        assert document["language"] == "en"
        assert any(a["source"] and a["cue"] and a["content"] for a in document["attributions"])
