"""Hedges with nobody behind them."""

from dataclasses import replace

import pytest

from onrecord.attributions.hedges import with_hedges
from onrecord.records import Article, Attribution, Block, Span

Shown = tuple[str, list[str], str | None, str | None]


def read(text: str, *found: Attribution) -> tuple[list[Attribution], list[Attribution]]:
    return with_hedges(Article("a", text, (Block("paragraph", 0, len(text)),)), found, [])


def new(text: str, *found: Attribution) -> list[Shown]:
    return [shown(text, a) for a in read(text, *found)[1]]


def shown(text: str, attribution: Attribution) -> Shown:
    (cue,) = attribution.cue
    content = [text[slice(*span)] for span in attribution.content]
    return text[slice(*cue)], content, attribution.type, attribution.commitment


def found(text: str, source: str, cue: str, *content: str, commitment: str = "plain") -> Attribution:
    def span(part: str) -> Span:
        return text.index(part), text.index(part) + len(part)

    return Attribution(
        (span(source),) if source else (),
        (span(cue),),
        tuple(map(span, content)),
        "indirect",
        0.8,
        type="assertion",
        commitment=commitment,  # type: ignore[arg-type]
    )


CLAIMED, HEDGED = ("assertion", "claimed"), ("belief", "hedged")

OWN = {
    "an adverb": (
        "It rained. The guards were allegedly asleep, but nobody saw them. Repairs go on.",
        ("allegedly", ["The guards were", "asleep"], *CLAIMED),
    ),
    "an adverb at the beginning": (
        "Reportedly, the keys were lost.",
        ("Reportedly", ["the keys were lost"], *CLAIMED),
    ),
    "an adverb in a phrase of its own": (
        "A map, supposedly drawn by a monk, hangs in the hall.",
        ("supposedly", ["drawn by a monk"], *CLAIMED),
    ),
    "is said to": (
        "The duke is said to own four castles. He lives in one.",
        ("is said", ["The duke", "to own four castles"], *CLAIMED),
    ),
    "with adverbs between": (
        "The mine had long been widely rumored to leak.",
        ("had long been widely rumored", ["The mine", "to leak"], *CLAIMED),
    ),
    "is reported to have": (
        "Two ferries are reported to have sunk.",
        ("are reported", ["Two ferries", "to have sunk"], *CLAIMED),
    ),
    "was accused of": (
        "The clerk was accused of selling seats; he resigned.",
        ("was accused", ["The clerk", "of selling seats"], *CLAIMED),
    ),
    "is suspected of": (
        "Her cousin is suspected of arson.",
        ("is suspected", ["Her cousin", "of arson"], *HEDGED),
    ),
    "are believed to": (
        "Eight divers are believed to be alive.",
        ("are believed", ["Eight divers", "to be alive"], *HEDGED),
    ),
    "is expected to": ("She’s expected to win.", ("’s expected", ["She", "to win"], *HEDGED)),
    "in a relative clause": (
        "The twins, who are thought to be abroad, owe the bank money.",
        ("are thought", ["who", "to be abroad"], *HEDGED),
    ),
    "it is claimed that": (
        "The hall was sold in June. It is claimed that no bids were read.",
        ("It is claimed", ["that no bids were read"], *CLAIMED),
    ),
    "it is understood, without that": (
        "It is understood the buyer is a bank.",
        ("It is understood", ["the buyer is a bank"], *HEDGED),
    ),
    "in the middle of a sentence": (
        "He left after it was alleged in court that he had lied.",
        ("it was alleged", ["in court that he had lied"], *CLAIMED),
    ),
    "rumour has it": (
        "Rumour has it that the duke is broke.",
        ("Rumour has it", ["that the duke is broke"], *CLAIMED),
    ),
    "an adverb among the auxiliaries": (
        "The duke is reportedly expected to abdicate.",
        ("is reportedly expected", ["The duke", "to abdicate"], "belief", "claimed"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), OWN.values(), ids=OWN.keys())
def test_a_hedge_that_nothing_was_found_for_is_an_attribution(text: str, expected: Shown) -> None:
    assert new(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The alleged thief was let go.",
        "She was held on suspicion of arson.",
        "The expected cut came in May.",
        "An allegedly stolen barge lay in the lock.",
        "The theft was reported to the harbour police.",
        "The wreck is believed by divers to be Danish.",
        "The duke was accused by his cook of theft.",
        "He said to be careful.",
        "The rules are well understood.",
        "",
    ],
)
def test_what_only_looks_like_a_hedge_is_none(text: str) -> None:
    assert new(text) == []


