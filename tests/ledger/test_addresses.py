"""An address names what it names, whatever it was shared through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.addresses import clean_address


@pytest.mark.parametrize(
    ("given_", "clean"),
    [
        ("https://Courier.Example/News?id=7&utm_source=x&fbclid=abc#top", "https://courier.example/News?id=7"),
        ("HTTP://courier.example:80", "http://courier.example/"),
        ("https://courier.example:8443/a?b=1&b=2&gclid=", "https://courier.example:8443/a?b=1&b=2"),
        ("https://courier.example/a?UTM_Campaign=x", "https://courier.example/a"),
        ("https://courier.example/a?utmost=1&ref=2", "https://courier.example/a?utmost=1&ref=2"),
        ("https://courier.example/caf%C3%A9?q=a%20b", "https://courier.example/caf%C3%A9?q=a%20b"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("urn:isbn:12#3", "urn:isbn:12#3"),
        ("https://[broken/a#b", "https://[broken/a#b"),
        ("https://courier.example:port/a", "https://courier.example:port/a"),
    ],
)
def test_what_only_tracks_is_left_out(given_: str, clean: str) -> None:
    assert clean_address(given_) == clean


@given(st.text(max_size=40) | st.from_regex(r"https?://[a-zA-Z.]{1,9}(:\d+)?/[^\s]{0,20}", fullmatch=True))
def test_cleaning_twice_is_cleaning_once(url: str) -> None:
    assert clean_address(clean_address(url)) == clean_address(url)
