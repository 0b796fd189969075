"""Pages in tar and ZIP archives, and the traps that such archives may be."""

import gzip
import io
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from onrecord.pages import archives, gather, open_pages, sources
from onrecord.records import Failure, Page

HTML = b"<html><body><p>The bridge will be built.</p></body></html>"
ROWS = b'{"text": "One."}\n{"text": "Two."}\n'
FILES = {"a.html": HTML, "n/b.jsonl": ROWS, "n/c.txt.gz": gzip.compress(b"Three."), "d.png": b"\x89PNG\r\n\x1a\n\0"}


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tarred(files: dict[str, bytes], format: int = tarfile.PAX_FORMAT) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=format) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return stream.getvalue()


def read(path: Path, content: bytes) -> list[Page | Failure]:
    path.write_bytes(content)
    return list(open_pages([path]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.zip", zipped(FILES)),
        ("a", zipped(FILES)),
        ("a.tar", tarred(FILES)),
        ("a.tar", tarred(FILES, tarfile.GNU_FORMAT)),
        ("a.tgz", gzip.compress(tarred(FILES))),
    ],
)
def test_the_files_in_an_archive_are_read_in_its_order_and_named_after_it(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    assert read(path, content) == [
        Page(f"{path}:a.html", HTML),
        Page(f"{path}:n/b.jsonl:1", b"One.", "text/plain"),
        Page(f"{path}:n/b.jsonl:2", b"Two.", "text/plain"),
        Page(f"{path}:n/c.txt.gz", b"Three."),
    ]
    assert {source for source, _ in gather([path])} == {str(path)}


def test_a_tar_archive_may_come_from_standard_input_and_a_zip_archive_from_a_file() -> None:
    assert len(list(open_pages(["-"], io.BytesIO(tarred(FILES))))) == 4
    packed = list(open_pages(["-"], io.BytesIO(gzip.compress(zipped(FILES)))))
    assert [failure.error for failure in packed if isinstance(failure, Failure)] == ["NotText"]


def test_an_archive_within_an_archive_is_a_failure_among_the_others(tmp_path: Path) -> None:
    for content in (zipped, tarred):
        first, second, third = read(
            tmp_path / "a", content({"a.zip": zipped(FILES), "b.tar": tarred(FILES), "c.html": HTML})
        )
        assert isinstance(first, Failure)
        assert isinstance(second, Failure)
        assert isinstance(third, Page)
        assert (first.error, second.error) == ("NotText", "NotText")


@pytest.mark.parametrize("name", ["[Content_Types].xml", "mimetype"])
def test_an_office_document_is_refused_as_one(tmp_path: Path, name: str) -> None:
    (failure,) = read(tmp_path / "a.docx", zipped({name: b"x", "word/document.xml": b"<w/>"}))
    assert isinstance(failure, Failure)
    assert failure.reason.endswith("an office document or an e-book; save it as text")


def test_a_damaged_file_in_a_zip_archive_is_a_failure_among_the_others(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.html": HTML, "b.html": HTML * 9, "c.html": HTML}))
    content[content.index(b"b.html") + 9] ^= 255
    first, second, third = read(tmp_path / "a.zip", bytes(content))
    assert isinstance(first, Page)
    assert isinstance(second, Failure)
    assert isinstance(third, Page)
    assert second.name == f"{tmp_path}/a.zip:b.html"


def test_an_encrypted_file_in_a_zip_archive_is_a_failure(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.html": HTML}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    (failure,) = read(tmp_path / "a.zip", bytes(content))
    assert isinstance(failure, Failure)
    assert "encrypted" in failure.reason


@pytest.mark.parametrize("cut", [600, 1_100, 1_500])
def test_of_an_archive_that_is_cut_off_the_files_before_are_kept(tmp_path: Path, cut: int) -> None:
    content = tarred({"a.html": HTML, "b.html": HTML * 9})
    *pages, failure = read(tmp_path / "a.tar", content[:cut])
    assert isinstance(failure, Failure)
    assert all(isinstance(page, Page) for page in pages[:1])
    (failure,) = read(tmp_path / "a.zip", zipped({"a.html": HTML})[:-9])
    assert isinstance(failure, Failure)
    assert failure.error == "UnreadableFile"


def test_links_and_devices_in_a_tar_archive_are_left_out(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE):
            member = tarfile.TarInfo("passwd.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert read(tmp_path / "a.tar", stream.getvalue()) == []


def test_a_name_that_leads_out_of_an_archive_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "n"
    folder.mkdir()
    for content in (zipped({"../out.html": HTML}), tarred({"../out.html": HTML})):
        (page,) = read(folder / "a", content)
        assert page == Page(f"{folder}/a:../out.html", HTML)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "n"]


def test_a_file_in_an_archive_has_the_limit_of_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "PAGE_LIMIT", 1_000_000)
    files = {"a.html": bytes(30_000_000), "b.html": HTML}
    for content in (zipped(files), gzip.compress(tarred(files))):
        (tmp_path / "a").write_bytes(content)
        tracemalloc.start()
        first, last = open_pages([tmp_path / "a"])
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert isinstance(first, Failure)
        assert first.error == "TooLarge"
        assert isinstance(last, Page)
        assert peak < 6_000_000


def test_a_zip_archive_that_unpacks_to_a_thousand_times_its_size_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "BOMB_SIZE", 1_000_000)
    (failure,) = read(tmp_path / "a.zip", zipped({"a.html": HTML, "b.html": bytes(9_000_000)}))
    assert isinstance(failure, Failure)
    assert failure.error == "TooLarge"


def test_a_header_in_a_tar_archive_is_not_taken_in_whatever_its_size(tmp_path: Path) -> None:
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.XHDTYPE, 500_000_000
    (tmp_path / "a.tgz").write_bytes(gzip.compress(member.tobuf() + bytes(20_000_000)))
    tracemalloc.start()
    (failure,) = open_pages([tmp_path / "a.tgz"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(failure, Failure)
    assert failure.error == "UnreadableFile"
    assert peak < 3_000_000


def test_many_headers_before_one_file_are_a_failure(tmp_path: Path) -> None:
    member = tarfile.TarInfo("x")
    member.type, member.size = tarfile.GNUTYPE_LONGNAME, 1
    header = member.tobuf(tarfile.GNU_FORMAT) + b"a".ljust(512, b"\0")
    (failure,) = read(tmp_path / "a.tar", header * 5_000)
    assert isinstance(failure, Failure)


def test_what_is_held_does_not_grow_with_the_number_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(tarred({f"{at}.html": HTML for at in range(1_500)}))
    tracemalloc.start()
    count = sum(1 for _ in open_pages([tmp_path / "a.tar"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_500
    assert peak < 1_000_000
