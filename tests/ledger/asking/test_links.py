"""References and addresses of statements."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.asking.links import article_of, link, reference, span_of


def test_a_reference_is_read_back() -> None:
    assert (article_of(reference(12, 210, 330)), span_of(reference(12, 210, 330))) == (12, (210, 330))
    assert (article_of(" 12 "), span_of("12")) == (12, None)


@pytest.mark.parametrize("text", ["", "12:", "12:1", "12:1-", "-1", "a", "12:1-2-3", "٣", "9" * 11])
def test_what_is_no_reference_is_none(text: str) -> None:
    assert article_of(text) is None


def test_commas_ampersands_hyphens_and_percent_signs_are_encoded() -> None:
    assert link("https://x.example/a", ["well-known, 5% & more"]) == (
        "https://x.example/a#:~:text=well%2Dknown%2C%205%25%20%26%20more"
    )


def test_a_long_content_is_named_by_its_ends_and_several_pieces_each() -> None:
    assert link("https://x.example/", ["a b c d e f g h i j k", "l"]) == (
        "https://x.example/#:~:text=a%20b%20c%20d%20e,g%20h%20i%20j%20k&text=l"
    )


def test_a_content_over_two_paragraphs_is_named_by_its_first_and_last() -> None:
    assert link("https://x.example/", ["one two\n\nthree four"]) == "https://x.example/#:~:text=one%20two,three%20four"


def test_a_fragment_that_is_there_stays() -> None:
    assert link("https://x.example/#part", ["one"]) == "https://x.example/#part:~:text=one"


def test_an_address_without_a_content_stands_alone() -> None:
    assert link("https://x.example/", []) == "https://x.example/"


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "file:///etc/passwd", "ftp://x.example", "//x.example"]
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert link(url, ["one"]) is None


def test_what_may_not_stand_in_an_address_is_encoded_so_that_no_terminal_obeys_it() -> None:
    evil = "https://x.example/\x1b]8;;http://y.example\x07 a\u202eb/ü?q=%20&r=[1]#part"
    encoded = "https://x.example/%1B]8;;http://y.example%07%20a%E2%80%AEb/%C3%BC?q=%20&r=[1]#part"
    assert link(evil, []) == encoded
    assert link(evil, ["one"]) == f"{encoded}:~:text=one"


@given(st.text())
def test_whatever_an_address_holds_the_link_is_visible_ascii(rest: str) -> None:
    made = link(f"https://x.example/{rest}", ["one"])
    assert made is not None
    assert made.isascii()
    assert made.isprintable()
    assert not set(' "<>') & set(made)


@given(st.lists(st.text(), max_size=4))
def test_whatever_a_content_holds_the_link_is_plain_ascii_and_keeps_to_the_page(pieces: list[str]) -> None:
    made = link("https://x.example/a?b=c", pieces)
    assert made is not None
    assert made.isascii()
    assert urlsplit(made)[:4] == ("https", "x.example", "/a", "b=c")
    for part in urlsplit(made).fragment.removeprefix(":~:").split("&"):
        assert not set(' "<>`#-') & set(part)
        assert unquote(part) is not None
