"""Values, bounds, ranges and units of amounts, in sentences about places that do not exist."""

import pytest

from onrecord.records import Quantity
from onrecord.references.quantities import find_quantities


def read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, [(0, len(text))])


def only(text: str) -> Quantity:
    (quantity,) = read(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Norrland lent some 9.2 billion dollars to the port.", 9.2e9, "USD"),
        ("The bridge cost $7.1 billion.", 7.1e9, "USD"),
        ("A ferry costs €3m.", 3e6, "EUR"),
        ("The tunnel cost £2.5bn.", 2.5e9, "GBP"),
        ("It paid US$40 million.", 4e7, "USD"),
        ("It paid C$5 a head.", 5, "CAD"),
        ("The dam cost Rs 500 crore.", 5e9, "INR"),
        ("The dam cost Rs. 2,50,000.", 250_000, "INR"),
        ("The prize is 12 million yen.", 1.2e7, "JPY"),
        ("The fine was 300 Swiss francs.", 300, "CHF"),
        ("A stamp costs 99 cents.", 0.99, "USD"),
        ("A stamp costs 20 pence.", 0.2, "GBP"),
        ("It made 30 MUSD.", 3e7, "USD"),
        ("It lost 3m yen.", 3e6, "JPY"),
        ("A ticket is thirteen dollars and forty-five cents.", 13.45, "USD"),
        ("It holds half a billion euros.", 5e8, "EUR"),
        ("A ticket is 200 pesos.", 200, "peso"),
        ("The account stood at -$5 then.", -5, "USD"),
        ("He sent $100 CAD home.", 100, "CAD"),
        ("Rents rose 12 per cent.", 12, "%"),
        ("Rents rose 3.5%.", 3.5, "%"),
        ("He won by half of 1 percent.", 0.5, "%"),
        ("Rates rose two percentage points.", 2, "percentage point"),
        ("Rates rose 25 basis points.", 25, "basis point"),
        ("The wall is 80 km long.", 80, "kilometre"),
        ("The wall is 10 1/2 miles long.", 10.5, "mile"),
        ("It was -5 degrees Celsius.", -5, "degree Celsius"),
        ("Gusts of 60 mph were felt.", 60, "mile per hour"),
        ("Wells gave 500,000 barrels a day.", 500_000, "barrel per day"),
        ("They shipped 25 lakh tonnes.", 2.5e6, "tonne"),
        ("She is 5 feet 6 inches tall.", 5.5, "foot"),
        ("A 200-pound bear was seen.", 200, "pound"),
        ("A 3.5-magnitude quake was felt.", 3.5, "magnitude"),
        ("The quake of magnitude 6.1 was felt.", 6.1, "magnitude"),
    ],
)
def test_money_and_measures_have_a_value_and_a_unit(text: str, value: float, unit: str) -> None:
    quantity = only(text)
    assert quantity.value == pytest.approx(value)
    assert quantity.unit == unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two hundred and fifty-three", 253),
        ("twenty-one trillion three hundred", 21_000_000_000_300),
        ("a hundred and one", 101),
        ("1,234.5", 1234.5),
        ("40 000", 40_000),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        (".08", 0.08),
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("two and a half million", 2.5e6),
        ("a million and a half", 1.5e6),
        ("three quarters of a million", 750_000),
        ("minus three", -3),
        ("zero point two five", 0.25),
        ("two-thirds", 2 / 3),
        ("three twenty-firsts", 3 / 21),
        ("twenty-three fifths", 4.6),
        ("one hundred and three quarters", 100.75),
        ("3/4", 0.75),
        ("three score", 3),
    ],
)
def test_number_words_and_digits_are_read_as_numbers(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


@pytest.mark.parametrize(
    "text",
    [
        "about 300", "some 300", "roughly 300", "nearly 300", "almost 300", "around 300", "an estimated 300",
        "approximately 300", "300 or so", "just over 300",
    ],
)  # fmt: skip
def test_an_approximation_keeps_the_value_and_belongs_to_the_span(text: str) -> None:
    quantity = only(f"They saw {text}.")
    assert (quantity.value, quantity.about) == (300, True)
    assert (quantity.start, quantity.end) == (9, 9 + len(text))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("more than a dozen", 12, None),
        ("at least 300", 300, None),
        ("no fewer than 300", 300, None),
        ("300 or more", 300, None),
        ("50-plus", 50, None),
        ("up to 40", None, 40),
        ("fewer than 10", None, 10),
        ("as many as 3,000", None, 3000),
        ("5 or fewer", None, 5),
        ("more than 10 but fewer than 20", 10, 20),
        ("between 10 and 12", 10, 12),
        ("between one hundred and two hundred", 100, 200),
        ("five or six", 5, 6),
        ("10 to 12", 10, 12),
        ("10-12", 10, 12),
        ("dozens", 24, None),
        ("several hundred", 300, None),
        ("tens of thousands", 20_000, None),
    ],
)
def test_bounds_and_ranges_have_ends_and_no_value(text: str, low: float | None, high: float | None) -> None:
    quantity = only(f"They saw {text} of them.")
    assert (quantity.value, quantity.low, quantity.high) == (None, low, high)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Rents rose between 10 and 12 percent.", 10, 12, "%"),
        ("Rents rose 10 to 12 percent.", 10, 12, "%"),
        ("Rents rose 10-12%.", 10, 12, "%"),
        ("It cost $5-$7 million.", 5e6, 7e6, "USD"),
        ("It cost 5 to 7 million euros.", 5e6, 7e6, "EUR"),
        ("It cost between $900,000 and $1.2 million.", 900_000, 1.2e6, "USD"),
    ],
)
def test_the_ends_of_a_range_share_unit_and_scale(text: str, low: float, high: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high, quantity.unit) == (low, high, unit)


def test_a_change_from_one_amount_to_another_is_two_amounts() -> None:
    assert [q.value for q in read("Rents rose from 10 percent to 12 percent.")] == [10, 12]


@pytest.mark.parametrize(
    "text", ["by 52 votes to 48", "by a vote of 52-48", "52 to 48 in a vote on the dam, voted 52 to 48"]
)
def test_the_sides_of_a_vote_are_two_amounts(text: str) -> None:
    values = [q.value for q in read(f"The council passed it {text}.")]
    assert values[:2] == [52, 48]


@pytest.mark.parametrize(
    ("text", "value"),
    [("One in five farmers left.", 0.2), ("Nine out of 10 dentists left.", 0.9), ("Two in three adults left.", 2 / 3)],
)
def test_a_rate_is_a_share(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


def test_two_in_three_attacks_are_two_numbers() -> None:
    assert [q.value for q in read("They killed two in three attacks.")] == [2, 3]


def test_over_before_a_span_of_time_is_no_bound() -> None:
    money, time = read("It will spend $30 million over 10 years.")
    assert (money.value, time.value, time.low) == (3e7, 10, None)


def test_an_age_has_the_unit_year() -> None:
    for text in ("A 34-year-old man was seen.", "Anna Holt, 34, was seen.", "A man aged 34 was seen."):
        assert (only(text).value, only(text).unit) == (34, "year")
