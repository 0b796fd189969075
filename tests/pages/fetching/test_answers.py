"""What a server may answer, and what becomes of it."""

import gzip
import zlib
from collections.abc import Iterator

import pytest
from tests.pages.fetching.web import ARTICLE, Asked, Clock, Web, answer

from onrecord.records import Failure, Page

NEWS = "http://news.example"


def one(response: bytes) -> Web:
    return Web({"news.example": {"/robots.txt": answer(b""), "/a": response}})


def test_a_page_says_where_it_came_from_and_when() -> None:
    page = one(answer()).page(f"{NEWS}/a#part")
    assert (page.name, page.url, page.content) == (f"{NEWS}/a#part", f"{NEWS}/a", ARTICLE)
    assert page.media_type == "text/html"
    assert page.fetched is not None
    assert page.fetched.tzinfo is not None


def test_a_page_behind_a_redirect_has_the_address_it_stands_at() -> None:
    web = Web({"news.example": {"/old": answer(b"", 301, location="new?x=1"), "/new?x=1": answer()}})
    page = web.page(f"{NEWS}/old")
    assert (page.name, page.url) == (f"{NEWS}/old", f"{NEWS}/new?x=1")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("text/html; charset=utf-8", "text/html"),
        ("TEXT/HTML", "text/html"),
        ("application/xhtml+xml", "text/html"),
        ("text/plain", "text/plain"),
        ("", None),
        ("what ever", None),
        ("application/octet-stream", None),
    ],
)
def test_the_media_type_is_kept_where_it_says_something(said: str, kept: str | None) -> None:
    assert one(answer(content_type=said)).page(f"{NEWS}/a").media_type == kept


@pytest.mark.parametrize(
    "kind", ["image/png", "application/pdf", "video/mp4", "image/svg+xml", "text/css", "font/woff2"]
)
def test_what_is_no_page_is_refused_before_it_is_read(kind: str) -> None:
    sent: list[bytes] = []

    def endless(_: Asked) -> Iterator[bytes]:
        yield answer(b"", content_type=kind, content_length="9000000")
        for _piece in range(1_000):
            sent.append(b"x" * 1_000)
            yield sent[-1]

    web = Web({"news.example": {"/a": endless}})
    failure = web.failure(f"{NEWS}/a")
    assert failure.error == "NotText"
    assert kind in failure.reason
    assert sent == []


def test_an_image_that_says_it_is_a_page_is_refused() -> None:
    assert one(answer(b"\x89PNG\r\n\x1a\n\x00")).failure(f"{NEWS}/a").error == "NotText"


@pytest.mark.parametrize(
    ("status", "words"), [(404, "404 Not Found"), (403, "save the page"), (500, "try again"), (799, "799")]
)
def test_a_status_that_is_no_page_says_so_with_a_way_out(status: int, words: str) -> None:
    failure = one(answer(b"", status)).failure(f"{NEWS}/a")
    assert failure.error == "Unfetched"
    assert failure.reason.startswith(f"{NEWS}/a: ")
    assert words in failure.reason


def bare(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(ARTICLE)),
        ("x-gzip", gzip.compress(ARTICLE[:40]) + gzip.compress(ARTICLE[40:])),
        ("gzip", gzip.compress(ARTICLE) + b"\0\0\0\0"),
        ("deflate", zlib.compress(ARTICLE)),
        ("deflate", bare(ARTICLE)),
        ("identity", ARTICLE),
        ("", gzip.compress(ARTICLE)),
    ],
)
def test_packed_pages_are_unpacked(coding: str, packed: bytes) -> None:
    assert one(answer(packed, content_encoding=coding)).page(f"{NEWS}/a").content == ARTICLE


def test_a_packed_page_may_come_byte_by_byte() -> None:
    packed = gzip.compress(ARTICLE[:40]) + gzip.compress(ARTICLE[40:])

    def slowly(_: Asked) -> Iterator[bytes]:
        yield answer(b"", content_encoding="gzip", content_length=str(len(packed)))
        yield from (packed[at : at + 1] for at in range(len(packed)))

    assert Web({"news.example": {"/a": slowly}}).page(f"{NEWS}/a").content == ARTICLE


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "nonsense" * 50])
def test_a_packing_that_was_not_asked_for_is_refused(coding: str) -> None:
    assert "wasn't asked for" in one(answer(content_encoding=coding)).failure(f"{NEWS}/a").reason


@pytest.mark.parametrize(
    "packed", [gzip.compress(ARTICLE)[:-12], gzip.compress(ARTICLE)[:3], b"\x1f\x8b" + b"\xff" * 50]
)
def test_damaged_packing_is_a_failure(packed: bytes) -> None:
    assert one(answer(packed, content_encoding="gzip")).failure(f"{NEWS}/a").error == "Unfetched"


