"""Through whom an attribution reached the reader. Texts, people and small media are invented."""

from collections.abc import Callable

import pytest

from onrecord.records import Article, Attribution, Name
from onrecord.references.chains import find_steps

OUTLET = ("published by", None, None)

EXAMPLES = {
    "an agency in the dateline relays every statement": (
        "dateline: TALLISK, May 3 (AAP) —\n[k0 Sugar will be rationed], [s0 the grocers' guild] [c0 said].\n"
        "[s1 A baker] [c1 said] [k1 he had none].",
        [[("relayed by", "AAP", "(AAP)")], [("relayed by", "AAP", "(AAP)")]],
    ),
    "a dateline at the head of a paragraph counts as well": (
        "TALLISK, Orrany (AFP) — [k0 Sugar will be rationed], [s0 the guild] [c0 said].",
        [[("relayed by", "AFP", "(AFP)")]],
    ),
    "a byline with an agency is a credit": (
        "byline: By Nora Feld with dpa\n[s0 The guild] [c0 said] [k0 sugar was short].",
        [[("relayed by", "dpa", "dpa")]],
    ),
    "a byline of the paper's own staff is none": (
        "byline: By Nora Feld, Courier staff writer\n[s0 The guild] [c0 said] [k0 sugar was short].",
        [[]],
    ),
    "two agencies in a line behind the text are two links": (
        "[s0 The guild] [c0 said] [k0 sugar was short].\n(With files from Reuters and AFP)",
        [
            [
                ("relayed by", "Reuters", "(With files from Reuters and AFP)"),
                ("relayed by", "AFP", "(With files from Reuters and AFP)"),
            ]
        ],
    ),
    "an agency behind the last sentence is a credit": (
        "[s0 The guild] [c0 said] [k0 sugar was short]. — Reuters",
        [[("relayed by", "Reuters", "Reuters")]],
    ),
    "a picture's credit holds for its caption only": (
        "caption: [s0 Miller Jo Aske] [c0 says] [k0 his silos are empty]. (AP Photo/Lee Oman)\n"
        "[s1 The guild] [c1 said] [k1 sugar was short].",
        [[("relayed by", "AP", "(AP Photo/Lee Oman)")], []],
    ),
    "an agency that no list has, by its quoting": (
        "[k0 Sugar is short], [s0 sources quoted by Northlight] [c0 said].",
        [[("cited by", "Northlight", "quoted by Northlight")]],
    ),
    "an agency whose name alone was taken for the source": (
        "[k0 Sugar is short], sources quoted by [s0 Northlight] [c0 said].",
        [[("cited by", "Northlight", "quoted by Northlight")]],
    ),
    "a paper that cites somebody ahead of itself": (
        "Citing two millers, [s0 the Vesna Tribune] [c0 reported] that [k0 sugar was short].",
        [[("cited by", "Vesna Tribune", "Citing two millers, the Vesna Tribune")]],
    ),
    "an agency that no list has, told something": (
        "[k0 Sugar is short], [s0 two millers] [c0 told] Northlight on Friday.",
        [[("said to", "Northlight", "told Northlight")]],
    ),
    "a name whose first word ends other names of media": (
        "[k0 Sugar is short], [s0 two millers] [c0 told] World Dispatch.",
        [[("said to", "World Dispatch", "told World Dispatch")]],
    ),
    "a paper of a place is not named like the place": (
        "[k0 Sugar is short], [s0 two millers] [c0 told] reporters at Tallisk port. A Tallisk newspaper had it.",
        [[]],
    ),
    "a medium that was told": (
        "[k0 “The dam will hold,”] [s0 engineer Ana Brück] [c0 told] Radio Ostermark on Friday.",
        [[("said to", "Radio Ostermark", "told Radio Ostermark")]],
    ),
    "a station named after what it is": (
        "[s0 The pilot] [c0 told] the private radio station Kanal Sju [k0 that both engines had stopped].",
        [[("said to", "Kanal Sju", "told the private radio station Kanal Sju")]],
    ),
    "a programme's channel is told": (
        "[s0 The pilot] [c0 told] the BBC's Newsnight [k0 that both engines had stopped].",
        [[("said to", "BBC", "told the BBC")]],
    ),
    "two media told together": (
        "[s0 The pilot] [c0 told] Reuters and the Orsk Herald [k0 that both engines had stopped].",
        [[("said to", "Reuters", "told Reuters"), ("said to", "Orsk Herald", "told Reuters and the Orsk Herald")]],
    ),
    "people who are no medium": (
        "[s0 The pilot] [c0 told] reporters [k0 that both engines had stopped]. "
        "[s1 Her lawyer] [c1 told] the Orsk Council [k1 she was tired].",
        [[], []],
    ),
    "a letter to a paper": (
        "In an email to the Orsk Herald, [s0 the museum] [c0 said] [k0 that the urn was a copy].",
        [[("said to", "Orsk Herald", "In an email to the Orsk Herald")]],
    ),
    "an interview with a paper that nobody knows": (
        "[k0 The urn is a copy], [s0 curator Ola Finn] [c0 said] in a telephone interview on Sunday with Dagposten.",
        [[("said to", "Dagposten", "in a telephone interview on Sunday with Dagposten")]],
    ),
    "a paper's own interview": (
        "[s0 The curator] [c0 said] in an Orsk Herald interview [k0 that the urn was a copy].",
        [[("said to", "Orsk Herald", "in an Orsk Herald interview")]],
    ),
    "those who spoke to a medium": (
        "[s0 Three guards who spoke to The Orsk Herald] [c0 said] [k0 the urn was a copy].",
        [[("said to", "The Orsk Herald", "spoke to The Orsk Herald")]],
    ),
    "quoted by an agency that is called one": (
        "[s0 The governor] [c0 was quoted] by the state news agency Barin [c0 as saying] [k0 the road was cut].",
        [[("cited by", "Barin", "quoted by the state news agency Barin")]],
    ),
    "sources quoted by an agency": (
        "[s0 Palace sources quoted by DPA] [c0 say] [k0 the king will not travel].",
        [[("cited by", "DPA", "quoted by DPA")]],
    ),
    "a paper that quotes": (
        "[s0 Vesna Tribune, quoting a palace cook,] [c0 said] [k0 the king would not travel].",
        [[("cited by", "Vesna Tribune", "Vesna Tribune, quoting")]],
    ),
    "a paper that quotes a paper that quotes": (
        "[s0 Reuters, citing the newspaper Al-Marsad, which quoted a doctor,] [c0 said] [k0 the king was ill].",
        [
            [
                ("cited by", "Reuters", "Reuters, citing"),
                ("cited by", "Al-Marsad", "the newspaper Al-Marsad, which quoted"),
            ]
        ],
    ),
    "a paper that quotes, where its citing was found as a statement too": (
        "[k0 The king is ill], [s0 [s1 Reuters]] [c0 reported] on Monday, [c1 citing] [k1 a palace cook].",
        [[("cited by", "Reuters", "Reuters reported on Monday, citing")], []],
    ),
    "a medium that is the source itself": (
        "[k0 The merger] [c0 was first reported] by [s0 the Vesna Tribune].",
        [[]],
    ),
    "one who cites and is no medium": (
        "[s0 The minister, citing a police report,] [c0 said] [k0 the road was cut].",
        [[]],
    ),
    "a document that a paper got hold of": (
        "[s0 A letter obtained by the Vesna Tribune] [c0 warns] [k0 of cracks in the vault].",
        [[("reported by", "Vesna Tribune", "obtained by the Vesna Tribune")]],
    ),
    "remarks that a medium brought to light": (
        "[k0 The vault may crack], [s0 the bishop] [c0 wrote] in a letter first published by The Vesna Tribune.",
        [[("reported by", "The Vesna Tribune", "first published by The Vesna Tribune")]],
    ),
    "a thing that a medium brought to light": (
        "The merger, first reported by The Vesna Tribune, was confirmed by both banks. "
        "[s0 The banks] [c0 said] [k0 nobody would be laid off].",
        [[]],
    ),
    "an address that a channel carried": (
        "[s0 The king] [c0 said] in remarks carried live by state TV [k0 that he would not travel].",
        [[("relayed by", "state TV", "carried live by state TV")]],
    ),
    "on a channel": (
        "Appearing on Sky News, [s0 the king's brother] [c0 said] [k0 he was fine].",
        [[("said to", "Sky News", "Appearing on Sky News")]],
    ),
    "an employer is no link": (
        "[s0 A spokeswoman for the Vesna Tribune] [c0 said] [k0 its presses were idle].",
        [[]],
    ),
    "a medium in the content is no link": (
        "[s0 The bishop] [c0 denied] [k0 that he had told the Vesna Tribune about the vault].",
        [[]],
    ),
    "a medium that speaks is no link": (
        "[k0 The vault is closed], [c0 according to] [s0 the Vesna Tribune].",
        [[]],
    ),
    "the next sentence has no link": (
        "[s0 The bishop] [c0 told] AFP [k0 the vault was safe]. [s1 He] [c1 said] [k1 it had always leaked].",
        [[("said to", "AFP", "told AFP")], []],
    ),
}

