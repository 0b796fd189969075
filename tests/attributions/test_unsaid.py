"""Idioms with a verb of saying in which nobody says anything."""

import pytest

from onrecord.attributions.unsaid import says_nothing
from onrecord.records import Attribution


def attribution(text: str, cue: str, content: str) -> Attribution:
    spans = [(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    return Attribution((), (spans[0],), (spans[1],), "indirect", 0.9)


@pytest.mark.parametrize(
    "content", ["twelve lives", "at least 30 lives in the valley", "the life of a miner", "many victims"]
)
def test_what_claims_lives_says_nothing(content: str) -> None:
    text = f"The flood has claimed {content}."
    assert says_nothing(text, attribution(text, "has claimed", content))


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("claimed", "that twelve lives were lost"),
        ("claimed", "he had saved lives"),
        ("said", "twelve lives"),
        ("claimed that", "lives were at stake"),
    ],
)
def test_who_claims_that_something_is_so_says_it(cue: str, content: str) -> None:
    text = f"The mayor {cue} {content}."
    assert not says_nothing(text, attribution(text, cue, content))


def test_without_cue_or_content_there_is_no_idiom() -> None:
    assert not says_nothing("Lives.", Attribution((), (), ((0, 5),), "indirect", 0.9))
    assert not says_nothing("Claimed.", Attribution((), ((0, 7),), (), "indirect", 0.9))
