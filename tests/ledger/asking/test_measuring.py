"""The invented ledger that asking is measured on."""

from pathlib import Path

import pytest

from onrecord.evaluation import asking, inventing
from onrecord.evaluation.inventing import Inventor, invent
from onrecord.ledger import Ledger


@pytest.fixture(autouse=True)
def _few_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventing, "SPEAKERS", 300)


def test_an_invented_ledger_is_sound_and_has_as_many_statements_as_asked_for(fresh: Ledger) -> None:
    assert list(invent(fresh, 150))[-1] == 150
    assert fresh.check() == []
    told = fresh.stats()
    assert (told.statements, told.languages.arrow()["language"].to_pylist()) == (150, ["en"])


def test_the_same_seed_invents_the_same_articles() -> None:
    assert Inventor(3).document(1, 5) == Inventor(3).document(1, 5)
    assert Inventor(3).document(1, 5) != Inventor(4).document(1, 5)


def test_questions_are_of_every_sort_and_can_be_asked(fresh: Ledger) -> None:
    inventor = Inventor()
    for _ in invent(fresh, 40):
        pass
    asked = list(asking.questions(inventor.cast, 16))
    assert len({one.sort for one in asked}) == 8
    assert [one.question for one in asked] == [one.question for one in asking.questions(inventor.cast, 16)]
    assert any(len(fresh.find(one.question)) for one in asked if one.sort == "frequent words")


def test_what_means_the_same_is_found_by_meaning_and_what_has_the_words_by_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = '[pairs]\n"a loaf costs more" = "bread gets more expensive"\n"Lindqvist" = "Lindqvist is away"\n'
    crowd = '[crowd]\nsubjects = ["the zoo"]\nverbs = ["will open"]\nobjects = ["at nine"]\n'
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "asking.toml").write_text(f'traps = ["more and more"]\n{data}{crowd}', encoding="utf-8")
    monkeypatch.setattr(asking, "files", lambda _: tmp_path)
    first, words, meaning, both = asking.quality(tmp_path)
    assert first == "2 questions, 1 traps, 1 others"
    assert words.startswith("words: first 0.50")
    assert meaning.startswith("meaning: first 1.00")
    assert both.startswith("both: first 1.00")
