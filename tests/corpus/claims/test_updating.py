"""Claims of a ledger, brought up to date."""

from pathlib import Path

import pytest
from tests.corpus.claims import scenes
from tests.corpus.claims.scenes import a_ledger, partition, put_in, rows, telling, update

from onrecord.corpus.claims import updating

MINE = [
    telling("a", "12 miners were trapped in the Holm pit", "the Holm mine will close in March"),
    telling("b", "at least 12 miners were trapped in the Holm pit", day="2031-03-05"),
    telling("c", "the Holm mine is going to close in March", "nobody had been warned", day="2031-03-06"),
]
FARM = [
    telling("d", "the harvest in Tarn was poor", day="2031-03-04"),
    telling("e", "the harvest in Tarn was poor", day="2031-03-09"),
]


def test_every_statement_belongs_to_a_claim(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [MINE, FARM])
    assert rows(ledger, "SELECT count(DISTINCT attribution) FROM claim_statements") == rows(
        ledger, "SELECT count(*) FROM attributions"
    )
    assert rows(ledger, "SELECT count(*) FROM claims WHERE statements = 2") == [(3,)]


def test_a_claim_has_its_story_its_days_and_its_counts(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [MINE, FARM])
    found = rows(
        ledger,
        "SELECT story, since::VARCHAR, until::VARCHAR, statements, articles, denials FROM claims WHERE story = 2",
    )
    assert found == [(2, "2031-03-04", "2031-03-09", 2, 2, 0)]


def test_parts_stand_where_their_words_are(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [[telling("x", "12 miners died and 30 were hurt in the Holm pit")]])
    query = """SELECT substring(a.text, m."start" + 1, m.stop - m."start")
        FROM claim_statements m JOIN articles a USING (article)"""
    assert {row[0] for row in rows(ledger, query)} == {"12 miners died", "30 were hurt in the Holm pit"}


def test_what_is_denied_by_its_cue_denies(tmp_path: Path) -> None:
    story = [
        telling("a", "the Holm mine was closed by its owners"),
        telling("b", "the Holm mine was closed by its owners", cue="denied", commitment="denied"),
    ]
    ledger = a_ledger(tmp_path / "l.duckdb", [story])
    assert rows(ledger, "SELECT statements, denials FROM claims") == [(2, 1)]


def test_added_one_by_one_the_claims_are_those_of_all_at_once(tmp_path: Path) -> None:
    whole = partition(a_ledger(tmp_path / "whole.duckdb", [MINE, FARM]))
    assert partition(a_ledger(tmp_path / "single.duckdb", [MINE, FARM], portions=5)) == whole


def test_the_order_of_articles_makes_no_difference(tmp_path: Path) -> None:
    found = {
        frozenset(partition(a_ledger(tmp_path / f"{number}.duckdb", [order, FARM])))
        for number, order in enumerate((MINE, MINE[::-1], [MINE[1], MINE[2], MINE[0]]))
    }
    assert len(found) == 1


def test_nothing_is_looked_at_twice(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [MINE, FARM])
    before = rows(ledger, "SELECT * FROM claims ORDER BY claim")
    assert update(ledger) == 0
    assert rows(ledger, "SELECT * FROM claims ORDER BY claim") == before


def test_a_claim_that_stays_as_it_was_keeps_its_row(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [MINE, FARM])
    looked = update(
        ledger,
        "UPDATE claims SET origins = 7",
        "UPDATE attributions SET rejected = true WHERE article = 2",
    )
    assert looked == 1
    changed = rows(ledger, "SELECT statements FROM claims WHERE origins IS NULL")
    assert changed == [(1,)]


def test_numbers_stay_and_are_not_given_again(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [MINE, FARM])
    before = dict(rows(ledger, "SELECT attribution, claim FROM claim_statements"))
    update(ledger, "UPDATE attributions SET rejected = true WHERE article = 2")
    update(ledger, "UPDATE attributions SET rejected = true WHERE article = 5")
    after = dict(rows(ledger, "SELECT attribution, claim FROM claim_statements"))
    assert after == {one: claim for one, claim in before.items() if one in after}
    last = max(before.values())
    update(
        ledger, "UPDATE attributions SET rejected = true", "UPDATE attributions SET rejected = false WHERE article = 4"
    )
    update(ledger, "UPDATE attributions SET rejected = false")
    new = {claim for (claim,) in rows(ledger, "SELECT claim FROM claims")} - set(before.values())
    assert new
    assert min(new) > last


