"""Speakers that the layout names, and quotations that run on."""

from onrecord.attributions.continuing import carried_on
from onrecord.attributions.dialogue import dialogue
from onrecord.attributions.quotation import paragraphs, quotations
from onrecord.records import Article, Attribution, Block


def article(text: str) -> Article:
    return Article("a", text, tuple(Block("paragraph", *span) for span in paragraphs(text)))


def lines(text: str, *found: Attribution) -> tuple[set[int], list[tuple[str, str]]]:
    wrong, new = dialogue(article(text), found, quotations(text))
    return wrong, [(text[slice(*a.source[0])], text[slice(*a.content[0])]) for a in new]


def test_turns_of_a_transcript_are_their_speakers() -> None:
    text = "ORLO: Is it safe?\n\nLUND: It is.\n\nORLO: For how long?"
    assert lines(text)[1] == [("ORLO", "Is it safe?"), ("LUND", "It is."), ("ORLO", "For how long?")]


def test_a_list_of_labels_is_no_transcript() -> None:
    assert lines("Born: 1950.\n\nDied: 2001.\n\nPlace: Brenna.")[1] == []
    assert lines("Orlo: Is it safe?\n\nIt was not.")[1] == []


def test_a_signed_quotation_is_its_signers() -> None:
    assert lines("“We will miss the ferry.” ― Odo Farrant")[1] == [("Odo Farrant", "“We will miss the ferry.”")]
    assert lines("“We will miss the ferry.”\n\n— Odo Farrant, fisherman")[1] == [
        ("Odo Farrant, fisherman", "“We will miss the ferry.”")
    ]


def test_a_wrong_content_of_the_signer_is_set_right() -> None:
    text = "“Never again.” ― Odo Farrant\n“We will miss the ferry.” ― Nan Lowe"
    dash = text.index("―")
    wrong = Attribution(((dash + 2, dash + 13),), ((dash, dash + 1),), ((29, 55),), "direct", 0.9)
    assert lines(text, wrong) == (
        {0},
        [("Odo Farrant", "“Never again.”"), ("Nan Lowe", "“We will miss the ferry.”")],
    )


def test_a_line_that_is_right_stays() -> None:
    text = "“Never again.” ― Odo Farrant"
    assert lines(text, Attribution(((17, 28),), ((15, 16),), ((0, 14),), "direct", 0.9)) == (set(), [])


def test_a_signer_whom_the_network_missed_is_added() -> None:
    text = "“Never again.” ― Odo Farrant"
    unsigned = Attribution((), ((15, 16),), ((0, 14),), "direct", 0.3)
    assert lines(text, unsigned) == ({0}, [("Odo Farrant", "“Never again.”")])


def carried(text: str, *contents: str) -> list[list[str]]:
    found = [Attribution((), ((0, 1),), ((text.index(c), text.index(c) + len(c)),), "direct", 0.9) for c in contents]
    out = carried_on(article(text), found, quotations(text))
    return [[text[s:e] for s, e in a.content] for a in out]


def test_paragraphs_that_open_anew_go_on_with_the_speaker_before() -> None:
    text = "Orlo said: “One.\n\n“Two.\n\n“Three.”\n\nFour."
    assert carried(text, "“One.") == [["“One.", "“Two.", "“Three.”"]]


def test_the_speaker_may_be_named_at_the_end() -> None:
    text = "“One.\n\n“Two,” Orlo said."
    assert carried(text, "“Two,”") == [["“One.", "“Two,”"]]


def test_a_closed_quotation_ends_the_chain() -> None:
    text = "Orlo said: “One.”\n\n“Two,” said Lund."
    assert carried(text, "“One.”") == [["“One.”"]]


def test_a_paragraph_with_a_speaker_of_its_own_keeps_it() -> None:
    text = "“One,” said Orlo. “And more.\n\n“Two,” said Lund."
    assert carried(text, "“And more.", "“Two,”") == [["“And more."], ["“Two,”"]]
