"""Web archives as crawlers write them, and as they shouldn't."""

import bz2
import gzip
import io
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import fastwarc.warc
import pytest
from fastwarc.stream_io import BrotliWriter, ZstdWriter

from onrecord.pages import open_pages, sources
from onrecord.records import Failure, Page

HTML = b"<html><body><p>The bridge will be built, said Lena Ostrov.</p></body></html>"


def record(block: bytes, kind: str = "response", *, url: str = "https://courier.example/a", more: str = "") -> bytes:
    mime = "application/http" if block.startswith((b"HTTP/", b"GET ")) else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(block)}>\r\n"
        f"WARC-Date: 2031-05-06T07:08:09Z\r\nWARC-Target-URI: {url}\r\n{more}"
        f"Content-Type: {mime}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode("latin-1") + block + b"\r\n\r\n"


def answer(body: bytes, *headers: str, status: str = "200 OK", kind: str | None = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def response(body: bytes, *headers: str, status: str = "200 OK", kind: str | None = "text/html") -> bytes:
    return record(answer(body, *headers, status=status, kind=kind))


def read(path: Path, content: bytes) -> list[Page | Failure]:
    path.write_bytes(content)
    return list(open_pages([path]))


def only(path: Path, content: bytes) -> Page:
    (page,) = read(path, content)
    assert isinstance(page, Page), page
    return page


def written(writer: type[BrotliWriter] | type[ZstdWriter], content: bytes) -> bytes:
    stream = io.BytesIO()
    packed = writer(stream)
    packed.write(content)
    packed.close()
    return stream.getvalue()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.warc.gz"


def chunked(content: bytes, size: int = 20) -> bytes:
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def test_a_response_is_a_page_with_its_address_its_date_and_what_the_server_said_of_its_state(path: Path) -> None:
    modified = "Tue, 06 May 2031 07:00:00 GMT"
    page = only(path, gzip.compress(response(HTML, 'ETag: "a1"', f"Last-Modified: {modified}")))
    assert page == Page(
        name=f"{path}:0",
        content=HTML,
        media_type="text/html",
        url="https://courier.example/a",
        fetched=datetime(2031, 5, 6, 7, 8, 9, tzinfo=UTC),
        etag='"a1"',
        modified=modified,
    )


def test_a_page_is_named_after_the_place_where_its_record_can_be_cut_out(path: Path) -> None:
    records = [gzip.compress(response(HTML + b"%d" % at)) for at in range(3)]
    pages = read(path, b"".join(records))
    offsets = [int(page.name.rpartition(":")[2]) for page in pages]
    assert offsets == [0, len(records[0]), len(records[0]) + len(records[1])]
    last = gzip.decompress(path.read_bytes()[offsets[2] :])
    assert last.endswith(HTML + b"2\r\n\r\n")


@pytest.mark.parametrize("name", ["a.warc", "a", "a.html"])
def test_an_archive_need_be_neither_packed_nor_called_one(tmp_path: Path, name: str) -> None:
    records = [response(HTML + b"%d" % at) for at in range(3)]
    pages = read(tmp_path / name, b"".join(records))
    assert [page.name for page in pages] == [f"{tmp_path / name}:{at * len(records[0])}" for at in range(3)]


def test_records_packed_as_one_have_names_of_their_own_that_stay(path: Path) -> None:
    packed = gzip.compress(b"".join(response(HTML + b"%d" % at) for at in range(5)))
    names = [page.name for page in read(path, packed)]
    assert len(set(names)) == 5
    assert names == [page.name for page in read(path, packed)]


def test_an_archive_may_be_packed_with_zstandard(tmp_path: Path) -> None:
    records = [written(ZstdWriter, response(HTML + b"%d" % at)) for at in range(3)]
    pages = read(tmp_path / "a.warc.zst", b"".join(records))
    assert [page.name for page in pages][1] == f"{tmp_path}/a.warc.zst:{len(records[0])}"
    assert [page.content for page in pages if isinstance(page, Page)] == [HTML + b"%d" % at for at in range(3)]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_may_come_from_standard_input(packed: bool) -> None:
    content = response(HTML) + response(HTML + b"2")
    pages = list(open_pages(["-"], io.BytesIO(gzip.compress(content) if packed else content)))
    assert [page.content for page in pages if isinstance(page, Page)] == [HTML, HTML + b"2"]
    assert pages[0].name == "stdin:0"


@pytest.mark.parametrize(
    "other",
    [
        record(b"software: made up\r\n", "warcinfo"),
        record(b"GET / HTTP/1.1\r\nHost: courier.example\r\n\r\n", "request"),
        record(b"fetchTimeMs: 3\r\n", "metadata"),
        record(answer(b""), "revisit"),
        record(answer(HTML), "resource"),
        record(b"20310506\r\n1.2.3.4\r\n", "response", url="dns:courier.example"),
        record(answer(HTML), "made-up-kind"),
        response(b"<p>gone", status="404 Not Found"),
        response(b"", "Location: /b", status="301 Moved Permanently"),
        response(b"\xff\xd8\xff\xe0", kind="image/jpeg"),
        response(b"{}", kind="application/json"),
        response(b"neither said nor seen to be a page", kind=None),
        record(b"HTTP/1.1 what\r\n\r\n<p>"),
        record(b"HTTP/1.1 200 OK\r\nA: " + b"x" * 1_100_000 + b"\r\n\r\n<p>"),
    ],
)
def test_what_is_no_page_is_left_out_without_a_word(path: Path, other: bytes) -> None:
    assert only(path, gzip.compress(other) + gzip.compress(response(HTML)) + gzip.compress(other)).content == HTML


def test_a_page_may_be_told_by_its_markup_where_nobody_says_what_it_is(path: Path) -> None:
    assert only(path, response(HTML, kind=None)).content == HTML


@pytest.mark.parametrize("kind", ["TEXT/HTML", "application/xhtml+xml", 'text/html;charset="utf-8"', "text/html;;"])
def test_html_may_be_said_in_any_way(path: Path, kind: str) -> None:
    assert only(path, response(HTML, kind=kind)).content == HTML


CODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": lambda content: written(BrotliWriter, content),
    "zstd": lambda content: written(ZstdWriter, content),
}


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("said", [True, False])
def test_a_coding_is_taken_off_whether_said_or_not(path: Path, coding: str, said: bool) -> None:
    content = HTML * 20
    headers = [f"Content-Encoding: {coding.upper()}"] if said else []
    assert only(path, response(CODINGS[coding](content), *headers)).content == content


