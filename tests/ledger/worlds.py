"""A small world of news that never happened, and ledgers of it, for tests.

    from tests.ledger.worlds import WORLD, a_ledger, reading, sentence_document

    ledger = a_ledger(tmp_path / "world.duckdb")     # WORLD in a ledger, one run, in well under a second

`WORLD` is twelve `Reading`s: four outlets (Ostmark Courier, Haven Post, Selwick Times, The Lantern), in English, about
a dam at Selwick and a strike in Haven, from 2024-03-01 to 2024-03-12. Their statements are:

- Mara Vane, the Ostmark water minister, in articles 1, 2, 5, 9 (there "Vane" alone); in 11 another Mara Vane, a baker;
- Tobias Aldous of Aldous Hydro in 1, 3, 7; Ines Quill of the dockers' union in 4, 6, 8, 10; "officials" in 12;
- articles 2 and 3 carry one line of the wire Nordwire, word for word (chain: the outlet, then Nordwire);
- 5 has a statement within a statement, 6 a rejected-looking question ("asked"), 7 a denial, 8 a belief;
- 10 has no address and no id; 12 has neither outlet nor date.

Each statement has a content, mostly a speaker, and an index of terms and signatures; its terms are hashes of the words
(CRC-32), its signatures of the content, so that no model is needed. `reading` makes one such Reading out of any
`Document`, `sentence_document` a Document out of sentences.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zlib import crc32

from onrecord.ledger import Handed, Index, Ledger, Reading
from onrecord.ledger.handed import text_hash
from onrecord.records import (
    Actor,
    Article,
    Attribution,
    Block,
    Document,
    Link,
    Mention,
    Place,
    Quantity,
    Role,
    Span,
    Time,
)

Told = tuple[str, str, str, str]
"""A statement: speaker's name as it stands in the text, cue, content, and commitment."""

FETCHED = datetime(2024, 3, 20, 12, tzinfo=UTC)


def index_of(document: Document) -> Index:
    """Terms and signatures made of hashes: deterministic, and quick."""
    contents = [
        " ".join(document.article.text[start:stop] for start, stop in attribution.content)
        for attribution in document.attributions
    ]
    terms = tuple(
        dict(Counter(crc32(word.strip(".,“”").lower().encode("utf-8", "replace")) for word in text.split()))
        for text in contents
    )
    digests = [sha256(text.encode("utf-8", "replace")).digest() for text in contents]
    signs = [
        tuple(int.from_bytes(digest[place : place + 8], "little") for place in (0, 8, 16, 24)) for digest in digests
    ]
    return Index(terms, tuple((a, b, c, d) for a, b, c, d in signs))


def reading(document: Document, name: str | None = None, fetched: datetime | None = FETCHED) -> Reading:
    """A document as it is handed to a ledger, as if it had been read from the page `name`."""
    name = name or f"{document.article.id}.html"
    page = text_hash(f"{name}\n{document.article.text}".encode("utf-8", "replace").decode())
    return Reading(Handed(name, name, page, fetched), document, index_of(document))


def spans(text: str, piece: str, after: int = 0) -> tuple[Span, ...]:
    """Where a piece first stands in a text, as the spans of a source, a cue or a content."""
    start = text.index(piece, after)
    return ((start, start + len(piece)),)


def sentence_document(
    id_: str,
    sentences: Sequence[str],
    told: Sequence[Told] = (),
    *,
    outlet: str | None = "Ostmark Courier",
    published: str | None = "2024-03-01",
    url: str | None = None,
    roles: dict[str, str] | None = None,
    wire: str | None = None,
    types: dict[str, str] | None = None,
) -> Document:
    """A document out of a headline and sentences, with the statements `told`, each found by its words.

    Without an id it gets the beginning of its text's hash, as the articles stage has it. `roles` gives the role that
    stands in the text for a name, `types` an actor's type where it is not a person, `wire` the agency by which every
    statement came.
    """
    text = "\n\n".join(sentences)
    starts = [sum(len(before) + 2 for before in sentences[:place]) for place in range(len(sentences))]
    kinds = ["headline", *["paragraph"] * (len(sentences) - 1)]
    blocks = tuple(
        Block("headline" if kind == "headline" else "paragraph", start, start + len(sentence))
        for kind, start, sentence in zip(kinds, starts, sentences, strict=True)
    )
    actors = _actors(text, [name for name, *_ in told], roles or {}, types or {}, outlet, wire)
    names = [actor.name for actor in actors]
    attributions: list[Attribution] = []
    for name, cue, content, commitment in told:
        inside = spans(text, content)
        outer = [
            place
            for place, other in enumerate(attributions)
            if other.content[0][0] <= inside[0][0] and inside[0][1] <= other.content[0][1]
        ]
        attributions.append(
            Attribution(
                source=spans(text, name) if name else (),
                cue=spans(text, cue),
                content=inside,
                kind="direct" if content.startswith("“") else "indirect",
                confidence=0.9,
                within=outer[-1] if outer else None,
                type="belief" if cue in ("believes", "fears") else "assertion",
                commitment=commitment,  # type: ignore[arg-type]
                speaker_type=actors[names.index(name)].type if name else None,
                actor=names.index(name) if name else None,
                speaker_confidence=0.95 if name else None,
                chain=_chain(names, outlet, wire, text),
            )
        )
    id_ = id_ or sha256(text.encode()).hexdigest()[:16]
    article = Article(id_, text, blocks, sentences[0], outlet, ("Pell Marsh",), published, "en", url)
    return Document(article, tuple(attributions), actors, *_facts(text))


