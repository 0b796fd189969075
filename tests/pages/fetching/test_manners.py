"""robots.txt, pauses, and waiting when a server asks for it."""

import pytest
from tests.pages.fetching.web import Asked, Remembered, Web, answer

from onrecord.records import Failure, Page, Unchanged

PAGES = {f"/{letter}": answer() for letter in "abc"}
NEWS = "http://news.example"


def robots(text: str, **pages: bytes) -> Web:
    return Web({"news.example": {"/robots.txt": answer(text.encode(), content_type="text/plain"), **PAGES, **pages}})


def test_what_robots_txt_forbids_is_not_asked_for() -> None:
    web = robots("User-agent: *\nDisallow: /b")
    found = web.pages(f"{NEWS}/a", f"{NEWS}/b")
    assert isinstance(found[f"{NEWS}/a"], Page)
    assert isinstance(failure := found[f"{NEWS}/b"], Failure)
    assert failure.error == "ForbiddenByRobots"
    assert failure.reason.startswith(f"{NEWS}/b: ")
    assert web.paths() == ["/a"]


def test_a_rule_for_us_by_name_wins_over_the_one_for_all() -> None:
    web = robots("User-agent: *\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /b")
    found = web.pages(f"{NEWS}/a", f"{NEWS}/b")
    assert [type(item) for item in found.values()] == [Page, Failure]


def test_the_robots_of_the_site_that_a_redirect_leads_to_are_heeded() -> None:
    web = Web(
        {
            "news.example": {"/a": answer(b"", 301, location="http://other.example/x")},
            "other.example": {"/robots.txt": answer(b"User-agent: *\nDisallow: /x"), "/x": answer()},
        }
    )
    assert web.failure(f"{NEWS}/a").error == "ForbiddenByRobots"
    assert "/x" not in web.paths()


def test_robots_txt_is_asked_for_once_a_site() -> None:
    web = robots("")
    fetcher = web.fetcher()
    assert len(list(fetcher.pages([f"{NEWS}/a", f"{NEWS}/b"]))) == 2
    assert len(list(fetcher.pages([f"{NEWS}/c"]))) == 1
    assert [asked.path for asked in web.asked] == ["/robots.txt", "/a", "/b", "/c"]


def test_a_site_without_robots_txt_allows_everything() -> None:
    web = Web({"news.example": dict(PAGES)})
    assert web.page(f"{NEWS}/a").content


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_site_whose_robots_txt_cannot_be_got_allows_nothing(status: int) -> None:
    web = Web({"news.example": {"/robots.txt": answer(b"", status), **PAGES}})
    failure = web.failure(f"{NEWS}/a")
    assert failure.error == "Unfetched"
    assert "/robots.txt can't be read" in failure.reason
    assert web.paths() == []


def test_a_robots_txt_that_was_down_is_asked_for_again_later() -> None:
    states = [answer(b"", 500), answer(b"")]
    web = Web({"news.example": {"/robots.txt": lambda _: [states.pop(0)], **PAGES}})
    fetcher = web.fetcher()
    assert isinstance(next(fetcher.pages([f"{NEWS}/a"]))[1], Failure)
    web.clock.pass_by(601)
    assert isinstance(next(fetcher.pages([f"{NEWS}/b"]))[1], Page)


def test_only_the_first_half_megabyte_of_robots_txt_counts() -> None:
    web = robots("User-agent: *\nDisallow: /b\n" + "#" * 600_000 + "\nDisallow: /a")
    assert isinstance(web.pages(f"{NEWS}/a")[f"{NEWS}/a"], Page)


def test_a_robots_txt_full_of_wildcards_does_not_hang() -> None:
    rule = "Disallow: /" + "*a" * 2_000 + "b\n"
    address = f"{NEWS}/a?{'a' * 4_000}"
    web = robots("User-agent: *\n" + rule * 100, **{address.removeprefix(NEWS): answer()})
    assert web.page(address).url == address


def test_two_pages_of_a_host_are_a_pause_apart() -> None:
    web = robots("")
    web.pages(f"{NEWS}/a", f"{NEWS}/b", f"{NEWS}/c", delay=2.5)
    assert [asked.at for asked in web.asked] == [0, 0, 2.5, 5.0]


def test_a_redirect_on_the_same_host_is_a_pause_apart_too() -> None:
    web = robots("", **{"/old": answer(b"", 301, location="/a")})
    web.page(f"{NEWS}/old", delay=2.0)
    assert [asked.at for asked in web.asked if asked.path != "/robots.txt"] == [0, 2.0]


