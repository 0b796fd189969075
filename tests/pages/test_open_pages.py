"""Files, standard input and rows become pages, and what can't be read becomes a failure in its place."""

import gzip
import io
import json
import tracemalloc
from pathlib import Path

import pytest

from onrecord.pages import open_pages, sources
from onrecord.records import Failure, Page

HTML = b"<html><body><p>The bridge will be built.</p></body></html>"


def rows(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


def opened(path: Path) -> Page | Failure:
    (page,) = open_pages([path])
    return page


def failed(path: Path) -> tuple[str, str]:
    failure = opened(path)
    assert isinstance(failure, Failure)
    assert failure.name == str(path)
    assert failure.reason.startswith(f"{path}: ")
    return failure.error, failure.reason.removeprefix(f"{path}: ")


@pytest.mark.parametrize("name", ["a.html", "a.txt", "noext"])
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_is_one_page_plain_or_gzipped_under_any_name(tmp_path: Path, name: str, packed: bool) -> None:
    (tmp_path / name).write_bytes(gzip.compress(HTML) if packed else HTML)
    assert opened(tmp_path / name) == Page(str(tmp_path / name), HTML)


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.jsonl.gz", "A.JSONL"])
def test_a_line_of_json_lines_is_a_page_named_after_its_line(tmp_path: Path, name: str) -> None:
    content = rows("One.", "Two.")
    (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith("gz") else content)
    pages = list(open_pages([tmp_path / name]))
    assert pages == [Page(f"{tmp_path / name}:{at}", text, "text/plain") for at, text in ((1, b"One."), (2, b"Two."))]


def test_a_row_gives_what_it_knows(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "html": "<p>x",
        "published": "2031-05-06",
        "title": "Bridge",
        "outlet": "Courier",
        "url": "https://c.example/",
    }
    (tmp_path / "a.json").write_text(json.dumps(row))
    assert opened(tmp_path / "a.json") == Page(
        str(tmp_path / "a.json"),
        b"<p>x",
        "text/html",
        "7",
        "https://c.example/",
        None,
        "Bridge",
        "Courier",
        "2031-05-06",
    )


def test_a_lone_surrogate_becomes_a_replacement_character(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a \\ud83d b", "title": "\\udc00"}\n')
    page = opened(tmp_path / "a.jsonl")
    assert isinstance(page, Page)
    assert (page.content.decode(), page.title) == ("a \N{REPLACEMENT CHARACTER} b", "\N{REPLACEMENT CHARACTER}")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": ', "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'{"txt": "a"}', 'no "text" or "html" that is a string; its fields: txt'),
        (b'{"text": 3}', 'no "text" or "html"'),
        (b'{"text": "a", "title": 3}', '"title" is not a string'),
        (b'{"text": "\xff"}', "not UTF-8 at byte 11 of the line"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": ' + b"9" * 5_000 + b"}", "not JSON"),
    ],
)
def test_a_broken_line_is_a_failure_named_after_it_and_reading_goes_on(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows("One.") + b"\n" + line + b"\n" + rows("Four."))
    first, broken, last = open_pages([path])
    assert [first.name, last.name] == [f"{path}:1", f"{path}:4"]
    assert isinstance(broken, Failure)
    assert (broken.name, broken.error) == (f"{path}:3", "BrokenRow")
    assert reason in broken.reason


