"""Who speaks where a medium cites somebody."""

from collections.abc import Callable

import pytest

from onrecord.records import Article, Attribution, Name
from onrecord.references.chains import spoken_for

Parse = Callable[..., tuple[Article, list[Attribution]]]
Capitals = Callable[[str], list[Name]]

EXAMPLES = {
    "the one behind citing": (
        "[s0 Reuters, citing two palace cooks,] [c0 said] [k0 the king was ill].",
        "two palace cooks",
    ),
    "in the second piece of the source": (
        "[k0 The king is ill], [s0 the Vesna Tribune] [c0 reported] on Monday, citing [s0 a palace cook].",
        "a palace cook",
    ),
    "behind the cue, where the source is the medium alone": (
        "[k0 The king is ill], [s0 AFP] [c0 reported], quoting a cook at the summer palace.",
        "a cook at the summer palace",
    ),
    "the last of several that cite each other": (
        "[s0 Reuters, citing the newspaper Al-Marsad, which quoted a doctor,] [c0 said] [k0 the king was ill].",
        "a doctor",
    ),
    "a paper, where its report is cited": (
        "[s0 The channel, citing a report by the Vesna Tribune,] [c0 said] [k0 the king was ill].",
        "Vesna Tribune",
    ),
    "before the medium, where that alone was taken for the source": (
        "[k0 The king is ill], two cooks quoted by [s0 Northlight] [c0 said].",
        "two cooks",
    ),
    "ahead of the medium": (
        "Citing two cooks, [s0 the Vesna Tribune] [c0 reported] that [k0 the king was ill].",
        "two cooks",
    ),
    "the one whom the content has taken in": (
        "[k0 The king is ill], [s0 AFP] [c0 reported], quoting [k0 two cooks at the palace].",
        "two cooks at the palace",
    ),
    "the source that is the one quoted already": (
        "The Vesna Tribune [c0 quoted] [s0 a cook] [c0 as saying] [k0 the king was ill].",
        None,
    ),
    "a medium that speaks for itself": ("[s0 Reuters] [c0 said] [k0 the king was ill].", None),
    "somebody who is no medium": ("[s0 The minister, citing a doctor,] [c0 said] [k0 the king was ill].", None),
    "no source": ("[c0 Allegedly] [k0 the king was ill].", None),
}


@pytest.mark.parametrize(("marked", "expected"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_spoken_for_is(parse: Parse, capitals: Capitals, marked: str, expected: str | None) -> None:
    article, (attribution,) = parse(marked)
    span = spoken_for(article.text, attribution, capitals(article.text))
    assert (span and article.text[slice(*span)]) == expected
