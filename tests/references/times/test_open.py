"""Without a day of publication the values say what is known, and no more."""

import pytest

from onrecord.references.times import find_times


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("The mayor said Wednesday that it is safe.", "DATE", "XXXX-WXX-3"),
        ("It sank on Tuesday night.", "TIME", "XXXX-WXX-2TNI"),
        ("It sank in November.", "DATE", "XXXX-11"),
        ("It sank on Nov. 3.", "DATE", "XXXX-11-03"),
        ("It sank at 10:30 a.m.", "TIME", "XXXX-XX-XXT10:30"),
        ("It sank at 9 p.m. on Monday.", "TIME", "XXXX-WXX-1T21:00"),
        ("It sank last week.", "DATE", None),
        ("It sank five years ago.", "DATE", None),
        ("It sank this morning.", "TIME", None),
        ("It sank in the third quarter.", "DATE", "XXXX-Q3"),
        ("It sank on Christmas Day.", "DATE", "XXXX-12-25"),
        ("It sank last summer.", "DATE", "XXXX-SU"),
        ("It has sunk for the past two days.", "DURATION", "P2D"),
    ],
)
def test_what_hangs_on_the_day_of_publication_is_left_open(text: str, kind: str, value: str | None) -> None:
    [time] = find_times(text, [(0, len(text))], None)
    assert (time.type, time.value, time.since, time.until) == (kind, value, None, None)


@pytest.mark.parametrize("published", [None, "", "yesterday", "2031-13-45", "2031"])
def test_what_is_no_date_of_publication_counts_as_none(published: str | None) -> None:
    text = "It sank on 3 March 2019, a Sunday."
    assert [time.value for time in find_times(text, [(0, len(text))], published)] == ["2019-03-03", "XXXX-WXX-7"]


def test_the_time_and_the_zone_of_publication_make_no_difference() -> None:
    text = "It sank yesterday."
    for published in ("2031-05-14", "2031-05-14T23:59:00+02:00", "2031-05-14T00:01:00Z"):
        assert [time.value for time in find_times(text, [(0, len(text))], published)] == ["2031-05-13"]
