"""A press for tests: articles out of paragraphs, printed into a ledger, and what `update_copies` makes of them."""

import random
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.ledger.worlds import reading

from onrecord.corpus.copies import copied_pairs, update_copies
from onrecord.ledger import Ledger, Reading
from onrecord.records import Article, Block, BlockKind, Document

WIRE = (
    "A grain silo on the harbour of Port Ellisar collapsed early on Wednesday and buried three railway wagons under "
    "several thousand tonnes of barley.",
    "Nobody was inside when the walls gave way, the harbour office said, but two night watchmen were treated for the "
    "dust that they had breathed in.",
    "The silo, built of brick in the year of the great frost, had been due for repairs since an inspection last fall "
    "found long cracks in its northern wall.",
    "Cranes began to lift the wagons before noon, while dealers at the exchange in Vantry pushed the price of barley "
    "up by four per cent.",
    "The owner, a cooperative of some nine hundred farmers, expects to lose a third of this year's harvest unless the "
    "weather stays dry until the grain has been moved.",
)
OTHER = (
    "Musicians of the city orchestra in Vantry laid down their bows on Thursday to protest against plans that would "
    "halve the number of rehearsals.",
    "The management argues that the hall has to be let to visiting bands more often if the roof is to be paid for.",
    "Concerts until the end of the month are cancelled, and tickets can be handed back at the box office.",
)
_WORDS = (
    "amber basket copper dragon ember falcon garden harbour island jacket kettle lantern meadow needle orchard "
    "pepper quarry ribbon saddle timber umbrella velvet window yonder zephyr anchor bridge candle desert engine "
    "forest glacier hammer insect jungle knight ladder marble nectar oyster pillar rocket shadow tunnel valley "
    "walnut"
)


def noise(seed: int, sentences: int = 1) -> list[str]:
    """Sentences of 16 words that nobody else has."""
    draw = random.Random(seed)
    return [" ".join(draw.choices(_WORDS.split(), k=16)).capitalize() + "." for _ in range(sentences)]


def article(
    name: str,
    paragraphs: Sequence[str],
    outlet: str | None = "Vantry Bugle",
    published: str | None = "2032-05-04T09:00:00+00:00",
    *,
    title: str | None = None,
    others: Sequence[tuple[BlockKind, str]] = (),
) -> Reading:
    """An article with a headline, blocks of other kinds, and paragraphs."""
    parts: list[tuple[BlockKind, str]] = [("headline", title or f"News of {name}"), *others]
    parts += [("paragraph", paragraph) for paragraph in paragraphs]
    blocks, at = [], 0
    for kind, part in parts:
        blocks.append(Block(kind, at, at + len(part)))
        at += len(part) + 2
    text = "\n\n".join(part for _, part in parts)
    url = f"https://{(outlet or 'nobody').replace(' ', '').lower()}.example/{name}"
    made = Article(name, text, tuple(blocks), parts[0][1], outlet, (), published, "en", url)
    return reading(Document(made))


def put(ledger: Ledger, items: Iterable[Reading], *, each: bool = False) -> Ledger:
    """Add articles to a ledger and look for copies: after all of them, or after `each`."""
    given = list(items)
    with ledger.writing("test") as writer:
        writer.begin(["test"])
        for one in [[item] for item in given] if each else [given]:
            writer.append(one)
            update_copies(writer)
        writer.end()
    return ledger


def printed(path: Path, items: Iterable[Reading], *, each: bool = False) -> Ledger:
    """A new ledger of these articles, copies found."""
    return put(Ledger.open(path / f"{len(list(path.iterdir()))}.duckdb"), items, each=each)


def names(ledger: Ledger) -> dict[int, str]:
    """The articles' names by their numbers; of a newer version, with the number of the version."""
    rows = ledger.sql("SELECT article, id, version FROM articles")
    return {row["article"]: row["id"] + (f"@{row['version']}" if row["version"] > 1 else "") for row in rows}


def pairs(ledger: Ledger) -> set[tuple[str, str]]:
    """The pairs of articles that share words, by name."""
    called = names(ledger)
    with ledger.reading() as connection:
        found = list(copied_pairs(connection))
    return {(min(called[a], called[b]), max(called[a], called[b])) for a, b, _ in found}


def links(ledger: Ledger) -> dict[str, set[str]]:
    """The likely originals of each copy, by name."""
    called = names(ledger)
    found: dict[str, set[str]] = {}
    for row in ledger.sql("SELECT article, original FROM copies"):
        found.setdefault(called[row["article"]], set()).add(called[row["original"]])
    return found


def contents(ledger: Ledger) -> dict[str, set[tuple[object, ...]]]:
    """What the tables say of copies, without numbers that depend on the order of arrival."""
    called = names(ledger)
    copies: set[tuple[object, ...]] = {
        (called[row["article"]], called[row["original"]], row["words"], row["reason"], str(row["passages"]))
        for row in ledger.sql("SELECT article, original, words, reason, passages FROM copies")
    }
    passages: set[tuple[object, ...]] = {
        (called[row["article"]], row["start"], row["stop"], row["words"])
        for row in ledger.sql('SELECT article, "start", stop, words FROM passages')
    }
    return {"copies": copies, "passages": passages}
