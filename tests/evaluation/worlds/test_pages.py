"""Articles of a world are printed as pages, read as any others, and found again."""

from pathlib import Path

import pytest
from lxml import html

from onrecord.articles import to_article
from onrecord.evaluation.worlds import World, write_pages
from onrecord.evaluation.worlds.keeping import built, read_pages, readings
from onrecord.evaluation.worlds.locating import Located, locate
from onrecord.evaluation.worlds.pages import page, style
from onrecord.ledger import Ledger
from onrecord.records import Document, Page


@pytest.fixture(scope="module")
def documents(world: World, tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    """The small world as the shipped weights read it."""
    return read_pages(world, tmp_path_factory.mktemp("read") / "read.duckdb", workers=0)


def test_each_published_article_is_a_page_in_the_folder_of_its_outlet(world: World, tmp_path: Path) -> None:
    written = write_pages(world, tmp_path)
    names = {str(file.relative_to(tmp_path)) for file in written}
    assert names == {
        "bell/bell-01.html",
        "bell/bell-02.html",
        "mast/mast-01.html",
        "mast/mast-02.html",
        "wire/wire-01.html",
    }
    assert names == {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.html")}


@pytest.mark.parametrize("place", range(14))
def test_in_every_style_the_page_says_what_the_file_says(world: World, place: int) -> None:
    article = world.texts["bell-01"]
    content = page(world, article, style(place), [world.texts["bell-02"]])
    read = to_article(Page("page", content.encode()))
    assert (read.title, read.outlet, read.authors) == (article.title, "The Bell & Buoy", ("Ansel Brack",))
    assert (read.published, read.url) == ("2031-05-05T22:30:00+01:00", "https://bell.example/news/bell-01")
    for paragraph in article.paragraphs:
        assert paragraph.text in read.text
    assert "Fair moves uphill" not in read.text


def test_what_an_article_has_not_leaves_nothing_on_its_page(world: World) -> None:
    tree = html.fromstring(page(world, world.texts["bell-02"], style(1)))
    assert tree.xpath("//p[@class='byline' or @class='standfirst' or @class='source']") == []


def test_markup_in_an_article_is_text_on_its_page(world: World) -> None:
    tree = html.fromstring(page(world, world.texts["bell-01"], style(0)))
    assert tree.xpath("//i") == []
    assert "<i>as far out as the Loma banks</i>" in html.tostring(tree, encoding="unicode", method="text")


def test_everything_marked_is_found_in_the_text_that_was_read(
    world: World, documents: list[Document], tmp_path: Path
) -> None:
    assert [document.article.url for document in documents] == sorted(map(world.address, world.articles()))
    ledger = Ledger.open(tmp_path / "again.duckdb")
    with ledger.writing("test") as writer:
        writer.begin([])
        writer.append(readings(documents))
        writer.end()
    with ledger.reading() as connection:
        located = locate(world, connection)
        texts = dict(connection.execute("SELECT article, text FROM articles").fetchall())
    assert located.warnings() == []
    assert len(located.items) == sum(len(p.marks) for a in world.articles() for p in a.paragraphs) == 11
    assert {texts[item.article][item.start : item.stop] for item in located.items} == {i.words for i in located.items}


def test_statements_made_once_share_a_claim_with_their_copies_only(world: World, ledger: Ledger) -> None:
    with ledger.reading() as connection:
        items = locate(world, connection).items
    once = [item for item in items if item.one_off]
    assert sorted(item.text for item in once) == ["bell-01", "mast-01", "wire-01"]
    assert len({item.claim for item in once}) == 1


def test_what_is_not_in_the_ledger_is_counted(world: World, ledger: Ledger) -> None:
    with ledger.writing("test") as writer, writer.connection() as connection:
        connection.execute("UPDATE articles SET text = replace(text, 'the coast guard', 'guards') WHERE id = 'wire-01'")
        connection.execute("UPDATE articles SET latest = false WHERE id = 'bell-02'")
        connection.execute("UPDATE articles SET text = replace(text, 'noise', 'din') WHERE id = 'mast-02'")
        located: Located = locate(world, connection)
    assert located.unread == ["bell-02"]
    assert located.paragraphs == ["mast-02 1", "wire-01 1"]
    # The words themselves stand there still, and nowhere else
    assert located.marks == []
    assert located.warnings()[1] == "2 paragraphs not in the ledger: mast-02 1, wire-01 1"


def test_a_ledger_is_made_of_what_was_read_in_the_order_given(documents: list[Document], tmp_path: Path) -> None:
    given = readings(documents)[::-1]
    with built(tmp_path / "built.duckdb", given, at_once=2, last="copies").reading() as connection:
        urls = connection.execute("SELECT url FROM articles ORDER BY article").fetchall()
    assert [url for (url,) in urls] == [reading.document.article.url for reading in given]
