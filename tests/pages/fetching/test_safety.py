"""What is connected to, and what is refused, whatever leads there."""

import pytest
from tests.pages.fetching.web import OPEN_ADDRESS, Remembered, Web, answer

from onrecord.pages.fetching import Listed
from onrecord.pages.fetching.connections import resolve
from onrecord.records import Failure, Page

HERE = {"/robots.txt": answer(b""), "/": answer()}


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/",
        "http://localhost./",
        "http://127.0.0.1:8000/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "http://0.0.0.0/",
        "http://169.254.169.254/latest/meta-data/",
    ],
)
def test_this_machine_and_its_cloud_are_not_asked(address: str) -> None:
    """With the system's own resolver, which knows all of these without a network."""
    web = Web({})
    failure = web.failure(address, resolve=resolve)
    assert failure.error == "RefusedAddress"
    assert failure.reason.startswith(address)
    assert web.connected == []


def test_the_refusal_of_a_private_address_names_the_way_out() -> None:
    web = Web({"intranet.example": HERE}, names={"intranet.example": [["10.1.2.3"]]})
    assert "--private" in web.failure("http://intranet.example/").reason


def test_private_addresses_are_read_when_asked_for() -> None:
    web = Web({"intranet.example": HERE}, names={"intranet.example": [["10.1.2.3"]]})
    assert web.page("http://intranet.example/", private=True).url == "http://intranet.example/"


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    web = Web({"two.example": HERE}, names={"two.example": [[OPEN_ADDRESS, "192.168.0.1"]]})
    assert web.failure("http://two.example/").error == "RefusedAddress"
    assert web.connected == []


def test_the_checked_address_is_the_one_connected_to() -> None:
    """A name server that answers differently each time changes nothing: each connection asks it once."""
    web = Web({"news.example": HERE}, names={"news.example": [[OPEN_ADDRESS], ["10.0.0.1"]]})
    web.page("http://news.example/")
    assert web.connected == [(OPEN_ADDRESS, 80)]


def test_a_name_that_turns_private_between_robots_and_page_is_refused() -> None:
    closing = {"/robots.txt": answer(b"", 404, connection="close"), "/": answer()}
    web = Web({"turning.example": closing}, names={"turning.example": [[OPEN_ADDRESS], ["127.0.0.1"]]})
    assert web.failure("http://turning.example/").error == "RefusedAddress"
    assert web.connected == [(OPEN_ADDRESS, 80)]
    assert web.paths() == []


@pytest.mark.parametrize("target", ["http://127.0.0.1/", "http://inner.example/", "//inner.example/x"])
def test_a_redirect_to_a_private_address_is_refused(target: str) -> None:
    web = Web(
        {"news.example": {"/": answer(b"", 302, location=target)}, "inner.example": HERE},
        names={"inner.example": [["192.168.1.1"]], "127.0.0.1": [["127.0.0.1"]]},
    )
    failure = web.failure("http://news.example/")
    assert failure.error == "RefusedAddress"
    assert failure.reason.startswith("http://news.example/: it leads to http://")
    assert {address for address, _ in web.connected} == {OPEN_ADDRESS}


def test_a_robots_file_that_leads_to_a_private_address_is_refused() -> None:
    web = Web(
        {"news.example": {**HERE, "/robots.txt": answer(b"", 301, location="http://inner.example/")}},
        names={"inner.example": [["192.168.1.1"]]},
    )
    assert web.failure("http://news.example/").error == "RefusedAddress"
    assert web.paths() == []


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/", "javascript:alert(1)", "gopher://x/"])
def test_a_redirect_to_something_else_than_the_web_is_refused(target: str) -> None:
    web = Web({"news.example": {"/": answer(b"", 302, location=target)}})
    assert web.failure("http://news.example/").error == "RefusedAddress"


def test_a_redirect_from_https_to_http_is_refused() -> None:
    web = Web({"news.example": {"/": answer(b"", 302, location="http://news.example/plain"), "/plain": answer()}})
    assert "from https to http" in web.failure("https://news.example/").reason
    assert "/plain" not in web.paths()


def test_redirects_in_a_circle_end() -> None:
    web = Web({"news.example": {"/": answer(b"", 302, location="/b"), "/b": answer(b"", 302, location="/")}})
    assert "circle" in web.failure("http://news.example/").reason
    assert web.paths() == ["/", "/b"]


def test_redirects_without_end_end() -> None:
    site = {f"/{number}": answer(b"", 302, location=f"/{number + 1}") for number in range(50)}
    web = Web({"news.example": dict(site)})
    assert "more than 5 redirects" in web.failure("http://news.example/0").reason
    assert len(web.paths()) == 6


def test_a_redirect_to_nowhere_is_a_failure() -> None:
    web = Web({"news.example": {"/": answer(b"", 302)}})
    assert "no address" in web.failure("http://news.example/").reason


def test_a_feed_leads_to_nothing_that_could_not_be_asked_for_itself() -> None:
    links = ["file:///etc/passwd", "http://inner.example/", "http://u:p@news.example/", "http://news.example/a"]
    feed = "".join(f"<item><link>{link}</link></item>" for link in links)
    web = Web(
        {"news.example": {"/feed": answer(f"<rss><channel>{feed}</channel></rss>".encode()), "/a": answer()}},
        names={"inner.example": [["172.16.0.1"]]},
    )
    found = web.pages("http://news.example/feed")
    assert isinstance(found.pop("http://news.example/a"), Page)
    assert len(found) == 3
    assert all(isinstance(item, Failure) and item.error == "RefusedAddress" for item in found.values())


def test_a_password_is_refused_and_not_shown() -> None:
    failure = Web({}).failure("http://reader:secret@news.example/")
    assert failure.error == "RefusedAddress"
    assert "secret" not in failure.reason + failure.name


def test_names_are_verified_although_addresses_are_connected_to() -> None:
    web = Web({"news.example": HERE})
    web.page("https://news.example/")
    assert web.connected == [(OPEN_ADDRESS, 443)]
    assert web.secured == [("news.example", True)]


def test_a_second_address_is_tried_where_the_first_does_not_answer() -> None:
    web = Web({"news.example": HERE}, names={"news.example": [["9.9.9.9", OPEN_ADDRESS]]}, unreachable={"9.9.9.9"})
    web.page("http://news.example/")
    assert web.connected == [("9.9.9.9", 80), (OPEN_ADDRESS, 80)]


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:3128")
    web = Web({"news.example": HERE})
    web.page("http://news.example/")
    assert web.connected == [(OPEN_ADDRESS, 80)]


def test_cookies_are_not_sent_back() -> None:
    web = Web({"news.example": {"/": answer(set_cookie="id=1"), "/b": answer()}})
    web.pages("http://news.example/", "http://news.example/b")
    assert all("cookie" not in asked.headers for asked in web.asked)


def test_a_stored_validator_cannot_smuggle_headers() -> None:
    web = Web({"news.example": HERE})
    web.page("http://news.example/", known=Remembered({"http://news.example/": ('"a"\r\nEvil: 1', None)}))
    assert all("evil" not in asked.headers and "if-none-match" not in asked.headers for asked in web.asked)


def test_a_list_at_hand_is_checked_as_well() -> None:
    assert Web({}).failure(Listed("http:///")).error == "RefusedAddress"