@pytest.mark.parametrize("coding", [*CODINGS, "compress", "identity", "utf-8", "gzip, br", ","])
@pytest.mark.parametrize(
    "content", [HTML, b"x", b"", "<p>Žofie řekla:".encode("cp1250"), HTML.decode().encode("utf-16")]
)
def test_a_coding_that_is_said_and_not_there_changes_nothing(path: Path, coding: str, content: bytes) -> None:
    assert only(path, response(content, f"Content-Encoding: {coding}")).content == content


def test_deflate_may_be_without_its_frame(path: Path) -> None:
    packer = zlib.compressobj(wbits=-15)
    packed = packer.compress(HTML * 9) + packer.flush()
    assert only(path, response(packed, "Content-Encoding: deflate")).content == HTML * 9


@pytest.mark.parametrize("header", ["Content-Encoding: br, gzip", "Content-Encoding: br\r\nContent-Encoding: gzip"])
def test_two_codings_are_taken_off_from_the_last_to_the_first(path: Path, header: str) -> None:
    packed = gzip.compress(CODINGS["br"](HTML * 9))
    assert only(path, response(packed, header)).content == HTML * 9


def test_a_coding_said_wrong_gives_way_to_the_one_that_is_there(path: Path) -> None:
    assert only(path, response(CODINGS["br"](HTML * 9), "Content-Encoding: gzip")).content == HTML * 9
    assert only(path, response(gzip.compress(HTML * 9), "Content-Encoding: br")).content == HTML * 9


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_of_a_body_that_is_cut_off_what_there_is_of_it_is_the_page(path: Path, coding: str) -> None:
    content = b"".join(b"<p>%d said %d.</p>" % (at, at * at * 7919 % 10_007) for at in range(9_999))
    packed = CODINGS[coding](content)
    page = only(path, response(packed[: len(packed) // 2], f"Content-Encoding: {coding}"))
    assert content.startswith(page.content)
    assert len(page.content) > 20_000


@pytest.mark.parametrize("said", [True, False])
def test_chunks_are_joined_whether_said_or_not(path: Path, said: bool) -> None:
    headers = ["Transfer-Encoding: chunked"] if said else []
    assert only(path, response(chunked(HTML), *headers)).content == HTML


@pytest.mark.parametrize("content", [HTML, b"", b"12 said yes", b"<p>a\r\n0\r\n\r\n", b"5\r\nbadly formed"])
def test_chunks_that_are_said_and_not_there_change_nothing(path: Path, content: bytes) -> None:
    assert only(path, response(content, "Transfer-Encoding: chunked")).content == content


def test_chunks_may_be_cut_off_and_packed(path: Path) -> None:
    packed = chunked(gzip.compress(HTML * 9), 10)
    headers = ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]
    assert only(path, response(packed, *headers)).content == HTML * 9
    assert only(path, response(chunked(HTML)[:60], headers[0])).content == HTML[:44]


def test_a_text_that_begins_with_a_number_is_not_taken_for_chunks(path: Path) -> None:
    for content in (b"0\r\n\r\n", b"2031\r\nA year of bridges.", b"5\r\nbadly\r\nformed"):
        assert only(path, response(content)).content == content


@pytest.mark.parametrize("charset", ["windows-1251", '"Windows-1251"', "cp1251"])
def test_a_charset_that_only_the_server_knows_is_used(path: Path, charset: str) -> None:
    text = "<p>Мост построят, сказала Лена.</p>"
    page = only(path, response(text.encode("cp1251"), kind=f"text/html; charset={charset}"))
    assert page.content.decode() == text


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("<p>Žofie řekla".encode(), "iso-8859-1"),
        (b'<meta charset="windows-1250"><p>\x8eofie', "utf-8"),
        ("<p>Žofie".encode("cp1250"), "utf-8"),
        ("<p>Žofie".encode("cp1250"), "no-such-charset"),
        ("<p>Žofie".encode("cp1250"), "hex"),
        (HTML, "utf-16"),
    ],
)
def test_a_charset_said_wrong_is_left_to_the_bytes(path: Path, content: bytes, charset: str) -> None:
    assert only(path, response(content, kind=f"text/html; charset={charset}")).content == content


