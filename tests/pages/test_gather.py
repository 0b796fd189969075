"""What is on disk and what is on the web come out of one call, each with what opens it again."""

import gzip
import io
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.pages import gather, open_pages
from onrecord.records import Failure, Page, Unchanged

if TYPE_CHECKING:
    from onrecord.pages.fetching import Listed

HTML = b"<html><body><p>The bridge will be built.</p></body></html>"
RSS = b"""<?xml version="1.0"?><!-- a > b --><rss version="2.0"><channel><title>Courier</title>
<item><title>Bridge</title><link>https://courier.example/a</link></item>
<item><title>Ferry</title><link>https://courier.example/b</link></item></channel></rss>"""
ATOM = b"""\xef\xbb\xbf<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">
<entry><link href="https://courier.example/a"/></entry><entry><link href="https://courier.example/b"/></entry></feed>"""
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://courier.example/a</loc></url><url><loc>https://courier.example/b</loc></url></urlset>"""
LISTED = ["https://courier.example/a", "https://courier.example/b"]


class Web:
    """Answers every address with a page, and keeps what it was asked for at once."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def pages(self, urls: "Iterable[str | Listed]") -> Iterator[tuple[str, Page | Failure | Unchanged]]:
        addresses = [url if isinstance(url, str) else url.url for url in urls]
        self.asked.append(addresses)
        for address in addresses:
            if address.endswith("/same"):
                yield address, Unchanged(address, address)
            else:
                yield address, Page(address, HTML, "text/html", url=address)


def test_an_address_without_a_fetcher_is_a_failure_that_shows_the_way_out() -> None:
    address = "HTTPS://courier.example/a"
    reason = f"{address}: an address; `onrecord add` fetches it"
    assert list(gather([address])) == [(address, Failure(address, "Unfetched", reason))]
    assert list(open_pages([address])) == [Failure(address, "Unfetched", reason)]


def test_addresses_are_fetched_together_and_files_come_in_their_order(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "b.html").write_bytes(HTML)
    web = Web()
    sources = [str(tmp_path / "b.html"), "https://a.example/1", str(tmp_path / "a.html"), "http://b.example/same"]
    found = list(gather(sources, fetcher=web))
    assert [source for source, _ in found] == [sources[0], sources[2], sources[1], sources[3]]
    assert [type(item) for _, item in found] == [Page, Page, Page, Unchanged]
    assert web.asked == [[sources[1], sources[3]]]


def test_many_addresses_are_taken_as_they_come() -> None:
    web = Web()
    taken = []

    def addresses() -> Iterator[str]:
        for at in range(1_000):
            taken.append(at)
            yield f"https://a.example/{at}"

    found = gather(addresses(), fetcher=web)
    next(found)
    assert len(taken) < 300
    assert 1 + len(list(found)) == 1_000
    assert max(map(len, web.asked)) < 300


def test_a_fetcher_is_not_asked_for_what_is_on_disk(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    web = Web()
    assert [source for source, _ in gather([tmp_path / "a.html", tmp_path / "https:"], fetcher=web)] == [
        f"{tmp_path}/a.html",
        f"{tmp_path}/https:",
    ]
    assert web.asked == []


@pytest.mark.parametrize("content", [RSS, ATOM, SITEMAP, gzip.compress(SITEMAP)])
def test_a_feed_or_a_sitemap_on_disk_is_the_articles_that_it_lists(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "list.xml").write_bytes(content)
    web = Web()
    assert [source for source, _ in gather([tmp_path], fetcher=web)] == LISTED
    assert [source for source, _ in gather(["-"], fetcher=web, stdin=io.BytesIO(content))] == LISTED
    assert web.asked == [LISTED, LISTED]


def test_a_feed_without_a_fetcher_is_a_failure_that_shows_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(RSS)
    reason = f"{path}: a feed or a sitemap; `onrecord add` fetches the articles that it lists"
    assert list(gather([path])) == [(str(path), Failure(str(path), "Unfetched", reason))]


def test_a_feed_that_lists_nothing_is_a_failure(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(b"<rss><channel></channel></rss>")
    ((source, failure),) = gather([path], fetcher=Web())
    assert source == str(path)
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("lists nothing that can be read; is it whole?")


def test_a_feed_too_large_to_be_one_is_a_failure_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(b"<rss>" + b" " * 17_000_000)
    ((_, failure),) = gather([path], fetcher=Web())
    assert isinstance(failure, Failure)
    assert failure.error == "TooLarge"
    assert failure.reason.startswith(f"{path}: ")


@pytest.mark.parametrize(
    "content", [HTML, b"<p>An <rss> tag in a text", b"<!doctype html><html><body>feed", b"<feeding>x", b"<!-- " * 9_999]
)
def test_a_page_is_not_taken_for_a_feed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.html").write_bytes(content)
    web = Web()
    assert [type(item) for _, item in gather([tmp_path / "a.html"], fetcher=web)] == [Page]
    assert web.asked == []


def test_what_opens_standard_input_again_is_its_sign() -> None:
    ((source, page),) = gather(["-"], stdin=io.BytesIO(HTML))
    assert (source, page.name) == ("-", "stdin")


def test_reading_a_file_imports_nothing_that_only_archives_and_the_web_need(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(b'{"text": "One."}\n'))
    program = (
        "import sys; from onrecord.pages import open_pages; assert len(list(open_pages(sys.argv[1:]))) == 2;"
        "print(sorted({'fastwarc', 'httpx2', 'feedparser', 'tarfile', 'zipfile', 'lxml'} & set(sys.modules)))"
    )
    paths = [str(tmp_path / "a.html"), str(tmp_path / "b.jsonl.gz")]
    done = subprocess.run([sys.executable, "-c", program, *paths], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_path_that_a_feed_gives_for_an_address_opens_nothing_now_or_later(tmp_path: Path) -> None:
    secret, feed = tmp_path / "secret.txt", tmp_path / "feed.xml"
    secret.write_text("a secret")
    feed.write_bytes(RSS.replace(b"https://courier.example/a", str(secret).encode()))
    found = list(gather([str(feed)], fetcher=Web()))
    assert [source for source, _ in found] == ["-", "https://courier.example/b"]


def test_a_password_in_an_address_is_not_kept_as_what_opens_it_again() -> None:
    found = gather(["https://user:p@ss@courier.example/a@b"], fetcher=Web())
    assert [source for source, _ in found] == ["https://…@courier.example/a@b"]


def test_an_empty_name_is_a_failure_and_not_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    monkeypatch.chdir(tmp_path)
    ((source, item),) = gather([""])
    assert source == "-"
    assert isinstance(item, Failure)
    assert "is a variable not set" in item.reason


def test_a_standard_input_that_is_closed_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ((source, item),) = gather(["-"])
    assert source == "-"
    assert isinstance(item, Failure)
    assert item.reason.startswith("standard input is closed")
