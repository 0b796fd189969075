"""Days, months and years that somebody asks for."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadFilter
from onrecord.ledger.asking.days import first_day, last_day


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
        ("2024-2-3", date(2024, 2, 3), date(2024, 2, 3)),
        (" 2024-11-13T10:00:00Z ", date(2024, 11, 13), date(2024, 11, 13)),
        (date(2024, 1, 2), date(2024, 1, 2), date(2024, 1, 2)),
        (datetime(2024, 1, 2, 3), date(2024, 1, 2), date(2024, 1, 2)),
    ],
)
def test_a_period_is_taken_whole(period: str | date, first: date, last: date) -> None:
    assert (first_day(period, "since"), last_day(period, "until")) == (first, last)


@given(st.text(max_size=12) | st.from_regex(r"\d{4}(-\d{1,2}){0,2}", fullmatch=True))
def test_what_is_no_period_is_refused_by_the_filters_name(period: str) -> None:
    try:
        first, last = first_day(period, "since"), last_day(period, "since")
    except BadFilter:
        with pytest.raises(BadFilter, match=r"^since: "):
            last_day(period, "since")
    else:
        assert first <= last
