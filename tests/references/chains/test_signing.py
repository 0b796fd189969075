"""Agencies that no list has, known by where they put their names."""

import pytest

from onrecord.references.chains.signing import signed


@pytest.mark.parametrize(
    "text",
    [
        "SELWICK, March 4 (NRA) — The bridge is closed.",
        "PORT ELLISAR (NRA) - The bridge is closed.",
        "The bridge is closed.\n\n— NRA",
        "The bridge is closed.\n(NRA)\n",
        "A headline\n\nST. ARLEN, Oct. 12, 2030 (NRA) – The bridge is closed.",
    ],
)
def test_a_dateline_and_a_sign_off_name_an_agency(text: str) -> None:
    assert signed(text, (0, len(text))) == {"NRA"}


@pytest.mark.parametrize(
    "text",
    [
        "The Christian Union (CUD) — long in power — lost.",
        "SELWICK (population 4,000) — The bridge is closed.",
        "He works for NRA. (NRA) The bridge is closed.",
        "The bridge is closed.\n— JD",
        "The bridge is closed (NRA).",
    ],
)
def test_brackets_elsewhere_name_none(text: str) -> None:
    assert signed(text, (0, len(text))) == frozenset()


def test_a_name_of_two_words_is_taken_whole() -> None:
    text = "SELWICK, March 4 (Nordic Wire) — The bridge is closed."
    assert signed(text, (0, len(text))) == {"Nordic Wire"}


def test_only_what_stands_within_the_span_is_read() -> None:
    text = "SELWICK, March 4 (NRA) — The bridge is closed.\n— ABCD"
    assert signed(text, (0, text.index("\n"))) == {"NRA"}
