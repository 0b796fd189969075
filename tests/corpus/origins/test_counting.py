"""How many independent origins a claim has: whom two statements make one, and whom they leave open."""

from tests.corpus.origins.scene import a, counted, origins, scene, spread

OFFICIALS = a("two officials", kind="unnamed")


def test_one_speaker_in_three_papers_is_one_origin_that_the_first_paper_had_first() -> None:
    told = [
        a("Mara Vane", outlet, f"2024-03-0{day}") for outlet, day in (("Haven Post", 5), ("Lantern", 4), ("Echo", 6))
    ]
    found = scene(told)
    assert counted(found) == (1, 1, 1, 1)
    assert origins(found) == [("Mara Vane", "named", "Lantern")]
    assert spread(found) == {
        1: (0, 2, "same speaker", None), 2: (0, None, "origin", None), 3: (0, 2, "same speaker", None),
    }  # fmt: skip


def test_two_people_who_speak_for_themselves_are_two_origins() -> None:
    assert counted(scene([a("Mara Vane"), a("Tobias Aldous", "Echo")])) == (2, 2, 2, 2)


def test_a_ministry_its_spokesman_and_its_minister_are_one_origin() -> None:
    told = [
        a("Harbour Ministry", "Echo", kind="organisation", source="the Harbour Ministry"),
        a("Lew Brandt", role="Harbour Ministry spokesman"),
        a("Mara Vane", "Lantern", role="Harbour Minister"),
        a("spokeswoman for the ministry", "Courier", kind="unnamed", source="a spokeswoman for the ministry"),
    ]
    found = scene(told)
    assert counted(found) == (1, 1, 1, 1)
    assert origins(found)[0][0].startswith("Harbour Ministry (")


def test_a_spokesman_and_the_minister_are_one_where_the_ministry_says_nothing() -> None:
    told = [a("Lew Brandt", role="Harbour Ministry spokesman"), a("Mara Vane", "Echo", role="Harbour Minister")]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_a_director_is_one_with_the_authority_whose_name_stands_behind_his() -> None:
    told = [
        a("Issa Water Authority", "Echo", kind="organisation"),
        a("Pavel Dorn", source="Pavel Dorn, the director of the Issa Water Authority,"),
    ]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_spokesmen_of_two_ministries_are_two_origins() -> None:
    told = [
        a("Lew Brandt", role="Harbour Ministry spokesman"),
        a("Eva Lind", "Echo", role="Finance Ministry spokeswoman"),
    ]
    assert counted(scene(told)) == (2, 2, 2, 2)


def test_a_minister_and_the_police_chief_are_two_origins() -> None:
    told = [a("Mara Vane", role="Interior Minister"), a("Otto Rusch", "Echo", role="police chief")]
    assert counted(scene(told)) == (2, 2, 2, 2)


def test_a_deputy_minister_does_not_speak_for_the_ministry() -> None:
    told = [
        a("Harbour Ministry", "Echo", kind="organisation", source="the Harbour Ministry"),
        a("Mara Vane", role="former Harbour Minister"),
    ]
    assert counted(scene(told)) == (2, 2, 2, 2)


def test_people_not_named_in_two_papers_may_be_the_same() -> None:
    found = scene([OFFICIALS, a("a senior official", "Echo", kind="unnamed")])
    likeliest, least, most, named = counted(found)
    assert (least, most, named) == (1, 2, 0)
    assert least <= likeliest <= most
    assert "may be the same" in (found.count.why or "")
    assert [kind for _, kind, _ in origins(found)] == ["unnamed", "unnamed"]


def test_people_not_named_in_one_paper_are_one_origin() -> None:
    assert counted(scene([OFFICIALS, a("the officials", kind="unnamed")])) == (1, 1, 1, 0)


def test_a_doctor_and_a_prosecutor_who_are_not_named_are_two_for_sure() -> None:
    told = [a("a hospital doctor", kind="unnamed"), a("a prosecutor", "Echo", kind="unnamed")]
    assert counted(scene(told)) == (2, 2, 2, 0)


def test_a_named_minister_may_be_among_the_officials_of_another_paper() -> None:
    found = scene([a("Mara Vane", role="Harbour Minister"), a("two officials", "Echo", kind="unnamed")])
    assert counted(found)[1:] == (1, 2, 1)


def test_a_named_witness_is_not_among_the_officials() -> None:
    found = scene([a("Ida Marsh", role="baker"), a("two officials", "Echo", kind="unnamed")])
    assert counted(found) == (2, 2, 2, 1)


