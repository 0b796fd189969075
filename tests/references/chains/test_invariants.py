"""What must hold for every text, however odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Article, Attribution, Block, Name
from onrecord.references.chains import find_steps, spoken_for

WORDS = (
    "told", "CNN", "the", "Orsk", "Herald", "quoted", "by", "AFP", "citing", "which", "said", "in an interview with",
    "(", ")", "news agency", "state", "TV", "first reported", "a letter", "seen", "contributed to this report", ".",
    ",", "\n", "—", "“", "on", "'s", "as saying", "Radio", "4", "Î", "\u200b", "daily",
)  # fmt: skip
SPANS = st.tuples(st.integers(0, 200), st.integers(1, 40))


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.lists(st.tuples(SPANS, SPANS, SPANS), max_size=5))
def test_spans_lie_in_the_text_and_nothing_raises(words: list[str], spans: list[tuple[tuple[int, int], ...]]) -> None:
    text = " ".join([*words, "and so on"])

    def clipped(start: int, length: int) -> tuple[int, int]:
        start = min(start, len(text) - 1)
        return start, min(start + length, len(text))

    found = [
        Attribution((clipped(*s),), (clipped(*c),), (clipped(*k),), "indirect", 0.5, within=i - 1 if i else None)
        for i, (s, c, k) in enumerate(spans)
    ]
    chains = find_steps(article(text), found, ())
    assert len(chains) == len(found)
    for step in (step for chain in chains for step in chain):
        assert all(span is None or 0 <= span[0] < span[1] <= len(text) for span in (step.span, step.medium))
    for attribution in found:
        span = spoken_for(text, attribution, ())
        assert span is None or 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize(
    "part", ["told CNN ", "the newspaper X", "in an interview ", "Reuters, citing ", "A ", "((AFP) ", ". A", "of The "]
)
def test_long_texts_of_one_part_are_read_to_their_end(part: str) -> None:
    text = part * (50_000 // len(part)) + " It rains, the mayor told the BBC."
    at = len(text) - len("the mayor told the BBC.")
    mayor = Attribution(((at, at + 9),), ((at + 10, at + 14),), ((at - 11, at - 2),), "indirect", 0.5)
    names = [Name(i, i + 1, "organisation", 0.5) for i in range(0, len(text), 50)]
    (chain,) = find_steps(article(text), [mayor], names)
    assert chain[-1].span == (at + 10, len(text) - 1)


def article(text: str) -> Article:
    return Article("a", text, (Block("paragraph", 0, len(text)),) if text else (), outlet="The Orsk Herald")
