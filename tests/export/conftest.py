"""Documents, hand-made and drawn by Hypothesis, and a ledger that holds some."""

from collections.abc import Sequence

import pytest
from hypothesis import strategies as st

from onrecord.export.recorded import Recorded
from onrecord.ledger import Ledger
from onrecord.ledger.handed import Handed, Index, Missed, Reading
from onrecord.records import (
    Actor,
    ActorType,
    Article,
    Attribution,
    AttributionKind,
    Block,
    BlockKind,
    Commitment,
    Document,
    Failure,
    Link,
    Mention,
    Place,
    Quantity,
    Role,
    Span,
    Time,
)

TEXT = "Dam was safe, company says\n\n“The dam was safe,” Aldous said, “and Vane\ntold us ‘it holds’.”"
STORY = (
    "Mayor Ida Aldous said on Tuesday that 40 families had left Vesk, Tern News reported. "
    "Aldous denied that the dam leaks. She wants it rebuilt. “It holds,” she told a reporter, “and it will.”"
)


def spans_of(*pieces: str, text: str = TEXT) -> tuple[Span, ...]:
    """Where the pieces stand in the text."""
    return tuple((text.index(piece), text.index(piece) + len(piece)) for piece in pieces)


@pytest.fixture(scope="session")
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


def _told(
    source: str, cue: str, content: Sequence[str], kind: AttributionKind, type_: str, commitment: Commitment
) -> Attribution:
    where = (spans_of(source, text=STORY), spans_of(cue, text=STORY), spans_of(*content, text=STORY))
    return Attribution(*where, kind, 0.9, None, type_, commitment, "person", 0, 0.8)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def story() -> Document:
    """One with actors, a chain, a time, a quantity and a place."""
    (mayor,) = spans_of("Ida Aldous", text=STORY)
    (role,) = spans_of("Mayor", text=STORY)
    (again,) = spans_of("Aldous denied", text=STORY)
    (tern,) = spans_of("Tern News", text=STORY)
    (reported,) = spans_of("Tern News reported", text=STORY)
    (day,) = spans_of("Tuesday", text=STORY)
    (forty,) = spans_of("40 families", text=STORY)
    (vesk,) = spans_of("Vesk", text=STORY)
    first = _told("Mayor Ida Aldous", "said", ["40 families had left Vesk"], "indirect", "assertion", "plain")
    first = Attribution(
        first.source, first.cue, first.content, "indirect", 0.9, None, "assertion", "plain", "person", 0, 0.8,
        (Link(2, "published by", None), Link(1, "reported by", reported)), 0,
    )  # fmt: skip
    return Document(
        Article(
            "story-1", STORY, (Block("paragraph", 0, len(STORY)),), "Families leave Vesk", "Harbour Post",
            ("Rolf Quist",), "2031-04-02T09:30:00+02:00", "en", "https://harbour.example/2031/vesk dam?x=1#top",
        ),
        (
            first,
            _told("Aldous", "denied", ["the dam leaks"], "indirect", "assertion", "denied"),
            _told("She", "wants", ["it rebuilt"], "indirect", "eventuality", "plain"),
            _told("she told", "told", ["“It holds,”", "“and it will.”"], "direct", "assertion", "plain"),
        ),
        (
            Actor(
                "Ida Aldous", "person", (Mention(*mayor, 0.95), Mention(again[0], again[0] + 6, 0.9)),
                (Role("Mayor", role),),
            ),
            Actor("Tern News", "organisation", (Mention(*tern, 0.9),)),
            Actor("Harbour Post", "organisation"),
        ),
        (Time(*day, "DATE", "2031-04-01", None, "2031-04-01", "2031-04-02"),),
        (Quantity(*forty, 40.0, of="families", of_span=(forty[0] + 3, forty[1])),),
        (Place(*vesk, "Vesk", "city", 61.5, 8.25, 1234567, "NO", 0.7),),
    )  # fmt: skip


@pytest.fixture
def recorded(story: Document) -> Recorded:
    return Recorded(story, {0: (7, "Ida M. Aldous"), 1: (9, "Tern News")})


HOSTILE = '=cmd|" /C calc"!A0, \x00 \x1b[31m ‮ \u2028 "quoted", \r\n\'+1 🦊'


@pytest.fixture(scope="session")
def hostile() -> Document:
    """One whose every text is out to break the form that it is written in."""
    whole = ((0, len(HOSTILE)),)
    return Document(
        Article(
            HOSTILE, HOSTILE, (Block("paragraph", 0, len(HOSTILE)),), HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, "xx",
            f"https://x.example/{HOSTILE}",
        ),
        (Attribution(whole, ((0, 1),), whole, "direct", 0.5, None, "fact", "claimed", "person", 0, 0.5),),
        (Actor(HOSTILE, "person", (Mention(0, 4, 0.5),), (Role(HOSTILE, (0, 4)),)),),
    )  # fmt: skip


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory, document: Document, story: Document, hostile: Document) -> Ledger:
    """A ledger of three articles, one with two versions, a rejected statement, and a page that was not read."""
    ledger = Ledger.open(tmp_path_factory.mktemp("ledger") / "news.duckdb")
    older = Document(Article("story-1", "Nothing yet.", (), url=story.article.url))
    with ledger.writing("test") as writer:
        writer.begin(["folder"])
        writer.append([_reading(1, document), _reading(2, older), Missed(Handed("x", "x", 5), Failure("x", "E", "no"))])
        writer.append([_reading(3, story), _reading(4, hostile)])
        with writer.connection() as connection:
            connection.execute(
                "INSERT INTO actors VALUES (7, 'Ida M. Aldous', 'person'), (9, 'Tern News', 'organisation')"
            )
            connection.execute(
                "INSERT INTO identities SELECT article, number, CASE name WHEN 'Tern News' THEN 9 ELSE 7 END, 'test', 1"
                " FROM appearances WHERE name IN ('Ida Aldous', 'Tern News')"
            )
            connection.execute("UPDATE attributions SET rejected = true WHERE commitment = 'denied'")
        writer.end()
    return ledger


