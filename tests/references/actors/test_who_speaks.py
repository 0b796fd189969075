"""Who speaks where no name does, and what is no name of somebody who could."""

import re
from collections.abc import Sequence

import pytest

from onrecord.records import ActorType, Article, Attribution, Block, BlockKind, Name, NameKind, Span
from onrecord.references.actors.reading import Cast, cast_of

Said = tuple[str, int, ActorType]


def spot(text: str, words: str, nth: int = 0) -> Span:
    return [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)][nth]


def names(text: str, **kinds: list[str]) -> list[Name]:
    """A name of that kind for every place of the given wordings."""
    kind_of: dict[str, NameKind] = {"person": "person", "organisation": "organisation", "place": "place"}
    found = [
        Name(*m.span(), kind_of[kind], 0.9)
        for kind, wordings in kinds.items()
        for wording in wordings
        for m in re.finditer(rf"(?<!\w){re.escape(wording)}(?!\w)", text)
    ]
    return sorted(found, key=lambda name: name.start)


def read(
    text: str,
    said: Sequence[Said],
    found: list[Name],
    outlet: str | None = None,
    kinds: dict[str, BlockKind] | None = None,
) -> Cast:
    """The cast of an article whose lines are paragraphs, but for `kinds`, by their text; the words `said` speak."""
    blocks = tuple(Block((kinds or {}).get(m.group(), "paragraph"), *m.span()) for m in re.finditer(r"[^\n]+", text))
    attributions = []
    for words, nth, kind in said:
        start, end = spot(text, words, nth)
        cue = re.compile(r" ([\w]+(?: told)?)").match(text, end)
        assert cue is not None
        attributions.append(
            Attribution(
                ((start, end),), (cue.span(1),), ((cue.end() + 1, cue.end() + 2),), "indirect", 0.9, speaker_type=kind
            )
        )
    return cast_of(Article("a", text, blocks, outlet=outlet), attributions, found, {"Kestria"}.__contains__)


def speakers(cast: Cast) -> list[str | None]:
    return [s.entity.name if s.entity else None for s in cast.speakers]


PAPER = (
    "BRENNA, May 3 (NRA) — The minister took money, a contract leaked to The Vesna Tribune shows.\n"
    "The newspaper reported that the sum went through a firm in Hollin. The firm has one owner, it said."
)


def test_the_newspaper_is_the_medium_last_named_and_it_the_one_that_spoke() -> None:
    said: list[Said] = [("The newspaper", 0, "organisation"), ("it", 0, "organisation")]
    cast = read(PAPER, said, names(PAPER, organisation=["BRENNA", "Hollin"]))
    assert speakers(cast) == ["The Vesna Tribune", "The Vesna Tribune"]


def test_the_agency_is_not_the_newspaper() -> None:
    text = "Sugar is short, the agency NRA reported. The Vesna Tribune had it first. The agency said ships were late."
    cast = read(text, [("The agency", 0, "organisation")], names(text, organisation=["NRA"]))
    assert speakers(cast) == ["NRA"]


def test_the_outlet_is_not_the_newspaper_where_another_is_named() -> None:
    text = "The Vesna Tribune had the letter. A clerk spoke to the Marlow Courier. The newspaper said it was real."
    cast = read(text, [("The newspaper", 0, "organisation")], [], outlet="The Marlow Courier")
    assert speakers(cast) == ["The Vesna Tribune"]


def test_the_place_of_a_dateline_is_no_body_wherever_it_stands() -> None:
    text = "BRENNA, May 3 (NRA) — Sugar is short.\nThe mayor of Brenna said so."
    cast = read(text, [], names(text, organisation=["BRENNA"], person=["Brenna"]))
    assert [(n.kind, text[n.start : n.end]) for n in cast.names if n.kind != "organisation"] == [
        ("place", "BRENNA"),
        ("place", "Brenna"),
    ]


def test_a_family_name_stays_a_persons_below_a_dateline_of_that_name() -> None:
    text = "BRENNA, May 3 (NRA) — Sugar is short, Ada Brenna said.\nBrenna said ships were late."
    cast = read(text, [("Brenna", 1, "person")], names(text, person=["Ada Brenna", "Brenna"], organisation=["BRENNA"]))
    assert speakers(cast) == ["Ada Brenna"]


