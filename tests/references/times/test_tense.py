"""Which Wednesday, and which August: the verbs near it tell."""

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The mayor said Monday that the bridge is safe.", "2031-05-12"),
        ("On Monday, the council voted to close the bridge.", "2031-05-12"),
        ("The council will vote on Monday.", "2031-05-19"),
        ("The council is expected to vote on Monday.", "2031-05-19"),
        ("The vote is scheduled for Monday.", "2031-05-19"),
        ("The report is due Monday.", "2031-05-19"),
        ("The bridge is to be opened Monday.", "2031-05-19"),
        ("The council would have to vote by Monday.", "2031-05-19"),
        ("She resigned. The council will vote. Monday was quiet.", "2031-05-12"),
        ("Monday’s ruling will change little.", "2031-05-12"),
        ("The mayor said Wednesday that the bridge is safe.", "2031-05-14"),
        ("The council will vote Wednesday.", "2031-05-14"),
        ("The bridge fell last Wednesday.", "2031-05-07"),
        ("The council votes next Wednesday.", "2031-05-21"),
    ],
)
def test_tense_decides_between_the_last_weekday_and_the_next(values: Values, text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bridge was closed in August.", "2030-08"),
        ("The bridge will be closed in August.", "2031-08"),
        ("The bridge was closed in March.", "2031-03"),
        ("The bridge will be closed in March.", "2032-03"),
        ("It was closed on Aug. 9.", "2030-08-09"),
        ("It will be closed on Aug. 9.", "2031-08-09"),
        ("The bridge was closed in May.", "2031-05"),
    ],
)
def test_tense_decides_the_year_of_a_month(values: Values, text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"), [("He dies on May 20.", "2031-05-20"), ("He will go on May 12.", "2031-05-12")]
)
def test_a_day_of_these_weeks_is_this_years_whatever_the_tense(values: Values, text: str, value: str) -> None:
    assert [found for _, found in values(text)] == [value]


def test_what_belongs_to_a_weekday_is_of_the_one_spoken_of_before(values: Values) -> None:
    text = "The mayor will speak on Monday. Monday's speech will be short."
    assert [value for _, value in values(text)] == ["2031-05-19", "2031-05-19"]


def test_the_29th_of_february_is_that_of_a_leap_year(values: Values) -> None:
    assert values("It sank on Feb. 29.", "2032-05-01") == [("Feb. 29", "2032-02-29")]