def test_rejected_statements_and_older_versions_leave_their_claims(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [MINE, FARM])
    update(ledger, "UPDATE articles SET latest = false WHERE article = 4")
    assert rows(ledger, "SELECT count(*) FROM claim_statements WHERE article = 4") == [(0,)]
    assert rows(ledger, "SELECT statements FROM claims WHERE story = 2") == [(1,)]
    assert rows(ledger, "SELECT count(*) FROM built WHERE stage = 'claims' AND article = 4") == [(0,)]


def test_an_article_that_moves_to_another_story_is_looked_at_again(tmp_path: Path) -> None:
    ledger = a_ledger(tmp_path / "l.duckdb", [MINE, FARM])
    assert update(ledger, "UPDATE story_articles SET story = 3 WHERE article = 5") == 1
    assert rows(ledger, "SELECT count(*) FROM claim_statements") == [(7,)]


def test_a_claim_is_found_again_in_another_story(tmp_path: Path) -> None:
    text = "Dora Lenk sold the Holm mine to Velden Steel for 40 million crowns"
    later = telling("z", text, day="2031-03-28")
    ledger = a_ledger(tmp_path / "l.duckdb", [[telling("a", text)], FARM, [later]], portions=2)
    assert rows(ledger, "SELECT statements, articles FROM claims WHERE story = 1") == [(2, 2)]


def test_words_that_fit_any_story_are_not_joined_over_stories(tmp_path: Path) -> None:
    text = "three people were killed in the fire"
    ledger = a_ledger(tmp_path / "l.duckdb", [[telling("a", text)], [telling("b", text)]])
    assert rows(ledger, "SELECT count(*) FROM claims") == [(2,)]


def test_a_run_that_was_cut_off_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(updating, "_AT_ONCE", 1)
    whole = partition(a_ledger(tmp_path / "whole.duckdb", [MINE, FARM]))
    ledger = a_ledger(tmp_path / "cut.duckdb", [[], []])
    with ledger.writing("add") as writer:
        writer.begin(["scenes"])
        for number, story in enumerate((MINE, FARM), 1):
            put_in(writer, [(number, article) for article in story])
        writer.end()
        told: list[tuple[int, int]] = []

        def cut(done: int, total: int) -> None:
            told.append((done, total))
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            updating.update_claims(writer, cut)
    assert told == [(3, 5)]
    assert update(ledger) == 2
    assert partition(ledger) == whole


def test_an_empty_ledger_has_no_claims(tmp_path: Path) -> None:
    assert update(a_ledger(tmp_path / "l.duckdb", [])) == 0


def test_reprints_of_one_text_are_compared_once() -> None:
    parts = [scenes.part(number, f"the Holm pit will close in {number % 3 + 2031}") for number in range(3000)]
    found = scenes.GROUPER.claims(parts)
    assert sorted(len(claim.members) for claim in found) == [1000, 1000, 1000]


def test_what_stands_in_copies_of_one_sentence_is_one_claim_in_any_story(tmp_path: Path) -> None:
    first, other = telling("a", "1,150 were missing"), telling("b", "1,150 were missing")
    apart = a_ledger(tmp_path / "apart.duckdb", [[first], [other]])
    assert rows(apart, "SELECT count(*) FROM claims") == [(2,)]
    ledger = a_ledger(tmp_path / "copied.duckdb", [[first], [other]])
    copied = """INSERT INTO passages SELECT 7, article, "start", stop, 4, false, true FROM claim_statements"""
    update(ledger, copied, "DELETE FROM built WHERE stage = 'claims'")
    assert rows(ledger, "SELECT count(*) FROM claims") == [(1,)]
