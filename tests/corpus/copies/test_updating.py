"""The tables follow the articles of a ledger: new ones, newer versions, in any order, after a run that was cut off."""

import random
from pathlib import Path
from typing import TypeAlias

import pytest

from onrecord.corpus.copies import copied_pairs, shared, update_copies, updating
from onrecord.ledger import Ledger, Reading

from .press import OTHER, WIRE, article, contents, links, names, noise, pairs, printed, put

Contents: TypeAlias = dict[str, set[tuple[object, ...]]]


def _news() -> list[Reading]:
    """A wire story with reprints whole, cut and edited, a lifted sentence, own stories, and lines under articles."""
    under = "Readers of the Vantry Bugle get their paper before breakfast, or the boy brings it free of charge."
    return [
        article("wire", WIRE, "Ellisar Press Agency", "2032-05-04T09:00:00+00:00"),
        article("whole", WIRE, "Paper A", "2032-05-04T10:00:00+00:00", others=[("credit", "EPA")]),
        article("cut", WIRE[:2], "Paper B", "2032-05-04T11:00:00+00:00"),
        article("edited", [s.replace("wagons", "trucks") for s in WIRE], "Paper C", "2032-05-05T07:00:00+00:00"),
        article("lifted", [*noise(1, 3), WIRE[3], *noise(2, 3)], "Paper D", "2032-05-06T07:00:00+00:00"),
        article("concert", [*OTHER, under], "Vantry Bugle", "2032-05-06T08:00:00+00:00"),
        article("reprise", OTHER, "Paper E", "2032-05-06T09:00:00+00:00"),
        article("own", [*noise(3, 6), under], "Vantry Bugle", "2032-05-07T08:00:00+00:00"),
        article("more", [*noise(4, 6), under], "Vantry Bugle", "2032-05-08T08:00:00+00:00"),
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Contents]:
    """A ledger of the news, as a file, and what it says."""
    ledger = printed(tmp_path_factory.mktemp("made"), _news())
    return ledger.path.read_bytes(), contents(ledger)


@pytest.fixture
def ledger(made: tuple[bytes, Contents], tmp_path: Path) -> Ledger:
    path = tmp_path / "made.duckdb"
    path.write_bytes(made[0])
    return Ledger.open(path)


@pytest.fixture
def expected(made: tuple[bytes, Contents]) -> Contents:
    return made[1]


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, expected: Contents, seed: int) -> None:
    assert len(expected["copies"]) == 5
    shuffled = _news()
    random.Random(seed).shuffle(shuffled)
    assert contents(printed(tmp_path, shuffled)) == expected
    assert contents(printed(tmp_path, shuffled, each=True)) == expected


def test_looking_again_changes_nothing(ledger: Ledger, expected: Contents) -> None:
    with ledger.writing("test") as writer:
        assert update_copies(writer) == 0
    assert contents(ledger) == expected


def test_portions_change_nothing(tmp_path: Path, expected: Contents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "_LEAST", 2)
    assert contents(printed(tmp_path, _news())) == expected


def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, expected: Contents, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "_LEAST", 2)
    ledger = Ledger.open(tmp_path / "cut.duckdb")

    def stop(done: int, total: int) -> None:
        assert total == 9
        if done == 4:
            raise KeyboardInterrupt

    with ledger.writing("test") as writer:
        writer.begin(["test"])
        writer.append(_news())
        with pytest.raises(KeyboardInterrupt):
            update_copies(writer, stop)
        assert update_copies(writer) == 5
        writer.end()
    assert contents(ledger) == expected


def test_a_newer_version_takes_the_place_of_the_older(ledger: Ledger) -> None:
    put(ledger, [article("whole", noise(60, 5), "Paper A", "2032-05-04T10:00:00+00:00")])
    assert "whole" not in links(ledger)
    assert not [pair for pair in pairs(ledger) if "whole" in pair or "whole@2" in pair]
    put(ledger, [article("wire", [*WIRE, *noise(61, 2)], "Ellisar Press Agency", "2032-05-04T09:00:00+00:00")])
    assert links(ledger)["cut"] == {"wire@2"}
    assert links(ledger)["lifted"] == {"wire@2"}
    with ledger.reading() as connection:
        rows = connection.execute("SELECT article FROM articles WHERE NOT latest").fetchall()
        for table in ("passages", "printings"):
            found = connection.execute(f"SELECT article FROM {table}").fetchall()
            assert not set(rows) & set(found)


def test_an_original_that_is_gone_leaves_its_copies_to_each_other(tmp_path: Path) -> None:
    ledger = printed(tmp_path, [one for one in _news() if one.document.article.id in ("wire", "cut", "edited")])
    put(ledger, [article("wire", noise(62, 5), "Ellisar Press Agency", "2032-05-04T09:00:00+00:00")])
    assert links(ledger) == {"edited": {"cut"}}
    put(ledger, [article("late", WIRE[:2], "Paper Z", "2032-06-01T09:00:00+00:00")])
    assert links(ledger) == {"edited": {"cut"}, "late": {"cut"}}


def test_all_articles_read_anew_are_looked_at_anew(ledger: Ledger, expected: Contents) -> None:
    with ledger.writing("test") as writer:
        with writer.connection() as connection:
            connection.execute("UPDATE articles SET software = 'another one'")
        assert update_copies(writer) == 9
    assert contents(ledger) == expected


def test_some_articles_read_anew_are_looked_at_anew(ledger: Ledger, expected: Contents) -> None:
    with ledger.writing("test") as writer:
        with writer.connection() as connection:
            connection.execute("UPDATE articles SET software = 'another one' WHERE id IN ('wire', 'own')")
        assert update_copies(writer) == 2
    assert contents(ledger) == expected


def test_articles_that_share_words_with_one_are_listed_with_their_siblings(ledger: Ledger) -> None:
    called = names(ledger)
    number = {name: article for article, name in called.items()}
    with ledger.reading() as connection:
        found = shared(connection, number["cut"])
        assert shared(connection, number["own"]) == []
        assert shared(connection, 999) == []
        texts = dict(connection.execute("SELECT article, text FROM articles").fetchall())
        assert {called[one.article] for one in found} == {"wire", "whole", "edited"}
    whole = next(one for one in found if called[one.article] == "whole")
    assert whole.share == 1.0
    assert 0.3 < whole.other_share < 0.5
    for start, stop, other_start, other_stop in whole.passages:
        assert texts[number["cut"]][start:stop] == texts[whole.article][other_start:other_stop]


def test_pairs_are_sorted_and_say_how_many_words(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        found = list(copied_pairs(connection))
        assert found == sorted(found)
        for one, other, words in found:
            assert words == next(s.words for s in shared(connection, one) if s.article == other)
