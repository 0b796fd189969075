"""Figures of a ledger against the truth about a small world."""

import pytest
from tests.evaluation.worlds.making import run

from onrecord.corpus import copies
from onrecord.evaluation.kestria import scores
from onrecord.evaluation.worlds import World
from onrecord.evaluation.worlds.pairs import copied_pairs, deepest, plain_words
from onrecord.evaluation.worlds.scores.clustering import agreement
from onrecord.evaluation.worlds.scores.counting import Part
from onrecord.ledger import Ledger

# Articles are numbered by their ids: bell-01, bell-02, mast-01, mast-02, wire-01
BELL, BELL_FAIR, MAST, MAST_FAIR, WIRE = 1, 2, 3, 4, 5


def scored(world: World, ledger: Ledger, part: str) -> Part:
    """The figures of one part."""
    parts, _ = scores(world, ledger, [part])
    return parts[part]


def claimed(*claims: list[str], story: str = "NULL") -> list[str]:
    """SQL that makes claims: of each, the articles and numbers of its statements, "-" before those that deny it."""
    rows = [f"({n}, {story}, 'x', 0, NULL, NULL, 1, 1, 0, NULL, NULL, NULL, NULL, NULL)" for n in range(len(claims))]
    made = [f"INSERT INTO claims VALUES {', '.join(rows)}"]
    for number, statements in enumerate(claims):
        for statement in statements:
            article, place = statement.lstrip("-").split(".")
            stance = "denies" if statement.startswith("-") else "says"
            where = f'WHERE article = {article} AND "number" = {place}'
            made.append(
                f"""INSERT INTO claim_statements SELECT {number}, attribution, article,
                content[1].start, content[1].stop, '{stance}', 1.0, '' FROM attributions {where}"""
            )
    return made


# What the truth says: in the order of the articles, "article.number" of its statements
TRUTH = (["1.0", "5.0"], ["1.1", "3.1", "5.1"], ["2.0", "4.0"], ["3.0"], ["-3.2", "3.3", "5.2"])


def test_bcubed_and_pairs_are_those_of_the_books() -> None:
    truth = dict(zip("abcdef", (1, 1, 1, 2, 2, 3), strict=True))
    found = agreement(truth, dict(zip("abcde", (7, 7, 8, 8, 8), strict=True)))
    assert found.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6)
    assert found.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)
    assert (found.pair_precision, found.pair_recall) == (2 / 4, 2 / 4)


def test_bcubed_can_be_that_of_some_clusters_alone() -> None:
    truth = dict(zip("abcde", (1, 1, 2, 3, 4), strict=True))
    found = agreement(truth, {"b": 7, "c": 7}, {1})
    assert (found.items, found.precision, found.recall) == (2, (1 + 1 / 2) / 2, (1 / 2 + 1 / 2) / 2)


def test_words_in_quotation_marks_are_not_counted() -> None:
    assert plain_words('She said “it is all over now” and left "for good".') == 4


def test_pairs_are_told_by_what_was_first_written_in_one_place(world: World) -> None:
    pairs = copied_pairs(world)
    assert set(pairs) == {
        ("bell-01", "mast-01"),
        ("bell-01", "wire-01"),
        ("bell-02", "mast-02"),
        ("mast-01", "wire-01"),
    }
    assert {key: pair.original for key, pair in pairs.items()} == {
        ("bell-01", "mast-01"): "bell-01",
        ("bell-01", "wire-01"): "wire-01",
        ("bell-02", "mast-02"): None,
        ("mast-01", "wire-01"): "wire-01",
    }
    assert pairs["bell-02", "mast-02"].share == 1.0
    assert pairs["bell-02", "mast-02"].shared == ((0, 1), (1, 2))
    assert 0.25 < pairs["mast-01", "wire-01"].share < 0.5
    assert deepest(world)["mast-01"].keys() == {"wire-01"}


