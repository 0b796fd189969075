"""Addresses in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import RefusedAddress
from onrecord.pages.fetching.addresses import canonical, shown


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        ("HTTP://News.Example:80", "http://news.example/"),
        ("https://news.example:443/a/../b#c", "https://news.example/b"),
        ("http://news.example./a?b=c&d", "http://news.example/a?b=c&d"),
        ("http://zeitung-münster.example/ü", "http://xn--zeitung-mnster-osb.example/%C3%BC"),
        ("  http://news.example/a b\n", "http://news.example/a%20b"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
    ],
)
def test_spellings_of_one_address_become_one(written: str, spelling: str) -> None:
    assert str(canonical(written)) == spelling


@pytest.mark.parametrize(
    "written",
    [
        *("", "news.example", "//news.example/", "file:///etc/passwd", "ftp://news.example/", "data:text/html,x"),
        *(
            "http://",
            "http:///a",
            "http://a..b/",
            "http://a b/",
            "http://a%00b/",
            "http://%6c%6f/",
            "http://[::1%25eth0]/",
        ),
        *("http://news.example:0/", "http://news.example:99999/", "http://news.example:x/", "http://0177.0.0.1/"),
        *("http://u@news.example/", "http://u:p@news.example/", "http://good.example\\@news.example/"),
        *("http://news.example/\r\nX: y", "http://news.example/\x00", "http://\ud800.example/", "http://☃.example/"),
        *(f"http://{'a' * 64}.example/", f"http://{'a.' * 200}example/", "http://news.example/" + "a" * 9_000),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(written: str) -> None:
    with pytest.raises(RefusedAddress):
        canonical(written)


@given(st.text() | st.text().map("http://{}".format) | st.text().map("http://news.example/{}".format))
def test_an_address_is_refused_or_stays_as_it_is_when_written_again(written: str) -> None:
    try:
        url = canonical(written)
    except RefusedAddress:
        return
    assert str(url).isascii()
    assert canonical(str(url)) == url


@given(st.text(max_size=400))
def test_what_is_shown_of_an_address_is_one_short_printable_line(address: str) -> None:
    assert shown(address).isprintable()
    assert len(shown(address)) <= 210
