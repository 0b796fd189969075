"""What people set right stays right: through new linking and new reading, until it is taken back."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.corpus.worlds import add, partition, readings, world
from tests.ledger.worlds import index_of

from onrecord.corpus import corrections, link_actors, merge, reject, speaker, split, training_rows, undo
from onrecord.corpus.pointing import Reference
from onrecord.errors import AmbiguousActor, BadCorrection, NotInLedger
from onrecord.ledger import Ledger

SPOUSES = world("spouses, and their family name alone")
MERGED = world("a nickname for a given name")


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a ledger with the spouses in articles 1 to 6, the nickname in 7 to 10."""
    made = Ledger.open(tmp_path_factory.mktemp("linked") / "news.duckdb")
    add(made, readings({"articles": SPOUSES["articles"] + MERGED["articles"]}))
    with made.writing("link") as writer:
        link_actors(writer)
    return made.path


@pytest.fixture
def ledger(linked: Path, tmp_path: Path) -> Ledger:
    """A copy of that ledger."""
    return Ledger.open(shutil.copy(linked, tmp_path / "news.duckdb"))


def actor_of(ledger: Ledger, article: int, appearance: int = 0) -> int:
    query = "SELECT actor FROM identities WHERE article = ? AND appearance = ?"
    return int(next(iter(ledger.sql(query, [article, appearance])))["actor"])


def reference(ledger: Ledger, article: int, number: int = 0) -> str:
    """The reference of a statement, by its content."""
    query = 'SELECT content[1]."start" AS a, content[1].stop AS b FROM attributions WHERE article = ? AND number = ?'
    row = next(iter(ledger.sql(query, [article, number])))
    return f"{article}:{row['a']}-{row['b']}"


def said(ledger: Ledger, article: int, number: int = 0) -> dict[str, Any]:
    query = """SELECT p.name, t.speaker_type, t.rejected FROM attributions t
        LEFT JOIN appearances p ON p.article = t.article AND p.number = t.speaker
        WHERE t.article = ? AND t.number = ?"""
    return dict(next(iter(ledger.sql(query, [article, number]))))


def read_anew(ledger: Ledger, article: int) -> None:
    rows = SPOUSES["articles"] + MERGED["articles"]
    document = readings({"articles": rows})[article - 1].document
    with ledger.writing("reread") as writer:
        writer.replace(article, document, index_of(document))
        link_actors(writer, whole=True)


def test_a_merge_outlives_linking_and_reading_anew_and_can_be_taken_back(ledger: Ledger) -> None:
    before = partition(ledger)
    with ledger.writing("fix") as writer:
        number = merge(writer, "Wilma Castellane", "Bernt Castellane", note="a pen name")
    assert actor_of(ledger, 1) == actor_of(ledger, 2)
    merged = partition(ledger)
    for article in (1, 2):
        read_anew(ledger, article)
        assert partition(ledger) == merged
    with ledger.writing("fix") as writer:
        undo(writer, number)
    assert partition(ledger) == before
    assert not list(ledger.sql("SELECT actor FROM actors GROUP BY actor HAVING count(*) > 1"))


def test_actors_of_different_family_names_can_be_merged_and_parted_again(ledger: Ledger) -> None:
    before = partition(ledger)
    with ledger.writing("fix") as writer:
        number = merge(writer, "Drexhall", "Wilma Castellane")
        assert link_actors(writer, whole=True) == 0
    assert actor_of(ledger, 7) == actor_of(ledger, 1) == actor_of(ledger, 10)
    with ledger.writing("fix") as writer:
        undo(writer, number)
        assert link_actors(writer, whole=True) == 0
    assert partition(ledger) == before


def test_what_the_machine_joined_can_be_split(ledger: Ledger) -> None:
    before = partition(ledger)
    assert actor_of(ledger, 9) == actor_of(ledger, 7)
    with ledger.writing("fix") as writer:
        number = split(writer, reference(ledger, 9), "Anthony Drexhall")
    assert actor_of(ledger, 9) != actor_of(ledger, 7) == actor_of(ledger, 8)
    read_anew(ledger, 9)
    assert actor_of(ledger, 9) != actor_of(ledger, 7)
    with ledger.writing("fix") as writer:
        undo(writer, number)
    assert partition(ledger) == before


