"""What becomes of pages that are handed to a ledger."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.worlds import WORLD, a_ledger, index_of, reading, sentence_document

from onrecord.errors import LedgerError
from onrecord.ledger import Handed, Ledger, Missed, Outcome, Reading
from onrecord.records import Document, Failure

ADDRESS = "https://courier.example/news/dam-is-safe"
SAFE = sentence_document(
    "",
    ("Dam is safe", "Mara Vane said the dam would hold.", "The rain went on all night and all day in the valley."),
    (("Mara Vane", "said", "the dam would hold", "plain"),),
    url=ADDRESS,
)
UNSAFE = sentence_document(
    "",
    (
        "Dam is safe",
        "Mara Vane said the gates were to be opened.",
        "The rain went on all night and all day in the valley.",
    ),
    (("Mara Vane", "said", "the gates were to be opened", "plain"),),
    url=ADDRESS,
)
FAILURE = Failure("broken.html", "NoArticleText", "broken.html: no article text found")


def told(path: Path, *batches: list[Reading | Missed]) -> list[list[Outcome]]:
    """The outcomes of batches that are appended one after the other, in one run; the ledger is sound after it."""
    ledger = Ledger.open(path)
    with ledger.writing("add") as writer:
        writer.begin(["folder"])
        outcomes = [writer.append(batch) for batch in batches]
        writer.end()
    assert ledger.check() == []
    return outcomes


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with Ledger.open(path).reading() as connection:
        return connection.execute(query).fetchall()


def elsewhere(document: Document, **fields: Any) -> Document:
    """The same text as another article: other facts about it."""
    return replace(document, article=replace(document.article, **fields))


def test_what_goes_in_comes_out_equal(world: Ledger) -> None:
    assert list(world.documents()) == [reading.document for reading in WORLD]


def test_a_ledger_of_sound_documents_is_sound(world: Ledger) -> None:
    assert world.check() == []


def test_the_same_page_twice_is_one_article_and_one_page(path: Path) -> None:
    assert told(path, [reading(SAFE)], [reading(SAFE)]) == [["read"], ["same"]]
    assert rows(path, "SELECT outcome, article, attempts FROM pages") == [("read", 1, 2)]
    assert len(list(Ledger.open(path).documents(versions=True))) == 1


def test_the_same_page_twice_in_one_batch_is_one_article_and_one_page(path: Path) -> None:
    assert told(path, [reading(SAFE), reading(SAFE)]) == [["read", "same"]]
    assert rows(path, "SELECT outcome, article, attempts FROM pages") == [("read", 1, 2)]


def test_an_address_with_other_tracking_is_the_same_article_under_another_page(path: Path) -> None:
    shared = elsewhere(SAFE, url=f"{ADDRESS}?utm_source=feed#top")
    assert told(path, [reading(SAFE, "a"), reading(shared, "b")]) == [["read", "same"]]
    assert rows(path, "SELECT name, outcome, article FROM pages ORDER BY name") == [("a", "read", 1), ("b", "same", 1)]


@pytest.mark.parametrize("batches", [1, 2])
def test_another_text_at_the_same_address_is_a_new_version(path: Path, batches: int) -> None:
    items: list[Reading | Missed] = [reading(SAFE, "a"), reading(UNSAFE, "b")]
    outcomes = told(path, items) if batches == 1 else told(path, items[:1], items[1:])
    assert [outcome for batch in outcomes for outcome in batch] == ["read", "changed"]
    found = rows(path, "SELECT article, version, latest FROM articles ORDER BY article")
    assert found == [(1, 1, False), (2, 2, True)]
    ledger = Ledger.open(path)
    assert list(ledger.documents()) == [UNSAFE]
    assert list(ledger.documents(versions=True)) == [SAFE, UNSAFE]


@pytest.mark.parametrize("batches", [1, 2])
def test_statements_that_came_and_went_between_versions_are_kept(path: Path, batches: int) -> None:
    items: list[Reading | Missed] = [reading(SAFE, "a"), reading(UNSAFE, "b")]
    told(path, items) if batches == 1 else told(path, items[:1], items[1:])
    found = rows(path, "SELECT article, change, attribution FROM changes ORDER BY change")
    assert found == [(2, "came", 2), (2, "went", 1)]


def test_a_text_that_was_there_in_an_earlier_version_is_the_same(path: Path) -> None:
    assert told(path, [reading(SAFE, "a")], [reading(UNSAFE, "b")], [reading(SAFE, "c")]) == [
        ["read"],
        ["changed"],
        ["same"],
    ]


def test_a_page_without_address_is_the_same_as_one_with_equal_text_and_facts(path: Path) -> None:
    bare = elsewhere(SAFE, url=None)
    assert told(path, [reading(SAFE, "a")], [reading(bare, "b")]) == [["read"], ["same"]]


def test_the_same_text_in_another_paper_is_another_article(path: Path) -> None:
    bare = elsewhere(SAFE, url=None, outlet="Haven Post")
    assert told(path, [reading(SAFE, "a")], [reading(bare, "b")]) == [["read"], ["read"]]


def test_an_id_that_comes_with_a_related_text_names_a_new_version(path: Path) -> None:
    old, new = elsewhere(SAFE, id="7", url=None), elsewhere(UNSAFE, id="7", url=None)
    assert told(path, [reading(old, "a.jsonl:1")], [reading(new, "b.jsonl:1")]) == [["read"], ["changed"]]


def test_an_id_that_another_corpus_gives_to_another_text_is_another_article(path: Path) -> None:
    other = sentence_document("7", ("Bakers meet in Haven", "Nobody spoke about bread or anything else at length."))
    items: list[Reading | Missed] = [
        reading(elsewhere(SAFE, id="7", url=None), "a.jsonl:1"),
        Reading(Handed("b.jsonl:1", "b.jsonl", 2), other, index_of(other)),
        Reading(Handed("b.jsonl:1", "b.jsonl", 3), other, index_of(other)),
    ]
    assert told(path, items) == [["read", "read", "same"]]
    assert rows(path, "SELECT version FROM articles") == [(1,), (1,)]


def test_a_file_that_was_saved_again_is_a_new_version(path: Path) -> None:
    old, new = (elsewhere(it, url=None, id=sentence_id(it)) for it in (SAFE, UNSAFE))
    items: list[Reading | Missed] = [
        Reading(Handed("a.txt", "a.txt", page, None), document, index_of(document))
        for page, document in ((1, old), (2, new))
    ]
    assert told(path, items) == [["read", "changed"]]


def test_two_texts_from_standard_input_are_two_articles(path: Path) -> None:
    old, new = (elsewhere(it, url=None, id=sentence_id(it)) for it in (SAFE, UNSAFE))
    items: list[Reading | Missed] = [
        Reading(Handed("stdin", "-", page, None), document, index_of(document))
        for page, document in ((1, old), (2, new))
    ]
    assert told(path, items) == [["read", "read"]]


def sentence_id(document: Document) -> str:
    """The id of an article that was given none."""
    bare = sentence_document("", document.article.text.split("\n\n"))
    return bare.article.id


def test_a_page_that_failed_counts_its_attempts_and_gives_way_to_its_success(path: Path) -> None:
    handed = Handed("broken.html", "broken.html", 99)
    missed = Missed(handed, FAILURE)
    assert told(path, [missed], [missed]) == [["failed"], ["failed"]]
    found = "SELECT outcome, article, error, reason, attempts FROM pages"
    assert rows(path, found) == [("failed", None, "NoArticleText", FAILURE.reason, 2)]
    assert told(path, [Reading(handed, SAFE, index_of(SAFE))]) == [["read"]]
    assert rows(path, found) == [("read", 1, None, None, 3)]


def test_a_page_that_was_read_stays_read_when_reading_it_fails_later(path: Path) -> None:
    handed = Handed("page.html", "page.html", 99)
    assert told(path, [Reading(handed, SAFE, index_of(SAFE))], [Missed(handed, FAILURE)]) == [["read"], ["failed"]]
    assert rows(path, "SELECT outcome, article, attempts FROM pages") == [("read", 1, 2)]


def test_known_pages_are_those_that_did_not_fail(path: Path) -> None:
    page = reading(SAFE).handed.page
    with Ledger.open(path).writing("add") as writer:
        writer.begin(["folder"])
        writer.append([reading(SAFE), Missed(Handed("broken.html", "broken.html", 99), FAILURE)])
        assert writer.known([page, 99, 100]) == {page}


def test_batches_of_any_size_give_the_same_ledger(path: Path, tmp_path: Path) -> None:
    singly: list[list[Reading | Missed]] = [[item] for item in WORLD]
    told(path, list(WORLD))
    told(tmp_path / "one.duckdb", *singly)
    for table in ("articles", "attributions", "appearances", "pages", "postings", "signatures"):
        query = f"SELECT COLUMNS(lambda c: c NOT IN ('added', 'seen')) FROM {table} ORDER BY ALL"
        assert rows(path, query) == rows(tmp_path / "one.duckdb", query)


@pytest.mark.parametrize(
    ("published", "fetched", "day"),
    [
        ("2024-03-05T23:30:00-05:00", None, date(2024, 3, 5)),
        ("2024-03-05", None, date(2024, 3, 5)),
        (None, datetime(2024, 3, 7, 1, tzinfo=UTC), date(2024, 3, 7)),
        ("yesterday", datetime(2024, 3, 7, 1), date(2024, 3, 7)),
        (None, None, None),
    ],
)
def test_the_day_is_that_of_publishing_else_of_fetching(
    path: Path, published: str | None, fetched: datetime | None, day: date | None
) -> None:
    document = elsewhere(SAFE, published=published)
    told(path, [reading(document, fetched=fetched)])
    assert rows(path, "SELECT day FROM articles") == [(day,)]


def test_half_a_surrogate_pair_is_kept_as_a_replacement_character(path: Path) -> None:
    odd = elsewhere(SAFE, text=SAFE.article.text.replace("valley", "v\ud800lley"), title="D\udfffm")
    told(path, [reading(odd)])
    (found,) = Ledger.open(path).documents()
    assert (found.article.title, found.article.text) == ("D\ufffdm", SAFE.article.text.replace("valley", "v\ufffdlley"))


def test_a_page_that_is_handed_in_before_a_run_begins_is_refused(path: Path) -> None:
    with Ledger.open(path).writing("add") as writer, pytest.raises(LedgerError, match="begin"):
        writer.append([reading(SAFE)])


def test_an_index_of_another_document_is_refused(path: Path) -> None:
    with Ledger.open(path).writing("add") as writer:
        writer.begin(["folder"])
        with pytest.raises(LedgerError, match="1 statements with 2 sets of terms and 2 signatures"):
            writer.append([replace(reading(SAFE), index=WORLD[0].index)])


def test_names_that_are_no_text_are_kept_as_far_as_they_are(path: Path) -> None:
    name = "caf\udce9.txt"
    bare = elsewhere(SAFE, url=None, id=sentence_id(SAFE))
    with Ledger.open(path).writing("add \udce9") as writer:
        writer.begin([name])
        assert writer.append([Reading(Handed(name, name, 5), bare, index_of(bare))]) == ["read"]
    assert rows(path, "SELECT name, source, runs.command, sources FROM pages JOIN runs USING (run)") == [
        ("caf\ufffd.txt", "caf\ufffd.txt", "add \ufffd", ["caf\ufffd.txt"])
    ]


def test_an_append_that_fails_leaves_nothing_of_its_batch(path: Path) -> None:
    a_ledger(path, WORLD[:2])
    broken = replace(reading(SAFE), index=replace(index_of(SAFE), signatures=((1, 2, 3, 1 << 70),)))
    with Ledger.open(path).writing("add") as writer:
        writer.begin(["folder"])
        with pytest.raises(OverflowError):
            writer.append([WORLD[2], broken])
    assert len(list(Ledger.open(path).documents())) == 2
    assert rows(path, "SELECT count(*) FROM pages") == [(2,)]


def test_articles_that_are_asked_for_come_in_the_order_asked(world: Ledger) -> None:
    assert list(world.documents([3, 400, 1])) == [WORLD[2].document, WORLD[0].document]