def test_a_word_that_only_stands_behind_in_is_a_place_and_one_that_speaks_is_not() -> None:
    text = "Snow fell in Hollin. Faith in Vance is low. Vance said the roads were clear."
    cast = read(text, [("Vance", 1, "person")], names(text, person=["Hollin", "Vance"]))
    assert [n.kind for n in cast.names] == ["place", "person", "person"]


def test_a_country_is_known_by_its_adjective() -> None:
    text = "Talks with Orrania begin. Orranian wheat is cheap."
    cast = read(text, [], names(text, person=["Orrania", "Orranian"]))
    assert [n.kind for n in cast.names] == ["place", "nationality"]


def test_an_office_is_no_body() -> None:
    text = "The Health Minister, Mr Vance, said the beds were full."
    found = names(text, organisation=["Health Minister"], person=["Vance"])
    attribution = Attribution(
        (spot(text, "The Health Minister, Mr Vance"),), (spot(text, "said"),), (), "indirect", 0.9
    )
    cast = cast_of(
        Article("a", text, (Block("paragraph", 0, len(text)),)), [attribution], found, {"Kestria"}.__contains__
    )
    assert speakers(cast) == ["Vance"]


UNNAMED = (
    "Minister Robert Holt was to be paid, a letter shows.\nA former clerk of the mill said Holt took it. "
    "The man said he carried it himself.\nThe owner came in May, the same man said. The driver had to wait, he added."
)


def test_the_same_man_is_the_unnamed_one_who_spoke_last() -> None:
    said: list[Said] = [
        ("A former clerk of the mill", 0, "person"),
        ("The man", 0, "person"),
        ("the same man", 0, "person"),
        ("he", -1, "person"),
    ]
    cast = read(UNNAMED, said, names(UNNAMED, person=["Robert Holt", "Holt"]))
    assert speakers(cast) == ["former clerk of the mill"] * 4
    assert [s.type for s in cast.speakers] == ["unnamed"] * 4


def test_the_two_are_the_last_two_who_spoke() -> None:
    text = "Mary Vance said no. Robert Holt said yes. The two said nothing more."
    said: list[Said] = [("Mary Vance", 0, "person"), ("Robert Holt", 0, "person"), ("The two", 0, "group")]
    assert (
        speakers(read(text, said, names(text, person=["Mary Vance", "Robert Holt"])))[2] == "Mary Vance & Robert Holt"
    )


def test_the_two_are_those_who_were_called_so() -> None:
    text = "Two officials said the king was ill. Mary Vance said no. Robert Holt said yes. The two said he had a fever."
    said: list[Said] = [
        ("Two officials", 0, "unnamed"),
        ("Mary Vance", 0, "person"),
        ("Robert Holt", 0, "person"),
        ("The two", 0, "unnamed"),
    ]
    assert speakers(read(text, said, names(text, person=["Mary Vance", "Robert Holt"])))[3] == "Two officials"


def test_who_asks_is_not_who_answers() -> None:
    text = "Robert Holt faced the miners. A questioner said the mine was doomed. It was not, he said."
    said: list[Said] = [("A questioner", 0, "unnamed"), ("he", 0, "person")]
    assert speakers(read(text, said, names(text, person=["Robert Holt"])))[1] == "Robert Holt"


def test_a_nurse_and_a_daughter_are_not_one_person() -> None:
    text = "Nurse Ada Orm was on duty. A nurse and a daughter said he had died at four."
    cast = read(text, [("A nurse and a daughter", 0, "person")], names(text, person=["Ada Orm"]))
    assert (speakers(cast), cast.speakers[0].type) == (["nurse and a daughter"], "group")


def test_where_it_was_said_is_no_part_of_who_said_it() -> None:
    text = "Chief Alma Reiss came at nine.\nAt the harbour clinic Dr. Stellan Maron confirmed three deaths."
    said: list[Said] = [("At the harbour clinic Dr. Stellan Maron", 0, "person")]
    assert speakers(read(text, said, names(text, person=["Alma Reiss", "Stellan Maron"]))) == ["Stellan Maron"]


