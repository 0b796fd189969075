"""The tables of stories: what they hold, whatever the order, and however often it is cut off."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from tests.corpus.stories.news import Item, add, bcubed, copied, homes, news, of, partition, under, update

from onrecord.corpus.stories import regions, update_stories, updating
from onrecord.ledger import Ledger

BACKGROUND = (
    "Nine people died in May when the ferry Morning Star overturned in heavy seas off Port Annis, a disaster that "
    "has shaken the islanders of Skarne and for which Commander Lise Drury of the coast guard blamed an open bow door."
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """An empty ledger."""
    return Ledger.open(tmp_path / "news.duckdb")


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """A ledger of all news, with its stories."""
    made = Ledger.open(tmp_path_factory.mktemp("full") / "news.duckdb")
    add(made, news())
    update(made)
    return made


def test_articles_about_one_happening_are_a_story(full: Ledger) -> None:
    assert bcubed({item.id: item.story for item in news()}, homes(full)) > 0.88


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dunley-fire", "casterby-fire"), ("tram-strike", "nurses-strike"), ("karst-mine", "ostrow-mine"),
        ("ferry", "lake-boat"), ("envoys", "gas"),
    ],
)  # fmt: skip
def test_two_similar_happenings_at_one_time_in_two_places_stay_apart(full: Ledger, one: str, other: str) -> None:
    found = homes(full)
    assert {found[item.id] for item in of(one)}.isdisjoint(found[item.id] for item in of(other))


def test_a_follow_up_days_later_in_other_words_joins_its_story(full: Ledger) -> None:
    found = homes(full)
    for name in ("tram-strike", "bank", "casterby-fire"):
        assert len({found[item.id] for item in of(name)}) == 1, name


def test_a_story_has_the_days_and_the_number_of_its_articles_and_a_headline_of_one_of_them(full: Ledger) -> None:
    found = homes(full)
    rows = {row["story"]: row for row in full.sql("SELECT * FROM stories")}
    assert set(rows) == set(found.values())
    for number, row in rows.items():
        members = [item for item in news() if found[item.id] == number]
        days = sorted((item.published or "")[:10] for item in members)
        assert (row["articles"], str(row["since"]), str(row["until"])) == (len(members), days[0], days[-1])
        assert row["title"] in {item.title for item in members}


def test_how_sure_an_article_belongs_to_its_story_is_between_0_and_1_and_more_for_what_is_more_like_it(
    full: Ledger,
) -> None:
    sure = {
        row["id"]: row["confidence"]
        for row in full.sql("SELECT id, confidence FROM story_articles JOIN articles USING (article)")
    }
    assert all(0 < value < 1 for value in sure.values())
    first, second = (item.id for item in of("dunley-fire")[:2])
    assert min(sure[first], sure[second]) > 0.8


def test_the_order_of_arrival_changes_nothing_in_a_small_ledger(full: Ledger, ledger: Ledger) -> None:
    shuffled = list(news())
    Random(1).shuffle(shuffled)
    for first in range(0, len(shuffled), 9):
        add(ledger, shuffled[first : first + 9])
        update(ledger)
    assert partition(homes(ledger)) == partition(homes(full))


def test_in_a_large_ledger_what_arrives_in_any_order_ends_in_nearly_the_same_stories(
    full: Ledger, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regions, "SMALL", 0)
    shuffled = list(news())
    Random(3).shuffle(shuffled)
    for first in range(0, len(shuffled), 8):
        add(ledger, shuffled[first : first + 8])
        update(ledger)
    assert bcubed(homes(full), homes(ledger)) > 0.9


def test_a_large_story_takes_in_what_is_like_it_without_being_taken_apart(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regions, "SMALL", 0)
    fire = of("dunley-fire")
    many = [replace(item, id=f"{item.id}-{copy}", outlet=f"o{copy}") for item in fire[:2] for copy in range(20)]
    add(ledger, [*many, *of("casterby-fire")])
    update(ledger)
    before = homes(ledger)
    add(ledger, [fire[0]])
    update(ledger)
    after = homes(ledger)
    assert len({before[item.id] for item in many}) == 1
    assert after == before | {fire[0].id: before[many[0].id]}
    assert [row["articles"] for row in ledger.sql("SELECT articles FROM stories ORDER BY articles DESC LIMIT 1")] == [
        41
    ]


def test_what_is_up_to_date_is_not_looked_at_again(full: Ledger) -> None:
    assert update(full) == 0


def test_an_article_more_is_one_that_is_looked_at_and_the_other_stories_keep_their_rows(ledger: Ledger) -> None:
    *most, last = of("ferry", "gas", "bank")
    add(ledger, most)
    update(ledger)
    before = homes(ledger)
    add(ledger, [last])
    assert update(ledger) == 1
    assert {article: story for article, story in homes(ledger).items() if article != last.id} == before


def test_a_reprint_is_of_its_originals_story_whatever_its_title_says(ledger: Ledger) -> None:
    original = of("gas")[0]
    reprint = replace(original, id="reprint", outlet="mirror", title="Cold", paragraphs=("Brr.",))
    add(ledger, [original, *of("tram-strike"), reprint])
    update(ledger)
    assert homes(ledger)["reprint"] != homes(ledger)[original.id]
    copied(ledger, "reprint", original.id, 0.9)
    assert update(ledger) == 1
    assert homes(ledger)["reprint"] == homes(ledger)[original.id]


def test_a_paragraph_lifted_as_background_does_not_make_a_story_of_two(ledger: Ledger) -> None:
    ferry = under(of("ferry")[0], BACKGROUND)
    other = of("karr-trial")[0]
    lifted = replace(other, id="lifted", paragraphs=(BACKGROUND, *other.paragraphs))
    add(ledger, [ferry, *of("ferry")[1:3], lifted, of("karr-trial")[1]])
    update(ledger)
    assert homes(ledger)["lifted"] == homes(ledger)[ferry.id], "as long as it is not known to be lifted"
    start = lifted.document().article.text.index(BACKGROUND)
    copied(ledger, "lifted", ferry.id, 0.45, [(start, start + len(BACKGROUND))])
    update(ledger)
    assert homes(ledger)["lifted"] == homes(ledger)[of("karr-trial")[1].id] != homes(ledger)[ferry.id]


def test_what_an_outlet_prints_under_every_article_joins_nothing(ledger: Ledger) -> None:
    line = "Skalder Media Vestby Holding prints the Vestby Courier, Vestby Weekly and Skalder Farming at Vestby."
    items = [of(name)[0] for name in ("ferry", "bank", "school-lunch", "cup", "karr-trial")]
    printed = [replace(under(item, line), outlet="Vestby Courier", published="2031-05-02") for item in items]
    for item in printed:
        add(ledger, [item])
        update(ledger)
    assert len(partition(homes(ledger))) == len(printed)
    kept = ledger.sql("SELECT article FROM story_terms WHERE list_contains(terms, ?)", [_term("Skalder")])
    assert len(kept) == 0, "not even of those that were read before it was known"


def test_a_new_version_takes_the_place_of_the_one_before(ledger: Ledger) -> None:
    first = replace(of("gas")[0], id="page")
    add(ledger, [first, *of("gas")[1:], of("cup")[1]])
    update(ledger)
    changed = replace(of("cup")[0], id="page", outlet=first.outlet)
    add(ledger, [changed])
    assert update(ledger) == 1
    rows = list(
        ledger.sql("SELECT a.latest, s.story FROM story_articles s JOIN articles a USING (article) WHERE id = 'page'")
    )
    assert [row["latest"] for row in rows] == [True]
    assert rows[0]["story"] == homes(ledger)[of("cup")[1].id]
    assert [row["articles"] for row in ledger.sql("SELECT articles FROM stories ORDER BY story")] == [2, 2]


def test_stories_keep_their_numbers_and_those_of_stories_that_went_are_not_given_again(ledger: Ledger) -> None:
    add(ledger, [of("gas")[0], replace(of("cup")[0], id="page")])
    update(ledger)
    before = homes(ledger)
    add(ledger, [replace(of("gas")[1], id="page")])
    update(ledger)
    assert set(homes(ledger).values()) == {before[of("gas")[0].id]}, "the story of one article went with it"
    add(ledger, of("tram-strike"))
    update(ledger)
    assert homes(ledger)[of("tram-strike")[0].id] > max(before.values())


def test_a_run_that_is_cut_off_goes_on_where_it_was(
    full: Ledger, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, articles in {"_FEW": 0, "_AT_ONCE": 10, "_PORTIONS": 100}.items():
        monkeypatch.setattr(updating, name, articles)
    add(ledger, news())

    def stop(done: int, total: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), ledger.writing("build") as writer:
        update_stories(writer, stop)
    assert len(homes(ledger)) == 20
    assert update(ledger) == len(news()) - 20
    assert partition(homes(ledger)) == partition(homes(full))


def test_terms_are_counted_once_for_each_article_that_is_there(ledger: Ledger) -> None:
    add(ledger, [*of("gas"), replace(of("cup")[0], id="page")])
    update(ledger)
    add(ledger, [replace(of("cup")[1], id="page")])
    update(ledger)
    query = """SELECT count(*) AS wrong FROM (
            SELECT term, sum(articles) AS articles FROM story_frequencies GROUP BY term HAVING articles <> 0) f
        FULL JOIN (SELECT term, count(*) AS articles FROM (SELECT unnest(terms) AS term FROM story_terms)
            GROUP BY term) t ON t.term = f.term
        WHERE f.articles IS DISTINCT FROM t.articles"""
    assert next(iter(ledger.sql(query)))["wrong"] == 0


@pytest.mark.parametrize(
    "item",
    [
        Item("empty", "", None, None, None, (".",)),
        Item(
            "strange", "", "\u202eoutlet", "not a day", "\x1b[31m", ("\ud83d\ude00" * 3, "\u0000 words", "?" * 50_000)
        ),
        Item("foreign", "", "газета", "2031-05-01T08:00:00+03:00", "Пожар", ("Пожар в городе.",)),
    ],
)
def test_whatever_an_article_is_it_gets_a_story(ledger: Ledger, item: Item) -> None:
    add(ledger, [item, *of("gas")])
    update(ledger)
    assert item.id in homes(ledger)
    assert [row["title"] for row in ledger.sql("SELECT title FROM stories WHERE title IS NULL")] == []


def test_those_who_watch_are_told_how_many_articles_are_done(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, articles in {"_FEW": 0, "_AT_ONCE": 4, "_PORTIONS": 100}.items():
        monkeypatch.setattr(updating, name, articles)
    add(ledger, of("ferry", "gas"))
    told: list[tuple[int, int]] = []
    with ledger.writing("build") as writer:
        update_stories(writer, lambda done, total: told.append((done, total)))
    assert told == [(4, 8), (8, 8)]
    monkeypatch.undo()
    add(ledger, of("cup"))
    with ledger.writing("build") as writer:
        update_stories(writer, lambda done, total: told.append((done, total)))
    assert told[2:] == [(2, 2)]


def _term(word: str) -> int:
    from onrecord.meaning import terms

    return next(iter(terms(word)))
