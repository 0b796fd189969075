"""Addresses that turn out to be feeds, sitemaps, or indexes of sitemaps."""

import gzip
from collections.abc import Iterator

from tests.pages.fetching.web import Web, answer

from onrecord.pages.fetching import Listed
from onrecord.records import Failure, Page

NEWS = "http://news.example"


def feed(*links: str) -> bytes:
    return answer(
        f"<rss><channel>{''.join(f'<item><link>{link}</link></item>' for link in links)}</channel></rss>".encode()
    )


def sitemap(*links: str, kind: str = "urlset", entry: str = "url") -> bytes:
    return f"<{kind}>{''.join(f'<{entry}><loc>{link}</loc></{entry}>' for link in links)}</{kind}>".encode()


def index(*links: str) -> bytes:
    return answer(sitemap(*links, kind="sitemapindex", entry="sitemap"), content_type="application/xml")


def test_a_feed_stands_for_the_articles_it_lists() -> None:
    items = "<item><title>Ferry sold</title><link>/a</link><pubDate>Wed, 13 Nov 2024 10:00:00 GMT</pubDate></item>"
    rss = f"<rss><channel>{items}<item><link>/b</link></item></channel></rss>".encode()
    web = Web(
        {"news.example": {"/feed": answer(rss, content_type="application/rss+xml"), "/a": answer(), "/b": answer()}}
    )
    found = web.pages(f"{NEWS}/feed")
    assert list(found) == [f"{NEWS}/a", f"{NEWS}/b"]
    first = found[f"{NEWS}/a"]
    assert isinstance(first, Page)
    assert (first.title, first.published, first.outlet) == ("Ferry sold", "Wed, 13 Nov 2024 10:00:00 GMT", None)


def test_an_index_stands_for_the_articles_of_its_sitemaps() -> None:
    packed = answer(gzip.compress(sitemap(f"{NEWS}/a")), content_type="application/gzip")
    plain = answer(sitemap(f"{NEWS}/b"), content_type="text/xml")
    site = {"/i": index(f"{NEWS}/1.xml.gz", f"{NEWS}/2.xml"), "/1.xml.gz": packed, "/2.xml": plain, "/a": answer()}
    web = Web({"news.example": {**site, "/b": answer()}})
    assert list(web.pages(f"{NEWS}/i")) == [f"{NEWS}/a", f"{NEWS}/b"]


def test_what_was_listed_at_hand_is_read_like_an_address() -> None:
    web = Web({"news.example": {"/a": answer(), "/s": answer(sitemap(f"{NEWS}/b")), "/b": answer()}})
    found = web.pages(
        Listed(f"{NEWS}/a", "Ferry sold", "The Tolm Gazette", "2024-11-13"), Listed(f"{NEWS}/s", further=True)
    )
    first = found[f"{NEWS}/a"]
    assert isinstance(first, Page)
    assert (first.title, first.outlet, first.published) == ("Ferry sold", "The Tolm Gazette", "2024-11-13")
    assert list(found) == [f"{NEWS}/a", f"{NEWS}/b"]


def test_an_address_is_read_once_however_often_it_is_listed() -> None:
    web = Web({"news.example": {"/feed": feed("/a", "/a#x", "http://NEWS.example:80/a"), "/a": answer()}})
    found = list(web.fetcher().pages([f"{NEWS}/feed", f"{NEWS}/a", f"{NEWS}/feed"]))
    assert [source for source, _ in found] == [f"{NEWS}/a"]
    assert web.paths() == ["/feed", "/a"]


def test_an_address_is_read_once_a_run_also_over_several_calls() -> None:
    web = Web({"news.example": {"/a": answer(), "/b": answer()}})
    fetcher = web.fetcher()
    assert [source for source, _ in fetcher.pages([f"{NEWS}/a"])] == [f"{NEWS}/a"]
    assert [source for source, _ in fetcher.pages([f"{NEWS}/a", f"{NEWS}/b"])] == [f"{NEWS}/b"]


def test_a_feed_in_a_feed_is_not_followed() -> None:
    web = Web({"news.example": {"/feed": feed("/feed2"), "/feed2": feed("/a"), "/a": answer()}})
    failure = web.failure(f"{NEWS}/feed")
    assert failure.error == "NotText"
    assert failure.name == f"{NEWS}/feed2"


def test_indexes_are_followed_three_deep() -> None:
    site = {f"/{depth}": index(f"{NEWS}/{depth + 1}") for depth in range(9)}
    web = Web({"news.example": site})
    assert web.failure(f"{NEWS}/0").name == f"{NEWS}/3"
    assert web.paths() == ["/0", "/1", "/2", "/3"]


def test_an_index_of_endless_sitemaps_is_given_up() -> None:
    maps = {f"/{number}": answer(sitemap(f"{NEWS}/a")) for number in range(1_010)}
    web = Web({"news.example": {"/i": index(*(NEWS + path for path in maps)), **maps, "/a": answer()}})
    found = web.pages(f"{NEWS}/i", delay=0)
    failures = [item for item in found.values() if isinstance(item, Failure)]
    assert len(found) - len(failures) == 1
    assert all("1,000 sitemaps" in failure.reason for failure in failures)
    assert len(failures) == 11


def test_a_page_that_an_index_lists_as_a_sitemap_is_a_failure() -> None:
    web = Web({"news.example": {"/i": index(f"{NEWS}/a"), "/a": answer()}})
    assert "no sitemap" in web.failure(f"{NEWS}/i").reason


def test_a_feed_that_lists_nothing_says_so() -> None:
    assert "lists nothing" in Web({"news.example": {"/feed": feed()}}).failure(f"{NEWS}/feed").reason


def test_a_feed_that_cannot_be_got_is_a_failure_under_its_own_address() -> None:
    assert Web({"news.example": {}}).failure(f"{NEWS}/feed").name == f"{NEWS}/feed"


def test_addresses_are_taken_no_further_ahead_than_there_is_room() -> None:
    taken = [0]

    def endless() -> Iterator[str]:
        while True:
            taken[0] += 1
            yield f"{NEWS}/{taken[0]}"

    items = Web({"news.example": {}}).fetcher(delay=0, hosts=2).pages(endless())
    for _ in range(10):
        next(items)
    items.close()  # type: ignore[attr-defined]
    assert taken[0] < 300


def test_nothing_is_asked_before_the_first_page_is_wanted() -> None:
    web = Web({"news.example": {"/a": answer()}})
    web.fetcher().pages([f"{NEWS}/a"])
    assert web.asked == []
