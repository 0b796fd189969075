"""Scraped plain text: what each line is, and what is left out."""

from collections.abc import Callable

import pytest

from onrecord.articles import to_article
from onrecord.records import Page

MakePage = Callable[[str], Page]
LEAD = "The council of Varnholt will build a new bridge over the Elde, the mayor said on Monday after a long debate."
NEXT = "“It will cost what it costs,” said the mayor, Jonna Reiss, when she was asked about the price of the bridge."
HEADLINE = "Council of Varnholt votes to build a bridge"


def blocks(page: Page) -> list[tuple[str, str]]:
    article = to_article(page)
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def test_the_text_stays_as_it_was_given(text_page: MakePage) -> None:
    text = f"\n\n  {HEADLINE}\u00a0\r\n\r\n{LEAD}\r{NEXT}\u2028Then\u00a0it\u00a0rained.\t\n\nAdvertisement\n"
    assert to_article(text_page(text)).text == text


def test_a_deck_stands_between_headline_and_byline(text_page: MakePage) -> None:
    deck = "The work will take three years."
    found = blocks(text_page(f"{HEADLINE}\n{deck}\nBy Ilse Tarnow\n{LEAD}\n{NEXT}"))
    assert found[:3] == [("headline", HEADLINE), ("deck", deck), ("byline", "By Ilse Tarnow")]


def test_a_first_sentence_without_a_byline_behind_it_is_no_deck(text_page: MakePage) -> None:
    assert blocks(text_page(f"{HEADLINE}\n\n{LEAD}\n\n{NEXT}"))[1] == ("paragraph", LEAD)


def test_a_text_without_a_headline_begins_with_a_paragraph(text_page: MakePage) -> None:
    assert blocks(text_page(f"{LEAD}\n\n{NEXT}")) == [("paragraph", LEAD), ("paragraph", NEXT)]