Shown = tuple[str, str | None, str | None]
Parse = Callable[..., tuple[Article, list[Attribution]]]
Capitals = Callable[[str], list[Name]]
Chains = Callable[..., list[list[Shown]]]


@pytest.fixture
def chains(parse: Parse, capitals: Capitals) -> Chains:
    """The relation, the medium and the words of each step of each attribution of a marked text."""

    def read(marked: str, outlet: str | None = "The Marlow Courier") -> list[list[Shown]]:
        article, found = parse(marked, outlet)

        def words(span: tuple[int, int] | None) -> str | None:
            return span and article.text[slice(*span)]

        steps = find_steps(article, found, capitals(article.text))
        return [[(step.relation, words(step.medium), words(step.span)) for step in chain] for chain in steps]

    return read


@pytest.mark.parametrize(("marked", "expected"), EXAMPLES.values(), ids=EXAMPLES.keys())
def test_steps(chains: Chains, marked: str, expected: list[list[Shown]]) -> None:
    assert chains(marked) == [[OUTLET, *chain] for chain in expected]


def test_no_outlet_is_no_link(chains: Chains) -> None:
    assert chains("[s0 The bishop] [c0 said] [k0 it leaked].", outlet=None) == [[]]


def test_the_outlets_own_short_name_is_a_medium(chains: Chains) -> None:
    chain = chains("[s0 The bishop] [c0 told] the Argosy [k0 it leaked].", outlet="The Tallisk Argosy")
    assert chain == [[OUTLET, ("said to", "Argosy", "told the Argosy")]]


def test_an_inner_statement_has_the_chain_of_the_outer_one_and_then_its_speaker(
    parse: Parse, capitals: Capitals
) -> None:
    marked = "[s0 A nurse] [c0 told] CNN [k0 that [s1 the doctor] [c1 had said] [k1 the ward was full]]."
    article, found = parse(marked)
    outer, inner = find_steps(article, found, capitals(article.text))
    assert inner[:-1] == outer
    assert (inner[-1].relation, inner[-1].medium, inner[-1].outer) == ("reported by", None, 0)
    assert inner[-1].span is not None
    assert article.text[slice(*inner[-1].span)] == "A nurse told CNN"


def test_within_a_hedge_with_nobody_behind_it_there_is_no_speaker_to_name(chains: Chains) -> None:
    marked = "[c0 Allegedly], [k0 [s1 the doctor] [c1 said] [k1 the ward was full]]."
    assert chains(marked) == [[OUTLET], [OUTLET]]
