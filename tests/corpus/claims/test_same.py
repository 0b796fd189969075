"""What is one claim, and what is not."""

import pytest
from tests.corpus.claims.scenes import GROUPER, claims, one_claim, part, stances, together

from onrecord.corpus.claims import same
from onrecord.corpus.claims.wording import first_pronoun, read_wording


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("more than 50,000 troops were massed on the border", "around 50,000 troops were massed at the border"),
        ("at least 12 miners were trapped in the Holm pit", "12 miners are trapped in the Holm pit"),
        ("six per cent of the voters of Tarn stayed at home", "6% of voters in Tarn stayed at home"),
        ("Prices in Velden rose by 3.1 percent in May", "prices in Velden climbed 3.1 percent in May"),
        ("the Velden bank will raise its key rate in June", "the Velden bank is going to raise its key rate in June"),
    ],
)
def test_other_words_for_the_same_are_one_claim(one: str, other: str) -> None:
    assert one_claim(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10,000 soldiers have been massed on the border", "50,000 soldiers have been massed on the border"),
        ("12 miners were trapped in the Holm pit", "15 miners were trapped in the Holm pit"),
        ("the rebels will attack Holm within days", "the rebels might attack Holm within days"),
        ("Minister Dora Lenk must resign", "Minister Dora Lenk will resign"),
        ("the price of bread in Velden rose in May", "the price of bread in Velden fell in May"),
        ("the Holm mine will close in March", "the Holm mine will open in March"),
        ("the wall of the Holm mine was cracked", "the company knew that the wall of the Holm mine was cracked"),
    ],
)
def test_rivals_are_two_claims_however_alike_their_words_are(one: str, other: str) -> None:
    assert same(one, other, GROUPER) == 0
    assert not one_claim(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a bomb went off in the market of Tarn on Monday", "a bomb went off in the market of Velden on Monday"),
        ("Dora Lenk was arrested at the airport", "Jon Ferris was arrested at the airport"),
    ],
)
def test_another_place_or_actor_makes_another_claim(one: str, other: str) -> None:
    assert not one_claim(one, other)


def test_a_longer_statement_belongs_to_the_claim_that_is_its_core() -> None:
    assert one_claim(
        "the Holm mine will close in March",
        "the Holm mine will close in March because its coal no longer sells",
        "Holm mine will close in March",
    )


def test_a_claim_never_joins_rivals_through_a_third_statement() -> None:
    found = together(
        claims(
            "12 miners were trapped in the Holm pit",
            "miners were trapped in the Holm pit",
            "15 miners were trapped in the Holm pit",
        )
    )
    assert not any({0, 2} <= group for group in found)


def test_a_denial_belongs_to_the_claim_that_it_denies() -> None:
    found = claims("Dora Lenk took money from the builder", "Dora Lenk had not taken money from the builder")
    assert stances(found) == {
        "Dora Lenk took money from the builder": False,
        "Dora Lenk had not taken money from the builder": True,
    }
    assert len(found) == 1
    assert found[0].text == "Dora Lenk took money from the builder"


def test_what_is_said_to_be_denied_denies_its_own_words() -> None:
    text = "Dora Lenk took money from the builder"
    said, denied = part(1, text), part(2, text, denied=True)
    (claim,) = GROUPER.claims([said, denied])
    assert {member.part.attribution: member.denies for member in claim.members} == {1: False, 2: True}


def test_a_claim_that_is_only_denied_is_put_positively() -> None:
    (claim,) = GROUPER.claims([part(1, "Dora Lenk took money from the builder", denied=True)])
    assert [member.denies for member in claim.members] == [True]
    assert claim.text == "Dora Lenk took money from the builder"


def test_what_all_say_in_the_negative_is_denied_by_nobody() -> None:
    found = claims("the Holm mine is not safe", "the mine at Holm is not safe")
    assert not any(stances(found).values())


def test_two_negations_assert() -> None:
    found = claims(
        "Dora Lenk took money from the builder", "it is not true that Dora Lenk never took money from the builder"
    )
    assert not any(stances(found).values())


def test_no_fewer_than_denies_nothing() -> None:
    found = claims("31 miners died in the Holm pit", "no fewer than 31 miners died in the Holm pit")
    assert len(found) == 1
    assert not any(stances(found).values())


def test_i_stands_for_who_speaks() -> None:
    spoken = read_wording("I will leave the council in May", silent=("Dora Lenk",))
    named = read_wording("Dora Lenk will leave the council in May")
    assert set(named.words[:2]) <= set(spoken.silent)
    assert first_pronoun("And I will leave") == (1, 4)
    assert first_pronoun("the day he left") == (3, 8)


def test_the_clearest_statement_gives_the_text() -> None:
    found = claims(
        "it will close in March, the Holm mine",
        "the Holm mine will close in March",
        "the Holm mine, which has been at work since the days of our grandfathers, will close in March",
    )
    assert "the Holm mine will close in March" in {claim.text for claim in found}


def test_the_order_of_statements_makes_no_difference() -> None:
    texts = [
        "12 miners were trapped in the Holm pit", "at least 12 miners are trapped at Holm", "15 miners were trapped",
        "the Holm mine will close", "the mine at Holm is to close", "nobody was warned", "gas caused the Holm blast",
    ]  # fmt: skip
    parts = [part(number, text) for number, text in enumerate(texts)]
    assert together(GROUPER.claims(parts)) == together(GROUPER.claims(parts[::-1]))


def test_likeness_is_the_same_both_ways() -> None:
    one, other = "the Holm mine will close in March", "Holm's miners expect the pit to shut in spring"
    assert same(one, other, GROUPER) == pytest.approx(same(other, one, GROUPER), abs=1e-6)


@pytest.mark.parametrize("text", ["", "…", "“”", "7", "%", "\x00", "\ud800", "a" * 5000, "not " * 3000, "1" * 4000])
def test_nothing_that_a_page_can_hold_breaks_it(text: str) -> None:
    found = GROUPER.claims([part(1, text), part(2, text), part(3, "the Holm mine will close")])
    assert sum(len(claim.members) for claim in found) == 3


def test_statements_of_two_stories_are_not_compared_here() -> None:
    text = "the Holm mine will close in March"
    assert len(GROUPER.claims([part(1, text, 1), part(2, text, 2)])) == 2