def test_a_merge_stays_when_the_appearance_that_it_is_tied_to_is_split_off(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        merge(writer, "Anthony Drexhall", "Wilma Castellane")
        with ledger.reading() as connection:
            (tied,) = corrections(connection)
        assert tied.article in (7, 8, 9, 10)
        split(writer, reference(ledger, tied.article))
    left = {7, 8, 9, 10} - {tied.article}
    assert {actor_of(ledger, article) for article in left} == {actor_of(ledger, 1)}
    assert actor_of(ledger, tied.article) != actor_of(ledger, 1)


def test_a_split_overrules_a_merge_of_the_same_two_until_it_is_taken_back(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        merge(writer, actor_of(ledger, 4), "Wilma Castellane")
        merged = partition(ledger)
        number = split(writer, reference(ledger, 4))
        assert actor_of(ledger, 4) != actor_of(ledger, 1)
        undo(writer, number)
    assert partition(ledger) == merged


def test_a_split_names_the_actor_that_is_really_there(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        with pytest.raises(BadCorrection, match=r"is actor #\d+, not #\d+"):
            split(writer, reference(ledger, 9), "Wilma Castellane")
        with pytest.raises(BadCorrection, match="appears nowhere else"):
            split(writer, reference(ledger, 4))


def test_a_speaker_set_right_outlives_reading_anew_and_is_an_actor(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        number = speaker(writer, reference(ledger, 4), "Wilma Castellane", by="an editor")
    assert said(ledger, 4)["name"] == "Wilma Castellane"
    read_anew(ledger, 4)
    assert said(ledger, 4)["name"] == "Wilma Castellane"
    named = next(iter(ledger.sql("SELECT number FROM appearances WHERE article = 4 AND name = 'Wilma Castellane'")))
    assert actor_of(ledger, 4, named["number"]) == actor_of(ledger, 1)
    with ledger.writing("fix") as writer:
        undo(writer, number)
    assert said(ledger, 4)["name"] == "Castellane"
    assert not list(ledger.sql("FROM appearances WHERE article = 4 AND name = 'Wilma Castellane'"))
    assert not list(ledger.sql("FROM identities WHERE article = 4 AND appearance > 0"))


def test_nobody_may_be_the_right_speaker(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        speaker(writer, reference(ledger, 1), None)
    assert said(ledger, 1) == {"name": None, "speaker_type": None, "rejected": False}


def test_a_rejected_statement_stays_rejected(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        number = reject(writer, reference(ledger, 3, 1), note="a picture's caption")
    assert said(ledger, 3, 1)["rejected"]
    assert not said(ledger, 3, 0)["rejected"]
    read_anew(ledger, 3)
    assert said(ledger, 3, 1)["rejected"]
    with ledger.writing("fix") as writer:
        undo(writer, number)
    assert not said(ledger, 3, 1)["rejected"]


def test_a_name_that_several_bear_is_refused_with_what_tells_them_apart(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer, pytest.raises(AmbiguousActor) as refused:
        merge(writer, "Castellane", "Anthony Drexhall")
    assert "Wilma Castellane" in str(refused.value)
    assert "former president" in str(refused.value)
    assert "say which by its number" in str(refused.value)


def test_an_actor_is_also_given_by_its_number(ledger: Ledger) -> None:
    one, two = actor_of(ledger, 1), actor_of(ledger, 2)
    with ledger.writing("fix") as writer:
        merge(writer, one, f"#{two}")
        with pytest.raises(BadCorrection, match="one actor already"):
            merge(writer, "Wilma Castellane", one)
    assert actor_of(ledger, 1) == actor_of(ledger, 2)


@pytest.mark.parametrize("wrong", ["", "4", "4:9-3", "four:1-2", "4:1-2x", "4:99999999999-999999999999"])
def test_a_reference_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(BadCorrection, match="ARTICLE:start-stop"):
        Reference.of(wrong)


def test_what_is_not_there_cant_be_corrected(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        with pytest.raises(NotInLedger):
            speaker(writer, "4:5000-5010", "Wilma Castellane")
        with pytest.raises(NotInLedger):
            split(writer, "77:1-2")
        with pytest.raises(NotInLedger):
            merge(writer, "Nobody Atall", "Wilma Castellane")
        with pytest.raises(NotInLedger):
            undo(writer, 12)
        with pytest.raises(BadCorrection):
            speaker(writer, reference(ledger, 1), "  ")
    assert not list(ledger.sql("FROM corrections"))


def test_a_correction_is_undone_once(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        number = reject(writer, reference(ledger, 1))
        undo(writer, number)
        with pytest.raises(BadCorrection, match="already"):
            undo(writer, number)
    with ledger.reading() as connection:
        (found,) = corrections(connection)
    assert (found.kind, found.correction) == ("reject", number)
    assert found.undone is not None


def test_corrections_come_out_as_training_data(ledger: Ledger) -> None:
    with ledger.writing("fix") as writer:
        merge(writer, "Wilma Castellane", "Bernt Castellane")
        split(writer, reference(ledger, 9))
        speaker(writer, reference(ledger, 3, 1), "Wilma Castellane")
        reject(writer, reference(ledger, 8))
        undo(writer, reject(writer, reference(ledger, 7)))
    with ledger.reading() as connection:
        rows = list(training_rows(connection))
    assert json.loads(json.dumps(rows)) == rows
    merged, parted, spoken, rejected = rows
    assert (merged["kind"], merged["same"], parted["kind"], parted["same"]) == ("merge", True, "split", False)
    for side in (merged["one"], merged["other"], parted["one"]):
        start, stop = side["mentions"][0]
        assert side["text"][start:stop] == side["name"]
    assert (spoken["speaker"], spoken["was"]["name"]) == ("Wilma Castellane", "Bernt Castellane")
    start, stop = spoken["mentions"][0]
    assert spoken["text"][start:stop] == "Wilma Castellane"
    start, stop = rejected["content"][0]
    assert rejected["text"][start:stop] == "that matter 0 of a7 is settled."
    assert rejected["was"] == {"rejected": False}