def test_copies_are_pairs_and_directions(world: World, ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(BELL, WIRE, 20), (MAST, WIRE, 20), (MAST, MAST_FAIR, 20), (MAST, 99, 20)]
    monkeypatch.setattr(copies, "copied_pairs", lambda _: found)
    run(
        ledger,
        f"""INSERT INTO copies VALUES ({BELL}, {WIRE}, 20, 0.6, 0.7, '', 1.0, []),
            ({WIRE}, {MAST}, 20, 0.3, 0.3, '', 1.0, []), ({MAST}, {MAST_FAIR}, 20, 0.2, 0.2, '', 1.0, [])""",
    )
    part = scored(world, ledger, "copies")
    assert part.figures["pairs"] == pytest.approx(
        {"precision": 2 / 3, "recall": 2 / 4, "f1": 4 / 7, "right": 2, "missed": 2, "wrong": 1}
    )
    assert part.figures["copied > 75 %"]["missed"] == 1
    assert part.figures["copied 25-75 %"]["wrong"] == 1
    assert part.figures["direction right"] == 1 / 2
    assert "direction: mast-01 is from wire-01: backwards" in part.errors
    assert "no pair: mast-01 | mast-02 (share found 0.39)" in part.errors


def test_stories_are_compared_over_all_articles(world: World, ledger: Ledger) -> None:
    run(ledger, "INSERT INTO story_articles VALUES (1, 1, 1.0), (1, 3, 1.0), (1, 2, 1.0), (1, 2, 0.1), (2, 4, 1.0)")
    part = scored(world, ledger, "stories")
    bcubed = part.figures["stories"]["bcubed"]
    assert bcubed["precision"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert bcubed["recall"] == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5)
    assert any(error.startswith("joined: bell-01 (tower), bell-02 (fair), mast-01 (tower)") for error in part.errors)


def test_claims_as_the_truth_has_them_are_without_fault(world: World, ledger: Ledger) -> None:
    run(ledger, *claimed(*TRUTH))
    part = scored(world, ledger, "claims")
    assert part.figures["claims"]["bcubed"]["f1"] == part.figures["claims"]["pairs"]["f1"] == 1.0
    assert part.figures["claims"]["items"] == 11
    assert (part.figures["covered"], part.figures["stance"], part.figures["denials"]) == (1.0, 1.0, 1.0)
    assert part.errors == []


def test_a_claim_that_is_split_and_two_that_are_joined_are_told(world: World, ledger: Ledger) -> None:
    run(ledger, *claimed(["1.0", "5.0", "3.0"], ["1.1"], ["3.1", "5.1"], ["2.0", "4.0"], ["3.2", "3.3", "5.2"]))
    part = scored(world, ledger, "claims")
    assert part.figures["claims"]["pairs"]["precision"] == pytest.approx(6 / 8)
    assert part.figures["claims"]["pairs"]["recall"] == pytest.approx(6 / 8)
    assert part.figures["stance"] == 7 / 8
    assert part.figures["denials"] == 0.0
    assert {error.split(",")[0] for error in part.errors if not error.startswith(" ")} == {
        "apart", "joined", "stance: denies repair: mast-01: “that a repair took place”",
    }  # fmt: skip


def test_a_statement_that_nothing_covers_is_alone(world: World, ledger: Ledger) -> None:
    run(ledger, *claimed(*TRUTH), f"UPDATE attributions SET rejected = true WHERE article = {WIRE}")
    part = scored(world, ledger, "claims")
    assert part.figures["covered"] == 8 / 11
    assert part.figures["claims"]["bcubed"]["recall"] < 1.0
    assert part.figures["claims, covered only"]["bcubed"]["recall"] == 1.0


def test_a_part_of_a_statement_is_what_makes_a_claim(world: World, ledger: Ledger) -> None:
    run(
        ledger,
        *claimed(*TRUTH),
        "DELETE FROM claim_statements WHERE article = 3",
        f"""UPDATE attributions SET rejected = true WHERE article = {MAST} AND "number" > 0""",
        f"""UPDATE attributions SET content = [{{'start': 0, 'stop': 10000}}]
            WHERE article = {MAST} AND "number" = 0""",
        f"""INSERT INTO claim_statements SELECT 4, t.attribution, {MAST}, place, place + 10, 'denies', 1.0, ''
            FROM attributions t, (SELECT instr(text, 'that a repair') - 1 AS place FROM articles WHERE article = {MAST})
            WHERE t.article = {MAST} AND t."number" = 0""",
    )
    part = scored(world, ledger, "claims")
    # What no part covers is in no claim, but the statement has read it
    assert part.figures["covered"] == 1.0
    assert part.figures["denials"] == 1.0
    assert part.figures["claims"]["pairs"]["precision"] == 1.0


