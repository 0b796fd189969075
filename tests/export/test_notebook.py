"""A document as HTML."""

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import to_html
from onrecord.records import Article, Attribution, Block, Document

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\x1b[2J\u202etxt.exe & \"'</div></style>"
ALLOWED = {"div", "style", "h3", "h4", "p", "b", "u", "i", "sup", "small", "span", "bdi"}


class Tags(HTMLParser):
    """Collects tags and attributes, and checks that what is opened is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_sources_cues_and_contents_are_told_apart_by_their_elements(document: Document) -> None:
    html = to_html(document)
    assert "<b>Aldous</b><sup>2</sup>" in html
    assert "<u>said</u><sup>2</sup>" in html
    assert "<span>⟦</span><i>“The dam was safe,”</i><span>⟧</span><sup>2</sup>" in html
    assert "<i><b>Vane</b></i><sup>3</sup>" in html


def test_an_attribution_inside_another_is_indented_in_the_list(document: Document) -> None:
    listed = re.findall(r'<p class="attribution" style="margin-left:(\d+)em">(\d)\.', to_html(document))
    assert listed == [("0", "1"), ("0", "2"), ("2", "3")]


def test_an_absent_source_is_said() -> None:
    found = Attribution((), (), ((0, 4),), "indirect", 0.5)
    assert "no source given" in to_html(Document(Article("a", "gone", (Block("paragraph", 0, 4),)), (found,)))


def test_what_a_page_says_cannot_become_markup() -> None:
    text = HOSTILE * 2
    spans = ((0, len(HOSTILE)),)
    attribution = Attribution(spans, spans, spans, "direct", 1.0)
    article = Article(HOSTILE, text, (Block("paragraph", 0, len(text)),), HOSTILE, HOSTILE, (HOSTILE,), HOSTILE)
    html = to_html(Document(article, (attribution,)))
    tags = Tags(html)
    assert tags.seen <= ALLOWED
    assert tags.attributes <= {"class", "style", "dir"}
    assert not tags.open
    assert not set(html) & set("\x1b\u202e")


def test_nothing_is_fetched_and_colours_are_those_of_the_page_around(document: Document) -> None:
    html = to_html(document)
    assert not re.search(r"https?:|url\(|@import|src=|href=", html)
    assert set(re.findall(r"[^-]color: *(\w+)", html)) == {"inherit"}


@given(data=st.data())
def test_every_document_is_balanced_markup(documents: st.SearchStrategy[Document], data: st.DataObject) -> None:
    tags = Tags(to_html(data.draw(documents)))
    assert not tags.open
    assert tags.seen <= ALLOWED
