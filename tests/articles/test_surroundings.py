"""What stands above and below the body of a page: kicker, deck, and the agency that signs."""

from collections.abc import Callable

import pytest

from onrecord.articles import to_article
from onrecord.records import Page

MakePage = Callable[..., Page]
HEADLINE = "Council to build a bridge"
DECK = "Three years of work and a toll for lorries"


def blocks(page: Page) -> list[tuple[str, str]]:
    article = to_article(page)
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


@pytest.mark.parametrize("name", ["dek", "standfirst", "article-subtitle"])
def test_a_deck_below_a_kicker_is_a_deck_and_the_kicker_no_part_of_the_article(html_page: MakePage, name: str) -> None:
    top = (
        f'<header><p class="kicker">News</p><h1>{HEADLINE}</h1><p class="{name}">{DECK}</p>'
        '<p class="byline">By Ilse Tarnow</p></header>'
    )
    found = blocks(html_page(top=top))
    assert found[:3] == [("headline", HEADLINE), ("deck", DECK), ("byline", "By Ilse Tarnow")]
    assert "News" not in [text for _, text in found]


LEAD = "The council of Varnholt will build a new bridge over the Elde, the mayor said on Monday after a long debate."
PROSE = f"<p>{LEAD}</p>"
MORE = "<p>Residents of the northern quarter had waited for the decision for more than eleven years, {} said.</p>"
BODY = PROSE + "".join(MORE.format(who) for who in ("one", "two", "three", "four", "five"))


@pytest.mark.parametrize("line", ["NRA", "— NRA", "(NRA)", "— Nordic Wire"])
def test_a_line_that_is_an_agencys_name_below_the_body_is_a_credit(html_page: MakePage, line: str) -> None:
    assert blocks(html_page(body=f"{BODY}<p>{line}</p>"))[-1] == ("credit", line)


def test_a_name_that_the_page_calls_a_credit_is_one_wherever_it_stands(html_page: MakePage) -> None:
    furniture = "<p>Readers of the Varnholt Echo can walk on the old bridge until the first of May.</p>"
    found = blocks(html_page(body=f'{PROSE}<p class="agency">Nordic Wire</p>{BODY}{furniture}'))
    assert ("credit", "Nordic Wire") in found


@pytest.mark.parametrize("line", ["Why?", "The End", "What now"])
def test_other_short_lines_stay_in_the_body(html_page: MakePage, line: str) -> None:
    found = blocks(html_page(body=f"{BODY}<p>{line}</p>"))
    assert ("credit", line) not in found


def test_an_agencys_name_below_plain_text_is_a_credit(text_page: Callable[[str], Page]) -> None:
    more = "“It will cost what it costs,” said the mayor, Jonna Reiss, when she was asked about the price of it."
    assert blocks(text_page(f"{HEADLINE}\n{LEAD}\n{more}\nNRA"))[-1] == ("credit", "NRA")
