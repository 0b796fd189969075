"""Any document, drawn by Hypothesis: whatever the records can hold and a file in UTF-8 can keep."""

from typing import get_args

from hypothesis import strategies as st

from onrecord.records import (
    Actor,
    ActorType,
    Article,
    Attribution,
    AttributionKind,
    AttributionType,
    Block,
    BlockKind,
    Commitment,
    Document,
    Link,
    Mention,
    Place,
    Quantity,
    Relation,
    Role,
    Span,
    Time,
    TimeType,
)

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
MAYBE = st.none() | WORDS
SURE = st.floats(0, 1)
NUMBERS = st.floats(allow_nan=False)


def spans(length: int) -> st.SearchStrategy[tuple[Span, ...]]:
    """Up to three spans within a text of `length` characters, in order, without overlap."""
    edges = st.lists(st.integers(0, length), max_size=6, unique=True).map(sorted)
    return edges.map(lambda found: tuple(zip(found[::2], found[1::2], strict=False)))


def span(length: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda ends: (min(ends), max(ends)))


def place_in(count: int) -> st.SearchStrategy[int | None]:
    return st.none() if not count else st.none() | st.integers(0, count - 1)


@st.composite
def actors(draw: st.DrawFn, length: int) -> tuple[Actor, ...]:
    count = draw(st.integers(0, 3))
    mention = st.builds(lambda ends, sure: Mention(ends[0], ends[1], sure), span(length), SURE)
    one = st.builds(
        Actor,
        WORDS,
        st.sampled_from(get_args(ActorType)),
        st.lists(mention, max_size=3).map(tuple),
        st.lists(st.builds(Role, WORDS, span(length)), max_size=2).map(tuple),
        st.lists(st.integers(0, max(count - 1, 0)), max_size=2).map(tuple) if count else st.just(()),
    )
    return tuple(draw(one) for _ in range(count))


@st.composite
def facts(draw: st.DrawFn, length: int) -> tuple[tuple[Time, ...], tuple[Quantity, ...], tuple[Place, ...]]:
    count = draw(st.integers(0, 2))
    time = st.builds(
        lambda ends, *rest: Time(ends[0], ends[1], *rest),
        span(length), st.sampled_from(get_args(TimeType)), MAYBE, MAYBE, MAYBE, MAYBE,
    )  # fmt: skip
    amount = st.none() | NUMBERS
    quantity = st.builds(
        lambda ends, *rest: Quantity(*ends, *rest),
        span(length), amount, amount, amount, MAYBE, MAYBE, st.none() | span(length), st.booleans(), place_in(count),
    )  # fmt: skip
    place = st.builds(
        lambda ends, *rest: Place(*ends, *rest),
        span(length), WORDS, WORDS, NUMBERS, NUMBERS, st.none() | st.integers(0, 2**32 - 1), MAYBE, SURE,
    )  # fmt: skip
    return (
        tuple(draw(st.lists(time, max_size=2))),
        tuple(draw(quantity) for _ in range(count)),
        tuple(draw(st.lists(place, max_size=2))),
    )


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document, with any text, however odd."""
    text = draw(
        st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\r\t\0\x1b\u2028\u202e“”"), max_size=60)
    )
    length = len(text)
    kinds = st.sampled_from(get_args(BlockKind))
    blocks = tuple(Block(draw(kinds), *ends) for ends in draw(spans(length)))
    authors = tuple(draw(st.lists(WORDS, max_size=3)))
    article = Article(
        draw(WORDS), text, blocks, draw(MAYBE), draw(MAYBE), authors, draw(MAYBE), draw(MAYBE), draw(MAYBE)
    )
    people = draw(actors(length))
    times, quantities, places = draw(facts(length))
    found = [draw(_attribution(length, number, len(people), len(times))) for number in range(draw(st.integers(0, 3)))]
    return Document(article, tuple(found), people, times, quantities, places)


@st.composite
def _attribution(draw: st.DrawFn, length: int, number: int, people: int, times: int) -> Attribution:
    relation = st.sampled_from(get_args(Relation))
    link = st.builds(Link, st.integers(0, people - 1), relation, st.none() | span(length)) if people else st.nothing()
    return Attribution(
        source=draw(spans(length)),
        cue=draw(spans(length)),
        content=draw(spans(length)),
        kind=draw(st.sampled_from(get_args(AttributionKind))),
        confidence=draw(SURE),
        within=draw(place_in(number)),
        type=draw(st.none() | st.sampled_from(get_args(AttributionType))),
        commitment=draw(st.none() | st.sampled_from(get_args(Commitment))),
        speaker_type=draw(st.none() | st.sampled_from(get_args(ActorType))),
        actor=draw(place_in(people)),
        speaker_confidence=draw(st.none() | SURE),
        chain=tuple(draw(st.lists(link, max_size=3))) if people else (),
        time=draw(place_in(times)),
    )
