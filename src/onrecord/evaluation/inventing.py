"""A ledger of invented articles, as large as is asked for, to measure what asking costs.

The words are English ones in the order of how frequent they are, drawn by Zipf's law; who speaks, where it stood and on
which day are drawn as unevenly as they are in news. The articles go in as those of `onrecord add` do.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.resources import files
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger import Handed, Ledger, Reading
from onrecord.ledger.indexing import index
from onrecord.records import (
    Actor,
    Article,
    Attribution,
    AttributionKind,
    Block,
    Commitment,
    Document,
    Link,
    Mention,
    Role,
)

OUTLETS, SPEAKERS, AGENCIES, DAYS = 200, 20_000, 8, 3 * 365
FIRST_DAY = date(2022, 1, 1)
AT_ONCE = 2_000  # articles in a transaction
KINDS, COMMITMENTS = get_args(AttributionKind), get_args(Commitment)
CUES = ("said", "claimed", "denied", "suggested", "asked", "would say")  # one a commitment
SYLLABLES = ("ba", "den", "ko", "li", "mar", "no", "per", "ran", "so", "tel", "u", "vis", "wen", "za", "chi", "gor")


@dataclass(frozen=True, slots=True)
class Cast:
    """What articles are made of: words, most frequent first, who speaks, and through whom."""

    words: tuple[str, ...]
    speakers: tuple[str, ...]
    outlets: tuple[str, ...]
    agencies: tuple[str, ...]


def words() -> tuple[str, ...]:
    """The English words of the encoder's vocabulary, which stand in it by how frequent they are."""
    file = files("onrecord.models") / "data" / "en" / "attributions" / "tokenizer.json"
    vocabulary = json.loads(file.read_text(encoding="utf-8"))["model"]["vocab"]
    ranked = sorted(vocabulary, key=vocabulary.__getitem__)
    return tuple(word for word in ranked if len(word) > 1 and word.isascii() and word.isalpha())


def cast(draw: np.random.Generator) -> Cast:
    """Invented people, outlets and agencies."""
    names = dict[str, None]()
    while len(names) < SPEAKERS + OUTLETS:
        sizes = draw.integers(2, 4, 2)
        names[" ".join("".join(draw.choice(SYLLABLES, size)).capitalize() for size in sizes)] = None
    places = [name.split()[0] for name in list(names)[SPEAKERS:]]
    outlets = tuple(f"{place} {('Herald', 'Post', 'Times', 'Courier')[n % 4]} {n}" for n, place in enumerate(places))
    agencies = tuple(f"{place} Press Agency" for place in places[:AGENCIES])
    return Cast(words(), tuple(names)[:SPEAKERS], outlets, agencies)