def test_a_denial_is_no_origin() -> None:
    found = scene([a("Mara Vane"), a("Tobias Aldous", "Echo", denies=True)])
    assert counted(found) == (1, 1, 1, 1)
    assert spread(found)[2][:2] == (None, None)


def test_a_claim_that_is_only_denied_has_no_origin() -> None:
    found = scene([a("Mara Vane", denies=True)])
    assert counted(found) == (0, 0, 0, 0)
    assert origins(found) == []


def test_allegedly_adds_nothing_to_an_origin() -> None:
    found = scene([a("Mara Vane"), a("", "Echo", cue="it was reported")])
    assert counted(found) == (1, 1, 1, 1)
    assert spread(found)[2][0] == 0


def test_allegedly_alone_is_one_origin_that_nobody_knows() -> None:
    found = scene([a("", cue="it was reported")])
    assert counted(found) == (1, 1, 1, 0)
    assert origins(found)[0][1] == "unknown"


def test_a_speaker_who_is_not_clear_may_be_another_origin() -> None:
    found = scene([a("Mara Vane"), a("he", "Echo")])
    assert counted(found)[1:] == (1, 2, 1)
    assert "not clear who" in (found.count.why or "")


def test_a_speaker_of_whom_the_reading_is_unsure_is_not_counted_on() -> None:
    found = scene([a("Mara Vane"), a("Tobias Aldous", "Echo", sure=0.3)])
    assert counted(found)[1:3] == (1, 2)


def test_a_paper_on_its_own_authority_is_an_origin() -> None:
    found = scene([a("Haven Post", kind="organisation", cue="has learned"), a("Mara Vane", "Echo")])
    assert counted(found) == (2, 2, 2, 1)
    assert ("Haven Post", "outlet", "Haven Post") in origins(found)


def test_two_who_speak_jointly_are_two_origins() -> None:
    told = [a("Mara Vane & Otto Rusch", source="Mara Vane and Otto Rusch", members=("Mara Vane", "Otto Rusch"))]
    found = scene(told)
    assert counted(found) == (2, 2, 2, 2)
    assert {name for name, _, _ in origins(found)} == {"Mara Vane", "Otto Rusch"}


def test_who_goes_by_the_police_is_one_origin_with_the_police() -> None:
    told = [
        a("the police", "Echo", kind="organisation"),
        a("Mara Vane", role="Harbour Minister", source="Harbour Minister Mara Vane, citing the police report,"),
    ]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_who_cites_reasons_of_health_speaks_for_himself() -> None:
    told = [
        a("the police", "Echo", kind="organisation"),
        a("Mara Vane", source="Harbour Minister Mara Vane, citing reasons of health,"),
    ]
    assert counted(scene(told)) == (2, 2, 2, 2)


def test_the_company_is_the_body_that_has_a_name() -> None:
    told = [
        a("Aldous Hydro", "Echo", kind="organisation"),
        a("spokesman for the company", kind="unnamed", source="a spokesman for the company"),
        a("first assessment by the company", "Lantern", kind="document"),
    ]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_a_statement_of_nobody_who_is_named_may_be_that_of_the_body() -> None:
    told = [a("Harbour Ministry", "Echo", kind="organisation"), a("statement", kind="document", source="the statement")]
    assert counted(scene(told))[:3] == (1, 1, 2)


def test_local_media_without_a_name_may_be_another_origin() -> None:
    told = [a("Mara Vane", "Echo"), a("Local media", kind="organisation", cue="reported", day="2024-03-03")]
    assert counted(scene(told))[1:3] == (1, 2)


def test_a_deputy_and_the_spokesman_are_two() -> None:
    told = [a("Lew Brandt", role="Harbour Ministry spokesman"), a("Mara Vane", "Echo", role="deputy Harbour Minister")]
    assert counted(scene(told)) == (2, 2, 2, 2)


def test_a_lawyer_speaks_for_the_client() -> None:
    told = [a("Mara Vane", "Echo"), a("Idris Holt", source="Vane's lawyer, Idris Holt,")]
    assert counted(scene(told)) == (1, 1, 1, 1)


def test_an_analyst_is_not_among_the_officials_of_whom_a_paper_says_more_than_once() -> None:
    told = [OFFICIALS, a("they", kind="unnamed"), a("an analyst", "Echo", kind="unnamed")]
    assert counted(scene(told)) == (2, 2, 2, 0)


def test_a_speaker_who_hardly_is_one_does_not_add_to_the_likeliest_count() -> None:
    assert counted(scene([a("Mara Vane"), a("Tobias Aldous", "Echo", sure=0.1)]))[:3] == (1, 1, 2)
