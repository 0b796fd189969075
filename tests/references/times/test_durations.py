"""How long, how often, and what shades it."""

import pytest

from onrecord.references.times import find_times


@pytest.mark.parametrize(
    ("expression", "value", "modifier"),
    [
        ("five years", "P5Y", None),
        ("2 1/2 years", "P2Y6M", None),
        ("a minute and a half", "PT1M30S", None),
        ("half an hour", "PT30M", None),
        ("a hundred years", "P100Y", None),
        ("two hundred and fifty days", "P250D", None),
        ("twenty-five minutes", "PT25M", None),
        ("1,200 days", "P1200D", None),
        ("four decades", "P40Y", None),
        ("three quarters", "P9M", None),
        ("a couple of weeks", "P2W", None),
        ("several months", "PXM", None),
        ("hours", "PTXH", None),
        ("more than four hours", "PT4H", "MORE_THAN"),
        ("less than a decade", "P10Y", "LESS_THAN"),
        ("nearly two years", "P2Y", "APPROX"),
        ("at least 30 days", "P30D", "EQUAL_OR_MORE"),
        ("up to 180 days", "P180D", "EQUAL_OR_LESS"),
        ("as long as two years", "P2Y", "EQUAL_OR_LESS"),
    ],
)
def test_a_duration_has_its_length_and_its_modifier(expression: str, value: str, modifier: str | None) -> None:
    text = f"They waited for {expression}."
    [time] = find_times(text, [(0, len(text))], "2031-05-14")
    assert (text[time.start : time.end], time.type) == (expression, "DURATION")
    assert (time.value, time.modifier, time.since, time.until) == (value, modifier, None, None)


@pytest.mark.parametrize(
    ("expression", "since", "until"),
    [
        ("the past three months", "2031-02-14", "2031-05-14"),
        ("the next two weeks", "2031-05-14", "2031-05-28"),
        ("the past year and a half", "2029-11-14", "2031-05-14"),
        ("the first nine months of 2030", "2030-01-01", "2030-10-01"),
        ("the last three months of 2030", "2030-10-01", "2031-01-01"),
        ("the next several days", None, None),
    ],
)
def test_a_duration_that_touches_a_known_date_has_an_interval(
    expression: str, since: str | None, until: str | None
) -> None:
    [time] = find_times(expression, [(0, len(expression))], "2031-05-14")
    assert (time.type, time.since, time.until) == ("DURATION", since, until)


def test_a_month_before_the_31st_is_the_last_day_of_the_shorter_month() -> None:
    [time] = find_times("the past three months", [(0, 21)], "2031-05-31")
    assert (time.since, time.until) == ("2031-02-28", "2031-05-31")


@pytest.mark.parametrize(
    ("text", "expression", "value", "modifier"),
    [
        ("It opened in early 2015.", "early 2015", "2015", "START"),
        ("It opened in late November.", "late November", "2030-11", "END"),
        ("It opened in the mid-1990s.", "the mid-1990s", "199", "MID"),
        ("It opened earlier this year.", "earlier this year", "2031", "START"),
        ("It opened at the end of 2019.", "the end of 2019", "2019", "END"),
    ],
)
def test_a_date_is_shaded_by_what_stands_before_it(text: str, expression: str, value: str, modifier: str) -> None:
    [time] = find_times(text, [(0, len(text))], "2031-05-14")
    assert (text[time.start : time.end], time.value, time.modifier) == (expression, value, modifier)
