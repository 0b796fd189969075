"""A run that is killed loses nothing and doubles nothing: the short form of what the evaluation measures."""

from pathlib import Path

import pytest

from onrecord.evaluation.killing import rounds


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc which processes there are")
def test_a_killed_run_is_finished_by_the_next_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))
    found = list(rounds(1, articles=9, workers=1, reader="quoting_reader:QuotingReader"))
    assert [one.wrong for one in found] == [()]
