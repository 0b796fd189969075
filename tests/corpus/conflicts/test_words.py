"""Sums that don't add up and days that can't be, in the words of one article."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.corpus.conflicts.amounts import Amount
from onrecord.corpus.conflicts.bygone import bygone_clashes
from onrecord.corpus.conflicts.clash import Clash
from onrecord.corpus.conflicts.dates import date_clashes
from onrecord.corpus.conflicts.sums import sum_clashes
from onrecord.corpus.conflicts.upcoming import Told, upcoming_clashes
from onrecord.references.quantities import find_quantities
from onrecord.references.times import find_times

CASES = Path(__file__).parent / "cases"
PUBLISHED = "2031-03-06T09:00:00+01:00"
PIECES = [
    "Monday",
    ",",
    " ",
    "March",
    "31",
    "June",
    " 4 ",
    "2031",
    "of them",
    "in Arl",
    "and",
    "12",
    ":",
    "a total of",
    "(",
    ".",
]


def cases(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("#")]


def sums(text: str) -> list[Clash]:
    blocks = [(0, len(text))]
    times = find_times(text, blocks, PUBLISHED)
    found = find_quantities(text, blocks, [(time.start, time.end) for time in times])
    return sum_clashes(text, [Amount(q.start, q.end, q.value, q.low, q.high, q.unit, q.of, q.about) for q in found])


def days(text: str, published: str = PUBLISHED) -> list[Clash]:
    times = find_times(text, [(0, len(text))], published)
    told = [Told(time.start, time.end, time.value, time.since) for time in times if time.value and time.since]
    found = [*date_clashes(text, date.fromisoformat(published[:10])), *upcoming_clashes(text, published, told)]
    found += bygone_clashes(text, published, told)
    return [one for one in found if not any(o is not one and o.start <= one.start < o.stop for o in found[:1])]


@pytest.mark.parametrize(("clash", "text"), cases("sums.txt"), ids=[text for _, text in cases("sums.txt")])
def test_a_sum_is_a_clash_only_where_all_its_parts_are_told_and_disagree_with_it(clash: str, text: str) -> None:
    assert [one.reason for one in sums(text)] == ([] if clash == "none" else [clash])


@pytest.mark.parametrize(("clash", "text"), cases("dates.txt"), ids=[text for _, text in cases("dates.txt")])
def test_a_day_is_a_clash_only_where_it_can_not_be(clash: str, text: str) -> None:
    assert [text[one.start : one.stop].strip(" ,") for one in days(text)] == ([] if clash == "none" else [clash])


def test_a_day_is_not_yet_to_come_where_it_has_begun_somewhere_on_earth() -> None:
    text = "Divers searched the wreck on March 5."

    assert days(text, "2031-03-04T08:00:00+01:00")
    assert not days(text, "2031-03-04T20:00:00+01:00")
    assert not days(text, "2031-03-04")


def test_a_weekday_without_a_year_is_let_pass_where_nobody_knows_when_the_article_was_published() -> None:
    text = "They voted on Tuesday, 6 March, not on Sunday, 16 March 2032."

    assert [text[one.start : one.stop] for one in date_clashes(text, None)] == ["Sunday, 16 March 2032"]


def test_the_reason_of_a_wrong_weekday_names_the_right_one() -> None:
    assert date_clashes("on Tuesday, 6 March", date(2031, 3, 6))[0].reason == (
        "“Tuesday, 6 March”: 6 March 2031 is a Thursday"
    )


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=40).map("".join))
def test_any_text_has_its_clashes_within_it(text: str) -> None:
    for clash in (*sums(text), *date_clashes(text, date(2031, 3, 6))):
        assert 0 <= clash.start < clash.stop <= len(text)
        assert 0 < clash.confidence <= 1


@pytest.mark.parametrize("piece", ["Monday, ", "12, ", "March 31 ", "12 of them in Arlow and ", "(", "Mr. "])
def test_a_long_row_of_one_piece_comes_to_an_end(piece: str) -> None:
    text = piece * 20_000
    amounts = [Amount(at, at + 2, 12.0, None, None, None, None, False) for at in range(0, len(text) - 2, len(piece))]

    sum_clashes(text, amounts)
    assert date_clashes(text, date(2031, 3, 6)) == []
