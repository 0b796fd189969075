"""Headlines whose form names the source."""

from onrecord.attributions.headlines import with_headlines
from onrecord.records import Article, Attribution, Block

BODY = "\n\nThe council of Brenna met on Monday."


def read(headline: str, found: tuple[Attribution, ...] = ()) -> list[tuple[str, str, str]]:
    text = headline + BODY
    blocks = (Block("headline", 0, len(headline)), Block("paragraph", len(headline) + 2, len(text)))
    article = Article("a", text, blocks)
    parts = [(a.source, a.cue, a.content) for _, a in with_headlines(article, found, [])]
    return [tuple("/".join(text[s:e] for s, e in spans) for spans in three) for three in parts]  # type: ignore[misc]


def test_a_source_after_a_colon_or_a_dash() -> None:
    assert read("Bridge toll passes 30: officials") == [("officials", ":", "Bridge toll passes 30")]
    assert read("Ferries to stop – harbour police") == [("harbour police", "–", "Ferries to stop")]


def test_a_source_before_a_colon_is_known_or_quoted() -> None:
    assert read("Energy minister: lights will stay on") == [("Energy minister", ":", "lights will stay on")]
    assert read("Orlo: 'We will not go'") == [("Orlo", ":", "'We will not go'")]
    assert read("Brenna: a town of nine bridges") == []


def test_a_verb_and_its_source_at_the_end() -> None:
    assert read("Rebels ready to talk, says envoy") == [("envoy", "says", "Rebels ready to talk")]


def test_a_label_is_nobodys_word() -> None:
    assert read("Explainer: how officials count votes") == []
    labelled = Attribution(((0, 9),), ((9, 10),), ((11, 21),), "indirect", 0.95)
    assert read("Explainer: how it works", (labelled,)) == []


def test_what_the_network_is_sure_of_stays() -> None:
    sure = Attribution(((29, 38),), ((27, 28),), ((0, 20),), "indirect", 0.9)
    assert len(read("Bridge toll passes 30: officials", (sure,))) == 1


def test_a_speaker_of_the_body_is_known_in_the_headline() -> None:
    headline = "Dam is safe: Hesper Lund"
    place = len(headline) + 2
    speaker = Attribution(((place, place + 3),), ((place + 4, place + 11),), (), "indirect", 0.9)
    assert len(read(headline, (speaker,))) == 1
    text = headline + "\n\nHesper Lund said so."
    body = Attribution(((26, 37),), ((38, 42),), ((43, 45),), "indirect", 0.9)
    article = Article("a", text, (Block("headline", 0, 24), Block("paragraph", 26, len(text))))
    assert len(list(with_headlines(article, (body,), []))) == 2