def test_a_given_title_shows_which_line_is_the_headline(text_page: MakePage) -> None:
    page = text_page(f"Bridge vote\n\n{LEAD}\n\n{NEXT}")
    titled = Page(page.name, page.content, page.media_type, title="Bridge vote")
    assert blocks(titled)[0] == ("headline", "Bridge vote")


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "ADVERTISEMENT", "tracking", "Published by", "Share on Facebook",
        "Facebook Twitter WhatsApp Email",
        "Read more: How the old bridge fell", "READ MORE »", "Sign up for our daily newsletter", "12 comments",
        "We and our partners use cookies to store information on your device.", "© 2031 The Varnholt Courier",
        "Copyright 2031 Courier Media. All rights reserved.", "Home | World | Politics | Sport",
        "Follow us on Instagram",
        "Story continues below advertisement", "Most read in Politics", "4 min read", "courier.example.com",
    ],
)  # fmt: skip
def test_furniture_gets_no_block(text_page: MakePage, line: str) -> None:
    found = blocks(text_page(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{NEXT}"))
    assert line not in [text for _, text in found]


@pytest.mark.parametrize(
    "line",
    [
        "He agreed.", "“No.”", "Nobody was hurt.", "\"Read more books,\" she said.",
        "Read more books, he told them.",
        "Share prices fell by a third.", "Comments were not allowed.", "The cookies were sold out.", "Why?",
        "Advertisement of the posts begins in May.", "He signed up for the newsletter of the party.",
        "Sign up or leave, the coach told “his” players.", "Follow the money, she said.",
        "Copyright law is a mess, he said.", "Subscribe to our updates, the minister told reporters.",
        "By using this site the company agreed to clean it, officials said.",
    ],
)  # fmt: skip
def test_a_sentence_is_never_furniture(text_page: MakePage, line: str) -> None:
    found = blocks(text_page(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{NEXT}"))
    assert line in [text for _, text in found]


def test_a_run_of_single_words_is_a_menu(text_page: MakePage) -> None:
    menu = ["Home", "World", "Arts and books", "Sport"]
    found = blocks(text_page("\n".join([*menu, HEADLINE, LEAD, NEXT])))
    assert found == [("headline", HEADLINE), ("paragraph", LEAD), ("paragraph", NEXT)]


@pytest.mark.parametrize("title", ["What happens next", "A bridge too far?", "2031: the year of the flood"])
def test_a_short_line_between_paragraphs_is_a_heading(text_page: MakePage, title: str) -> None:
    assert ("heading", title) in blocks(text_page(f"{HEADLINE}\n\n{LEAD}\n\n{title}\n\n{NEXT}"))


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The mayor at the north quay.", "AFP"),
        ("The mayor at the north quay.", " (Photo by Mara Oduya / AFP)"),
        ("The mayor at the north quay.", " Photograph: Mara Oduya/The Courier"),
        ("FILE - The mayor at the north quay, March 3.", " (AP Photo/Mara Oduya, File)"),
    ],
)
def test_a_caption_is_followed_by_its_credit(text_page: MakePage, caption: str, credit: str) -> None:
    found = blocks(text_page(f"{HEADLINE}\n\n{caption}{credit}\n\n{LEAD}\n\n{NEXT}"))
    assert found[1:3] == [("caption", caption), ("credit", credit.strip())]


@pytest.mark.parametrize("line", ["It was first reported by Reuters.", "The company sued AFP", "They met in the AP"])
def test_an_agency_in_a_sentence_is_no_credit(text_page: MakePage, line: str) -> None:
    assert "credit" not in [kind for kind, _ in blocks(text_page(f"{HEADLINE}\n\n{LEAD}\n\n{line}\n\n{NEXT}"))]


@pytest.mark.parametrize(
    "dateline",
    [
        "KYIV, Ukraine (AP) —",
        "LONDON, March 3 (Reuters) -",
        "(Reuters) -",
        "PORT-AU-PRINCE, Haiti (AP) —",
        "Varnholt (AFP) –",
        "VARNHOLT —",
    ],
)
def test_a_dateline_is_a_block_before_its_paragraph(text_page: MakePage, dateline: str) -> None:
    found = blocks(text_page(f"{HEADLINE}\n\n{dateline} {LEAD}\n\n{NEXT}"))
    assert found[1:3] == [("dateline", dateline), ("paragraph", LEAD)]


@pytest.mark.parametrize("start", ["Reiss — who was late — ", "REISS: ", "EXCLUSIVE - ", "NATO - the alliance - "])
def test_a_dash_or_a_label_alone_makes_no_dateline(text_page: MakePage, start: str) -> None:
    assert "dateline" not in [kind for kind, _ in blocks(text_page(f"{HEADLINE}\n\n{start}{LEAD}\n\n{NEXT}"))]


def test_hard_wrapped_lines_are_one_paragraph(text_page: MakePage) -> None:
    text = (
        "The council of Varnholt will build a new bridge over the river Elde,\n"
        "the mayor said on Monday after a debate that went on until midnight\n"
        "and that ended in applause.\n\n"
        "Residents of the northern quarter had waited for the decision for\n"
        "eleven years, and a few of them had stayed in the hall to the end\n"
        "of it."
    )
    assert [kind for kind, _ in blocks(text_page(text))] == ["paragraph", "paragraph"]


def test_one_paragraph_a_line_needs_no_blank_lines(text_page: MakePage) -> None:
    found = blocks(text_page("\n".join([HEADLINE, LEAD, NEXT, LEAD, NEXT])))
    assert [kind for kind, _ in found] == ["headline", *["paragraph"] * 4]


def test_the_title_of_plain_text_is_its_headline(text_page: MakePage) -> None:
    assert to_article(text_page(f"{HEADLINE}\n\n{LEAD}\n\n{NEXT}")).title == HEADLINE


def test_a_text_without_an_id_is_named_by_its_hash(text_page: MakePage) -> None:
    first, again, other = (to_article(text_page(text)).id for text in (LEAD, LEAD, NEXT))
    assert first == again != other