def test_no_pause_is_made_between_hosts() -> None:
    web = Web({f"{name}.example": dict(PAGES) for name in ("one", "two", "three")})
    web.pages(*(f"http://{name}.example/a" for name in ("one", "two", "three")), delay=5)
    assert web.clock.waits == []


@pytest.mark.parametrize(
    ("rule", "pause"),
    [("Crawl-delay: 7", 7.0), ("Crawl-delay: 900", 30.0), ("Crawl-delay: 0.1", 1.0), ("Request-rate: 1/9", 9.0)],
)
def test_robots_txt_makes_pauses_longer_but_not_endless(rule: str, pause: float) -> None:
    web = robots(f"User-agent: *\n{rule}")
    web.pages(f"{NEWS}/a", f"{NEWS}/b")
    assert [asked.at for asked in web.asked][1:] == [0, pause]


def busy(times: int, status: int, **headers: str) -> Web:
    """A site that is busy the first `times` times."""
    answers = [answer(b"", status, **headers)] * times + [answer()] * 5
    return Web({"news.example": {"/a": lambda _: [answers.pop(0)], "/b": answer()}})


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_retry_after_is_waited_for(status: int) -> None:
    web = busy(2, status, retry_after="12")
    assert web.page(f"{NEWS}/a").url == f"{NEWS}/a"
    assert [asked.at for asked in web.asked][1:] == [0, 12, 24]


def test_a_long_retry_after_is_a_failure_and_the_host_is_left_alone() -> None:
    web = busy(1, 429, retry_after="3600")
    found = web.pages(f"{NEWS}/a", f"{NEWS}/b")
    reasons = [item.reason for item in found.values() if isinstance(item, Failure)]
    assert len(reasons) == 2
    assert "3,600 seconds" in reasons[0]
    assert web.paths() == ["/a"]


def test_retry_after_may_be_a_date() -> None:
    web = busy(1, 503, retry_after="Wed, 01 Jan 2020 00:00:00 GMT")
    assert web.page(f"{NEWS}/a").url == f"{NEWS}/a"
    assert web.paths() == ["/a", "/a"]


@pytest.mark.parametrize("said", ["soon", "-5", "9" * 400, "１２", ""])
def test_a_retry_after_that_says_nothing_usable_is_no_hang_and_no_crash(said: str) -> None:
    web = busy(9, 429, retry_after=said if said.isascii() else "")
    assert web.failure(f"{NEWS}/a").error == "Unfetched"
    assert len(web.paths()) <= 3


def test_we_say_who_we_are() -> None:
    web = robots("")
    web.page(f"{NEWS}/a", contact="desk@paper.example")
    agents = {asked.headers["user-agent"] for asked in web.asked}
    (agent,) = agents
    assert agent.startswith("onrecord/")
    assert "desk@paper.example" in agent


def test_a_contact_that_would_break_the_header_is_refused() -> None:
    with pytest.raises(ValueError, match="contact"):
        Web({}).fetcher(contact="a\r\nb: c")


def conditional(asked: Asked) -> list[bytes]:
    same = asked.headers.get("if-none-match") == '"v1"' or asked.headers.get("if-modified-since") == "yesterday"
    return [answer(b"", 304, content_type="")] if same else [answer(etag='"v1"', last_modified="yesterday")]


def test_a_page_carries_what_the_server_says_of_its_state() -> None:
    page = Web({"news.example": {"/a": conditional}}).page(f"{NEWS}/a")
    assert (page.etag, page.modified) == ('"v1"', "yesterday")


@pytest.mark.parametrize("validators", [('"v1"', None), (None, "yesterday"), ('"v1"', "yesterday")])
def test_a_page_that_has_not_changed_is_not_sent_again(validators: tuple[str | None, str | None]) -> None:
    known = Remembered({f"{NEWS}/a": validators})
    found = Web({"news.example": {"/a": conditional}}).pages(f"{NEWS}/a", known=known)
    assert found == {f"{NEWS}/a": Unchanged(f"{NEWS}/a", f"{NEWS}/a")}


def test_a_page_behind_a_redirect_is_known_by_where_it_stands() -> None:
    known = Remembered({f"{NEWS}/a": ('"v1"', None)})
    web = Web({"news.example": {"/old": answer(b"", 302, location="/a"), "/a": conditional}})
    assert web.pages(f"{NEWS}/old", known=known) == {f"{NEWS}/old": Unchanged(f"{NEWS}/old", f"{NEWS}/a")}


def test_unchanged_said_of_what_was_never_read_is_a_failure() -> None:
    assert Web({"news.example": {"/a": answer(b"", 304)}}).failure(f"{NEWS}/a").error == "Unfetched"