def test_counts_of_origins_are_exact_or_within_the_range(world: World, ledger: Ledger) -> None:
    run(
        ledger,
        *claimed(*TRUTH),
        "UPDATE claims SET origins = 2, least = 1, most = 4 WHERE claim = 0",
        "UPDATE claims SET origins = 2, least = 2, most = 2 WHERE claim = 4",
    )
    part = scored(world, ledger, "origins")
    # dead-3 is not exact but within, repair is both, moved is in a claim without a count; dead-4 is said only once
    assert part.figures["exact"] == 1 / 3
    assert part.figures["truth within the range"] == 2 / 3
    assert part.figures["mean width of the ranges"] == {"found": 1.5, "truth": pytest.approx(1 / 3)}
    assert [error.split(":")[0] for error in part.errors] == ["dead-3", "moved"]


def test_a_conflict_is_right_with_its_kind_and_its_claims(world: World, ledger: Ledger) -> None:
    run(ledger, *claimed(*TRUTH))
    conflicts = [
        ("quantity", 0, 3, (WIRE, 0), (MAST, 0)),
        ("quantity", 3, 0, (MAST, 0), (BELL, 0)),  # the same once more
        ("quantity", 0, 2, (WIRE, 0), (MAST_FAIR, 0)),
        ("reversal", 4, None, (MAST, 2), None),
    ]
    run(ledger, *(_conflict(number, *conflict) for number, conflict in enumerate(conflicts)))
    part = scored(world, ledger, "conflicts")
    assert part.figures["conflicts"] == pytest.approx(
        {"precision": 1 / 3, "recall": 1 / 2, "f1": 2 / 5, "right": 1, "missed": 1, "wrong": 2}
    )
    assert (
        part.figures["quantity"]["wrong"] == part.figures["denial"]["missed"] == part.figures["reversal"]["wrong"] == 1
    )


def test_rivals_that_the_ledger_has_in_one_claim_are_told_apart_by_their_evidence(world: World, ledger: Ledger) -> None:
    run(ledger, *claimed(["1.0", "5.0", "3.0"]), _conflict(0, "quantity", 0, None, (WIRE, 0), (MAST, 0)))
    assert scored(world, ledger, "conflicts").figures["quantity"]["right"] == 1


def test_without_marked_evidence_a_side_is_what_most_of_its_claim_says(world: World, ledger: Ledger) -> None:
    run(ledger, *claimed(*TRUTH), _conflict(0, "denial", 4, None, None, None))
    assert scored(world, ledger, "conflicts").figures["denial"]["right"] == 1


def test_without_a_statement_a_side_is_what_is_marked_where_its_words_stand(world: World, ledger: Ledger) -> None:
    place = f"(SELECT instr(text, 'that a repair') FROM articles WHERE article = {MAST})"
    run(ledger, *claimed(*TRUTH), _conflict(0, "denial", None, None, None, None, (MAST, place)))
    assert scored(world, ledger, "conflicts").figures["denial"]["right"] == 1


def _conflict(
    number: int,
    kind: str,
    claim: int | None,
    other: int | None,
    one: tuple[int, int] | None,
    two: tuple[int, int] | None,
    words: tuple[int, str] = (0, "0"),
) -> str:
    """SQL that makes a conflict; evidence is an article and the number of its statement."""
    evidence = [
        f'(SELECT attribution FROM attributions WHERE article = {it[0]} AND "number" = {it[1]})' if it else "NULL"
        for it in (one, two)
    ]
    claims = ["NULL" if it is None else it for it in (claim, other)]
    return f"""INSERT INTO conflicts BY NAME SELECT {number} AS conflict, '{kind}' AS kind, {claims[0]} AS claim,
        {claims[1]} AS other_claim, {evidence[0]} AS attribution, {evidence[1]} AS other_attribution,
        {words[0]} AS article, {words[1]} AS "start", {words[1]} + 10 AS stop, 'why' AS reason, 1.0 AS confidence"""