def test_utf_16_without_a_mark_is_read_by_what_the_server_says(path: Path) -> None:
    page = only(path, response(HTML.decode().encode("utf-16-le"), kind="text/html; charset=utf-16le"))
    assert page.content == HTML


@pytest.mark.parametrize("packed", [False, True])
def test_of_an_archive_that_is_cut_off_the_records_before_are_kept(path: Path, packed: bool) -> None:
    pack = gzip.compress if packed else bytes
    whole = b"".join(pack(response(HTML + str(list(range(at, at + 99))).encode())) for at in range(3))
    last = len(pack(response(HTML + str(list(range(2, 101))).encode())))
    for cut in (2, 10, 40, 60, 100, last - 30):
        first, second, failure = read(path, whole[: len(whole) - last + cut])
        assert isinstance(first, Page)
        assert isinstance(second, Page)
        assert isinstance(failure, Failure)
        assert failure.error == "UnreadableFile"
        assert "cut off or damaged here" in failure.reason


def test_an_archive_cut_off_in_what_would_have_been_left_out_is_a_failure_too(path: Path) -> None:
    page, failure = read(path, response(HTML) + record(b"x" * 999, "metadata")[:-500])
    assert isinstance(page, Page)
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("cut off or damaged here (it ends within a record); fetch the archive again")


