"""What could not be read is tried again; what was read by another model is read anew."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord.batch import Ledger

from .conftest import MakeReader, article

Rows = Callable[..., Path]


def test_a_failure_that_can_be_read_by_now_is_one_no_more(ledger: Ledger, tmp_path: Path, reader: MakeReader) -> None:
    page = tmp_path / "late.txt"
    ledger.add([page], reader=reader, workers=0, outlet="The 'Harbour' Post")
    page.write_text(article("Vesk"), encoding="utf-8")
    summary = ledger.retry(reader=reader, workers=0)
    assert (summary.read, summary.unread, summary.gone) == (1, 0, 0)
    assert ledger.failures() == []
    (document,) = ledger.documents()
    assert document.article.outlet == "The 'Harbour' Post"


def test_a_failure_that_stays_one_counts_its_attempts(ledger: Ledger, rows: Rows, reader: MakeReader) -> None:
    path = rows("a.jsonl", {"no": "text"}, {"text": article("Vesk")})
    ledger.add(path, reader=reader, workers=0, published="2031-04-02")
    summary = ledger.retry(reader=reader, workers=0)
    assert (summary.pages, summary.failed) == (1, {"BrokenRow": 1})
    (failed,) = ledger.failures()
    assert (failed.attempts, failed.facts.published) == (2, "2031-04-02")


def test_only_the_failures_that_match_are_tried_again(ledger: Ledger, rows: Rows, reader: MakeReader) -> None:
    ledger.add([rows("a.jsonl", {"no": "text"}), rows("b.jsonl", {"no": "text"})], reader=reader, workers=0)
    assert ledger.retry("*b.jsonl:*", reader=reader, workers=0).pages == 1
    assert ledger.retry("BrokenRow", reader=reader, workers=0).pages == 2
    assert ledger.retry("NotText", reader=reader, workers=0).pages == 0


def test_a_failure_whose_place_is_gone_is_counted_as_that(ledger: Ledger, rows: Rows, reader: MakeReader) -> None:
    path = rows("a.jsonl", {"text": article("Vesk")}, {"no": "text"})
    ledger.add(path, reader=reader, workers=0)
    rows("a.jsonl", {"text": article("Vesk")})
    assert ledger.retry(reader=reader, workers=0).gone == 1
    assert len(ledger.failures()) == 1


def test_a_page_that_was_mended_is_no_failure_after_it_is_added_again(
    ledger: Ledger, rows: Rows, reader: MakeReader
) -> None:
    ledger.add(rows("a.jsonl", {"no": "text"}), reader=reader, workers=0)
    ledger.add(rows("a.jsonl", {"text": article("Vesk")}), reader=reader, workers=0)
    assert ledger.failures() == []


def test_reading_again_puts_new_statements_in_the_place_of_the_old(
    ledger: Ledger, rows: Rows, reader: MakeReader, readers: Any
) -> None:
    ledger.add(
        rows("a.jsonl", {"id": "1", "text": article("Vesk")}, {"id": "2", "text": article("Orlen")}),
        reader=readers.OtherReader,
        workers=0,
    )
    before = [document.article for document in ledger.documents()]
    assert ledger.reread(everything=True, reader=reader, workers=0).read == 2
    after = list(ledger.documents())
    assert [document.article for document in after] == before
    assert [len(document.attributions) for document in after] == [2, 2]
    assert ledger.check() == []


def test_what_this_model_has_read_is_not_read_again(ledger: Ledger, rows: Rows, reader: MakeReader) -> None:
    ledger.add(rows("a.jsonl", {"text": article("Vesk")}), reader=reader, workers=0)
    assert ledger.reread(reader=reader, workers=0).read == 0
    with ledger.writing("aging") as writer, writer.connection() as connection:
        connection.execute("UPDATE articles SET software = 'onrecord 0.0.1'")
    assert ledger.reread(reader=reader, workers=0).read == 1
    assert ledger.reread(reader=reader, workers=0).read == 0
