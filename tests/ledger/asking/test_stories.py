"""Stories: looked for by words and days, and told with their actors, places and what was new when."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import BadFilter, NotInLedger
from onrecord.ledger import Ledger
from onrecord.ledger.asking.place_names import place_like
from onrecord.ledger.asking.stories import stories, story
from onrecord.meaning import terms

from .conftest import Said, document, reading

QUAY = (
    document(
        "q1", "2024-05-02T07:30:00+02:00", "Harbour Gazette",
        Said("Ilmar Vânt", "the quay in Tolmere burnt", role="fire chief", place=("Tolmere", "NX")),
        Said("Ilmar Vânt", "nobody was hurt near Vessin"),
        url="https://gazette.example/q1",
    ),
    document(
        "q2", "2024-05-02T06:00:00+02:00", "The Oststad Herald",
        Said("Bank of Norrland", "it had insured the quay near Vessin"), url="https://herald.example/q2",
    ),
    document(
        "q3", "2024-05-04", "Harbour Gazette",
        Said("Teodora Vânt", "somebody in Vessin set the fire"), url="https://gazette.example/q3",
    ),
)  # fmt: skip
LOANS = (document("l1", "2024-06-01", "Harbour Gazette", Said("Bank of Norrland", "loans become cheaper")),)
ROWS = (  # story, title, days, articles
    (4, "Fire on the quay of Tolmere", "2024-05-02", "2024-05-04", (1, 2, 3)),
    (7, "Loans become cheaper", "2024-06-01", "2024-06-01", (4,)),
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of two stories, and an article that is in none."""
    ledger = Ledger.open(tmp_path_factory.mktemp("stories") / "news.duckdb")
    with ledger.writing("test") as writer:
        writer.begin(["test"])
        alone = document("x1", "2024-07-01", "Harbour Gazette", Said("Nobody", "nothing"))
        writer.append([reading(number, made) for number, made in enumerate((*QUAY, *LOANS, alone))])
        writer.end()
        with writer.connection() as connection:
            for number, title, since, until, articles in ROWS:
                row = [number, title, since, until, len(articles)]
                connection.execute("INSERT INTO stories VALUES (?, ?, ?, ?, ?)", row)
                for article in articles:
                    connection.execute("INSERT INTO story_articles VALUES (?, ?, 0.8)", [number, article])
                    for term in terms(title):
                        connection.execute("INSERT INTO story_postings VALUES (?, ?, NULL)", [term, article])
            _claim(connection, 1, "The quay burnt", (1, 2))
            _claim(connection, 2, "Somebody set the fire", (3,))
    return ledger.path


def _claim(connection: DuckDBPyConnection, claim: int, text: str, articles: tuple[int, ...]) -> None:
    """A claim that the first statement of each of the articles makes."""
    connection.execute(
        """INSERT INTO claims BY NAME SELECT ? AS claim, 4 AS story, ? AS text, 0 AS attribution, ? AS statements,
           ? AS articles, 0 AS denials""",
        [claim, text, len(articles), len(articles)],
    )
    connection.execute(
        """INSERT INTO claim_statements SELECT ?, attribution, article, content[1]."start", content[1].stop, 'says',
           0.9, 'same words' FROM attributions WHERE "number" = 0 AND article IN (SELECT unnest(?::UINTEGER[]))""",
        [claim, list(articles)],
    )


@pytest.fixture
def asked(path: Path) -> Iterator[DuckDBPyConnection]:
    """That ledger, open to be asked."""
    with Ledger.open(path).reading() as opened:
        yield opened


def test_without_a_question_the_largest_stories_come_first(asked: DuckDBPyConnection) -> None:
    rows = list(stories(asked))
    assert [(row["rank"], row["story"], row["articles"]) for row in rows] == [(1, 4, 3), (2, 7, 1)]
    assert (rows[0]["outlets"], rows[0]["statements"], rows[0]["since"]) == (2, 4, date(2024, 5, 2))


@pytest.mark.parametrize(("question", "number"), [("fires at a quay", 4), ("TÓLMERE", 4), ("cheaper loans?", 7)])
def test_a_question_finds_the_stories_about_its_words_best_first(
    asked: DuckDBPyConnection, question: str, number: int
) -> None:
    rows = list(stories(asked, question))
    assert [row["story"] for row in rows] == [number]
    assert 0 < rows[0]["score"] <= 1


