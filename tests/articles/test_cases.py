"""Golden cases: what a page of each shape becomes. A case is a folder: the page, and the article expected of it."""

import json
from pathlib import Path

import pytest

from onrecord.articles import to_article
from onrecord.pages import open_pages
from onrecord.records import Page

CASES = sorted((Path(__file__).parent / "cases").iterdir())


def page_of(case: Path) -> Page:
    (source,) = case.glob("page.*")
    (page,) = open_pages([source])
    assert isinstance(page, Page)
    return page


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_becomes_the_expected_article(case: Path) -> None:
    article = to_article(page_of(case))
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    blocks = [[block.kind, article.text[block.start : block.end]] for block in article.blocks]
    assert blocks == expected.pop("blocks")
    assert {name: getattr(article, name) for name in expected} == {**expected, "authors": tuple(expected["authors"])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reading_twice_is_reading_once(case: Path) -> None:
    assert to_article(page_of(case)) == to_article(page_of(case))


@pytest.mark.parametrize("case", [case for case in CASES if (case / "page.html").exists()], ids=lambda case: case.name)
def test_the_text_of_html_is_its_blocks_joined_by_blank_lines(case: Path) -> None:
    """What stands between two blocks is a blank line, or the space before a credit or behind a dateline."""
    article = to_article(page_of(case))
    edges = [0, *(at for block in article.blocks for at in (block.start, block.end)), len(article.text)]
    gaps = {article.text[edges[at] : edges[at + 1]] for at in range(0, len(edges), 2)}
    assert gaps <= {"", " ", "\n\n"}
