"""Which articles are copies of which, from whole reprints to a sentence that was lifted."""

from pathlib import Path

import pytest

from .press import OTHER, WIRE, article, links, noise, pairs, printed

LATER = "2032-05-04T15:30:00+00:00"
WIRED = article("wire", WIRE, "Ellisar Press Agency", "2032-05-04T09:00:00+00:00")


@pytest.mark.parametrize(
    "paragraphs",
    [
        WIRE,
        WIRE[:3],
        WIRE[::-1],
        [" ".join(WIRE)],
        [*noise(1, 4), WIRE[2], *noise(2, 3)],
        [f"PORT ELLISAR, May 4 — {WIRE[0]}", *WIRE[1:3], *noise(3, 2)],
        [
            "Early on Wednesday a grain silo on the harbour of Port Ellisar fell in and buried three railway wagons "
            "beneath several thousand tonnes of barley.",
            "Nobody was inside when the walls collapsed, the harbour office said, but two watchmen were treated for "
            "the dust that they had breathed in.",
        ],
    ],
    ids=["whole", "cut", "in another order", "in one paragraph", "one sentence lifted", "with a dateline", "edited"],
)
def test_a_reprint_is_found_with_its_original(tmp_path: Path, paragraphs: list[str]) -> None:
    ledger = printed(tmp_path, [WIRED, article("reprint", paragraphs, published=LATER), article("other", OTHER)])
    assert pairs(ledger) == {("reprint", "wire")}
    assert links(ledger) == {"reprint": {"wire"}}


def test_half_of_a_sentence_among_others_is_found(tmp_path: Path) -> None:
    half = "Cranes began to lift the wagons before noon, while dealers at the exchange in Vantry looked on."
    ledger = printed(tmp_path, [WIRED, article("half", [WIRE[1], half, *noise(1, 3)], published=LATER)])
    (row,) = ledger.sql("SELECT passages FROM copies")
    before = len(f"News of half\n\n{WIRE[1]}\n\n")
    assert [(one["start"], one["stop"]) for one in row["passages"]] == [
        (len("News of half\n\n"), before - 2),
        (before, before + len(half)),
    ]


def test_shares_are_of_the_words_outside_quotation_marks(tmp_path: Path) -> None:
    quoted = "“We had asked for money for the wall every single year since I came here,” said the harbour master."
    ledger = printed(tmp_path, [WIRED, article("reprint", [*WIRE, quoted], published=LATER)])
    (row,) = ledger.sql("SELECT words, share, original_share FROM copies")
    assert row["words"] == sum(len(sentence.replace("'", " ").split()) for sentence in WIRE)
    assert 0.95 < row["share"] < 1.0
    assert row["original_share"] == 1.0


def test_adjacent_sentences_are_one_passage(tmp_path: Path) -> None:
    ledger = printed(tmp_path, [WIRED, article("reprint", [*noise(4, 2), *WIRE[1:4]], published=LATER)])
    (row,) = ledger.sql("SELECT article, original, passages FROM copies")
    (passage,) = row["passages"]
    texts = {one["article"]: one["text"] for one in ledger.sql("SELECT article, text FROM articles")}
    assert texts[row["article"]][passage["start"] : passage["stop"]] == "\n\n".join(WIRE[1:4])
    assert texts[row["original"]][passage["original_start"] : passage["original_stop"]] == "\n\n".join(WIRE[1:4])


def test_one_that_lifted_from_two_has_two_originals(tmp_path: Path) -> None:
    both = article("both", [*WIRE[:2], *OTHER[:2]], published=LATER)
    ledger = printed(tmp_path, [WIRED, article("concert", OTHER, "Vantry Bugle"), both])
    assert links(ledger) == {"both": {"wire", "concert"}}


def test_copies_of_one_original_are_a_star(tmp_path: Path) -> None:
    reprints = [article(f"r{n}", WIRE, f"Paper {n}", f"2032-05-04T1{n}:00:00+00:00") for n in range(5)]
    ledger = printed(tmp_path, [WIRED, *reprints])
    assert links(ledger) == {f"r{n}": {"wire"} for n in range(5)}
    assert len(pairs(ledger)) == 15


