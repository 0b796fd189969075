"""What is not counted on: statements that may be of another claim, claims that may be the same, and who is doubtful."""

import pytest
from tests.corpus.origins.scene import CONTENT, a, counted, origins, scene, spread

from onrecord.corpus.origins.counting import likeliest

VANE = a("Mara Vane")
RUSCH = a("Otto Rusch", "Echo", claim=2)


def test_an_origin_of_a_statement_that_may_be_of_another_claim_does_not_add_to_the_least() -> None:
    found = scene([VANE, a("Otto Rusch", "Echo", weight=0.6)])
    assert counted(found)[:3] == (2, 1, 2)
    assert "Otto Rusch" in (found.count.why or "")


def test_nor_to_the_likeliest_count_where_it_is_rather_of_another() -> None:
    assert counted(scene([VANE, a("Otto Rusch", "Echo", weight=0.4)]))[:3] == (1, 1, 2)


def test_a_claim_has_an_origin_however_unsure_its_statements_are() -> None:
    found = scene([a("Mara Vane", weight=0.5), a("Otto Rusch", "Echo", weight=0.5)])
    assert counted(found)[1:3] == (1, 2)


def test_an_origin_of_a_claim_that_may_be_the_same_adds_to_the_most_alone() -> None:
    found = scene([VANE, RUSCH], near=[(1, 2, 0.4)])
    assert counted(found) == (1, 1, 2, 1)
    start = RUSCH.text.index(CONTENT)
    assert found.count.why == f"a statement by Otto Rusch (2:{start}-{start + len(CONTENT)}) may say the same"
    assert origins(found) == [("Mara Vane", "named", "Haven Post")]
    assert list(spread(found)) == [1]


def test_where_it_is_very_likely_the_same_its_origin_is_counted() -> None:
    assert counted(scene([VANE, RUSCH], near=[(1, 2, 0.9)]))[:3] == (2, 1, 2)


def test_a_claim_that_is_hardly_the_same_makes_no_range() -> None:
    assert counted(scene([VANE, RUSCH], near=[(1, 2, 0.03)])) == (1, 1, 1, 1)


def test_a_claim_that_may_be_the_same_and_has_the_same_origin_changes_nothing() -> None:
    told = [VANE, a("Mara Vane", "Echo", claim=2), a("Vane", "Lantern", claim=3)]
    assert counted(scene(told, near=[(1, 2, 0.5), (1, 3, 0.5)])) == (1, 1, 1, 1)


def test_a_copy_in_a_claim_that_may_be_the_same_is_no_further_origin() -> None:
    told = [a("two officials", kind="unnamed"), a("officials", "Echo", kind="unnamed", claim=2)]
    assert counted(scene(told, copies=[(2, 1)], near=[(1, 2, 0.5)])) == (1, 1, 1, 0)
    assert counted(scene(told, copies=[(1, 2)], near=[(1, 2, 0.5)])) == (1, 1, 1, 0)


def test_who_denies_a_claim_that_may_be_the_same_is_no_further_origin() -> None:
    assert counted(scene([VANE, a("Otto Rusch", claim=2, denies=True)], near=[(1, 2, 0.5)])) == (1, 1, 1, 1)


def test_many_claims_that_may_be_the_same_do_not_all_widen_the_range() -> None:
    names = ("Otto Rusch", "Ida Marsh", "Lew Brandt", "Eva Lind", "Pavel Dorn", "Idris Holt", "Tobias Aldous")
    told = [VANE, *(a(name, f"Paper {n}", claim=n) for n, name in enumerate(names, 2))]
    most = counted(scene(told, near=[(1, n, 0.25) for n in range(2, len(names) + 2)]))[2]
    assert 2 <= most <= 4


def test_two_parts_of_one_statement_are_one_statement_of_the_claim() -> None:
    found = scene([VANE, a("Otto Rusch", "Echo")], twice=[1, 2])
    assert counted(found) == (2, 2, 2, 2)
    assert [row.attribution for row in found.spread] == [1, 2]
    assert all(row.parent != row.attribution for row in found.spread)


@pytest.mark.parametrize(("chances", "number"), [
    ([], 0), ([0.5], 0), ([0.6], 1), ([0.3, 0.3], 0), ([0.4, 0.4], 1), ([0.5, 0.5], 1), ([1.0, 0.9, 0.3], 2),
    ([0.5] * 1000, 500),
])  # fmt: skip
def test_the_likeliest_number_is_the_mode(chances: list[float], number: int) -> None:
    assert likeliest(chances) == number


