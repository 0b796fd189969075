"""What is told anew when articles, actors and copies come and go."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.ledger.worlds import reading, sentence_document

from onrecord.corpus.linking import link_actors
from onrecord.corpus.origins import update_origins
from onrecord.ledger import Ledger
from onrecord.records import Document

CONTENT = "the bridge at Selwick will be closed for two years"

Told = tuple[str, str, str, int]
"""Who says it, in which outlet, on which day of the month, and of which claim it is."""

TOLD: tuple[Told, ...] = (
    ("Mara Vane", "Haven Post", "04", 1),
    ("two officials", "Echo", "05", 1),
    ("a hospital doctor", "Sun", "06", 1),
    ("Mara Vane", "Lantern", "03", 1),
    ("Otto Rusch", "Lantern", "07", 2),
)


def _document(told: Told, number: int) -> Document:
    who, outlet, day, _ = told
    kinds = {} if who.istitle() else {who: "unnamed"}
    sentences = (f"News of the bridge, {number}", f"On Monday {who} said that {CONTENT}.")
    said = ((who, "said", CONTENT, "plain"),)
    return sentence_document(f"a{number}", sentences, said, outlet=outlet, published=f"2024-03-{day}", types=kinds)


def _add(ledger: Ledger, told: Sequence[Told], first: int = 1) -> None:
    """Put articles in, link who is named in them, and put their statements into their claims."""
    with ledger.writing("add") as writer:
        writer.begin(["articles"])
        writer.append([reading(_document(one, number)) for number, one in enumerate(told, first)])
        link_actors(writer)
        with writer.connection() as connection:
            for number, (*_, claim) in enumerate(told, first):
                connection.execute(
                    """INSERT INTO claim_statements SELECT ?, attribution, article, content[1]."start",
                    content[1].stop, 'says', 1, '' FROM attributions WHERE article = ?""",
                    [claim, number],
                )
                connection.execute(
                    """INSERT INTO claims SELECT ?, NULL, '', 1, NULL, NULL, 1, 1, 0, NULL, NULL, NULL, NULL, NULL
                    WHERE ? NOT IN (SELECT claim FROM claims)""",
                    [claim, claim],
                )


def _change(ledger: Ledger, *queries: str) -> None:
    with ledger.writing("change") as writer, writer.connection() as connection:
        for query in queries:
            connection.execute(query)


def _update(ledger: Ledger) -> int:
    with ledger.writing("origins") as writer:
        return update_origins(writer)


def _made(path: Path, told: Sequence[Told] = TOLD) -> Ledger:
    ledger = Ledger.open(path)
    _add(ledger, told)
    _update(ledger)
    return ledger


def _rows(ledger: Ledger, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in ledger.sql(query)]


def _count(ledger: Ledger, claim: int = 1) -> tuple[Any, ...]:
    return _rows(ledger, f"SELECT origins, least, most, named FROM claims WHERE claim = {claim}")[0]


def _all(ledger: Ledger) -> list[object]:
    found: list[object] = [_rows(ledger, f"SELECT * FROM {table} ORDER BY ALL") for table in ("origins", "spread")]
    return [*found, _rows(ledger, "SELECT claim, origins, least, most, named, why FROM claims ORDER BY 1")]


def test_a_second_update_finds_nothing_to_do(tmp_path: Path) -> None:
    ledger = _made(tmp_path / "news.duckdb")
    before = _all(ledger)
    assert _count(ledger) == (3, 3, 3, 1)
    assert _update(ledger) == 0
    assert _all(ledger) == before


def test_an_empty_ledger_has_nothing_to_do(tmp_path: Path) -> None:
    assert _update(Ledger.open(tmp_path / "news.duckdb")) == 0


def test_articles_that_come_one_by_one_lead_to_the_same_as_all_at_once(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "slow.duckdb")
    for number, told in enumerate(TOLD, 1):
        _add(ledger, [told], number)
        assert _update(ledger) >= 1
    assert _all(ledger) == _all(_made(tmp_path / "quick.duckdb"))


def test_an_article_more_touches_its_own_claims_alone(tmp_path: Path) -> None:
    ledger = _made(tmp_path / "news.duckdb")
    _change(ledger, "UPDATE origins SET reason = 'as it was' WHERE claim = 1")
    _add(ledger, [("Ida Marsh", "Sun", "08", 2)], 6)
    assert _update(ledger) == 1
    assert _count(ledger, 2) == (2, 2, 2, 2)
    assert _rows(ledger, "SELECT DISTINCT reason FROM origins WHERE claim = 1") == [("as it was",)]


def test_an_article_that_is_replaced_no_longer_counts(tmp_path: Path) -> None:
    ledger = _made(tmp_path / "news.duckdb", [("Mara Vane", "Echo", "04", 1), ("Otto Rusch", "Sun", "05", 1)])
    assert _count(ledger) == (2, 2, 2, 2)
    _change(
        ledger,
        "UPDATE articles SET latest = false WHERE article = 2",
        "DELETE FROM claim_statements WHERE article = 2",
    )
    _update(ledger)
    assert _count(ledger) == (1, 1, 1, 1)
    assert _rows(ledger, "SELECT name FROM origins") == [("Mara Vane",)]
    assert len(_rows(ledger, "SELECT * FROM spread")) == 1
    assert _rows(ledger, "SELECT article FROM built WHERE stage = 'origins'") == [(1,)]


def test_a_claim_that_is_gone_leaves_no_origins(tmp_path: Path) -> None:
    ledger = _made(tmp_path / "news.duckdb")
    _change(ledger, "DELETE FROM claim_statements WHERE claim = 2", "DELETE FROM claims WHERE claim = 2")
    _update(ledger)
    assert _rows(ledger, "SELECT claim FROM origins UNION SELECT claim FROM spread") == [(1,)]


def test_people_who_are_found_to_be_one_become_one_origin(tmp_path: Path) -> None:
    ledger = _made(tmp_path / "news.duckdb", [("Mara Vane", "Echo", "04", 1), ("Mara Aldous", "Sun", "05", 1)])
    assert _count(ledger) == (2, 2, 2, 2)
    of = "SELECT actor FROM actors WHERE name = "
    _change(ledger, f"UPDATE identities SET actor = ({of} 'Mara Vane') WHERE actor = ({of} 'Mara Aldous')")
    assert _update(ledger) == 1
    assert _count(ledger) == (1, 1, 1, 1)


def test_a_copy_that_is_found_later_is_no_longer_an_origin(tmp_path: Path) -> None:
    told = [("two officials", "Echo", "04", 1), ("some officials", "Sun", "05", 1)]
    ledger = _made(tmp_path / "news.duckdb", told)
    assert _count(ledger)[1:3] == (1, 2)
    _change(
        ledger,
        """INSERT INTO copies SELECT b.article, a.article, 12, 0.9, 0.9, 'it was in print before', 0.9,
        [{'start': b.content[1]."start", 'stop': b.content[1].stop, 'original_start': a.content[1]."start",
          'original_stop': a.content[1].stop}]
        FROM attributions a, attributions b WHERE a.article = 1 AND b.article = 2""",
    )
    assert _update(ledger) == 1
    assert _count(ledger) == (1, 1, 1, 0)


def test_whoever_watches_is_told_of_all_articles(tmp_path: Path) -> None:
    ledger = Ledger.open(tmp_path / "news.duckdb")
    _add(ledger, TOLD)
    seen: list[tuple[int, int]] = []
    with ledger.writing("origins") as writer:
        assert update_origins(writer, lambda done, total: seen.append((done, total))) == len(TOLD)
    assert seen[-1] == (len(TOLD), len(TOLD))


def test_a_claim_that_is_found_to_be_near_widens_the_count_and_no_longer_does_when_it_is_not(tmp_path: Path) -> None:
    ledger = _made(tmp_path / "news.duckdb")
    _change(ledger, "INSERT INTO near_claims VALUES (1, 2, 0.5)")
    assert _update(ledger) == len(TOLD)
    assert _count(ledger, 1) == (3, 3, 4, 1)
    assert _count(ledger, 2) == (1, 1, 4, 1)
    assert _update(ledger) == 0
    _change(ledger, "DELETE FROM near_claims")
    _update(ledger)
    assert _count(ledger, 1) == (3, 3, 3, 1)


def test_an_article_more_of_a_claim_that_is_near_widens_the_count(tmp_path: Path) -> None:
    ledger = _made(tmp_path / "news.duckdb")
    _change(ledger, "INSERT INTO near_claims VALUES (1, 2, 0.8)")
    _update(ledger)
    _add(ledger, [("Ida Marsh", "Sun", "08", 2)], 6)
    assert _update(ledger) == 1
    assert _count(ledger, 1) == (3, 3, 5, 1)
    slow = _all(ledger)
    _change(ledger, "DELETE FROM built WHERE stage = 'origins'")
    _update(ledger)
    assert _all(ledger) == slow
