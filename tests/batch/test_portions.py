"""How much is written at once."""

from itertools import count, islice

from onrecord.batch.portions import portions


def test_nothing_is_lost_and_the_order_is_kept() -> None:
    found = list(portions(range(1000)))
    assert [item for portion in found for item in portion] == list(range(1000))
    assert max(map(len, found)) <= 256


def test_a_portion_is_handed_on_when_its_time_has_come_and_not_only_when_it_is_full() -> None:
    assert all(len(portion) == 1 for portion in islice(portions(count(), seconds=0), 5))


def test_of_nothing_there_is_no_portion() -> None:
    assert list(portions([])) == []
