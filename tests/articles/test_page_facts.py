"""Where a page says the same thing in several places, which one counts."""

import json
from collections.abc import Callable

import pytest

from onrecord.articles import to_article
from onrecord.records import Page

MakePage = Callable[..., Page]


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields})}</script>'


def meta(**fields: str) -> str:
    return "".join(f'<meta property="{name.replace("__", ":")}" content="{text}">' for name, text in fields.items())


def test_json_ld_wins_over_open_graph(html_page: MakePage) -> None:
    head = linked(
        headline="Bridge to be built", datePublished="2031-05-06T07:08:09+02:00", author="Ilse Tarnow"
    ) + meta(og__title="Wow, a bridge", article__published_time="2030-01-01T00:00:00Z", author="Web Desk")
    article = to_article(html_page(head))
    assert (article.title, article.published) == ("Bridge to be built", "2031-05-06T07:08:09+02:00")
    assert article.authors == ("Ilse Tarnow",)


def test_open_graph_wins_over_the_heading(html_page: MakePage) -> None:
    assert to_article(html_page(meta(og__title="Varnholt plans a bridge"))).title == "Varnholt plans a bridge"


def test_the_heading_is_the_title_where_nothing_else_says_it(html_page: MakePage) -> None:
    assert to_article(html_page()).title == "Council to build a bridge"


def test_what_the_page_was_given_wins_over_what_it_says(html_page: MakePage) -> None:
    said = html_page(linked(headline="Bridge", datePublished="2031-05-06") + meta(og__site_name="The Courier"))
    given = Page(
        said.name,
        said.content,
        id="7",
        url="https://a.example/",
        title="Given",
        outlet="Archive",
        published="2029-12-31",
    )
    article = to_article(given)
    assert (article.id, article.url, article.title) == ("7", "https://a.example/", "Given")
    assert (article.outlet, article.published) == ("Archive", "2029-12-31")


def test_the_outlet_is_cut_from_the_end_of_a_title(html_page: MakePage) -> None:
    head = meta(og__title="Bridge to be built | The Courier", og__site_name="Courier")
    assert to_article(html_page(head)).title == "Bridge to be built"


def test_a_dash_inside_a_title_stays(html_page: MakePage) -> None:
    head = meta(og__title="Bridge to be built - at last", og__site_name="The Courier")
    assert to_article(html_page(head)).title == "Bridge to be built - at last"


def test_quotes_that_wordpress_typeset_are_as_they_were_typed(html_page: MakePage) -> None:
    assert to_article(html_page(linked(headline="A &#8216;new&#8217; bridge"))).title == "A 'new' bridge"


def test_the_article_of_this_address_is_read_and_not_a_related_one(html_page: MakePage) -> None:
    nodes = [
        {
            "@type": "NewsArticle",
            "headline": "Old mill sold",
            "url": "https://c.example/mill",
            "author": "Other Person",
        },
        {"@type": "NewsArticle", "headline": "Bridge", "url": "https://c.example/bridge/?x=1", "author": "Ilse Tarnow"},
    ]
    head = (
        f'<link rel="canonical" href="https://c.example/bridge"><script type="application/ld+json">{json.dumps(nodes)}'
    )
    article = to_article(html_page(head + "</script>"))
    assert (article.title, article.authors, article.url) == ("Bridge", ("Ilse Tarnow",), "https://c.example/bridge")


def test_json_ld_in_comments_and_with_raw_line_feeds_is_read(html_page: MakePage) -> None:
    data = '//<![CDATA[\n{"@type":"NewsArticle","headline":"Bridge\nbuilt"}\n//]]>'
    assert to_article(html_page(f'<script type="application/ld+json">{data}</script>')).title == "Bridge built"


def test_broken_json_ld_is_passed_over(html_page: MakePage) -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", </script>' + meta(og__title="Bridge to come")
    assert to_article(html_page(head)).title == "Bridge to come"


@pytest.mark.parametrize(
    ("written", "people"),
    [
        ("By Ilse Tarnow", ("Ilse Tarnow",)),
        ("Ilse Tarnow, Piet Brandsma and Mara Oduya", ("Ilse Tarnow", "Piet Brandsma", "Mara Oduya")),
        ("Ilse Tarnow;Piet Brandsma", ("Ilse Tarnow", "Piet Brandsma")),
        ("Martin Sand, Jr.", ("Martin Sand, Jr",)),
        ("https://courier.example/authors/ilse", ()),
    ],
)
def test_a_line_of_authors_is_taken_apart(html_page: MakePage, written: str, people: tuple[str, ...]) -> None:
    assert to_article(html_page(meta(author=written))).authors == people


def test_a_day_gains_the_time_that_another_field_gives(html_page: MakePage) -> None:
    head = linked(datePublished="2031-05-06") + meta(article__published_time="2031-05-06T18:30:00+02:00")
    assert to_article(html_page(head)).published == "2031-05-06T18:30:00+02:00"


def test_a_time_without_zone_does_not_gain_utc(html_page: MakePage) -> None:
    """Systems that don't know their zone write +00:00 behind the local time."""
    head = linked(datePublished="2031-05-06T18:30:00") + meta(article__published_time="2031-05-06T18:30:00+0000")
    assert to_article(html_page(head)).published == "2031-05-06T18:30:00"


def test_the_language_that_a_page_declares_does_not_overrule_its_text(html_page: MakePage) -> None:
    page = html_page()
    declared = Page(page.name, page.content.replace(b"<html>", b'<html lang="sv">'))
    assert to_article(declared).language == "en"
