"""Dates counted from the day of publication, and from those that the text spoke of before."""

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The dam broke on 3 March 2019. The same day, Brenna was flooded.", ("The same day", "2019-03-03")),
        ("The dam broke on 3 March 2019. Two days later it rained.", ("Two days later", "2019-03-05")),
        ("The dam broke on 3 March 2019. A week earlier it had leaked.", ("A week earlier", "2019-W08")),
        ("The dam broke in March 2019. The following month it was mended.", ("The following month", "2019-04")),
        ("The dam broke in 2019. Later that year it was mended.", ("Later that year", "2019")),
        ("The dam broke in 2019. A year earlier it had leaked.", ("A year earlier", "2018")),
        ("The dam broke on 3 March 2019, and the next morning Brenna woke.", ("the next morning", "2019-03-04TMO")),
        ("It fell on 7 March 2019 from the previous Friday.", ("the previous Friday", "2019-03-01")),
        ("It leaked in June 2019 and broke that September.", ("that September", "2019-09")),
    ],
)
def test_a_date_is_counted_from_the_one_spoken_of_before(values: Values, text: str, expected: tuple[str, str]) -> None:
    assert values(text)[-1] == expected
    assert values(text, None)[-1] == expected


def test_an_anchor_reaches_into_the_next_paragraph() -> None:
    from onrecord.references.times import find_times

    text = "It began on 3 March 2019.\n\nTwo days later it ended."
    found = find_times(text, [(0, 25), (27, len(text))], None)
    assert [time.value for time in found] == ["2019-03-03", "2019-03-05"]


def test_what_is_less_precise_than_a_day_is_no_anchor_for_days(values: Values) -> None:
    assert values("The dam broke in 2019. Two days later it rained.")[-1] == ("Two days later", None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rained yesterday.", "2031-05-13"),
        ("It began three days ago.", "2031-05-11"),
        ("It began six weeks ago.", "2031-W14"),
        ("It began two months ago.", "2031-03"),
        ("It began a century ago.", "1931"),
        ("It began half a century ago.", "1981"),
        ("It began 1 month 21 days ago.", "2031-03-24"),
        ("It began millions of years ago.", "PAST_REF"),
        ("It began 9,000 years ago.", "PAST_REF"),
        ("It ends two weeks from now.", "2031-W22"),
        ("It fell this past weekend.", "2031-W19-WE"),
        ("It falls this weekend.", "2031-W20-WE"),
        ("It failed last quarter.", "2031-Q1"),
        ("It will end this century.", "20"),
        ("It fell in the third quarter.", "2030-Q3"),
        ("It will rise in the third quarter.", "2031-Q3"),
        ("It is a slow spring.", None),
    ],
)
def test_a_date_is_counted_from_publication(values: Values, text: str, value: str | None) -> None:
    assert [found for _, found in values(text)] == ([value] if value else [])


def test_reports_compare_the_quarter_with_that_of_the_year_before(values: Values) -> None:
    text = "Profit fell in the first quarter from a year earlier. Revenue was 3 million dollars, against 4 a year ago."
    assert [value for _, value in values(text)] == ["2031-Q1", "2030-Q1", "2030-Q1"]


def test_a_time_of_day_takes_the_day_that_stands_behind_it(values: Values) -> None:
    assert values("It sank at 10:35 a.m. (0835 GMT) on Monday.") == [
        ("10:35 a.m.", "2031-05-12T10:35"),
        ("0835 GMT", "2031-05-12T08:35"),
        ("Monday", "2031-05-12"),
    ]


def test_a_time_of_day_without_one_takes_the_last_day_of_its_paragraph(values: Values) -> None:
    assert values("It sank on Monday. By 9 p.m. all were safe.")[-1] == ("9 p.m.", "2031-05-12T21:00")


@pytest.mark.parametrize(
    ("text", "expression", "value"),
    [
        ("It sank at 10:35 a.m. EST on Monday.", "10:35 a.m. EST on Monday", "2031-05-12T10:35"),
        ("It sank Monday at about 9 p.m.", "Monday at about 9 p.m.", "2031-05-12T21:00"),
        ("It sank at noon yesterday.", "noon yesterday", "2031-05-13T12:00"),
        ("It sank on the morning of April 30.", "the morning of April 30", "2031-04-30TMO"),
        ("Mass is at 9 a.m. on Sundays.", "9 a.m. on Sundays", "XXXX-WXX-7T09:00"),
    ],
)
def test_a_day_and_a_time_of_day_are_one(values: Values, text: str, expression: str, value: str) -> None:
    assert values(text) == [(expression, value)]
