"""Papers of a coast that is not there, and the claims in them, as a ledger has them before conflicts are looked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.ledger.worlds import Told, reading, sentence_document

from onrecord.corpus.linking import link_actors
from onrecord.ledger import Ledger, Reading
from onrecord.references.quantities import find_quantities
from onrecord.references.times import find_times


@dataclass(frozen=True, slots=True)
class Made:
    """A claim: its story, and its statements as (paper, words of the content, whether they deny it)."""

    story: int
    statements: Sequence[tuple[str, str, bool]]


def paper(id_: str, published: str, sentences: Sequence[str], told: Sequence[Told] = (), **more: object) -> Reading:
    """An article with the times and amounts that its sentences have."""
    document = sentence_document(
        id_, sentences, told, outlet=f"{id_.title()} Post", published=published,
        url=f"https://{id_}.example/{id_}", **more,  # type: ignore[arg-type]
    )  # fmt: skip
    text = document.article.text
    blocks = [(block.start, block.end) for block in document.article.blocks]
    times = find_times(text, blocks, published)
    amounts = find_quantities(text, blocks, [(time.start, time.end) for time in times])
    return reading(replace(document, times=times, quantities=amounts))


def ledger_of(path: Path, papers: Sequence[Reading]) -> Ledger:
    """A ledger of some papers, with the identities of who speaks in them."""
    ledger = Ledger.open(path)
    add(ledger, papers)
    return ledger


def add(ledger: Ledger, papers: Sequence[Reading]) -> None:
    """Put papers into a ledger."""
    with ledger.writing("add papers") as writer:
        writer.begin(["papers"])
        writer.append(papers)
        writer.end()
        link_actors(writer)


def claim(ledger: Ledger, claims: dict[int, Made]) -> None:
    """Write claims down, in place of those that the ledger has."""
    with ledger.writing("claim") as writer, writer.connection() as connection:
        for table in ("claims", "claim_statements", "story_articles", "stories"):
            connection.execute(f"DELETE FROM {table}")
        for number, made in claims.items():
            rows = [(*_found(connection, id_, words), denies) for id_, words, denies in made.statements]
            for attribution, article, start, stop, denies in rows:
                stance = "denies" if denies else "says"
                connection.execute(
                    "INSERT INTO claim_statements VALUES (?, ?, ?, ?, ?, ?, 0.9, 'made')",
                    [number, attribution, article, start, stop, stance],
                )
                connection.execute("INSERT INTO story_articles VALUES (?, ?, 1)", [made.story, article])
            denials = sum(row[-1] for row in rows)
            connection.execute(
                """INSERT INTO claims (claim, story, text, attribution, statements, articles, denials)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                [number, made.story, made.statements[0][1], rows[0][0], len(rows), len({r[1] for r in rows}), denials],
            )


def _found(connection: object, id_: str, words: str) -> tuple[int, int, int, int]:
    rows = connection.execute(  # type: ignore[attr-defined]
        """SELECT s.attribution, s.article, strpos(a.text, $words) - 1 FROM attributions s
        JOIN articles a ON a.article = s.article
        WHERE a.latest AND a.id = $id AND list_min(list_transform(s.content, lambda piece: piece.start))
            <= strpos(a.text, $words) - 1
        AND list_max(list_transform(s.content, lambda piece: piece.stop)) >= strpos(a.text, $words) - 1 + len($words)
        ORDER BY s.number DESC""",
        {"words": words, "id": id_},
    ).fetchall()
    attribution, article, start = rows[0]
    return attribution, article, start, start + len(words)
