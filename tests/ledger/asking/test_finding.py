"""What is found, in which order, and what is left out."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import BadFilter, NotInLedger
from onrecord.ledger import Ledger
from onrecord.ledger.asking.finding import find
from onrecord.records import Link

from .conftest import Said, document, linked, reading


def found(connection: DuckDBPyConnection, question: str = "", **filters: Any) -> list[str]:
    """The references of what is found."""
    return [row["content"] for row in find(connection, question, **filters)]


TROOPS = "some 12,000 troops have crossed the Ember river near Oststad"
SOLDIERS = "soldiers entered from across the frontier"
BREAD = "the price of bread would double before spring"
HARBOUR = "the harbour master’s office stays shut"
LOANS = "loans for fishermen become cheaper"
REGRET = "it regrets the shelling of Oststad"
KEYS = "nobody has seen the keys"
FACTS = "well-known facts, as ever, are few - and 50% wrong & late"


def test_the_content_with_the_words_comes_first_and_one_that_means_the_same_is_found_too(
    connection: DuckDBPyConnection,
) -> None:
    assert found(connection, "troops crossed the border")[:2] == [TROOPS, SOLDIERS]


def test_words_are_found_in_other_forms_and_numbers_however_they_are_grouped(connection: DuckDBPyConnection) -> None:
    assert found(connection, "12000 troop")[0] == TROOPS


def test_nothing_is_found_where_neither_word_nor_meaning_is_near(connection: DuckDBPyConnection) -> None:
    assert found(connection, "photosynthesis") == []


def test_a_question_of_nothing_but_punctuation_finds_nothing(connection: DuckDBPyConnection) -> None:
    assert found(connection, "?!") == []


def test_an_empty_question_gives_everything_newest_first_and_undated_last(connection: DuckDBPyConnection) -> None:
    assert found(connection) == [SOLDIERS, LOANS, REGRET, TROOPS, BREAD, HARBOUR, KEYS, FACTS]
    assert found(connection, "  ", limit=None) == found(connection)


def test_pages_of_an_answer_join_without_gaps(connection: DuckDBPyConnection) -> None:
    for question in ("", "Oststad price"):
        whole = list(find(connection, question))
        parts = [row for offset in range(len(whole)) for row in find(connection, question, limit=1, offset=offset)]
        assert parts == whole
        assert [row["rank"] for row in whole] == list(range(1, len(whole) + 1))


def test_a_phrase_must_stand_literally_whatever_its_case_and_spacing(connection: DuckDBPyConnection) -> None:
    assert found(connection, '"Price  of BREAD"') == [BREAD]
    assert found(connection, "“the price of” spring") == [BREAD]
    assert found(connection, '"price bread"') == []


def test_a_phrase_of_function_words_alone_is_found(connection: DuckDBPyConnection) -> None:
    assert found(connection, '"it"') == [REGRET]
    assert sorted(found(connection, '"has"')) == [KEYS]


def test_a_phrase_is_of_whole_words(connection: DuckDBPyConnection) -> None:
    assert found(connection, '"troop"') == []


def test_every_apostrophe_is_as_good_as_another(connection: DuckDBPyConnection) -> None:
    assert found(connection, '"master\'s office"') == [HARBOUR]


def test_signs_in_a_phrase_mean_themselves(connection: DuckDBPyConnection) -> None:
    assert found(connection, '"50% wrong & late"') == [FACTS]
    assert found(connection, '".*"') == []
    assert found(connection, r'"\d+"') == []


def test_every_phrase_must_stand(connection: DuckDBPyConnection) -> None:
    assert found(connection, '"bread" "spring"') == [BREAD]
    assert found(connection, '"bread" "keys"') == []


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"by": "Teodora Vant"}, [SOLDIERS, TROOPS]),
        ({"by": "VÂNT"}, [SOLDIERS, TROOPS, BREAD, FACTS]),
        ({"by": 1}, [SOLDIERS, TROOPS]),
        ({"by": "#2"}, [BREAD, FACTS]),
        ({"by": "Norrland"}, [REGRET]),
        ({"by": "Bank"}, [LOANS]),
        ({"by": "O'Dell"}, [HARBOUR]),
        ({"outlet": "herald"}, [TROOPS, BREAD, HARBOUR]),
        ({"outlet": "Harbour Gazette"}, [SOLDIERS, LOANS, REGRET]),
        ({"since": "2024-12"}, [SOLDIERS, LOANS, REGRET]),
        ({"until": "2024-11"}, [TROOPS, BREAD, HARBOUR]),
        ({"since": "2024", "until": "2024"}, [SOLDIERS, LOANS, REGRET, TROOPS, BREAD, HARBOUR]),
        ({"since": "2024-11-13", "until": "2024-11-13"}, [TROOPS, BREAD, HARBOUR]),
        ({"since": "2025"}, []),
        ({"kind": "direct"}, [TROOPS]),
        ({"type": "belief"}, [FACTS]),
        ({"commitment": "claimed"}, [SOLDIERS]),
        ({"speaker_type": "none"}, [KEYS]),
        ({"via": "QPA"}, [TROOPS]),
        ({"via": "Quorin Press Agency"}, [TROOPS]),
        ({"via": "Herald"}, [REGRET, TROOPS, BREAD, HARBOUR]),
        ({"place": "oststad"}, [REGRET, TROOPS]),
        ({"place": "NX", "by": "Norrland"}, [REGRET]),
        ({"place": "Nowhere"}, []),
        ({"min_confidence": 0.5, "by": 1}, [TROOPS]),
    ],
)
def test_a_filter_leaves_what_fits_and_nothing_else(
    connection: DuckDBPyConnection, filters: dict[str, Any], expected: list[str]
) -> None:
    assert found(connection, **filters) == expected


def test_a_question_searches_among_what_the_filters_leave(connection: DuckDBPyConnection) -> None:
    assert found(connection, "troops crossed the border", by="Ilmar Vânt") == []
    assert found(connection, "troops crossed the border", commitment="claimed") == [SOLDIERS]
    assert found(connection, '"Oststad"', by="Norrland") == [REGRET]


@pytest.mark.parametrize("name", ["by", "outlet", "via"])
def test_a_name_that_nobody_bears_is_answered_with_those_that_are_near(
    connection: DuckDBPyConnection, name: str
) -> None:
    near = {"by": ("Teodora Vamt", "Teodora Vânt"), "outlet": ("Harbor Gazete", "Harbour Gazette")}
    asked, meant = near.get(name, ("Quorin Pres Agenci", "Quorin Press Agency"))
    with pytest.raises(NotInLedger, match=meant):
        found(connection, **{name: asked})


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "shouted"}, {"type": "x"}, {"commitment": ""}, {"speaker_type": "robot"}, {"since": "last week"},
        {"until": "2024-02-30"}, {"since": "2024-13"}, {"min_confidence": 2.0}, {"offset": -1}, {"limit": -1},
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_refused_with_those_that_do(
    connection: DuckDBPyConnection, filters: dict[str, Any]
) -> None:
    with pytest.raises(BadFilter):
        find(connection, **filters)


def test_a_row_leads_back_to_its_characters_and_its_page(connection: DuckDBPyConnection) -> None:
    (row,) = find(connection, "troops", kind="direct")
    (text,) = connection.execute("SELECT text FROM articles WHERE article = ?", [row["article"]]).fetchall()[0]
    assert text[row["start"] : row["stop"]] == row["content"] == TROOPS
    assert row["reference"] == f"{row['article']}:{row['start']}-{row['stop']}"
    text = "some%2012%2C000%20troops%20have%20crossed%20the%20Ember%20river%20near%20Oststad"
    assert row["link"] == f"https://herald.example/2024/ember.html#:~:text={text}"


def test_a_row_says_who_speaks_in_which_role_when_and_through_whom(connection: DuckDBPyConnection) -> None:
    (row,) = find(connection, kind="direct")
    assert (row["speaker"], row["actor"], row["role"]) == ("Teodora Vânt", 1, "defence minister")
    assert row["chain"] == "The Oststad Herald ← Quorin Press Agency ← Teodora Vânt"
    assert (row["said"], row["outlet"], row["published"]) == ("2024-11-13", "The Oststad Herald", "2024-11-13")


def test_the_name_of_the_ledger_wins_over_the_one_in_the_article(connection: DuckDBPyConnection) -> None:
    (row,) = find(connection, commitment="claimed")
    assert row["speaker"] == "Teodora Vânt"


def test_an_address_that_is_not_of_the_web_is_never_a_link(connection: DuckDBPyConnection) -> None:
    assert {row["link"] for row in find(connection, speaker_type="none")} == {None}


def test_rejected_statements_are_left_out_by_words_by_meaning_and_without_a_question(fresh: Ledger) -> None:
    made = document("r", "2024-01-01", None, Said("Ann", "troops crossed the border"), Said("Ben", "troops went home"))
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, made)])
        with writer.connection() as connection:
            connection.execute("UPDATE attributions SET rejected = true WHERE number = 0")
    with fresh.reading() as connection:
        for question in ("", "troops crossed the border", "soldiers entered over the frontier", '"troops"'):
            assert "troops crossed the border" not in found(connection, question, versions=True)
            assert "troops crossed the border" not in found(connection, question)
        assert found(connection, "troops") == ["troops went home"]


def test_superseded_versions_are_left_out_unless_asked_for(fresh: Ledger) -> None:
    url = "https://gazette.example/changed"
    first = document("v", "2024-01-01", None, Said("Ann", "troops crossed the border"), url=url)
    second = document("v", "2024-01-01", None, Said("Ann", "no troops crossed the border"), url=url)
    with fresh.writing("test") as writer:
        writer.begin([])
        assert writer.append([reading(1, first)]) == ["read"]
        assert writer.append([reading(2, second)]) == ["changed"]
    with fresh.reading() as connection:
        for question in ("", "troops", '"crossed the border"'):
            assert found(connection, question) == ["no troops crossed the border"]
            assert len(found(connection, question, versions=True)) == 2
            assert found(connection, question, by="Ann") == ["no troops crossed the border"]


def test_words_are_found_before_and_after_the_index_is_sorted(fresh: Ledger) -> None:
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, document("1", "2024-01-01", None, Said("Ann", "the bridge is open")))])
        writer.end()
        writer.begin([])
        writer.append([reading(2, document("2", "2024-01-02", None, Said("Ben", "the bridge is shut")))])
        with fresh.reading() as connection:
            assert len(found(connection, "bridge")) == 2
        writer.end()
        with fresh.reading() as connection:
            assert len(found(connection, "bridge")) == 2
            assert len(found(connection, '"the bridge"')) == 2


def test_nobody_is_lost_before_actors_are_linked(fresh: Ledger) -> None:
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, document("1", "2024-01-01", None, Said("Ann Moor", "the bridge is open")))])
    with fresh.reading() as connection:
        assert found(connection, by="moor") == ["the bridge is open"]
        (row,) = find(connection)
        assert (row["speaker"], row["actor"]) == ("Ann Moor", None)


def test_what_means_the_same_in_other_words_is_found_in_a_crowd(fresh: Ledger) -> None:
    crowd = [Said("Ann", f"ships and bread cost {price} crowns at the fair") for price in range(700)]
    made = document("1", "2024-01-01", None, *crowd[:300], Said("Ben", SOLDIERS), *crowd[300:])
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, made)])
    with fresh.reading() as connection:
        assert found(connection, "troops crossed the border")[0] == SOLDIERS
        assert len(found(connection, "bread", limit=None)) == 700
        assert len(found(connection, "bread", limit=100, offset=650)) == 50


def test_the_only_statement_of_somebody_is_found_among_many_that_fit_better(fresh: Ledger) -> None:
    crowd = [Said("Ann", f"the bridge is open, the bridge is open on day {day}") for day in range(600)]
    made = document("1", "2024-01-01", None, *crowd, Said("Ben", "on rare days an old bridge somewhere may be shut"))
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, made)])
    with fresh.reading() as connection:
        assert found(connection, "the bridge is open", by="Ben") == ["on rare days an old bridge somewhere may be shut"]


def test_an_empty_ledger_answers_with_nothing(fresh: Ledger) -> None:
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.end()
    with fresh.reading() as connection:
        assert found(connection) == found(connection, "troops") == found(connection, '"troops"') == []


def test_the_pieces_of_a_content_are_joined_and_a_phrase_stands_within_one(fresh: Ledger) -> None:
    made = document("1", "2024-01-01", None, Said("Ann", "the bridge said Ann is open"))
    start = made.attributions[0].content[0][0]
    spans = ((start, start + 10), (start + 20, start + 27))
    made = document("1", "2024-01-01", None, Said("Ann", "the bridge said Ann is open", changes=(("content", spans),)))
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, made)])
    with fresh.reading() as connection:
        assert found(connection, '"the bridge"') == ["the bridge … is open"]
        assert found(connection, '"bridge is open"') == []


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60), st.text(max_size=20))
def test_whatever_is_asked_is_answered_or_refused_by_name(
    connection: DuckDBPyConnection, question: str, name: str
) -> None:
    assert len(find(connection, question)) <= 8
    assert len(find(connection, f'"{question}"', place=name)) <= 8
    for filters in ({"by": name}, {"outlet": name}, {"via": name}):
        try:
            answer = find(connection, **filters)  # type: ignore[arg-type]
        except NotInLedger:
            continue
        assert len(answer) <= 8


@pytest.mark.parametrize(
    "question",
    [
        "a b " * 200_000, '"' * 100_000, '"' + "x " * 100_000 + '"', '"' + "\\x{" * 500 + '"', f'"{"é" * 1990}"',
        f'"{"語 " * 990}"', " ".join(f"{word:x}" for word in range(1000)), "\ud800 troops", '"\ud800"', '"\0"',
        '"' + "a" * 10 + '" "' + '" "'.join("bcdefghijklmnopqrstuvwxyz") + '"',
    ],
    ids=str,
)  # fmt: skip
def test_a_huge_question_is_read_in_its_beginning(connection: DuckDBPyConnection, question: str) -> None:
    assert len(find(connection, question)) <= 8


@pytest.mark.parametrize("name", ["\ud800", "\0", "x" * 100_000, "٣", "%", "'"])
def test_names_of_any_characters_are_answered_or_refused_by_name(connection: DuckDBPyConnection, name: str) -> None:
    assert found(connection, place=name) == []
    for filters in ({"by": name}, {"outlet": name}, {"via": name}):
        with pytest.raises(NotInLedger, match=r"goes by that name|not a name"):
            found(connection, **filters)


def test_what_is_asked_never_becomes_sql(connection: DuckDBPyConnection) -> None:
    evil = "x') OR 1=1; DROP TABLE articles; --"
    assert found(connection, evil, place=evil) == []
    with pytest.raises(NotInLedger):
        find(connection, by=evil)
    assert len(found(connection)) == 8


def test_two_with_one_name_are_told_apart_by_their_numbers(fresh: Ledger) -> None:
    with fresh.writing("test") as writer:
        writer.begin([])
        both = [Said("Teodora Vânt", "the bridge is open"), Said("Ilmar Vânt", "the bridge is shut")]
        writer.append([reading(1, document("1", "2024-01-01", None, *both))])
        with writer.connection() as connection:
            linked(connection)
            connection.execute("UPDATE actors SET name = 'Ilmar Vânt' WHERE actor = 1")
    with fresh.reading() as connection:
        assert len(found(connection, by="Ilmar Vânt")) == 2
        assert found(connection, by=2) == ["the bridge is shut"]


def test_an_actor_who_follows_itself_in_a_chain_is_shown_once(fresh: Ledger) -> None:
    chain = (Link(0, "published by", None), Link(0, "reported by", None))
    made = document("1", "2024-01-01", "Harbour Gazette", Said("QPA", "it rained", changes=(("chain", chain),)))
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, made)])
    with fresh.reading() as connection:
        (row,) = find(connection)
        assert row["chain"] == "Harbour Gazette ← QPA"


def test_a_statement_without_content_stands_where_its_cue_does(fresh: Ledger) -> None:
    made = document("1", "2024-01-01", None, Said("Ann", "it rained", cue="agreed", changes=(("content", ()),)))
    with fresh.writing("test") as writer:
        writer.begin([])
        writer.append([reading(1, made)])
    with fresh.reading() as connection:
        (row,) = find(connection)
        assert (row["content"], made.article.text[row["start"] : row["stop"]]) == ("", "agreed")


def test_initials_that_nobody_bears_mean_the_body_that_they_stand_for(connection: DuckDBPyConnection) -> None:
    assert found(connection, by="BON") == found(connection, by="BN") == found(connection, by="Bank of Norrland")
    for name in ("bon", "B", "BONN"):
        with pytest.raises(NotInLedger):
            find(connection, by=name)


@pytest.mark.parametrize(
    ("name", "told"), [(999, "no actor has the number 999"), ("#7000", "number #7000"), (" ", "not a name")]
)
def test_a_number_or_a_name_that_is_none_is_told_as_such(
    connection: DuckDBPyConnection, name: int | str, told: str
) -> None:
    with pytest.raises(NotInLedger, match=told):
        find(connection, by=name)
