"""Pages that can't be read are refused with a message that names them, and soon."""

import time
from collections.abc import Callable

import pytest

from onrecord.articles import to_article
from onrecord.errors import InputError, NoArticleText, TooLarge
from onrecord.records import Page

PARAGRAPH = "<p>The council of Varnholt will build a new bridge over the Elde, the mayor said on Monday.</p>"
LOGIN = "<html><head><title>Log in</title></head><body><form><input type=password><button>Log in</button></form></body>"
SECONDS = 20
"""Far more than any of these takes on a slow machine, and far less than a hang."""


@pytest.mark.parametrize("text", ["", " \r\n\t", "\N{ZERO WIDTH NO-BREAK SPACE}"])
def test_an_empty_page_is_refused(text: str) -> None:
    with pytest.raises(NoArticleText, match=r"a\.html: (empty|no article text found)"):
        to_article(Page("a.html", text.encode()))


def test_a_login_page_is_refused() -> None:
    with pytest.raises(
        NoArticleText, match=r"login\.html: no article text found \(\d+ characters of markup\); is it a login"
    ):
        to_article(Page("login.html", LOGIN.encode()))


def test_a_text_of_furniture_alone_is_refused() -> None:
    with pytest.raises(NoArticleText, match=r"a\.txt: no article text found"):
        to_article(Page("a.txt", b"Advertisement\n\nShare on Facebook\n\nRead more\n"))


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        (PARAGRAPH * 600_000, "million characters of markup"),
        ("<div>" * 100_000 + PARAGRAPH, "nested more than 256 deep"),
        (PARAGRAPH + "<b>" * 100_000, "nested more than 256 deep"),
        ("<ul><li>" * 60_000 + PARAGRAPH, "nested more than 256 deep"),
        (f"<p {' '.join(f'a{at}=1' for at in range(100_000))}>{PARAGRAPH}", "more than a thousand attributes"),
        ("<li>a word</li>" * 40_000, "elements of markup"),
    ],
    ids=["50 MB", "divs", "inline", "lists", "attributes", "elements"],
)
def test_markup_that_would_take_for_ever_is_refused_at_once(markup: str, reason: str) -> None:
    started = time.monotonic()
    with pytest.raises(TooLarge, match=rf"a\.html: .*{reason}"):
        to_article(Page("a.html", f"<html><body>{markup}".encode()))
    assert time.monotonic() - started < SECONDS


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 240 + PARAGRAPH * 9,
        PARAGRAPH * 5_000,
        '<script type="application/ld+json">' + "[" * 200_000 + "</script>" + PARAGRAPH * 9,
        '<script type="application/ld+json">' + '{"name":[' * 400 + "]}" * 400 + "</script>" + PARAGRAPH * 9,
        "<!-- -->" * 100_000 + PARAGRAPH * 9,
        f'<img src="data:{"x" * 5_000_000}">' + PARAGRAPH * 9,
    ],
    ids=["deep", "long", "deep JSON", "names", "comments", "data address"],
)
def test_markup_that_is_only_odd_is_read(markup: str) -> None:
    started = time.monotonic()
    assert len(to_article(Page("a.html", f"<html><body>{markup}".encode())).blocks) >= 1
    assert time.monotonic() - started < SECONDS


def test_what_breaks_the_extraction_becomes_a_refusal(
    monkeypatch: pytest.MonkeyPatch, html_page: Callable[[], Page]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("onrecord.articles.body.bare_extraction", broken)
    with pytest.raises(InputError, match=r"bridge\.html: the markup can't be read \(RecursionError: too deep\)"):
        to_article(html_page())
