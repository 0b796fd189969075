"""Who the names, pronouns and descriptions of an article denote."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import ActorType, Article, Attribution, Block, Name, NameKind, Span
from onrecord.references.actors.naming import person_name, same_person
from onrecord.references.actors.reading import Cast, cast_of
from onrecord.references.actors.sources import source_of


def spot(text: str, words: str, nth: int = 0) -> Span:
    """Where `words` stand for the nth time."""
    return [m.span() for m in re.finditer(re.escape(words), text)][nth]


def named(text: str, **kinds: list[str]) -> list[Name]:
    """A name for every place of the given wordings."""
    spans = [(m.span(), k) for k, all_of in kinds.items() for w in all_of for m in re.finditer(re.escape(w), text)]
    whole = [(s, k) for s, k in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o, _ in spans)]
    return [Name(*span, _kind(kind), 0.9) for span, kind in sorted(whole)]


def _kind(kind: str) -> NameKind:
    kinds: dict[str, NameKind] = {"person": "person", "organisation": "organisation", "place": "place"}
    return kinds[kind]


def said(text: str, source: str, nth: int = 0, kind: ActorType = "person") -> Attribution:
    span = spot(text, source, nth)
    return Attribution((span,), (), ((span[1] + 1, span[1] + 2),), "indirect", 0.9, speaker_type=kind)


def cast(text: str, attributions: list[Attribution], names: list[Name]) -> Cast:
    blocks = tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    return cast_of(Article("a", text, blocks), attributions, names, {"Kestria", "Tarn"}.__contains__)


def speakers(text: str, attributions: list[Attribution], names: list[Name]) -> list[str | None]:
    return [s.entity.name if s.entity else None for s in cast(text, attributions, names).speakers]


def test_a_family_name_stands_for_the_full_name() -> None:
    text = "Dagny Holt spoke first. Holt said the bridge was safe."
    assert speakers(text, [said(text, "Holt", 1)], named(text, person=["Dagny Holt", "Holt"])) == ["Dagny Holt"]


def test_two_people_of_one_family_name_are_kept_apart_by_their_titles() -> None:
    text = "Dagny Holt and her brother Robert Holt came. Mr. Holt said no. Ms. Holt said yes."
    found = [said(text, "Mr. Holt"), said(text, "Ms. Holt")]
    assert speakers(text, found, named(text, person=["Dagny Holt", "Robert Holt", "Holt"])) == [
        "Robert Holt",
        "Dagny Holt",
    ]


def test_a_pronoun_of_a_quotation_that_goes_on_is_the_last_speaker() -> None:
    text = "Robert Holt said the dam would hold.\n“It always did,” he said."
    found = [said(text, "Robert Holt"), said(text, "he", -1)]
    assert speakers(text, found, named(text, person=["Robert Holt"]))[1] == "Robert Holt"


def test_a_pronoun_passes_over_those_of_the_other_gender() -> None:
    text = "Mary Vance met Robert Holt in Brenna. She said the talks had failed."
    found = [said(text, "She")]
    assert speakers(text, found, named(text, person=["Mary Vance", "Robert Holt"])) == ["Mary Vance"]


def test_the_roles_of_a_person_are_kept_with_their_spans() -> None:
    text = "Infrastructure Minister Jarl Pemberton spoke. Lucinda Averell, head of the rail union, left."
    read = cast(text, [], named(text, person=["Jarl Pemberton", "Lucinda Averell"]))
    titles = {e.name: [(r.title, text[slice(*r.span)]) for r in e.roles] for e in read.entities}
    assert titles["Jarl Pemberton"] == [("Infrastructure Minister", "Infrastructure Minister")]
    assert titles["Lucinda Averell"][0][0] == "head of the rail union"


def test_a_role_has_its_portfolio_and_its_country_and_the_portfolio_is_nobody() -> None:
    text = "It was late. The U.S. Secretary of State Mary Vance left. Minister for Rail and Ports Robert Holt stayed."
    read = cast(text, [], named(text, person=["Mary Vance", "Robert Holt"], organisation=["State"]))
    assert {e.name: [r.title for r in e.roles] for e in read.entities} == {
        "Mary Vance": ["U.S. Secretary of State"],
        "Robert Holt": ["Minister for Rail and Ports"],
    }


def test_sources_quoted_by_a_medium_are_named_without_it() -> None:
    text = "City government sources quoted by the Courier say the bridge is closed."
    found = said(text, "City government sources quoted by the Courier", kind="document")
    [speaker] = cast(text, [found], named(text, organisation=["Courier"])).speakers
    assert speaker.entity is not None
    assert (speaker.entity.name, speaker.type) == ("City government sources", "unnamed")


def test_initials_and_a_paper_s_last_word_are_short_names() -> None:
    text = "The Marlow Courier cited the Harbour Safety Board. The HSB said so, and the Courier reported it."
    names = named(text, organisation=["Marlow Courier", "Courier", "Harbour Safety Board", "HSB"])
    found = [said(text, "The HSB", kind="organisation"), said(text, "the Courier", kind="organisation")]
    assert speakers(text, found, names) == ["Harbour Safety Board", "The Marlow Courier"]


def test_a_capital_that_speaks_is_an_organisation_and_no_person() -> None:
    text = "Tarn said the border was closed."
    read = cast(text, [said(text, "Tarn", kind="organisation")], named(text, place=["Tarn"]))
    assert [s.type for s in read.speakers] == ["organisation"]


def test_joint_speakers_are_one_actor_with_members() -> None:
    text = "Jarl Pemberton and Mary Vance said they agreed."
    names = named(text, person=["Jarl Pemberton", "Mary Vance"])
    [speaker] = cast(text, [said(text, "Jarl Pemberton and Mary Vance")], names).speakers
    assert speaker.entity is not None
    assert [member.name for member in speaker.entity.members] == ["Jarl Pemberton", "Mary Vance"]


def test_unnamed_officials_of_the_same_wording_are_not_one() -> None:
    text = "Two officials said yes. Later two officials said no."
    found = [said(text, "Two officials", kind="unnamed"), said(text, "two officials", kind="unnamed")]
    first, second = (s.entity for s in cast(text, found, []).speakers)
    assert first is not second


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("Secretary of State Mary Vance", "Mary Vance"),
        ("Their transport speaker, Mary Vance,", "Mary Vance"),
        ("Mary Vance, who left early", "Mary Vance"),
        ("a spokesman for Mary Vance", None),
        ("Mary Vance's lawyer", None),
    ],
)
def test_the_head_of_a_source_is_its_name_only_where_the_phrase_denotes_it(source: str, head: str | None) -> None:
    found = source_of(source, (0, len(source)), named(source, person=["Mary Vance"]))
    assert (found.name and source[found.name.start : found.name.end]) == head


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Donald J. Orr", "Donald Orr", True),
        ("Bill Vance", "William Vance", True),
        ("Bill Vance", "Mary Vance", False),
        ("Robert C. “Bobby” Scott", "Bobby Scott", True),
        ("Ana San Suu Lin", "Suu Lin", True),
    ],
)
def test_names_of_one_person_agree(one: str, other: str, same: bool) -> None:
    a, b = person_name(one), person_name(other)
    assert a is not None
    assert b is not None
    assert same_person(a, b) is same


@given(st.text(max_size=80))
def test_any_words_can_be_a_source(text: str) -> None:
    read = cast(text, [Attribution(((0, len(text)),), (), (), "indirect", 0.5)] if text else [], [])
    assert len(read.speakers) == bool(text)


def test_a_description_is_of_whom_its_state_and_office_are_told_elsewhere() -> None:
    text = (
        "Sen. Ada Birch (R-Idaho) met Gov. Tom Reed of Ohio on Monday. Tom Reed spoke first.\n\n"
        "The Idaho senator said the talks went well."
    )
    names = named(text, person=["Ada Birch", "Tom Reed"])
    assert speakers(text, [said(text, "The Idaho senator")], names) == ["Ada Birch"]


def test_a_possessive_behind_a_verb_is_whoever_speaks_before_it() -> None:
    text = "Tom Reed spoke on Monday.\n\nAda Birch expressed his view that the bridge was safe."
    names = named(text, person=["Ada Birch", "Tom Reed"])
    assert speakers(text, [said(text, "Ada Birch"), said(text, "his")], names) == ["Ada Birch", "Ada Birch"]


def test_two_people_are_joint_where_the_second_stands_behind_an_apposition() -> None:
    text = "Omar Lund, 25, and his wife, Ines Lund, 27, said they would stay."
    names = named(text, person=["Omar Lund", "Ines Lund"])
    assert speakers(text, [said(text, "Omar Lund, 25, and his wife, Ines Lund, 27,")], names) == [
        "Omar Lund & Ines Lund"
    ]


def test_the_employee_behind_a_possessive_is_a_person_of_their_own() -> None:
    text = "The Tarn Herald’s Susan Velt said so."
    names = [Name(*spot(text, "Tarn Herald’s Susan"), "organisation", 0.9)]
    assert speakers(text, [said(text, "The Tarn Herald’s Susan Velt")], names) == ["Susan Velt"]


def test_a_family_name_that_comes_first_keeps_the_rest_of_its_name() -> None:
    text = "Ro Jiwen spoke first.\n\nRo said no.\n\nRo left. Ro came back. Ro sat down."
    names = named(text, person=["Ro Jiwen", "Ro"])
    assert speakers(text, [said(text, "Ro", 1)], names) == ["Ro Jiwen"]
