"""What holds for every text."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Span
from onrecord.references.times import find_times
from onrecord.references.times.lexicon import lexicon

WORDS = sorted(
    {word for table in lexicon().tables.values() for word in table}
    | {"1998", "12", "3:30", "9/11", "'", "s", "0", "99999999999"}
)
PUBLISHED = st.sampled_from([None, "2031-05-14", "0001-01-01", "9999-12-31", "2024-02-29T12:00:00Z"])
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.one_of(st.sampled_from(WORDS), st.integers().map(str), st.text(max_size=2)), max_size=14).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=10).map("-".join),
)


@given(TEXTS, PUBLISHED)
def test_times_stand_in_order_without_overlaps_and_inside_the_text(text: str, published: str | None) -> None:
    end = 0
    for time in find_times(text, [(0, len(text))], published):
        assert end <= time.start < time.end <= len(text)
        assert time.type in ("DATE", "TIME", "DURATION", "SET")
        assert (time.since is None) == (time.until is None)
        if time.since is not None and time.until is not None:
            assert time.since < time.until
        end = time.end


@given(TEXTS, PUBLISHED)
def test_reading_twice_is_reading_once(text: str, published: str | None) -> None:
    blocks = [(0, len(text))]
    assert find_times(text, blocks, published) == find_times(text, blocks, published)


@given(st.lists(st.integers(0, 90), min_size=4, max_size=4))
def test_no_time_stands_outside_of_the_blocks(cuts: list[int]) -> None:
    text = "It was said on Friday, Oct. 23, 1998, at 10:30 a.m., two days later, for the past three months."
    first, second, third, fourth = sorted(cuts)
    blocks: list[Span] = [(first, second), (third, fourth)]
    for time in find_times(text, blocks, "2031-05-14"):
        assert any(start <= time.start and time.end <= end for start, end in blocks)


def test_a_text_without_blocks_or_words_has_no_times() -> None:
    assert find_times("It rained yesterday.", [], "2031-05-14") == ()
    assert find_times("", [(0, 0)], None) == ()


def test_foreign_and_broken_text_is_passed_over() -> None:
    text = "Вчера в 10:30 премьер сказал. \x00\ud800 昨天 ١٢٣٤ ⅷ ²⁰²⁴ 𝟚𝟘𝟚𝟜 İ" + "́" * 50
    assert all(text[time.start : time.end] for time in find_times(text, [(0, len(text))], "2031-05-14"))
