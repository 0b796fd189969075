"""Statements of happenings that never were, as parts, as claims, and in ledgers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.ledger.worlds import reading, sentence_document

from onrecord.corpus.claims import Claim, Grouper, Part, update_claims
from onrecord.ledger import Ledger, Reading, Writer

GROUPER = Grouper()
FERRY = (
    "At least 31 people were killed when the ferry Aldona sank off Brelle",
    "31 people lost their lives in the sinking of the ferry Aldona",
    "the captain of the Aldona was drunk",
    "Captain Orso Vill of the Aldona had been drinking before the ferry sank",
    "the Aldona had not been inspected for three years",
    "schools on the island of Brelle would stay closed until Monday",
    "a new ferry will be bought next spring",
)


def part(number: int, text: str, group: int = 0, **facts: Any) -> Part:
    """A statement that is all of one attribution in an article of its own."""
    return Part(number, number, 0, len(text), text, group, **facts)


def claims(*texts: str) -> list[Claim]:
    """The claims of statements of one story."""
    return GROUPER.claims([part(number, text) for number, text in enumerate(texts)])


def together(found: Sequence[Claim]) -> set[frozenset[int]]:
    """Which attributions are one claim."""
    return {frozenset(member.part.attribution for member in claim.members) for claim in found}


def one_claim(*texts: str) -> bool:
    """Whether statements, in the company of others of their story, are one claim."""
    company = [part(number, text) for number, text in enumerate((*texts, *FERRY))]
    return any(set(range(len(texts))) <= group for group in together(GROUPER.claims(company)))


def stances(found: Sequence[Claim]) -> dict[str, bool]:
    """What each statement's words are, and whether they deny their claim."""
    return {member.part.text: member.denies for claim in found for member in claim.members}


def telling(
    name: str, *contents: str, day: str = "2031-03-04", cue: str = "said", commitment: str = "plain"
) -> Reading:
    """An article in which Mara Vell says something once for each content."""
    told = [(f"Mara Vell {number}", cue, content, commitment) for number, content in enumerate(contents)]
    sentences = [f"{speaker} {cue} {content}." for speaker, cue, content, _ in told]
    document = sentence_document(
        name, [f"News {name}", *sentences], told, published=day, url=f"https://courier.example/{name}"
    )
    return reading(document)


def a_ledger(path: Path, stories: Sequence[Sequence[Reading]], portions: int = 1) -> Ledger:
    """A ledger of articles that are in stories as given; claims are brought up to date `portions` times meanwhile."""
    ledger = Ledger.open(path)
    given = [(number, article) for number, story in enumerate(stories, 1) for article in story]
    with ledger.writing("add") as writer:
        writer.begin(["scenes"])
        for first in range(portions):
            put_in(writer, given[first::portions])
            update_claims(writer)
        writer.end()
    return ledger


def put_in(writer: Writer, given: Sequence[tuple[int, Reading]]) -> None:
    """Add articles, each with the number of its story."""
    writer.append([article for _, article in given])
    stories = {article.document.article.id: story for story, article in given}
    with writer.connection() as connection:
        for name, story in stories.items():
            connection.execute(
                "INSERT INTO story_articles SELECT ?, article, 1.0 FROM articles WHERE id = ?", [story, name]
            )


def update(ledger: Ledger, *orders: str) -> int:
    """Carry SQL out in a ledger, and bring its claims up to date; returns how many articles were looked at."""
    with ledger.writing("build") as writer:
        with writer.connection() as connection:
            for order in orders:
                connection.execute(order)
        return update_claims(writer)


def rows(ledger: Ledger, query: str) -> list[tuple[Any, ...]]:
    """What a query answers."""
    with ledger.reading() as connection:
        found: list[tuple[Any, ...]] = connection.execute(query).fetchall()
    return found


def partition(ledger: Ledger) -> set[frozenset[str]]:
    """Which contents are one claim."""
    query = """SELECT list(substring(a.text, m."start" + 1, m.stop - m."start") || ' ' || m.stance)
        FROM claim_statements m JOIN articles a USING (article) GROUP BY m.claim"""
    return {frozenset(row[0]) for row in rows(ledger, query)}