@pytest.mark.parametrize("coding", ["gzip", ""])
def test_a_gzip_bomb_is_stopped_at_the_limit(coding: str) -> None:
    """A hundred megabytes in a hundred kilobytes, as coding of the answer and as file."""
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(100)) + packer.flush()
    assert len(bomb) < 110_000
    failure = one(answer(bomb, content_encoding=coding)).failure(f"{NEWS}/a", limit=2_000_000)
    assert failure.error == "TooLarge"


def test_gzip_of_very_many_empty_members_is_refused() -> None:
    packed = gzip.compress(b"") * 100_000
    assert "1,000 parts" in one(answer(packed, content_encoding="gzip")).failure(f"{NEWS}/a").reason


def test_a_page_of_just_the_limit_is_read_and_one_byte_more_is_not() -> None:
    web = one(answer(b"x" * 5_000))
    assert len(web.page(f"{NEWS}/a", limit=5_000).content) == 5_000
    assert web.failure(f"{NEWS}/a", limit=4_999).error == "TooLarge"


def test_a_page_without_end_is_given_up_at_the_limit() -> None:
    sent = [0]

    def endless(_: Asked) -> Iterator[bytes]:
        yield answer(b"", content_length="")
        while True:
            sent[0] += 10_000
            yield b"x" * 10_000

    web = Web({"news.example": {"/robots.txt": answer(b""), "/a": endless}})
    assert web.failure(f"{NEWS}/a", limit=1_000_000).error == "TooLarge"
    assert sent[0] < 1_200_000


def dripping(clock: Clock, first: bytes) -> Web:
    """A server that sends `first`, and then a byte every five seconds for ever."""

    def drip(_: Asked) -> Iterator[bytes]:
        yield first
        while True:
            clock.pass_by(5)
            yield b"x"

    return Web({"news.example": {"/robots.txt": answer(b""), "/a": drip}}, clock=clock)


@pytest.mark.parametrize("first", [answer(b"", content_length="9000"), b"HTTP/1.1 200 OK\r\nContent-Type: text/", b"H"])
def test_a_server_that_drips_is_given_up_after_the_total_time(first: bytes) -> None:
    web = dripping(Clock(), first)
    failure = web.failure(f"{NEWS}/a", total=60, timeout=20)
    assert "60 seconds" in failure.reason or "broken" in failure.reason
    assert web.clock.seconds <= 70


def test_a_server_that_falls_silent_is_given_up_after_the_timeout() -> None:
    clock = Clock()

    def silent(_: Asked) -> Iterator[bytes]:
        clock.pass_by(21)
        yield answer()

    web = Web({"news.example": {"/robots.txt": answer(b""), "/a": silent}}, clock=clock)
    assert "no whole answer" in web.failure(f"{NEWS}/a", timeout=20).reason


def test_the_total_time_bounds_a_longer_timeout() -> None:
    clock = Clock()

    def silent(_: Asked) -> Iterator[bytes]:
        clock.pass_by(30)
        yield answer()

    web = Web({"news.example": {"/robots.txt": answer(b""), "/a": silent}}, clock=clock)
    assert "10 seconds" in web.failure(f"{NEWS}/a", timeout=50, total=10).reason


def test_a_page_after_a_slow_one_has_its_full_time() -> None:
    clock = Clock()

    def slow(_: Asked) -> Iterator[bytes]:
        for _step in range(5):
            clock.pass_by(10)
        yield answer()

    web = Web({"news.example": {"/a": slow, "/b": slow}}, clock=clock)
    found = web.pages(f"{NEWS}/a", f"{NEWS}/b", total=60, timeout=60)
    assert [type(item) for item in found.values()] == [Page, Page]


@pytest.mark.parametrize(
    "response",
    [
        b"",
        b"\x00\xff\x00",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"a" * 300_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 100_000 + b"\r\n",
        b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000,
    ],
)
def test_an_answer_that_is_broken_is_a_failure(response: bytes) -> None:
    failure = one(response).failure(f"{NEWS}/a")
    assert failure.error == "Unfetched"
    assert failure.reason.startswith(f"{NEWS}/a: ")
    assert len(failure.reason) < 500


def test_a_host_that_is_not_known_is_a_failure_that_names_it() -> None:
    assert "nowhere.example" in Web({}).failure("http://nowhere.example/").reason


def test_a_host_that_cannot_be_reached_is_a_failure() -> None:
    web = Web({"news.example": {}}, unreachable={"151.101.7.7"})
    assert "no connection" in web.failure(f"{NEWS}/a").reason


def test_one_failure_does_not_stop_the_others() -> None:
    web = Web({"news.example": {"/a": b"", "/b": answer()}})
    found = web.pages(f"{NEWS}/a", "nonsense", f"{NEWS}/b")
    assert {source: type(item) for source, item in found.items()} == {
        f"{NEWS}/a": Failure,
        "nonsense": Failure,
        f"{NEWS}/b": Page,
    }
