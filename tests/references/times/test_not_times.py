"""What looks like a time and is none."""

from collections.abc import Callable

import pytest

Values = Callable[..., list[tuple[str, str | None]]]


@pytest.mark.parametrize(
    "text",
    [
        "May said she would stay.",
        "It may rain, and you may go.",
        "August Schmidt and April Holt married.",
        "They said that April Holt had left.",
        "Troops march on Dorvik.",
        "The March on Dorvik drew crowds.",
        "The sun rose, and she sat on a wed block.",
        "Sun Microsystems sold it.",
        "The fall of the wall, a fall in prices, and prices fall.",
        "Water from the spring was sold.",
        "He came second, gave a second thought, and seconded it.",
        "The 6-year-old boy and a man aged 44 years old.",
        "She is 52 years old, and her son is 7 months old.",
        "It cost $1999, and 2,000 people came.",
        "About 1500 people and 1950 houses were hit.",
        "Flight 1549 left gate 12.",
        "The index closed at 2082.1, down 3.2.",
        "The score was 4:3, and the odds 10:1.",
        "He cited John 3:16 and version 1.2.3.",
        "She is in her 40s.",
        "Highs in the 70s are expected.",
        "A quarter of the town, and three quarters of its mills, burned.",
        "It was a last-minute deal in the final minute.",
        "The Daily Courier and the Sunday Times reported it.",
        "Call 555-1212 or 10.0.0.1.",
        "It was the man of the year.",
        "The 24/7 shop took 1/2 of it.",
    ],
)
def test_no_expression_is_found(values: Values, text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("In May, May said she would stay.", "May"),
        ("August Schmidt came in August.", "August"),
        ("Its March report was late.", "March"),
        ("In 1950 about 1950 people came.", "1950"),
        ("The 6-year-old boy slept for six years.", "six years"),
    ],
)
def test_the_name_of_a_month_or_a_number_is_a_time_where_its_surroundings_say_so(
    values: Values, text: str, expression: str
) -> None:
    assert [found for found, _ in values(text)] == [expression]