def _actors(
    text: str, told: Sequence[str], roles: dict[str, str], types: dict[str, str], outlet: str | None, wire: str | None
) -> tuple[Actor, ...]:
    named = list(dict.fromkeys([*filter(None, told), *filter(None, (outlet, wire))]))
    made = []
    for name in named:
        found = [Mention(start, start + len(name), 0.97) for start in _places(text, name)]
        kind = types.get(name) or ("organisation" if name in (outlet, wire) else "person")
        said = (Role(roles[name], spans(text, roles[name])[0]),) if name in roles else ()
        made.append(Actor(name, kind, tuple(found), said))  # type: ignore[arg-type]
    return tuple(made)


def _places(text: str, piece: str) -> list[int]:
    return [start for start in range(len(text)) if text.startswith(piece, start)]


def _chain(names: Sequence[str], outlet: str | None, wire: str | None, text: str) -> tuple[Link, ...]:
    links = [Link(names.index(outlet), "published by", None)] if outlet else []
    if wire:
        links.append(Link(names.index(wire), "reported by", spans(text, wire)[0]))
    return tuple(links)


def _facts(text: str) -> tuple[tuple[Time, ...], tuple[Quantity, ...], tuple[Place, ...]]:
    """The facts that a few words of this world stand for."""
    times = tuple(
        Time(start, start + 7, "DATE", "2024-03-04", None, "2024-03-04", "2024-03-05")
        for start in _places(text, "Monday,")
    )
    quantities = tuple(
        Quantity(start, start + 3, 300.0, None, None, None, "dockers", (start + 4, start + 11), True)
        for start in _places(text, "300 dockers")
    )
    places = tuple(
        Place(start, start + 7, "Selwick", "city", 54.321, -1.875, 900001, "GB", 0.8)
        for start in _places(text, "Selwick")
    )
    return times, quantities, places


_VANE = {"Mara Vane": "Ostmark water minister"}
_ALDOUS = {"Tobias Aldous": "chairman of Aldous Hydro"}
_QUILL = {"Ines Quill": "secretary of the dockers’ union"}
WIRE = "The gates of the dam will be opened before the autumn rain"