def test_a_line_over_the_limit_is_passed_over_without_being_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "PAGE_LIMIT", 1_000_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows("One.", "x" * 9_000_000, "Three."))
    tracemalloc.start()
    first, long, last = open_pages([path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (first.name, last.name) == (f"{path}:1", f"{path}:3")
    assert isinstance(long, Failure)
    assert (long.name, long.error, long.reason) == (f"{path}:2", "TooLarge", f"{path}:2: a line of more than 1 MB")
    assert peak < 5_000_000


def test_a_line_without_an_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PAGE_LIMIT", 10_000)
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "' + b"a" * 5_000_000))
    (failure,) = open_pages([path])
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("the rest of the file is given up")


def test_a_gzip_bomb_stops_at_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PAGE_LIMIT", 1_000_000)
    (tmp_path / "a.gz").write_bytes(gzip.compress(bytes(50_000_000)))
    tracemalloc.start()
    error, _ = failed(tmp_path / "a.gz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert error == "TooLarge"
    assert peak < 5_000_000


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "a PDF file; turn it into text first"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"PK\x03\x04\x14\0", "a ZIP archive or an office document"),
        (b"\0\0\0\x18ftypmp42\0", "a video or an image of the MP4 family"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image"),
    ],
)
def test_a_binary_file_is_a_failure_that_says_what_it_is(tmp_path: Path, content: bytes, kind: str) -> None:
    (tmp_path / "a.html").write_bytes(content)
    error, reason = failed(tmp_path / "a.html")
    assert error == "NotText"
    assert reason.startswith(kind)


def test_a_missing_file_is_a_failure(tmp_path: Path) -> None:
    assert failed(tmp_path / "nowhere.html") == ("UnreadableFile", "no such file; is the path right?")


def test_an_empty_folder_is_a_failure_that_says_so(tmp_path: Path) -> None:
    assert failed(tmp_path) == ("UnreadableFile", "a folder without pages in it; is it the right one?")


def test_a_forbidden_file_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may read everything, so the refusal is played."""

    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert failed(tmp_path / "a.html") == ("UnreadableFile", "no permission to read it")


@pytest.mark.parametrize("damage", [lambda packed: packed[:-20], lambda packed: packed[:30] + b"\0" * 9 + packed[39:]])
def test_damaged_gzip_is_a_failure(tmp_path: Path, damage: object) -> None:
    packed = gzip.compress(bytes(str(list(range(9_999))), "ascii"))
    assert callable(damage)
    (tmp_path / "a.html.gz").write_bytes(damage(packed))
    error, reason = failed(tmp_path / "a.html.gz")
    assert error == "UnreadableFile"
    assert reason.startswith("damaged gzip data")


def test_rows_before_the_damage_are_kept(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(rows(f"Sentence {at * 7919 % 9973}.") for at in range(3_000)))
    (tmp_path / "a.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    *pages, failure = open_pages([tmp_path / "a.jsonl.gz"])
    assert len(pages) > 100
    assert all(isinstance(page, Page) for page in pages)
    assert isinstance(failure, Failure)


@pytest.mark.parametrize("path", ["a\0b", "\udcff.html", "x" * 5_000])
def test_an_impossible_path_is_a_failure(path: str) -> None:
    (failure,) = open_pages([path])
    assert isinstance(failure, Failure)


def test_sources_are_read_in_order_and_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    asked = []

    def names() -> object:
        for name in ("a.html", "gone.html", "a.html"):
            asked.append(name)
            yield tmp_path / name

    pages = open_pages(names())  # type: ignore[arg-type]
    assert asked == []
    assert isinstance(next(pages), Page)
    assert asked == ["a.html"]
    assert [type(page) for page in pages] == [Failure, Page]


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_may_be_a_page(packed: bool) -> None:
    stdin = io.BytesIO(gzip.compress(HTML) if packed else HTML)
    assert list(open_pages(["-"], stdin)) == [Page("stdin", HTML)]


@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_that_begins_with_an_object_is_rows(packed: bool) -> None:
    content = b"\n" + rows("One.") + b'{"text": broken\n' + rows("Four.")
    pages = list(open_pages(["-"], io.BytesIO(gzip.compress(content) if packed else content)))
    assert [page.name for page in pages] == ["stdin:2", "stdin:3", "stdin:4"]
    assert [type(page) for page in pages] == [Page, Failure, Page]


def test_standard_input_stays_open() -> None:
    stdin = io.BytesIO(HTML)
    list(open_pages(["-"], stdin))
    assert not stdin.closed


def test_what_is_held_does_not_grow_with_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(rows("The bridge will be built. " * 20) * 20_000)
    names: set[str] = set()
    tracemalloc.start()
    for at, page in enumerate(open_pages([path])):
        names = {page.name, *(names if at < 3 else ())}
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert names == {f"{path}:20000"}
    assert path.stat().st_size > 10_000_000 > 10 * peak
