"""Numbers that are names, places in a row, times or scores are no amounts."""

import pytest

from onrecord.references.quantities import find_quantities


def words(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quantities(text, [(0, len(text))])]


@pytest.mark.parametrize(
    "text",
    [
        "The third man came on the 21st of the month.",
        "It was the twenty-first meeting and the one hundred and third protest.",
        "In 2008 and since 1999 the harbour has been shut.",
        "They met on May 4 and on 3 June.",
        "Call 555-123-4567 or 555-0199-22.",
        "Vestby won 3-1 and lost 1-3, after a 2-2 draw.",
        "See section 230, page 3, No. 10, chapter eleven and room 12.",
        "It stands at 1600 Harbour Street.",
        "It was like 9/11, they said, 24/7.",
        "COVID-19, the F-16, the G7, the B-52 and MH370 were named.",
        "A Boeing 737 and Apollo 11 were named.",
        "It opens at 10:30 and shuts at 6pm.",
        "The 1990s and the under-21s are over.",
        "Version 3.2.1 runs at 192.168.0.1.",
        "Read https://example.org/2/34 or write to b9@example.org.",
        "1. Open the lid.",
        "The Group of 20 met the Five Eyes.",
        "In 2023-24 the harbour was shut.",
        "Which one do you want? The one you see. No one knows.",
        "It came in the first half, at half time, in the third quarter.",
        "A third man and a third-party offer were seen.",
        "7-Eleven shut.",
    ],
)
def test_names_and_ordinals_are_no_amounts(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One soldier was seen.", ["One"]),
        ("At least one person was seen.", ["At least one"]),
        ("The fire spread, killing one and wounding three.", ["one", "three"]),
        ("Some 2,000 people and 1900 soldiers came.", ["Some 2,000", "1900"]),
        ("At Least Three Dead In Hill Fire", ["At Least Three"]),
        ("The 1,600 Harbour residents left.", ["1,600"]),
        ("Nearly half of them left, and a third of the rest.", ["Nearly half", "a third"]),
        ("A 10-member panel met.", ["10"]),
    ],
)
def test_amounts_that_look_like_names_are_found(text: str, found: list[str]) -> None:
    assert words(text) == found