@pytest.mark.parametrize("cue", ["was warned", "had been informed", "were repeatedly told"])
def test_who_is_told_does_not_speak(cue: str) -> None:
    text = f"The operator {cue} that the wall could fail."
    attribution = Attribution(
        (spot(text, "The operator"),), (spot(text, cue),), (spot(text, "the wall could fail"),), "indirect", 0.9
    )
    cast = cast_of(Article("a", text, (Block("paragraph", 0, len(text)),)), [attribution], [], {"Kestria"}.__contains__)
    assert speakers(cast) == [None]


def test_who_tells_speaks_behind_a_passive() -> None:
    text = "The paper was told by two clerks that the wall could fail."
    attribution = Attribution(
        (spot(text, "two clerks"),), (spot(text, "was told"),), (), "indirect", 0.9, speaker_type="unnamed"
    )
    cast = cast_of(Article("a", text, (Block("paragraph", 0, len(text)),)), [attribution], [], {"Kestria"}.__contains__)
    assert speakers(cast) == ["two clerks"]


def test_she_is_a_person_whose_gender_only_the_text_tells() -> None:
    text = (
        "Robert Holt leads the dockers. Tavi Sloan runs the yard, and her office is small. Wages were fair, she said."
    )
    assert speakers(read(text, [("she", 0, "person")], names(text, person=["Robert Holt", "Tavi Sloan"]))) == [
        "Tavi Sloan"
    ]


def test_he_is_nobody_whom_only_the_byline_names() -> None:
    text = "By Robert Vance\nJarl Holt came. The roads were clear, he said."
    cast = read(
        text,
        [("he", 0, "person")],
        names(text, person=["Robert Vance", "Jarl Holt"]),
        kinds={"By Robert Vance": "byline"},
    )
    assert speakers(cast) == ["Jarl Holt"]


def test_which_hangs_on_the_paper_and_not_on_its_town() -> None:
    text = "It came out in The Vesna Tribune, a Hollin newspaper, which said the sum was large."
    cast = read(text, [("which", 0, "organisation")], names(text, organisation=["Hollin"]))
    assert speakers(cast) == ["The Vesna Tribune"]


def test_the_cited_one_is_not_what_the_medium_is() -> None:
    text = "Reuters, citing two cooks, said the king was ill."
    cast = read(text, [("Reuters, citing two cooks,", 0, "organisation")], names(text, organisation=["Reuters"]))
    assert [(s.entity and s.entity.name, s.type) for s in cast.speakers] == [("two cooks", "unnamed")]


def test_somebody_new_is_nobody_who_has_spoken() -> None:
    text = (
        "A lorry burned.\nIt was late.\nNobody slept.\nOfficer Ole Pask said the road was shut.\n"
        "A police officer said the driver had been drinking.\nThe officer said a bottle was found."
    )
    said: list[Said] = [
        ("Officer Ole Pask", 0, "person"),
        ("A police officer", 0, "person"),
        ("The officer", 0, "person"),
    ]
    found = speakers(read(text, said, names(text, person=["Ole Pask"])))
    assert found[:2] == ["Ole Pask", "police officer"]


def test_who_holds_one_office_does_not_hold_another() -> None:
    text = "Transport Minister Liv Sand said an inquiry would begin. The prime minister said he was shocked."
    said: list[Said] = [("Transport Minister Liv Sand", 0, "person"), ("The prime minister", 0, "person")]
    assert speakers(read(text, said, names(text, person=["Liv Sand"]))) == ["Liv Sand", "prime minister"]


def test_their_union_is_no_body_that_was_named_before() -> None:
    text = "Orrel Roads said the fans had run. Two firemen said they had no masks. Their union said so too."
    said: list[Said] = [
        ("Orrel Roads", 0, "organisation"),
        ("Two firemen", 0, "unnamed"),
        ("Their union", 0, "organisation"),
    ]
    assert speakers(read(text, said, names(text, organisation=["Orrel Roads"])))[2] == "Their union"


def test_what_somebody_is_is_no_part_of_their_name() -> None:
    text = "Fire Chief Tamsin Vale said so. Vale left at nine."
    cast = read(text, [("Fire Chief Tamsin Vale", 0, "person")], names(text, person=["Fire Chief Tamsin Vale", "Vale"]))
    assert speakers(cast) == ["Tamsin Vale"]