def test_a_columnist_who_repeats_somebody_is_no_origin() -> None:
    told = [VANE, a("Ned Crane", "Echo", kind="author", source="I", cue="repeat", lead="We have heard Mara Vane, and ")]
    assert counted(scene(told))[:3] == (1, 1, 1)


def test_a_columnist_of_whom_it_is_not_told_whom_he_has_it_from_may_be_one() -> None:
    assert counted(scene([VANE, a("Ned Crane", "Echo", kind="author", source="I", cue="say")]))[:3] == (1, 1, 2)


def test_an_author_who_has_seen_it_is_an_origin() -> None:
    assert counted(scene([VANE, a("Ned Crane", "Echo", kind="author", source="I", cue="saw")]))[:3] == (2, 2, 2)


def test_whoever_is_not_clear_is_whom_the_sentence_names() -> None:
    told = [VANE, a("", "Echo", cue="reckoned", lead="Mara Vane, as she had heard, ")]
    found = scene(told)
    assert counted(found)[:3] == (1, 1, 1)
    assert spread(found)[2][:2] == (0, 1)


def test_if_you_believe_somebody_it_is_they_who_say_so() -> None:
    told = [VANE, a("you", "Echo", kind="generic", cue="believe", content=f"Mara Vane, and {CONTENT}")]
    assert counted(scene(told))[:3] == (1, 1, 1)


def test_who_is_not_clear_and_is_quoted_with_somebodys_words_is_that_one() -> None:
    told = [a("Mara Vane", way="direct"), a("she", "Echo", way="direct")]
    assert counted(scene(told))[:3] == (1, 1, 1)


def test_the_head_of_it_is_one_with_the_body_that_stands_in_the_sentence() -> None:
    told = [
        a("Corvin Hall", "Echo", kind="organisation"),
        a("Mara Vane", source="its director, Mara Vane,", lead="There was quiet at Corvin Hall. "),
    ]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_what_one_can_be_at_is_a_body_whatever_it_was_taken_for() -> None:
    told = [
        a("Corvin Hall", "Echo"),
        a("Mara Vane", source="its director, Mara Vane,", lead="There was quiet at Corvin Hall. "),
    ]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_the_manager_of_the_airline_may_speak_for_it() -> None:
    told = [a("Aldous Air", "Echo", kind="organisation"), a("airline's duty manager", kind="unnamed")]
    assert counted(scene(told))[1:3] == (1, 2)


def test_a_person_of_whom_nothing_is_told_may_speak_for_a_body_in_another_article() -> None:
    found = scene([a("Aldous Air", "Echo", kind="organisation"), VANE])
    assert counted(found)[1:3] == (1, 2)
    assert "not told" in (found.count.why or "")


def test_a_person_and_a_body_in_one_article_are_two() -> None:
    told = [a("Aldous Air", "Echo", kind="organisation"), a("Aldous Air", kind="organisation"), VANE]
    told[1] = a("Mara Vane & Aldous Air", "Sun", source="Mara Vane and Aldous Air", members=("Mara Vane", "Aldous Air"))
    assert counted(scene(told))[1] == 2


def test_the_man_in_charge_may_be_whoever_has_a_name_elsewhere() -> None:
    told = [VANE, a("man in charge of bridges", "Echo", kind="unnamed", source="the man in charge of bridges")]
    assert counted(scene(told))[:3] == (1, 1, 2)


def test_the_mayor_without_a_name_is_the_mayor_with_one() -> None:
    told = [
        a("Mara Vane", role="Mayor of Selwick", source="Mara Vane, the mayor of Selwick,"),
        a("mayor of Selwick", "Echo", kind="unnamed", source="the mayor of Selwick"),
    ]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_a_title_before_a_family_name_does_not_make_another_person() -> None:
    assert counted(scene([VANE, a("Col. Vane", "Echo")])) == (1, 1, 1, 1)


def test_somebodys_office_is_that_person() -> None:
    told = [VANE, a("Vane's office", "Echo", kind="organisation", source="Vane's office")]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_who_is_only_called_she_is_not_counted_on() -> None:
    assert counted(scene([VANE, a("Ida Marsh", "Echo", source="she", sure=0.8)]))[:3] == (2, 1, 2)


def test_an_agency_that_was_told_so_is_the_medium() -> None:
    told = [
        a("two investigators", "Nordic Relay Agency", kind="unnamed"),
        a("two investigators", "Echo", "2024-03-05", kind="unnamed", lead="The agency NRA was told by "),
    ]
    assert counted(scene(told)) == (1, 1, 1, 0)
