"""Documents, hand-made and drawn by Hypothesis."""

import pytest
from hypothesis import strategies as st

from onrecord.records import Article, Attribution, AttributionKind, Block, BlockKind, Document, Span

TEXT = "Dam was safe, company says\n\n“The dam was safe,” Aldous said, “and Vane\ntold us ‘it holds’.”"


def spans_of(*pieces: str) -> tuple[Span, ...]:
    """Where the pieces stand in TEXT."""
    return tuple((TEXT.index(piece), TEXT.index(piece) + len(piece)) for piece in pieces)


@pytest.fixture
def document() -> Document:
    blocks = (Block("headline", 0, 26), Block("paragraph", 28, len(TEXT)))
    outer = Attribution(
        spans_of("Aldous"),
        spans_of("said"),
        spans_of("“The dam was safe,”", "“and Vane\ntold us ‘it holds’.”"),
        "direct",
        0.97,
    )
    inner = Attribution(spans_of("Vane"), spans_of("told us"), spans_of("‘it holds’"), "direct", 0.61, within=1)
    headline = Attribution(spans_of("company"), spans_of("says"), spans_of("Dam was safe"), "indirect", 0.885)
    return Document(Article("sel-1", TEXT, blocks, "Dam was safe, company says", "Courier"), (headline, outer, inner))


def spans(length: int) -> st.SearchStrategy[tuple[Span, ...]]:
    """Up to three spans within a text of `length` characters, in order, without overlap."""
    edges = st.lists(st.integers(0, length), max_size=6, unique=True).map(sorted)
    return edges.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))


@st.composite
def drawn(draw: st.DrawFn) -> Document:
    """Any document, with any text, however odd."""
    text = draw(
        st.text(
            st.one_of(st.characters(exclude_categories=()), st.sampled_from(" \n\r\t\x1b\u2028\u202e“”")), max_size=60
        )
    )
    kinds: list[BlockKind] = ["headline", "deck", "byline", "dateline", "caption", "credit", "heading", "paragraph"]
    quoted: list[AttributionKind] = ["direct", "indirect", "mixed"]
    blocks = tuple(Block(draw(st.sampled_from(kinds)), s, e) for s, e in draw(spans(len(text))))
    maybe = st.none() | st.text(max_size=8)
    article = Article(
        draw(st.text(max_size=8)), text, blocks, draw(maybe), draw(maybe), tuple(draw(st.lists(st.text(max_size=5)))),
        draw(maybe), draw(maybe), draw(maybe),
    )  # fmt: skip
    found: list[Attribution] = []
    around: list[int] = []  # the attribution before and what it stands within, from the outside in
    for place in range(draw(st.integers(0, 4))):
        del around[draw(st.integers(0, len(around))) :]
        found.append(
            Attribution(
                source=draw(spans(len(text))),
                cue=draw(spans(len(text))),
                content=draw(spans(len(text))),
                kind=draw(st.sampled_from(quoted)),
                confidence=draw(st.floats(0, 1)),
                within=around[-1] if around else None,
            )
        )
        around.append(place)
    return Document(article, tuple(found))


@pytest.fixture(scope="session")
def documents() -> st.SearchStrategy[Document]:
    return drawn()
