"""Statements taken apart into what each says of its own."""

import pytest

from onrecord.corpus.claims.splitting import parts


def split(text: str) -> list[str]:
    return [text[start:stop] for start, stop in parts(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the roof came down at two,", "and until the beams have cooled nobody can go in"),
        ("they came at dawn", "and turned the whole boathouse upside down"),
        ("the harbour office had counted nine dead", "and did not expect another"),
        ("bread was lacking in Tarn", "and families had been sent home since Sunday"),
        ("the clinic was open all night,", "although ambulances were being sent to Velden"),
        ("the treaty might still be voted down,", "as six members were wavering"),
    ],
)
def test_what_is_said_of_another_thing_is_a_part_of_its_own(one: str, other: str) -> None:
    found = split(f"{one} {other}")
    assert [found[0], len(found)] == [one.rstrip(","), 2]
    assert other.endswith(found[1])


@pytest.mark.parametrize(
    "text",
    [
        "the dam had been patched and painted in May",
        "the mayor and the bishop were late",
        "the ferry was as full as on a holiday",
        "when it rained, the cellar was flooded",
        "the bridge is safe, as well as the road",
    ],
)
def test_what_says_one_thing_stays_whole(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize("dateline", ["TARN — ", "TARN, March 4 (KNA) — ", "March 4 (Meridian) - "])
def test_a_dateline_is_not_of_the_statement(dateline: str) -> None:
    assert split(f"{dateline}Nine people died in the Holm pit") == ["Nine people died in the Holm pit"]


def test_words_between_two_pieces_part_them() -> None:
    text = "the wall is safe scorched but dry"
    assert len(parts(text, [17], {17})) == 2
    assert len(parts(text, [17])) == 1


@pytest.mark.parametrize("text", ["", "—", "and", ", as ", "A" * 5000, "x and is " * 900, "— " * 900])
def test_nothing_that_a_page_can_hold_breaks_it(text: str) -> None:
    found = parts(text)
    assert found
    assert all(0 <= start <= stop <= len(text) for start, stop in found)