def test_a_passive_that_was_found_keeps_its_spans_and_takes_its_stance() -> None:
    text = "The duke is believed to own four castles."
    network = found(text, "", "is believed", "The duke", "to own four castles")
    (mended,), fresh = read(text, network)
    assert mended == replace(network, type="belief", commitment="hedged")
    assert fresh == []


def test_the_subject_of_a_passive_is_no_source() -> None:
    text = "The duke is said to own four castles."
    (mended,), fresh = read(text, found(text, "The duke", "is said", "to own four castles"))
    assert mended.source == ()
    assert shown(text, mended) == ("is said", ["The duke", "to own four castles"], *CLAIMED)
    assert fresh == []


def test_an_it_that_is_nobody_belongs_to_the_cue() -> None:
    text = "It is claimed that no bids were read."
    (mended,), _ = read(text, found(text, "It", "is claimed", "that no bids were read"))
    assert (mended.source, shown(text, mended)) == ((), ("It is claimed", ["that no bids were read"], *CLAIMED))


@pytest.mark.parametrize(("cue", "commitment"), [("is said", "plain"), ("is accused", "claimed")])
def test_with_by_there_is_a_source(cue: str, commitment: str) -> None:
    text = f"The duke {cue} by monks to have sold the bells."
    (mended,), fresh = read(text, found(text, "monks to have sold the bells", cue, "The duke"))
    assert [text[slice(*span)] for span in mended.source] == ["monks"]
    assert [text[slice(*span)] for span in mended.content] == ["The duke", "to have sold the bells"]
    assert (mended.commitment, fresh) == (commitment, [])


def test_a_longer_cue_with_a_passive_in_it_is_left() -> None:
    text = "The duke was expected to announce that he would go."
    network = found(text, "The duke", "was expected to announce", "that he would go")
    assert read(text, network) == ([network], [])


def test_an_adverb_before_a_cue_makes_it_claimed() -> None:
    text = "The mayor reportedly told aides he would resign."
    (mended,), fresh = read(text, found(text, "The mayor", "reportedly told", "he would resign"))
    assert (mended.source, mended.commitment, fresh) == (((0, 9),), "claimed", [])


def test_a_passive_around_an_adverb_has_no_source() -> None:
    text = "The clerk was allegedly promised a boat."
    (mended,), fresh = read(text, found(text, "The clerk", "was allegedly promised", "a boat"))
    assert (mended.source, fresh) == ((), [])
    assert shown(text, mended) == ("allegedly", ["The clerk was", "promised a boat"], *CLAIMED)


def test_an_adverb_in_a_content_makes_that_statement_claimed() -> None:
    text = "Police said the guards were allegedly asleep."
    outer = found(text, "Police", "said", "the guards were allegedly asleep")
    assert read(text, outer) == ([replace(outer, commitment="claimed")], [])


def test_only_the_innermost_statement_around_an_adverb_is_claimed() -> None:
    text = "Police said a nurse told them the guards were allegedly asleep."
    outer = found(text, "Police", "said", "a nurse told them the guards were allegedly asleep")
    inner = replace(found(text, "a nurse", "told", "the guards were allegedly asleep"), within=0)
    mended, fresh = read(text, outer, inner)
    assert ([a.commitment for a in mended], fresh) == (["plain", "claimed"], [])


def test_a_denial_of_a_hedge_stays_a_denial() -> None:
    text = "Police denied the guards were allegedly asleep."
    outer = found(text, "Police", "denied", "the guards were allegedly asleep", commitment="denied")
    assert read(text, outer) == ([outer], [])


def test_what_unconfirmed_reports_say_is_claimed() -> None:
    text = "Unconfirmed reports say the bridge fell."
    (mended,), _ = read(text, found(text, "Unconfirmed reports", "say", "the bridge fell"))
    assert mended.commitment == "claimed"


def test_a_long_text_of_hedges_is_read_to_its_end() -> None:
    text = "The duke is reportedly said to be ill. " * 2_000
    assert len(new(text)) == 2_000
