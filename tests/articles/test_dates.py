"""Dates as pages write them."""

import pytest

from onrecord.articles.dates import iso_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2031-05-06", "2031-05-06"),
        ("20310506", "2031-05-06"),
        ("2031-05-06T07:08:09Z", "2031-05-06T07:08:09+00:00"),
        ("2031-05-06T07:08:09.123+0530", "2031-05-06T07:08:09+05:30"),
        ("2031-05-06 07:08:09 +02:00", "2031-05-06T07:08:09+02:00"),
        ("2031-05-06T07:08", "2031-05-06T07:08:00"),
        ("1935817689", "2031-05-06T07:08:09+00:00"),
        ("1935817689000", "2031-05-06T07:08:09+00:00"),
        ("Tue, 06 May 2031 07:08:09 GMT", "2031-05-06T07:08:09+00:00"),
        ("May 6, 2031 2:20 PM EDT", "2031-05-06T14:20:00-04:00"),
        ("Published on: 6 May 2031", "2031-05-06"),
    ],
)
def test_a_date_becomes_iso_8601_with_the_zone_that_is_written(written: str, iso: str) -> None:
    assert iso_date(written) == iso


@pytest.mark.parametrize(
    "written", ["", "yesterday", "1 day ago", "06/05/2031", "May 2031", "6 May", "2031-13-45", "0001-01-01"]
)
def test_what_does_not_name_one_day_is_no_date(written: str) -> None:
    assert iso_date(written) is None
