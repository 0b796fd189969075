"""`onrecord.read` and what the package shows of itself."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import onrecord
from onrecord import pipeline

TEXT = (
    "Bridge will hold, mayor says\r\n\r\n“The bridge\u00a0will hold,” Vesk said on Monday in the town hall of Harrow.\n"
)


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch, quoting: Any) -> None:
    monkeypatch.setattr(pipeline, "shipped_reader", lambda threads: quoting)


def test_text_is_read_as_it_stands() -> None:
    document = onrecord.read(TEXT)
    assert document.article.text == TEXT
    [found] = document.attributions
    assert [TEXT[s:e] for s, e in found.source] == ["Vesk"]


@pytest.mark.parametrize("as_path", [Path, str])
def test_a_path_is_opened_whether_it_is_a_path_or_a_string(tmp_path: Path, as_path: type[Path] | type[str]) -> None:
    file = tmp_path / "article without suffix"
    file.write_bytes(TEXT.encode())
    assert onrecord.read(as_path(file)).article.text == TEXT


def test_markup_is_read_as_markup() -> None:
    document = onrecord.read(f"<html><body><article><h1>Bridge</h1><p>{TEXT}</p></article></body></html>")
    assert "<" not in document.article.text
    assert document.attributions


@pytest.mark.parametrize("name", ["missing.html", "some/where/missing", "missing.JSONL", "C:\\pages\\missing.txt"])
def test_a_string_that_looks_like_a_file_name_is_said_to_be_missing(name: str) -> None:
    with pytest.raises(onrecord.InputError, match="no such file") as error:
        onrecord.read(name)
    assert name in str(error.value)


def test_a_missing_path_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(onrecord.InputError, match="no such file"):
        onrecord.read(tmp_path / "nothing")


@pytest.mark.parametrize(
    "text",
    ["x" * 300, "Vesk said no.\0", "The file a.txt is gone, Vesk said.", "\ufeffVesk said no.", "and/or so, Vesk said"],
)
def test_text_that_cannot_be_a_file_is_text(text: str) -> None:
    assert onrecord.read(text, force=True).article.text == text


def test_an_empty_text_has_no_article() -> None:
    with pytest.raises(onrecord.NoArticleText):
        onrecord.read("")


def test_a_file_with_several_articles_is_refused_with_the_way_out(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "“Yes,” Vesk said."}\n{"text": "“No,” Brey said."}\n')
    with pytest.raises(onrecord.InputError, match=r"more than one article.*Pipeline"):
        onrecord.read(rows)


def test_a_file_without_rows_has_no_article(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n")
    with pytest.raises(onrecord.NoArticleText, match=r"rows\.jsonl"):
        onrecord.read(rows)


def test_the_kind_of_a_failure_is_kept(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text("{\n")
    with pytest.raises(onrecord.InputError) as error:
        onrecord.read(rows)
    assert type(error.value).__name__ == "BrokenRow"


def test_what_is_given_wins_over_the_page(tmp_path: Path) -> None:
    row = tmp_path / "row.json"
    row.write_text(
        '{"text": "“Yes,” Vesk said.", "title": "A", "outlet": "B", "published": "2031-01-01", "url": "c:d"}'
    )
    article = onrecord.read(row, title="T", outlet="O", published="2031-02-03", url="u:v").article
    assert (article.title, article.outlet, article.published, article.url) == ("T", "O", "2031-02-03", "u:v")
    assert onrecord.read(row, outlet="O").article.title == "A"


def test_a_document_shows_itself_in_a_notebook() -> None:
    html = onrecord.read(TEXT)._repr_html_()  # type: ignore[attr-defined]
    assert "<b>Vesk</b>" in html
    assert "<u>said</u>" in html


def test_every_public_name_is_there_and_dir_lists_them() -> None:
    assert dir(onrecord) == sorted(onrecord.__all__)
    assert all(getattr(onrecord, name) is not None for name in onrecord.__all__)
    assert len(onrecord.__all__) <= 15


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = onrecord.nothing


def test_importing_the_package_imports_the_standard_library_alone() -> None:
    code = """if True:
        import sys
        before = set(sys.modules)
        import onrecord
        roots = {name.partition(".")[0] for name in set(sys.modules) - before}
        print(sorted(roots - sys.stdlib_module_names))
    """
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "['onrecord']\n"