def _reading(page: int, document: Document) -> Reading:
    count = len(document.attributions)
    return Reading(Handed(f"{page}.html", "folder", page), document, Index(({},) * count, ((0, 0, 0, 0),) * count))


def spans(length: int) -> st.SearchStrategy[tuple[Span, ...]]:
    """Up to three spans within a text of `length` characters, in order, without overlap."""
    edges = st.lists(st.integers(0, length), max_size=6, unique=True).map(sorted)
    return edges.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))


_ODD = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from(" \n\r\t\0\x1b\u2028\u202e“”=+-@'\"\ud800")),
    max_size=12,
)


@st.composite
def drawn(draw: st.DrawFn, resolved: bool = False) -> Document:
    """Any document, with any text, however odd; with `resolved`, what it denotes too."""
    text = draw(
        st.text(
            st.one_of(st.characters(exclude_categories=()), st.sampled_from(" \n\r\t\x1b\u2028\u202e“”")), max_size=60
        )
    )
    kinds: list[BlockKind] = ["headline", "deck", "byline", "dateline", "caption", "credit", "heading", "paragraph"]
    quoted: list[AttributionKind] = ["direct", "indirect", "mixed"]
    blocks = tuple(Block(draw(st.sampled_from(kinds)), s, e) for s, e in draw(spans(len(text))))
    maybe = st.none() | _ODD
    article = Article(
        draw(_ODD), text, blocks, draw(maybe), draw(maybe), tuple(draw(st.lists(st.text(max_size=5)))),
        draw(maybe | st.sampled_from(["2031-04-02", "0001-01-01T00:00+14:00", "20310402"])),
        draw(maybe | st.just("en")), draw(maybe | _ODD.map("https://x.example/{}".format)),
    )  # fmt: skip
    actors = tuple(draw(_actors(len(text)))) if resolved else ()
    few = spans(len(text)) if resolved else st.just(())
    times = tuple(Time(s, e, "DATE", draw(maybe), None, draw(maybe)) for s, e in draw(few))
    commitments: list[Commitment | None] = [None, "plain", "claimed", "denied", "hedged", "asked", "conditional"]
    found: list[Attribution] = []
    around: list[int] = []  # the attribution before and what it stands within, from the outside in
    for place in range(draw(st.integers(0, 4))):
        del around[draw(st.integers(0, len(around))) :]
        speakers = st.none() | st.integers(0, len(actors) - 1) if actors else st.none()
        actor = draw(speakers)
        found.append(
            Attribution(
                source=draw(spans(len(text))),
                cue=draw(spans(len(text))),
                content=draw(spans(len(text))),
                kind=draw(st.sampled_from(quoted)),
                confidence=draw(st.floats(0, 1)),
                within=around[-1] if around else None,
                commitment=draw(st.sampled_from(commitments)),
                actor=actor,
                chain=() if actor is None else (Link(actor, draw(st.sampled_from(["cited by", "said to"])), None),),
                time=draw(st.none() | st.integers(0, len(times) - 1)) if times else None,
            )
        )
        around.append(place)
    return Document(
        article, tuple(found), actors, times,
        tuple(Quantity(s, e, draw(st.none() | st.floats(-1e9, 1e9)), of=draw(maybe)) for s, e in draw(few)),
        tuple(Place(s, e, draw(_ODD), "city", 1.0, 2.0, None, draw(maybe), 0.5) for s, e in draw(few)),
    )  # fmt: skip


def _actors(length: int) -> st.SearchStrategy[list[Actor]]:
    types: list[ActorType] = ["person", "organisation", "document", "group", "unnamed", "generic", "author"]
    mentions = spans(length).map(lambda found: tuple(Mention(start, end, 0.5) for start, end in found))
    roles = _ODD.map(lambda title: (Role(title, (0, 0)),))
    return st.lists(st.builds(Actor, _ODD, st.sampled_from(types), mentions, roles), max_size=3)


@pytest.fixture(scope="session")
def documents() -> st.SearchStrategy[Document]:
    return drawn()


@pytest.fixture(scope="session")
def recordeds() -> st.SearchStrategy[Recorded]:
    """Any document, of which some actors are known over all articles."""

    def known(document: Document) -> st.SearchStrategy[Recorded]:
        places = st.sampled_from(range(len(document.actors))) if document.actors else st.nothing()
        names = st.dictionaries(places, st.tuples(st.integers(0, 9), _ODD)) if document.actors else st.just({})
        return names.map(lambda found: Recorded(document, found))

    return drawn(resolved=True).flatmap(known)
