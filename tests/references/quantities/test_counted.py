"""What is counted."""

import pytest

from onrecord.references.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("50,000 troops came.", "troops"),
        ("50,000 North Ostmark troops came.", "troops"),
        ("Two United Nations observers came.", "observers"),
        ("More than a dozen people came.", "people"),
        ("Some 300 heavily armed men came.", "men"),
        ("Two-thirds of the young soldiers came.", "soldiers"),
        ("A third of voters came.", "voters"),
        ("One in five Norrlanders came.", "norrlanders"),
        ("12 percent of the vote was lost.", "vote"),
        ("500 tonnes of grain came.", "grain"),
        ("$5 million worth of weapons came.", "weapons"),
        ("A 34-year-old fisherman came.", "fisherman"),
        ("A 10-member panel came.", "member"),
        ("Three of the largest ships came.", "ships"),
        ("1,400 e-mails came.", "e-mails"),
        ("One Vestby soldier was seen.", "soldier"),
    ],
)
def test_the_head_of_the_noun_phrase_is_what_is_counted(text: str, counted: str) -> None:
    quantity = find_quantities(text, [(0, len(text))])[0]
    assert quantity.of == counted
    assert quantity.of_span is not None
    assert text[slice(*quantity.of_span)].lower() == counted


@pytest.mark.parametrize(
    "text",
    [
        "Three of them came.",
        "25 were civilians.",
        "The 40 killed were found.",
        "$7.1 billion came.",
        "12 percent came.",
    ],
)
def test_nothing_is_counted_where_no_noun_says_so(text: str) -> None:
    quantity = find_quantities(text, [(0, len(text))])[0]
    assert (quantity.of, quantity.of_span) == (None, None)