@pytest.mark.parametrize(
    "damage", [b"junk" * 99, b"\x1f\x8b\x08\x00junkjunkjunk", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n"]
)
def test_of_a_damaged_archive_the_records_before_are_kept(path: Path, damage: bytes) -> None:
    page, failure = read(path, gzip.compress(response(HTML)) + damage)
    assert isinstance(page, Page)
    assert isinstance(failure, Failure)
    assert failure.name == str(path)


@pytest.mark.parametrize("length", ["-5", "99999999999999999999", "x", ""])
def test_a_length_that_is_none_ends_the_archive_with_a_failure(path: Path, length: str) -> None:
    broken = response(HTML).replace(b"Content-Length: ", f"Content-Length: {length}\r\nX: ".encode(), 1)
    page, *rest = read(path, response(HTML) + broken)
    assert isinstance(page, Page)
    assert [type(item) for item in rest] == [Failure]


def test_a_date_or_an_address_that_is_none_is_left_open(path: Path) -> None:
    broken = record(answer(HTML), url="<javascript:x>").replace(b"2031-05-06T07:08:09Z", b"yesterday")
    page = only(path, broken)
    assert (page.url, page.fetched) == (None, None)
    assert only(path, record(answer(HTML), url="<https://courier.example/b>")).url == "https://courier.example/b"


def test_a_page_over_the_limit_is_passed_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PAGE_LIMIT", 1_000_000)
    bomb = response(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip")
    content = [response(HTML), response(bytes(30_000_000)), bomb, response(HTML)]
    path.write_bytes(b"".join(map(gzip.compress, content)))
    tracemalloc.start()
    first, long, packed, last = open_pages([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Page)
    assert isinstance(last, Page)
    assert isinstance(long, Failure)
    assert isinstance(packed, Failure)
    assert (long.error, packed.error) == ("TooLarge", "TooLarge")
    assert peak < 6_000_000


def test_what_is_held_does_not_grow_with_what_was_read(path: Path) -> None:
    packed = gzip.compress(response(HTML * 100))
    path.write_bytes(packed * 3_000)
    count = 0
    tracemalloc.start()
    for page in open_pages([path]):
        count += len(page.content) if isinstance(page, Page) else 0
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3_000 * 100 * len(HTML) > 10 * peak


def test_damage_within_a_page_ends_the_archive_there(path: Path) -> None:
    first, second = (gzip.compress(response(HTML + str(list(range(at, 199_999))).encode())) for at in range(2))
    damaged = bytearray(first + second)
    damaged[len(first) + len(second) // 2 : len(first) + len(second) // 2 + 99] = bytes(99)
    page, failure = read(path, bytes(damaged) + first)
    assert isinstance(page, Page)
    assert isinstance(failure, Failure)
    assert failure.name == f"{path}:{len(first)}"
    assert "cut off or damaged here" in failure.reason


def test_an_archive_within_other_compression_may_be_damaged_too(tmp_path: Path) -> None:
    content = b"".join(response(HTML + str(list(range(at, 9_999))).encode()) for at in range(40))
    packed = bz2.compress(content, 1)
    *pages, failure = read(tmp_path / "a.warc.bz2", packed[: len(packed) // 2])
    assert len(pages) > 5
    assert all(isinstance(page, Page) for page in pages)
    assert isinstance(failure, Failure)
    assert "damaged bzip2 data" in failure.reason


@pytest.mark.parametrize(("raised", "passed_on"), [("Panic", False), ("KeyboardInterrupt", True)])
def test_a_panic_inside_the_library_is_a_failure_and_an_interrupt_is_not(
    path: Path, monkeypatch: pytest.MonkeyPatch, raised: str, passed_on: bool
) -> None:
    panic = KeyboardInterrupt if passed_on else type(raised, (BaseException,), {})

    def broken(*_: object, **__: object) -> object:
        yield from ()
        raise panic

    monkeypatch.setattr(fastwarc.warc, "ArchiveIterator", broken)
    path.write_bytes(response(HTML))
    if passed_on:
        with pytest.raises(KeyboardInterrupt):
            list(open_pages([path]))
    else:
        assert [type(item) for item in open_pages([path])] == [Failure]


def test_what_is_too_long_to_be_an_address_is_left_out(path: Path) -> None:
    long = "x" * 9_000
    content = record(answer(HTML, f"ETag: {long}"), url=f"https://courier.example/{long}")
    page = only(path, content)
    assert (page.url, page.etag) == (None, None)