class Inventor:
    """Draws documents; the same `seed` draws the same ones."""

    def __init__(self, seed: int = 4) -> None:
        self._draw = np.random.default_rng(seed)
        self.cast = cast(self._draw)
        self._chances, self._fame = _zipf(len(self.cast.words), 2.7), _zipf(SPEAKERS, 20.0)

    def document(self, number: int, statements: int) -> Document:
        """An article with so many statements."""
        outlet = self.cast.outlets[int(self._draw.zipf(1.3)) % OUTLETS]
        day = FIRST_DAY + timedelta(int(self._draw.integers(DAYS)))
        drawn = np.searchsorted(self._fame, self._draw.random(max(1, statements // 2))).tolist()
        speakers = [self.cast.speakers[place] for place in dict.fromkeys(drawn)]
        through = [outlet]
        if self._draw.random() < 0.4:
            through.append(self.cast.agencies[int(self._draw.integers(AGENCIES))])
        title = self._sentence(8).capitalize()
        text, attributions, blocks = title, list[Attribution](), [Block("headline", 0, len(title))]
        for place in range(statements):
            speaker = int(self._draw.integers(len(speakers)))
            paragraph, attribution = self._statement(len(text) + 2, speakers[speaker], place, len(through))
            attributions.append(_by(attribution, speaker + len(through)))
            text = f"{text}\n\n{paragraph}"
            blocks.append(Block("paragraph", len(text) - len(paragraph), len(text)))
        url = f"https://{outlet.replace(' ', '-').lower()}.example/{day:%Y/%m/%d}/{number}.html"
        article = Article(str(number), text, tuple(blocks), title, outlet, (), day.isoformat(), "en", url)
        actors = [Actor(name, "organisation") for name in through]
        actors += [_person(name, place, attributions) for place, name in enumerate(speakers, len(through))]
        return Document(article, tuple(attributions), tuple(actors))

    def _statement(self, start: int, speaker: str, place: int, links: int) -> tuple[str, Attribution]:
        manner = int(self._draw.integers(len(CUES))) if self._draw.random() < 0.4 else 0
        content = self._sentence(int(self._draw.gamma(4.0, 4.5)) + 3)
        cue = start + len(speaker) + 1
        said = cue + len(CUES[manner]) + 1
        attribution = Attribution(
            source=((start, cue - 1),),
            cue=((cue, said - 1),),
            content=((said, said + len(content)),),
            kind=KINDS[place % len(KINDS)],
            confidence=float(self._draw.beta(8, 2)),
            type="assertion",
            commitment=COMMITMENTS[manner],
            speaker_type="person",
            speaker_confidence=0.9,
            chain=tuple(Link(link, "reported by" if link else "published by", None) for link in range(links)),
        )
        return f"{speaker} {CUES[manner]} {content}. {self._sentence(20).capitalize()}.", attribution

    def _sentence(self, size: int) -> str:
        ranks = np.searchsorted(self._chances, self._draw.random(size)).tolist()
        return " ".join([self.cast.words[min(rank, len(self.cast.words) - 1)] for rank in ranks])

    def sizes(self, attributions: int) -> Iterator[int]:
        """How many statements each article has, about ten, until there are `attributions`."""
        while attributions > 0:
            size = min(int(self._draw.integers(4, 17)), attributions)
            yield size
            attributions -= size


def invent(ledger: Ledger, attributions: int, seed: int = 4) -> Iterator[int]:
    """Put invented articles into an empty ledger until it holds so many attributions; yields how many so far."""
    inventor = Inventor(seed)
    done, readings = 0, list[Reading]()
    with ledger.writing("invent") as writer:
        writer.begin(["invented"])
        for number, size in enumerate(inventor.sizes(attributions)):
            document = inventor.document(number, size)
            readings.append(Reading(Handed(f"{number}", "invented", number), document, index(document)))
            done += size
            if len(readings) == AT_ONCE or done == attributions:
                writer.append(readings)
                readings.clear()
                yield done
        writer.end()
        with writer.connection() as connection:
            for statement in _IDENTIFIED:
                connection.execute(statement)


# Invented names are nobody else's: whoever bears the same one is the same
_IDENTIFIED = (
    """INSERT INTO actors BY NAME
       SELECT row_number() OVER (ORDER BY name) AS actor, name, min(type) AS type FROM appearances GROUP BY name""",
    """INSERT INTO identities BY NAME
       SELECT article, number AS appearance, actor, 'name' AS reason, 1.0 AS confidence
       FROM appearances JOIN actors USING (name) ORDER BY article, number""",
)


def _zipf(size: int, flat: float) -> NDArray[np.float64]:
    """Running sums of the probabilities of `size` ranks by the law of Zipf and Mandelbrot."""
    weights = 1.0 / (np.arange(size) + flat)
    sums: NDArray[np.float64] = np.cumsum(weights / weights.sum())
    return sums


def _by(attribution: Attribution, actor: int) -> Attribution:
    return replace(attribution, actor=actor)


def _person(name: str, place: int, attributions: Sequence[Attribution]) -> Actor:
    spans = [attribution.source[0] for attribution in attributions if attribution.actor == place]
    mentions = tuple(Mention(start, end, 1.0) for start, end in spans)
    return Actor(name, "person", mentions, tuple(Role("minister", span) for span in spans[:1]))
