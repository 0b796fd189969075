"""Folders and patterns become the files in them, in one order, whatever they hold."""

import os
import stat
from pathlib import Path

import pytest

from onrecord.pages import gather, open_pages
from onrecord.records import Failure, Page

HTML = b"<html><body><p>The bridge will be built.</p></body></html>"


def put(folder: Path, *names: str, content: bytes = HTML) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def names(source: str | Path, below: Path) -> list[str]:
    """What is read, or why it isn't, relative to a folder."""
    found = []
    for page in open_pages([source]):
        name = page.name.removeprefix(f"{below}/")
        found.append(name if isinstance(page, Page) else f"{page.error}: {name}")
    return found


def test_a_folder_is_the_files_below_it_by_name(tmp_path: Path) -> None:
    put(tmp_path, "b.html", "a/z.txt", "a/b/c.html", "c", "A.html")
    assert names(tmp_path, tmp_path) == ["A.html", "a/b/c.html", "a/z.txt", "b.html", "c"]


def test_a_file_in_a_folder_is_what_opens_it_again(tmp_path: Path) -> None:
    put(tmp_path, "a/b.jsonl", content=b'{"text": "One."}\n{"text": "Two."}\n')
    assert [(source, page.name) for source, page in gather([f"{tmp_path}/"])] == [
        (f"{tmp_path}/a/b.jsonl", f"{tmp_path}/a/b.jsonl:{line}") for line in (1, 2)
    ]


def test_what_is_hidden_or_no_page_is_passed_over_in_a_folder(tmp_path: Path) -> None:
    put(tmp_path, "a.html", ".b.html", ".git/c.html", "d.PNG", "a_files/e.css", "f.duckdb", "g.duckdb.wal")
    put(tmp_path, "a_files/saved_resource", content=b"\x89PNG\r\n\x1a\n\0\0\0")
    assert names(tmp_path, tmp_path) == ["a.html"]


def test_what_is_no_page_is_read_where_it_is_named(tmp_path: Path) -> None:
    put(tmp_path, ".b.html", "table.csv")
    assert names(tmp_path / ".b.html", tmp_path) == [".b.html"]
    assert names(tmp_path / "table.csv", tmp_path) == ["table.csv"]


def test_a_document_in_a_folder_is_a_failure_as_somebody_will_miss_it(tmp_path: Path) -> None:
    put(tmp_path, "a.html")
    put(tmp_path, "b.pdf", content=b"%PDF-1.7\n")
    assert names(tmp_path, tmp_path) == ["a.html", "NotText: b.pdf"]


@pytest.mark.parametrize("name", [".hidden", "a.png"])
def test_a_folder_without_pages_is_a_failure_that_names_it(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    (failure,) = open_pages([tmp_path])
    assert failure == Failure(
        str(tmp_path), "UnreadableFile", f"{tmp_path}: a folder without pages in it; is it the right one?"
    )


def test_links_that_lead_round_are_followed_once(tmp_path: Path) -> None:
    put(tmp_path, "a/b/c.html")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "nowhere").symlink_to("nowhere.html")
    assert names(tmp_path, tmp_path)[0] == "a/b/c.html"
    assert [name for name in names(tmp_path, tmp_path) if "html" in name] == ["a/b/c.html"]
    assert names(f"{tmp_path}/**/*.html", tmp_path) == ["a/b/c.html"]


def test_many_ways_to_the_same_folders_are_gone_through_once(tmp_path: Path) -> None:
    """Two links in each of forty folders are a trillion ways."""
    for level in range(40):
        put(tmp_path, f"{level:02}/page.html")
        for link in ("x", "y"):
            (tmp_path / f"{level:02}" / link).symlink_to(tmp_path / f"{level + 1:02}")
    assert len(names(tmp_path / "00", tmp_path)) == 40


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    put(tmp_path, "a.html")
    os.mkfifo(tmp_path / "b.html")
    assert names(tmp_path, tmp_path) == ["a.html"]


def test_a_folder_that_may_not_be_read_is_a_failure_among_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything, so the refusal is played."""
    put(tmp_path, "a.html", "b/c.html", "d.html")
    listed = Path.iterdir

    def iterdir(path: Path) -> object:
        if path.name == "b":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert names(tmp_path, tmp_path) == ["a.html", "UnreadableFile: b", "d.html"]


def test_folders_within_folders_have_no_depth_at_which_reading_stops(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
        deep.mkdir()
    put(deep, "a.html")
    assert len(names(tmp_path, tmp_path)) == 1


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.html", ["a.html", "b.html"]),
        ("?.html", ["a.html", "b.html"]),
        ("[ac]*", ["a.html", "c.txt"]),
        ("**/*.html", ["a.html", "b.html", "n/d.html", "n/o/e.html"]),
        ("**/**/e.html", ["n/o/e.html"]),
        ("n/**", ["n/d.html", "n/o/e.html"]),
        ("*/*.html", ["n/d.html"]),
        ("n*", ["n/d.html", "n/o/e.html"]),
        ("*/o/e.html", ["n/o/e.html"]),
        (".*.html", [".h.html"]),
        ("*.png", ["x.png"]),
    ],
)
def test_a_pattern_is_what_it_matches_by_name(tmp_path: Path, pattern: str, found: list[str]) -> None:
    put(tmp_path, "a.html", "b.html", "c.txt", "n/d.html", "n/o/e.html", ".h.html", ".git/f.html", "x.png")
    assert names(f"{tmp_path}/{pattern}", tmp_path) == found


def test_a_pattern_may_be_relative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.html", "n/b.html")
    monkeypatch.chdir(tmp_path)
    assert [page.name for page in open_pages(["*.html", "**/*.html"])] == ["a.html", "a.html", "n/b.html"]


def test_a_file_that_is_called_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    put(tmp_path, "[1].html", "1.html")
    assert names(f"{tmp_path}/[1].html", tmp_path) == ["[1].html"]


@pytest.mark.parametrize("pattern", ["*.htm", "x/*/y", "[", "**/z", "a.html/*", "*" * 5_000, "*\0*"])
def test_a_pattern_that_matches_nothing_is_a_failure(tmp_path: Path, pattern: str) -> None:
    put(tmp_path, "a.html")
    (failure,) = open_pages([f"{tmp_path}/{pattern}"])
    assert isinstance(failure, Failure)
    assert failure.error == "UnreadableFile"


def test_a_name_that_is_not_text_is_written_in_a_way_that_is(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    with open(folder + b"/caf\xe9.html", "wb") as file:  # noqa: PTH123
        file.write(HTML)
    ((source, page),) = gather([tmp_path])
    assert source == page.name == f"{tmp_path}/caf\\udce9.html"
    assert isinstance(page, Page)
    assert [page.name for page in open_pages([os.fsdecode(folder + b"/caf\xe9.html")])] == [source]


def test_a_named_pipe_is_read_as_the_file_that_it_stands_for(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, HTML)
    os.close(writing)
    assert stat.S_ISFIFO(os.fstat(reading).st_mode)
    (page,) = open_pages([f"/dev/fd/{reading}"])
    os.close(reading)
    assert isinstance(page, Page)
    assert page.content == HTML
