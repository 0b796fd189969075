"""Sources into a ledger."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from onrecord.batch import Ledger
from onrecord.errors import LedgerBusy

from .conftest import MakeReader, Onlooker, article

Rows = Callable[..., Path]


def test_what_is_read_is_in_the_ledger_in_the_order_of_the_input(
    ledger: Ledger, rows: Rows, reader: MakeReader, onlooker: Onlooker
) -> None:
    path = rows("a.jsonl", *({"id": str(i), "text": article(f"Vesk{i}")} for i in range(5)))
    summary = ledger.add(path, reader=reader, workers=0, watch=onlooker)
    assert (summary.read, summary.pages, summary.unread, summary.path) == (5, 5, 0, ledger.path)
    assert [document.article.id for document in ledger.documents()] == ["0", "1", "2", "3", "4"]
    assert all(len(document.attributions) == 2 for document in ledger.documents())
    assert onlooker.summaries[-1].read == 5
    assert onlooker.sources[-1] == 1
    assert ledger.check() == []


def test_adding_again_reads_nothing(ledger: Ledger, rows: Rows, reader: MakeReader, readers: Any) -> None:
    path = rows("a.jsonl", {"id": "1", "text": article("Vesk")}, {"id": "2", "text": article("Orlen")})
    ledger.add(path, reader=reader, workers=0)
    before = list(ledger.documents())
    summary = ledger.add(path, reader=readers.OtherReader, workers=0)
    assert (summary.read, summary.same, summary.words) == (0, 2, 0)
    assert list(ledger.documents()) == before


def test_one_page_handed_in_twice_is_there_once(ledger: Ledger, rows: Rows, reader: MakeReader) -> None:
    row = {"id": "1", "text": article("Vesk")}
    summary = ledger.add([rows("a.jsonl", row, row), rows("b.jsonl", row)], reader=reader, workers=0)
    assert (summary.read, summary.same) == (1, 2)
    assert len(ledger.sql("SELECT * FROM pages")) == 1


def test_a_changed_article_is_a_new_version(ledger: Ledger, rows: Rows, reader: MakeReader) -> None:
    address = "https://news.example.org/bridge"
    first = rows("a.jsonl", {"url": address, "text": article("Vesk")})
    later = rows("b.jsonl", {"url": address, "text": article("Vesk", "“It was late,” Marrin said.")})
    summary = ledger.add([first, later], reader=reader, workers=2)
    assert (summary.read, summary.changed) == (1, 1)
    versions = ledger.sql("SELECT version, latest FROM articles ORDER BY version")
    assert [tuple(row.values()) for row in versions] == [(1, False), (2, True)]


def test_pages_that_cannot_be_read_are_failures_and_the_rest_is_read(
    ledger: Ledger, rows: Rows, reader: MakeReader, tmp_path: Path, onlooker: Onlooker
) -> None:
    path = rows(
        "a.jsonl",
        {"text": article("Vesk")},
        {"text": article("Vesk", "KILL ME")},
        {"text": article("Vesk", "FAIL ME")},
        {"text": " "},
        {"nothing": True},
        {"text": article("Orlen")},
    )
    summary = ledger.add([path, tmp_path / "nowhere.html"], reader=reader, watch=onlooker, workers=1)
    assert (summary.read, summary.not_news) == (2, 1)
    assert summary.failed == {"ReaderDied": 1, "ZeroDivisionError": 1, "BrokenRow": 1, "UnreadableFile": 1}
    assert summary.reasons["UnreadableFile"] == f"{tmp_path / 'nowhere.html'}: no such file; is the path right?"
    assert len(onlooker.failures) == 5
    assert [(one.name, one.error) for one in ledger.failures()] == [
        (f"{path}:2", "ReaderDied"),
        (f"{path}:3", "ZeroDivisionError"),
        (f"{path}:4", "NoArticleText"),
        (f"{path}:5", "BrokenRow"),
        (str(tmp_path / "nowhere.html"), "UnreadableFile"),
    ]


def test_an_article_in_another_language_is_counted_as_that_unless_it_is_forced(
    ledger: Ledger, rows: Rows, reader: MakeReader
) -> None:
    german = "Die Brücke soll am Montag wieder geöffnet werden, sagte der Bürgermeister der kleinen Stadt. " * 5
    path = rows("a.jsonl", {"id": "1", "text": german})
    assert ledger.add(path, reader=reader, workers=0).foreign == 1
    assert ledger.add(path, reader=reader, workers=0, force=True).read == 1
    assert ledger.failures() == []


def test_what_is_said_of_all_pages_counts_where_they_do_not_say_it(
    ledger: Ledger, rows: Rows, reader: MakeReader
) -> None:
    path = rows("a.jsonl", {"text": article("Vesk")}, {"text": article("Orlen"), "outlet": "The Mill"})
    ledger.add(path, reader=reader, workers=0, outlet="Harbour Post", published="2031-04-02")
    found = [(d.article.outlet, d.article.published) for d in ledger.documents()]
    assert found == [("Harbour Post", "2031-04-02"), ("The Mill", "2031-04-02")]


def test_a_relative_path_is_kept_as_one_that_holds_anywhere(
    ledger: Ledger, rows: Rows, reader: MakeReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows("a.jsonl", {"text": article("Vesk")}, {"no": "text"})
    monkeypatch.chdir(tmp_path)
    ledger.add("a.jsonl", reader=reader, workers=0)
    (failed,) = ledger.failures()
    assert (failed.name, failed.source) == (f"{tmp_path}/a.jsonl:2", f"{tmp_path}/a.jsonl")


def test_a_second_writer_is_told_who_the_first_one_is(ledger: Ledger, rows: Rows, onlooker: Onlooker) -> None:
    path = rows("a.jsonl", {"text": article("Vesk")})
    with ledger.writing("first"), pytest.raises(LedgerBusy, match="first"):
        ledger.add(path, wait=0.1, watch=onlooker)
    assert "first" in onlooker.waited[0]


def test_an_interrupted_run_is_finished_by_the_next(ledger: Ledger, rows: Rows, reader: MakeReader) -> None:
    paths = [rows(f"{i}.jsonl", *({"id": f"{i}.{k}", "text": article(f"Vesk{i}{k}")} for k in range(3))) for i in "ab"]

    class Impatient(Onlooker):
        def committed(self, summary: Any, sources: int) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ledger.add(paths[:1], reader=reader, workers=0, watch=Impatient())
    assert len(list(ledger.documents())) == 3
    assert ledger.sql("SELECT ended FROM runs").arrow()["ended"].null_count == 1
    summary = ledger.add(paths, reader=reader, workers=0)
    assert (summary.read, summary.same) == (3, 3)


def test_a_text_that_could_not_be_read_in_time_is_refused_at_once(
    ledger: Ledger, tmp_path: Path, reader: MakeReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.batch.reading._MOST", 1_000)
    (tmp_path / "long.txt").write_text(article("Vesk") * 20, encoding="utf-8")
    (tmp_path / "short.txt").write_text(article("Vesk"), encoding="utf-8")
    (tmp_path / "long.html").write_text(f"<p>{article('Orlen')}</p><!--{' ' * 2_000}-->", encoding="utf-8")
    summary = ledger.add(tmp_path, workers=0, reader=reader)
    assert summary.failed == {"TooLarge": 1}
    assert summary.read == 2