_DOCUMENTS = (
    sentence_document(
        "courier-1",
        (
            "Dam is safe, says minister",
            "The Ostmark water minister, Mara Vane, said on Monday, that “the dam at Selwick will hold”.",
            "Tobias Aldous, chairman of Aldous Hydro, insisted that no crack had been found.",
        ),
        (
            ("Mara Vane", "said", "“the dam at Selwick will hold”", "plain"),
            ("Tobias Aldous", "insisted", "no crack had been found", "claimed"),
        ),
        published="2024-03-04",
        url="https://courier.example/news/dam-is-safe",
        roles=_VANE | _ALDOUS,
    ),
    sentence_document(
        "post-2",
        (
            "Gates of Selwick dam to open",
            f"{WIRE}, Mara Vane, Ostmark water minister, told reporters, Nordwire reported.",
        ),
        (("Mara Vane", "told", WIRE, "plain"),),
        outlet="Haven Post",
        published="2024-03-05",
        url="https://post.example/2024/03/05/gates",
        roles=_VANE,
        wire="Nordwire",
    ),
    sentence_document(
        "times-3",
        (
            "Rain worries Selwick",
            f"{WIRE}, Tobias Aldous, chairman of Aldous Hydro, said, according to Nordwire.",
        ),
        (("Tobias Aldous", "said", WIRE, "plain"),),
        outlet="Selwick Times",
        published="2024-03-05T18:30:00+00:00",
        url="https://times.example/rain",
        roles=_ALDOUS,
        wire="Nordwire",
    ),
    sentence_document(
        "lantern-4",
        (
            "Haven port stands still",
            "About 300 dockers walked out. “We will not load a single crate,” said Ines Quill, secretary of the "
            "dockers’ union.",
        ),
        (("Ines Quill", "said", "“We will not load a single crate,”", "plain"),),
        outlet="The Lantern",
        published="2024-03-06",
        url="https://lantern.example/port",
        roles=_QUILL,
    ),
    sentence_document(
        "courier-5",
        (
            "Minister passes on the engineers’ word",
            "Mara Vane said the engineers had assured her that the spillway was dry.",
        ),
        (
            ("Mara Vane", "said", "the engineers had assured her that the spillway was dry", "plain"),
            ("the engineers", "assured", "the spillway was dry", "plain"),
        ),
        published="2024-03-06",
        url="https://courier.example/news/engineers",
        types={"the engineers": "group"},
    ),
    sentence_document(
        "post-6",
        (
            "Union asks for talks",
            "Ines Quill, secretary of the dockers’ union, asked whether the port would answer her letter.",
        ),
        (("Ines Quill", "asked", "the port would answer her letter", "asked"),),
        outlet="Haven Post",
        published="2024-03-07",
        url="https://post.example/2024/03/07/talks",
        roles=_QUILL,
    ),
    sentence_document(
        "times-7",
        (
            "Builder rejects the report",
            "Tobias Aldous denied that his firm had been paid twice for the dam at Selwick.",
        ),
        (("Tobias Aldous", "denied", "his firm had been paid twice for the dam at Selwick", "denied"),),
        outlet="Selwick Times",
        published="2024-03-08",
        url="https://times.example/report",
    ),
    sentence_document(
        "lantern-8",
        (
            "Strike may last",
            "Ines Quill believes the strike may last until summer.",
        ),
        (("Ines Quill", "believes", "the strike may last until summer", "hedged"),),
        outlet="The Lantern",
        published="2024-03-09",
        url="https://lantern.example/strike",
    ),
    sentence_document(
        "courier-9",
        (
            "Vane defends the budget",
            "“Every coin for the dam is accounted for,” Vane said in parliament.",
        ),
        (("Vane", "said", "“Every coin for the dam is accounted for,”", "plain"),),
        published="2024-03-10",
        url="https://courier.example/news/budget",
    ),
    sentence_document(
        "",
        (
            "Dockers go back",
            "“We won,” Ines Quill said on Monday, as the 300 dockers went back.",
        ),
        (("Ines Quill", "said", "“We won,”", "plain"),),
        outlet="Haven Post",
        published="2024-03-11",
    ),
    sentence_document(
        "times-11",
        (
            "A loaf for every guest",
            "“My oven never cools,” said Mara Vane, baker in Selwick.",
        ),
        (("Mara Vane", "said", "“My oven never cools,”", "plain"),),
        outlet="Selwick Times",
        published="2024-03-12",
        url="https://times.example/loaf",
        roles={"Mara Vane": "baker"},
    ),
    sentence_document(
        "unknown-12",
        (
            "Flood warning",
            "The river may rise at Selwick, officials said.",
        ),
        (("officials", "said", "The river may rise at Selwick", "hedged"),),
        outlet=None,
        published=None,
        types={"officials": "unnamed"},
    ),
)

WORLD = tuple(reading(document) for document in _DOCUMENTS)


def a_ledger(path: Path, readings: Sequence[Reading] = WORLD) -> Ledger:
    """A ledger at `path` of these readings, added by one run; that of the whole world is made once and copied."""
    if readings is WORLD:
        path.write_bytes(_world())
        return Ledger.open(path)
    return _made(path, readings)


@cache
def _world() -> bytes:
    with TemporaryDirectory() as folder:
        return _made(Path(folder) / "world.duckdb", WORLD).path.read_bytes()


def _made(path: Path, readings: Sequence[Reading]) -> Ledger:
    ledger = Ledger.open(path)
    with ledger.writing("add world") as writer:
        writer.begin(["world"])
        writer.append(readings)
        writer.end()
    return ledger
