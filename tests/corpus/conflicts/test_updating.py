"""Conflicts of a ledger: what is one, what is none, and that they follow the articles."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.corpus.conflicts.papers import Made, add, claim, ledger_of, paper
from tests.ledger.worlds import Told

from onrecord.corpus.conflicts import update_conflicts
from onrecord.ledger import Ledger, Reading

FIRE = ("Fire in Arlow", "The mill in Arlow burned down on Monday.")
DAY, NEXT, LATER = "2031-03-03T18:00:00+01:00", "2031-03-04T18:00:00+01:00", "2031-03-11T18:00:00+01:00"


def told(speaker: str, content: str, cue: str = "said", commitment: str = "plain") -> Told:
    return (speaker, cue, content, commitment)


def conflicts(ledger: Ledger) -> list[dict[str, Any]]:
    with ledger.writing("look") as writer:
        update_conflicts(writer)
    with ledger.reading() as connection:
        cursor = connection.execute("SELECT * FROM conflicts ORDER BY kind, claim, article, start")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def found(path: Path, papers: Sequence[Reading], claims: dict[int, Made]) -> list[tuple[Any, ...]]:
    ledger = ledger_of(path / "news.duckdb", papers)
    claim(ledger, claims)
    return [(row["kind"], row["claim"], row["other_claim"]) for row in conflicts(ledger)]


def one_paper(published: str, lines: Sequence[tuple[str, str]], id_: str = "haven", join: str = "said") -> Reading:
    """A paper in which each line is what somebody said."""
    sentences = [*FIRE, *(f"{content}, {speaker} {join}." for speaker, content in lines)]
    return paper(id_, published, sentences, [told(speaker, content, join) for speaker, content in lines])


def test_two_sources_with_different_figures_on_one_day_are_a_conflict(tmp_path: Path) -> None:
    lines = [
        ("Mara Vane", "Twelve people have died in the mill"),
        ("Tobias Aldous", "Fifteen people have died in the mill"),
    ]
    ledger = ledger_of(tmp_path / "news.duckdb", [one_paper(DAY, lines)])
    claim(ledger, {n: Made(1, [("haven", content, False)]) for n, (_, content) in enumerate(lines, 1)})

    (row,) = conflicts(ledger)

    assert (row["kind"], row["claim"], row["other_claim"], row["story"]) == ("quantity", 1, 2, 1)
    assert row["reason"] == "Mara Vane: Twelve people; Tobias Aldous: Fifteen people"
    assert row["attribution"] < row["other_attribution"]
    assert 0.5 <= row["confidence"] <= 1


NO_RIVALS = (
    ("More than 50,000 people marched through Arlow", "Around 52,000 people marched through Arlow"),
    ("Twelve people have died in the mill", "Fifteen people were injured in the mill"),
    ("Twelve people have died in Arlow", "Fifteen people have died in Brodick"),
    ("Twelve houses burned down in Arlow", "Fifteen boats burned down in Arlow"),
    ("The owners offer three percent more pay", "The union wants nine percent more pay"),
    ("The damage is 30 percent of the stock", "The damage is 12,000 crowns of the stock"),
    ("20 patients lie in the north wing", "35 patients lie in the south wing"),
    ("Inflation was 5.2 percent in January", "Inflation was 4.8 percent in February"),
    ("The bridge will cost 40 million crowns", "The tunnel will cost 90 million crowns"),
    ("Thirty people drowned in the lake", "Twelve children drowned in the lake"),
)


def test_figures_that_fit_or_are_of_different_things_are_no_conflict(tmp_path: Path) -> None:
    papers, claims = [], {}
    for place, (one, other) in enumerate(NO_RIVALS):
        papers.append(one_paper(DAY, [("Mara Vane", one), ("Tobias Aldous", other)], f"p{place}"))
        claims[2 * place] = Made(place, [(f"p{place}", one, False)])
        claims[2 * place + 1] = Made(place, [(f"p{place}", other, False)])

    assert found(tmp_path, papers, claims) == []


RIVALS = (
    ("The flood had caused damage of 80 million euros", "The damage came to 35 million euros"),
    ("Seven houses were destroyed by the landslide", "The landslide destroyed eleven houses"),
    ("Unemployment stands at 6.1 percent", "Unemployment is at 8.4 percent"),
    ("The ship carried 220 passengers", "There were 260 passengers aboard the ship"),
    ("The mill would lay off 1,800", "The axe will fall on 3,000, not the 1,800 that the owners have named"),
)


def test_rivals_are_found_in_other_words(tmp_path: Path) -> None:
    papers, claims = [], {}
    for place, (one, other) in enumerate(RIVALS):
        papers.append(one_paper(DAY, [("Mara Vane", one), ("Tobias Aldous", other)], f"p{place}"))
        claims[2 * place] = Made(place, [(f"p{place}", one, False)])
        claims[2 * place + 1] = Made(place, [(f"p{place}", other, False)])

    assert found(tmp_path, papers, claims) == [("quantity", 2 * n, 2 * n + 1) for n in range(len(RIVALS))]


def test_a_toll_that_is_brought_up_to_date_is_a_course(tmp_path: Path) -> None:
    papers = [
        one_paper(DAY, [("Mara Vane", "Twelve people have died in the mill")], "haven"),
        one_paper(NEXT, [("Tobias Aldous", "Fifteen people have died in the mill")], "selwick"),
    ]
    claims = {
        1: Made(1, [("haven", "Twelve people have died in the mill", False)]),
        2: Made(1, [("selwick", "Fifteen people have died in the mill", False)]),
    }

    assert found(tmp_path, papers, claims) == []


def test_a_source_that_corrects_itself_is_no_conflict(tmp_path: Path) -> None:
    one, other = "Twelve people have died in the mill", "Fifteen people have died in the mill"
    papers = [one_paper(DAY, [("Mara Vane", one), ("Mara Vane", other)])]

    assert found(tmp_path, papers, {1: Made(1, [("haven", one, False)]), 2: Made(1, [("haven", other, False)])}) == []


def test_what_one_says_and_another_denies_is_a_denial(tmp_path: Path) -> None:
    one, other = "the doors of the mill were locked", "the doors of the mill were not locked"
    papers = [one_paper(DAY, [("Mara Vane", one)], "haven"), one_paper(NEXT, [("Tobias Aldous", other)], "selwick")]
    claims = {1: Made(1, [("haven", one, False), ("selwick", other, True)])}
    ledger = ledger_of(tmp_path / "news.duckdb", papers)
    claim(ledger, claims)

    (row,) = conflicts(ledger)

    assert (row["kind"], row["claim"], row["other_claim"]) == ("denial", 1, None)
    assert row["reason"] == "Tobias Aldous denied what Mara Vane said"
    assert str(row["day"]) == "2031-03-04"


def test_a_negation_of_something_else_is_no_denial(tmp_path: Path) -> None:
    one, other = "38 people lost their lives in the mill", "her office had counted 38 dead and did not expect more"
    papers = [one_paper(DAY, [("Mara Vane", one)], "haven"), one_paper(DAY, [("Ines Quill", other)], "selwick")]

    assert found(tmp_path, papers, {1: Made(1, [("haven", one, False), ("selwick", other, True)])}) == []


def test_a_speaker_who_says_the_opposite_on_another_day_is_a_reversal_and_no_denial(tmp_path: Path) -> None:
    one, other = "the minister will not leave the cabinet", "the minister will leave the cabinet"
    papers = [one_paper(DAY, [("Mara Vane", one)], "haven"), one_paper(LATER, [("Mara Vane", other)], "selwick")]
    claims = {1: Made(1, [("haven", one, True), ("selwick", other, False)])}
    ledger = ledger_of(tmp_path / "news.duckdb", papers)
    claim(ledger, claims)

    (row,) = conflicts(ledger)

    assert row["kind"] == "reversal"
    assert row["reason"] == "Mara Vane denied it on 3 March and said it on 11 March"


def test_a_speaker_who_repeats_what_they_said_has_not_turned(tmp_path: Path) -> None:
    one, other = "this was no arson, nobody set fire to the mill", "nobody set fire to the mill"
    papers = [one_paper(DAY, [("Mara Vane", one)], "haven"), one_paper(LATER, [("Mara Vane", other)], "selwick")]

    assert found(tmp_path, papers, {1: Made(1, [("haven", one, False), ("selwick", other, True)])}) == []


def test_two_papers_that_quote_one_speaker_on_one_day_are_no_reversal(tmp_path: Path) -> None:
    one, other = "the minister will not leave the cabinet", "the minister will leave the cabinet"
    papers = [one_paper(DAY, [("Mara Vane", one)], "haven"), one_paper(DAY, [("Mara Vane", other)], "selwick")]

    assert found(tmp_path, papers, {1: Made(1, [("haven", one, True), ("selwick", other, False)])}) == []


def test_claims_that_negate_each_other_are_a_denial_though_nothing_has_joined_them(tmp_path: Path) -> None:
    one, other = "the sirens of Arlow sounded before the fire", "the sirens of Arlow never sounded before the fire"
    papers = [one_paper(DAY, [("Mara Vane", one)], "haven"), one_paper(DAY, [("Tobias Aldous", other)], "selwick")]
    claims = {1: Made(1, [("haven", one, False)]), 2: Made(1, [("selwick", other, False)])}

    assert found(tmp_path, papers, claims) == [("denial", 1, 2)]


SUM = "45 divers were at the wreck, 20 from Arlow, 15 from Brodick and 15 from the coast guard"


def test_a_sum_belongs_to_the_claim_that_it_stands_in_and_is_told_once_of_its_copies(tmp_path: Path) -> None:
    papers = [one_paper(DAY, [("Mara Vane", SUM)], id_) for id_ in ("haven", "selwick", "lantern")]
    ledger = ledger_of(tmp_path / "news.duckdb", papers)
    claim(ledger, {4: Made(1, [(id_, SUM, False) for id_ in ("haven", "selwick", "lantern")])})

    (row,) = conflicts(ledger)

    assert (row["kind"], row["claim"], row["reason"]) == ("sum", 4, "20 + 15 + 15 = 50, not 45")
    with ledger.reading() as connection:
        words = connection.execute(
            "SELECT a.text[c.start + 1 : c.stop] FROM conflicts c JOIN articles a USING (article)"
        ).fetchall()
    assert words == [("45 divers were at the wreck, 20 from Arlow, 15 from Brodick and 15",)]


def test_a_day_that_no_statement_covers_is_told_with_its_place_alone(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path / "news.duckdb", [paper("haven", DAY, [*FIRE, "The lift was tested on Monday, 11 February."])]
    )

    (row,) = conflicts(ledger)

    assert (row["kind"], row["claim"], row["attribution"], row["article"]) == ("date", None, None, 1)


LOCKED = ("the doors of the mill were locked", "the doors of the mill were not locked")


def _locked(path: Path) -> Ledger:
    papers = [
        one_paper(DAY, [("Mara Vane", LOCKED[0])], "haven"),
        one_paper(NEXT, [("Tobias Aldous", LOCKED[1])], "selwick"),
    ]
    ledger = ledger_of(path / "news.duckdb", papers)
    claim(ledger, {1: Made(1, [("haven", LOCKED[0], False), ("selwick", LOCKED[1], True)])})
    return ledger


def test_what_has_been_looked_at_is_not_looked_at_again(tmp_path: Path) -> None:
    ledger = _locked(tmp_path)
    seen: list[tuple[int, int]] = []

    with ledger.writing("look") as writer:
        first = update_conflicts(writer, lambda done, total: seen.append((done, total)))
        again = update_conflicts(writer)

    assert (first, again, seen) == (2, 0, [(2, 2)])


def test_a_conflict_keeps_its_number_while_articles_come_in(tmp_path: Path) -> None:
    ledger = _locked(tmp_path)
    before = conflicts(ledger)
    add(ledger, [one_paper(LATER, [("Ines Quill", LOCKED[0])], "lantern")])
    claim(
        ledger,
        {1: Made(1, [("haven", LOCKED[0], False), ("selwick", LOCKED[1], True), ("lantern", LOCKED[0], False)])},
    )

    after = conflicts(ledger)

    assert [row["conflict"] for row in after] == [row["conflict"] for row in before]


def test_a_conflict_goes_with_the_claim_that_it_was_of_and_its_number_is_not_given_again(tmp_path: Path) -> None:
    ledger = _locked(tmp_path)
    (before,) = conflicts(ledger)
    claim(ledger, {1: Made(1, [("haven", LOCKED[0], False)]), 2: Made(2, [("selwick", LOCKED[1], True)])})
    with ledger.writing("part") as writer, writer.connection() as connection:
        connection.execute("DELETE FROM claim_statements WHERE claim = 2")
    assert conflicts(ledger) == []
    claim(ledger, {3: Made(1, [("haven", LOCKED[0], False), ("selwick", LOCKED[1], True)])})

    (after,) = conflicts(ledger)

    assert after["conflict"] > before["conflict"]


def test_a_conflict_goes_with_the_version_of_an_article_that_had_it(tmp_path: Path) -> None:
    ledger = ledger_of(
        tmp_path / "news.duckdb", [paper("haven", DAY, [*FIRE, "It was tested on Monday, 11 February."])]
    )
    assert len(conflicts(ledger)) == 1
    add(ledger, [paper("haven", DAY, [*FIRE, "It was tested on Tuesday, 11 February."])])

    assert conflicts(ledger) == []


def test_bit_by_bit_or_at_once_the_conflicts_are_the_same(tmp_path: Path) -> None:
    lines = [
        ("Mara Vane", "Twelve people have died in the mill"),
        ("Tobias Aldous", "Thirty people have died in the mill"),
    ]
    papers = [
        one_paper(DAY, [lines[0]], "haven"),
        one_paper(DAY, [lines[1]], "selwick"),
        one_paper(DAY, [("Ines Quill", SUM)], "lantern"),
    ]
    claims = {
        1: Made(1, [("haven", lines[0][1], False)]), 2: Made(1, [("selwick", lines[1][1], False)]),
        3: Made(1, [("lantern", SUM, False)]),
    }  # fmt: skip
    bit_by_bit = ledger_of(tmp_path / "bits.duckdb", papers[:1])
    for number in range(1, 4):
        if number > 1:
            add(bit_by_bit, [papers[number - 1]])
        claim(bit_by_bit, {key: made for key, made in claims.items() if key <= number})
        conflicts(bit_by_bit)

    at_once = found(tmp_path, papers, claims)

    assert [(row["kind"], row["claim"], row["other_claim"]) for row in conflicts(bit_by_bit)] == at_once
    assert at_once == [("quantity", 1, 2), ("sum", 3, None)]


def test_an_empty_ledger_has_no_conflicts(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "empty.duckdb")
    with ledger.writing("look") as writer:
        assert update_conflicts(writer) == 0
