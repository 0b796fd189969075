"""What building costs is told by stage; the news that it is measured on have the shape of news."""

from collections import Counter
from pathlib import Path

import pytest

from onrecord.evaluation import building
from onrecord.evaluation.building import Cost, make, told
from onrecord.evaluation.made_news import Newsroom
from onrecord.ledger import Ledger
from onrecord.records import Document


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """Two hundred made articles."""
    return list(Newsroom().documents(200))


def test_the_same_news_are_made_again(documents: list[Document]) -> None:
    assert list(Newsroom().documents(5)) == documents[:5]


def test_an_article_has_about_250_words_and_five_statements(documents: list[Document]) -> None:
    words = sum(len(document.article.text.split()) for document in documents) / len(documents)
    statements = sum(len(document.attributions) for document in documents) / len(documents)
    assert 220 < words < 280
    assert 4.5 < statements < 5.5


def test_every_offset_is_that_of_what_it_says(documents: list[Document]) -> None:
    for document in documents:
        text = document.article.text
        for found in document.attributions:
            assert found.actor is not None
            assert text[slice(*found.source[0])] == document.actors[found.actor].name
            assert text[slice(*found.cue[0])] in {"said", "claimed", "denied", "suggested", "asked", "would say"}
            assert found.cue[0][1] + 1 == found.content[0][0]
        for quantity in document.quantities:
            assert quantity.of_span is not None
            assert float(text[quantity.start : quantity.end]) == quantity.value
            assert text[slice(*quantity.of_span)] == quantity.of
        assert all(text[time.start : time.end].endswith("day") for time in document.times)
        assert all(text[place.start : place.end] == place.name for place in document.places)


def test_stories_papers_and_agencies_repeat_themselves(documents: list[Document]) -> None:
    paragraphs = Counter(
        document.article.text[block.start : block.end]
        for document in documents
        for block in document.article.blocks
        if block.kind == "paragraph"
    )
    assert sum(count > 1 for count in paragraphs.values()) > len(documents) / 2
    places = Counter(document.places[0].name for document in documents)
    assert places.most_common(1)[0][1] > 5
    assert list(places.values()).count(1) > 5


def test_made_news_are_put_into_a_ledger_in_portions(
    documents: list[Document], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "AT_ONCE", 90)
    ledger = Ledger.open(tmp_path / "made.duckdb")
    assert make(ledger, iter(documents)) == 200
    assert make(ledger, Newsroom(7).documents(1, 200)) == 1
    assert ledger.check() == []
    with ledger.reading() as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT key) FROM articles").fetchall() == [(201, 201)]


def test_a_cost_is_a_line_of_its_stage() -> None:
    lines = list(told({"copies": Cost(2.0, 1.5, 300.4)}, 1000))
    assert lines == ["  copies: 2.00 s (2.000 ms an article, 1.50 s of the processor), peak 300 MB"]


def test_each_stage_is_measured_for_all_articles_and_for_one_more(
    capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    building.main(["--articles", "200", "--times", "1", "--last", "copies", "--folder", str(tmp_path)])
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith("200 articles, made in ")
    assert [line.split(":")[0].strip() for line in lines[1:5]] == ["actors", "copies", "all", "file"]
    assert lines[5] == "one article more than 200"
    assert len(lines) == 9
