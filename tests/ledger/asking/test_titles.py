"""Which of somebody's titles is shown."""

import pytest

from onrecord.ledger.asking.titles import fullest


@pytest.mark.parametrize(
    ("titles", "shown"),
    [
        (["Secretary of State", "U.S. Secretary of State"], "U.S. Secretary of State"),
        (["director", "director of the Varn Institute"], "director of the Varn Institute"),
        (["U.S. Secretary of State", "Secretary of State"], "U.S. Secretary of State"),
        (["minister", "Varnish minister", "the Varnish minister of rivers"], "the Varnish minister of rivers"),
        (["senator", "author"], "senator"),
    ],
)
def test_the_fuller_of_two_titles_that_hold_each_other_is_shown(titles: list[str], shown: str) -> None:
    assert fullest(titles) == shown


@pytest.mark.parametrize(
    "other", ["deputy minister", "former minister", "Ex-minister", "shadow foreign minister", "administer", "ministers"]
)
def test_a_title_that_makes_another_office_of_the_first_is_not_shown_for_it(other: str) -> None:
    assert fullest(["minister", other]) == "minister"


def test_nobody_has_a_title_where_there_is_none() -> None:
    assert fullest([]) is None