@pytest.mark.parametrize("question", ["zeppelins", "?!", "the of"])
def test_a_question_about_nothing_that_is_there_finds_nothing(asked: DuckDBPyConnection, question: str) -> None:
    assert len(stories(asked, question)) == 0


def test_stories_are_limited_to_days_with_news_of_them(asked: DuckDBPyConnection) -> None:
    assert [row["story"] for row in stories(asked, since="2024-05-04", until="2024-05")] == [4]
    assert [row["story"] for row in stories(asked, since="2024-05-05")] == [7]
    assert [row["rank"] for row in stories(asked, limit=1, offset=1)] == [2]
    with pytest.raises(BadFilter, match="since"):
        stories(asked, since="May")


@pytest.mark.parametrize("ref", [4, "4", "#4", "2:0-5", "q3", "https://gazette.example/q1", "fire on the quay"])
def test_a_story_is_named_by_its_number_by_an_article_or_by_words(asked: DuckDBPyConnection, ref: int | str) -> None:
    assert story(asked, ref).story == 4


@pytest.mark.parametrize(
    ("ref", "wrong"),
    [(99, "no story has the number 99"), ("zeppelins", "about that"), ("x1", "in no story"), ("", "about that")],
)
def test_what_names_no_story_is_an_error_that_says_so(asked: DuckDBPyConnection, ref: int | str, wrong: str) -> None:
    with pytest.raises(NotInLedger, match=wrong):
        story(asked, ref)


def test_articles_of_a_story_come_in_the_order_of_their_time(asked: DuckDBPyConnection) -> None:
    assert [row["article"] for row in story(asked, 4).articles] == [2, 1, 3]


def test_actors_of_a_story_are_told_with_their_statements_and_articles_there(asked: DuckDBPyConnection) -> None:
    rows = {row["name"]: (row["statements"], row["articles"]) for row in story(asked, 4).actors}
    assert rows == {"Ilmar Vânt": (2, 1), "Bank of Norrland": (1, 1), "Teodora Vânt": (1, 1)}


def test_places_are_those_of_the_gazetteer_and_then_names_that_look_like_places(asked: DuckDBPyConnection) -> None:
    rows = [(row["name"], row["kind"], row["articles"]) for row in story(asked, 4).places]
    assert rows == [("Tolmere", "city", 1), ("Vessin", None, 3)]


def test_the_time_line_has_first_articles_of_outlets_and_claims_where_they_were_first_made(
    asked: DuckDBPyConnection,
) -> None:
    rows = [(str(row["day"]), row["time"], row["what"], row["article"]) for row in story(asked, 4).timeline]
    assert rows == [
        ("2024-05-02", "06:00", "outlet", 2),
        ("2024-05-02", "06:00", "claim", 2),
        ("2024-05-02", "07:30", "outlet", 1),
        ("2024-05-04", None, "claim", 3),
    ]
    first = next(row for row in story(asked, 4).timeline if row["what"] == "claim")
    assert (first["text"], first["claim"], first["carried"]) == ("The quay burnt", 1, 2)


def test_a_name_behind_in_or_near_or_in_a_dateline_is_a_place_where_several_articles_have_it() -> None:
    texts = [
        "VESSIN, May 3 (QPA) — Rain fell in Upper Marle.",
        "It rained near Vessin on May 4.",
        "Rain in Upper Marle.",
    ]
    assert place_like(texts, ()) == [("Upper Marle", 2), ("Vessin", 2)]
    assert place_like(texts, ("Vessin",)) == [("Upper Marle", 2)]


def test_days_and_months_are_no_places() -> None:
    assert place_like(["It ended in March. It rained in March.", "Rain from Monday in March."], ()) == []


@given(st.lists(st.text(max_size=80), max_size=5))
def test_places_are_found_in_whatever_a_text_is(texts: list[str]) -> None:
    assert all(0 < count <= len(texts) for _, count in place_like(texts, ()))


@pytest.mark.parametrize("piece", ["in A", "AAA ", "AB-", "in Ab ", "A\n", "in A’"])
def test_places_of_a_huge_text_are_found_in_no_time(piece: str) -> None:
    assert len(place_like([piece * 300_000] * 2, ())) <= 200
