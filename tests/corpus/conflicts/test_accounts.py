"""Denials, reversals and rival figures that nothing has joined: each statement is a claim of its own."""

from collections.abc import Sequence
from pathlib import Path

from tests.corpus.conflicts.papers import Made, claim, ledger_of, paper
from tests.corpus.conflicts.test_updating import DAY, FIRE, LATER, conflicts, one_paper, told

from onrecord.ledger import Reading

Line = tuple[str, str, str]
"""The day of a paper, who says it, and what."""

DENIED = (
    ("the left pump had been serviced in May", "the left pump was never serviced"),
    ("files had left the archive", "no files left the archive"),
    ("the company had been warned in spring", "no warning ever reached the company"),
    ("two guards had slept that night", "none of the guards slept that night"),
    ("the harbour will be sold to a foreign bank", "the harbour is not going to be sold to anybody"),
)
NOT_DENIED = (
    ("the mill will open again in May", "we do not yet know what it will cost"),
    ("twelve people were hurt in the mill", "nobody should have to learn of it from the papers"),
    ("the road to Arlow is shut", "the fire could not be put out before noon"),
    ("there is not a free bed in the ward", "every bed in the ward is taken"),
    ("the left pump had stopped", "the left pump gave no water"),
    ("the sale of the harbour", "the mayor has no time for visitors"),
)
BARE_RIVALS = (
    ("there were 3,000 marchers", "12,000 had come"),
    ("the strike would cost the town 90 million marks", "the loss came to 40 million"),
    ("thirteen people had been on board", "there were fourteen"),
    ("they want four million", "the demand was for 2.5 million"),
)
BARE_NO_RIVALS = (
    ("there were 3,000 marchers", "six of the shops were shut"),
    ("thirteen people had been on board", "the boat came in by nine"),
    ("40 soldiers came to the bridge", "300 pupils were sent home"),
    ("five people were killed in Arlow", "another three were killed at the weir"),
    ("of the fourteen nine are dead", "nine people have died"),
)


def found(path: Path, stories: Sequence[Sequence[Line]]) -> list[tuple[str, int, int | None]]:
    """The conflicts of stories of two statements each: kind and claims, which are numbered from 0."""
    papers, claims = [], {}
    for story, lines in enumerate(stories):
        days = sorted({day for day, _, _ in lines})
        for number, day in enumerate(days):
            papers.append(one_paper(day, [line[1:] for line in lines if line[0] == day], f"p{story}x{number}"))
        for place, (day, _, content) in enumerate(lines):
            claims[2 * story + place] = Made(story, [(f"p{story}x{days.index(day)}", content, False)])
    return told_in(path, papers, claims)


def in_one_sentence(path: Path, pairs: Sequence[tuple[str, str]]) -> list[tuple[str, int, int | None]]:
    """The conflicts of pairs that stand in a sentence each: the police say the one and the union the other."""
    papers: list[Reading] = []
    claims = {}
    for story, (one, other) in enumerate(pairs):
        sentences = [*FIRE, f"{one}, the police said; the union claimed that {other}."]
        who = {"the police": "organisation", "the union": "organisation"}
        statements = [told("the police", one), told("the union", other, "claimed")]
        papers.append(paper(f"p{story}", DAY, sentences, statements, types=who))
        claims[2 * story], claims[2 * story + 1] = (Made(story, [(f"p{story}", text, False)]) for text in (one, other))
    return told_in(path, papers, claims)


def told_in(path: Path, papers: Sequence[Reading], claims: dict[int, Made]) -> list[tuple[str, int, int | None]]:
    """The conflicts of a ledger of these papers and claims."""
    ledger = ledger_of(path / "news.duckdb", papers)
    claim(ledger, claims)
    return [(row["kind"], row["claim"], row["other_claim"]) for row in conflicts(ledger)]


def two(pairs: Sequence[tuple[str, str]]) -> list[list[Line]]:
    """Each pair said in one paper by two speakers."""
    return [[(DAY, "Mara Vane", one), (DAY, "Tobias Aldous", other)] for one, other in pairs]


def test_what_nobody_has_joined_is_a_denial_where_it_is_negated_in_other_words(tmp_path: Path) -> None:
    assert found(tmp_path, two(DENIED)) == [("denial", 2 * n, 2 * n + 1) for n in range(len(DENIED))]


def test_a_negation_that_answers_nothing_is_no_denial(tmp_path: Path) -> None:
    assert found(tmp_path, two(NOT_DENIED)) == []


def test_a_speaker_who_says_the_opposite_in_other_words_has_turned(tmp_path: Path) -> None:
    lines = [(DAY, "Mara Vane", "she had never met the miller"), (LATER, "Mara Vane", "she did meet the miller in May")]
    other = [(DAY, "Mara Vane", "she had never met the miller"), (LATER, "Mara Vane", "the road to Arlow is shut")]

    assert found(tmp_path, [lines, other]) == [("reversal", 0, 1)]


def test_a_figure_alone_is_set_against_the_one_right_before_it(tmp_path: Path) -> None:
    assert in_one_sentence(tmp_path, BARE_RIVALS) == [("quantity", 2 * n, 2 * n + 1) for n in range(len(BARE_RIVALS))]


def test_a_figure_of_something_else_is_no_rival_of_the_one_before_it(tmp_path: Path) -> None:
    assert in_one_sentence(tmp_path, BARE_NO_RIVALS) == []