def test_a_copy_of_a_copy_comes_from_the_one_that_has_its_additions(tmp_path: Path) -> None:
    added = noise(5, 2)
    first = article("first", [*WIRE, *added], "Paper One", "2032-05-04T12:00:00+00:00")
    second = article("second", [*WIRE, *added], "Paper Two", "2032-05-04T18:00:00+00:00")
    assert links(printed(tmp_path, [WIRED, first, second])) == {"first": {"wire"}, "second": {"first"}}


def test_an_outlets_own_update_that_repeats_its_paragraphs_is_a_copy(tmp_path: Path) -> None:
    update = article("update", [*noise(6, 2), *WIRE[1:]], "Ellisar Press Agency", LATER)
    assert links(printed(tmp_path, [WIRED, update])) == {"update": {"wire"}}


def test_a_quotation_that_two_reporters_heard_is_no_copy(tmp_path: Path) -> None:
    said = (
        "We have looked at every brick of this wall and we will not let anybody near it before the engineers have told "
        "us in writing that the rest of it is going to stand."
    )
    ledger = printed(
        tmp_path,
        [
            article("one", [f"“{said}” the harbour master told a crowd.", *noise(7, 4)], "Paper One"),
            article("two", [f'At noon the harbour master stepped out. "{said}"', *noise(8, 4)], "Paper Two"),
            article("three", [f"‘{said}’ was all that could be heard.", *noise(9, 4)], "Paper Three"),
        ],
    )
    assert pairs(ledger) == set()


def test_a_quotation_over_several_paragraphs_is_no_copy(tmp_path: Path) -> None:
    said = [f"“{sentence}" for sentence in WIRE[:2]] + [f"“{WIRE[2]}”"]
    one, two = ([*noise(seed, 2), *said, *noise(seed + 50, 2)] for seed in (10, 11))
    assert pairs(printed(tmp_path, [article("one", one), article("two", two, "Paper Two")])) == set()


def test_what_anybody_writes_is_no_copy(tmp_path: Path) -> None:
    """A phrase of the trade; offices and names; a list of names; a sign-off; a short sentence."""
    line_up = "Ellisar: Moor, Tane, Ruiz, Okoro, Lindt, Varga, Pell, Sato, Ames, Dorn, Klee, Brandt, Osei, Hale."
    offices = "Senate Leader Aldo Perrin and Commerce Secretary Ines Valdane of the Northern Harbour Commission"
    written = [
        (
            "The poll of nine hundred adults was taken by telephone and has a margin of error of plus or minus three "
            "percentage points.",
            "For that group the margin of error is plus or minus five percentage points.",
        ),
        (f"{offices} met.", f"{offices} dined."),
        (line_up, line_up),
        ("Reporting by Anna Hollis in Vantry; editing by Tom Carew.",) * 2,
        ("The minister could not be reached for comment.",) * 2,
    ]
    ledger = printed(
        tmp_path,
        [
            article(
                f"{n}-{place}", [*noise(10 * n + place, 3), text, *noise(500 + 10 * n + place, 2)], f"Paper {place}"
            )
            for n, texts in enumerate(written)
            for place, text in enumerate(texts, 1)
        ],
    )
    assert pairs(ledger) == set()


def test_headlines_and_credits_are_not_compared(tmp_path: Path) -> None:
    title = "Grain silo on the harbour of Port Ellisar collapses and buries three railway wagons under tonnes of barley"
    one = article("one", noise(16, 3), "Paper One", title=title, others=[("credit", title)])
    two = article("two", noise(17, 3), "Paper Two", title=title, others=[("credit", title)])
    assert pairs(printed(tmp_path, [one, two])) == set()


def test_a_sentence_that_an_article_has_twice_makes_no_pair(tmp_path: Path) -> None:
    ledger = printed(tmp_path, [article("twice", [WIRE[0], *noise(18, 2), WIRE[0]])])
    assert pairs(ledger) == set()
    assert len(ledger.sql("SELECT * FROM passages")) == 0
