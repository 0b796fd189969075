"""What holds for every page."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.articles import to_article
from onrecord.errors import InputError
from onrecord.records import Article, Page

LINES = st.sampled_from(
    [
        "", "Advertisement", "By Ilse Tarnow", "VARNHOLT (AP) — The bridge will be built, the mayor said.",
        "What happens next",
        "The mayor at the quay.AFP", "“We will build it,” she said.", "Share on Facebook", "\u00a0", "It rained. (ANI)",
        "Council of Varnholt votes to build a bridge", "Published May 6, 2031", "Home", "(Photo by Mara Oduya / AFP)",
        "The council of Varnholt will build a new bridge over the river, the mayor said on Monday after a debate.",
    ]
)  # fmt: skip
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", " \n", "\n\t", "\u2028", "\n \n"])
SCRAPED = st.lists(st.tuples(st.one_of(LINES, st.text(max_size=40)), BREAKS), max_size=14).map(
    lambda lines: "".join(text + end for text, end in lines)
)
TAGS = st.sampled_from(
    ["p", "div", "h1", "h2", "li", "figcaption", "figure", "b", "a", "td", "article", "aside", "br", "script"]
)
MARKUP = st.lists(st.tuples(TAGS, st.one_of(LINES, st.text(max_size=30))), min_size=1, max_size=14).map(
    lambda parts: "<html><body>" + "".join(f"<{tag}>{text}" + f"</{tag}>" * (len(text) % 2) for tag, text in parts)
)


def read(page: Page) -> Article | None:
    try:
        return to_article(page, force=True)
    except InputError:
        return None


def hold_blocks(article: Article) -> None:
    assert all(0 <= block.start < block.end <= len(article.text) for block in article.blocks)
    assert all(block.end <= after.start for block, after in pairwise(article.blocks))
    assert all(
        article.text[block.start : block.end].strip() == article.text[block.start : block.end]
        for block in article.blocks
    )


@given(SCRAPED)
def test_the_blocks_of_a_text_are_in_range_in_order_and_apart_and_the_text_is_unchanged(text: str) -> None:
    article = read(Page("a.jsonl:1", text.encode("utf-8", "replace"), "text/plain"))
    if article is not None:
        assert article.text == text.encode("utf-8", "replace").decode()
        hold_blocks(article)


@settings(deadline=None)
@given(MARKUP)
def test_the_blocks_of_html_are_in_range_in_order_and_apart(markup: str) -> None:
    page = Page("a.html", markup.encode("utf-8", "replace"), "text/html")
    article = read(page)
    if article is not None:
        hold_blocks(article)
    assert read(page) == article


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([None, "text/html", "text/plain", "application/pdf"]))
def test_whatever_bytes_come_nothing_but_an_input_error_is_raised(content: bytes, media_type: str | None) -> None:
    article = read(Page("a", content, media_type))
    assert article is None or article.text
