"""News of a made country, as much as is wanted and in the order of its days, as documents that were not read but made.

Nothing in it means anything: it has the shape of news. Stories have few articles or many (Simon's model: an article
joins the story of a recent one, or begins a new one), over days; their statements are of a few claims each, in words
that differ, by the same speakers, with figures that differ now and then; papers reprint agencies, cut, edit, and lift
paragraphs; each prints its own lines under every article; the rest is noise with the frequencies of English words.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from onrecord.evaluation.inventing import COMMITMENTS, CUES, SYLLABLES, Cast, cast
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
    Time,
)

A_DAY = 1_000
FIRST_DAY = date(2030, 1, 1)
STATEMENTS = 5
_RECENT = 3 * A_DAY
_NEW, _REPRINT, _LIFT, _RIVAL = 0.1, 0.25, 0.1, 0.1
_BEGINNING = 100  # articles
_LASTS, _LONGEST = 3.0, 14.0  # days that a story is told, on average and at the most
_KEPT = 4  # articles of a story that others still copy from


class Passage(NamedTuple):
    """A paragraph; with a statement where somebody speaks. Offsets are from its own start."""

    text: str
    speaker: str | None = None
    manner: int = 0
    cue: tuple[int, int] = (0, 0)
    content: tuple[int, int] = (0, 0)
    figure: tuple[int, int, int, int] | None = None  # start, end of the number, its value, end of what is counted
    day: tuple[int, int] | None = None
    place: int = 0  # how many characters of a place's name it begins with


@dataclass(slots=True)
class _Claim:
    words: list[str]
    speaker: str
    figure: int
    counted: str


@dataclass(slots=True)
class _Story:
    place: str
    speakers: list[str]
    last: int  # the number of the article after which nothing is told of it any more
    claims: list[_Claim] = field(default_factory=list)
    printed: deque[tuple[str, list[Passage]]] = field(default_factory=lambda: deque(maxlen=_KEPT))


class Newsroom:
    """Makes documents; the same `seed` makes the same ones."""

    def __init__(self, seed: int = 6) -> None:
        self._draw = np.random.default_rng(seed)
        self.cast: Cast = cast(self._draw)
        weights = 1.0 / (np.arange(len(self.cast.words)) + 2.7)
        self._chances = np.cumsum(weights / weights.sum())
        self._words: list[str] = []
        self._under = [[Passage(f"{name}: {self._sentence(24)}")] for name in self.cast.outlets]
        self._recent: deque[_Story] = deque(maxlen=_RECENT)

    def documents(self, count: int, first: int = 0) -> Iterator[Document]:
        """So many documents, numbered from `first` on, A_DAY of them a day."""
        for number in range(first, first + count):
            day = FIRST_DAY + timedelta(number // A_DAY)
            minute = number % A_DAY * 1440 // A_DAY
            yield self._document(number, day, f"{day}T{minute // 60:02}:{minute % 60:02}:00+00:00")

    def _document(self, number: int, day: date, published: str) -> Document:
        chance = self._draw.random(4)
        story = self._story(number, chance[0])
        outlet = int(self._draw.zipf(1.3)) % len(self.cast.outlets)
        agency = self.cast.agencies[int(chance[3] * len(self.cast.agencies))] if chance[3] < 0.4 else None
        if story.printed and chance[1] < _REPRINT:
            agency, passages = self._reprint(story)
        else:
            passages = self._written(story, day)
            if self._recent and chance[2] < _LIFT:
                passages.append(self._lifted())
        story.printed.append((agency or self.cast.agencies[0], passages))
        self._recent.append(story)
        title = f"{story.place}: {self._sentence(7)}"
        under = self._under[outlet]
        return made(number, self.cast.outlets[outlet], agency, title, [*passages, *under], published, day)

    def _story(self, number: int, chance: float) -> _Story:
        # The first stories would be all that the others could join
        if chance >= max(_NEW, 1.0 - len(self._recent) / _BEGINNING):
            recent = self._recent[int(self._draw.integers(len(self._recent)))]
            if number <= recent.last:
                return recent
        fame = self._draw.random(5) ** 3
        speakers = [self.cast.speakers[int(at * len(self.cast.speakers))] for at in fame]
        place = "".join(SYLLABLES[at] for at in self._draw.integers(len(SYLLABLES), size=3).tolist()).capitalize()
        lasts = min(self._draw.exponential(_LASTS), _LONGEST)
        return _Story(f"{place}burg", list(dict.fromkeys(speakers)), number + int(lasts * A_DAY))

    def _reprint(self, story: _Story) -> tuple[str, list[Passage]]:
        """Whole, or its first paragraphs, or with an edit; under the credit of where it stood first."""
        agency, passages = story.printed[0]
        way = int(self._draw.integers(3))
        if way == 1:
            return agency, passages[: max(2, len(passages) // 2)]
        if way == 2:
            edited = passages[0]._replace(text=f"{passages[0].text} {self._sentence(6).capitalize()}.")
            return agency, [edited, *passages[1:]]
        return agency, list(passages)

    def _lifted(self) -> Passage:
        other = self._recent[int(self._draw.integers(len(self._recent)))]
        _, passages = other.printed[-1]
        return passages[int(self._draw.integers(len(passages)))]

    def _written(self, story: _Story, day: date) -> list[Passage]:
        found = [Passage(f"{story.place} — {self._sentence(26)}.", place=len(story.place))]
        for chance, which, rival in self._draw.random((STATEMENTS, 3)).tolist():
            # The more a story has been told, the less of it is new
            if chance < 1.0 / (1 + len(story.claims) / 4) or not story.claims:
                story.claims.append(self._claim(story))
                claim = story.claims[-1]
            else:
                claim = story.claims[int(which * len(story.claims))]
            found.append(self._stated(claim, story, rival, day))
        return found

    def _claim(self, story: _Story) -> _Claim:
        words = self._sentence(int(self._draw.integers(7, 14))).split()
        speaker = story.speakers[int(self._draw.integers(len(story.speakers)))]
        figure = int(self._draw.integers(2, 5000)) if self._draw.random() < 0.4 else 0
        words.insert(len(words) // 2, f"in {story.place}")
        return _Claim(words, speaker, figure, self.cast.words[int(self._draw.integers(200, 4000))])

    def _stated(self, claim: _Claim, story: _Story, rival: float, day: date) -> Passage:
        """A claim in other words: some left out, some put in, and now and then another speaker, figure or manner."""
        chances = self._draw.random(len(claim.words) + 3).tolist()
        kept = [word for word, chance in zip(claim.words, chances, strict=False) if chance > 0.12]
        other, manner, told = chances[-3:]
        speaker = claim.speaker if other < 0.7 else story.speakers[int(told * len(story.speakers))]
        how = int(manner * 40) if manner < 0.15 else 0
        cue = (len(speaker) + 1, len(speaker) + 1 + len(CUES[how]))
        begins, figure, head = cue[1] + 1, None, ""
        if claim.figure:
            value = claim.figure * 2 if rival < _RIVAL else claim.figure
            head = f"{value} {claim.counted} "
            figure = (begins, begins + len(str(value)), value, begins + len(head) - 1)
        content = f"{head}{' '.join(kept)} {self._sentence(2)}"
        text = f"{speaker} {CUES[how]} {content}"
        ends, said = len(text), None
        if told < 0.5:
            text = f"{text} on {day:%A}"
            said = (ends + 4, len(text))
        return Passage(f"{text}. {self._sentence(20).capitalize()}.", speaker, how, cue, (begins, ends), figure, said)

    def _sentence(self, size: int) -> str:
        if len(self._words) < size:
            ranks = np.searchsorted(self._chances, self._draw.random(4096)).tolist()
            last = len(self.cast.words) - 1
            self._words = [self.cast.words[rank if rank < last else last] for rank in ranks]
        words, self._words = self._words[:size], self._words[size:]
        return " ".join(words)


def made(
    number: int, outlet: str, agency: str | None, title: str, passages: Sequence[Passage], published: str, day: date
) -> Document:
    """Passages as an article, with all that reading would have found in it."""
    through = [outlet] if agency is None else [outlet, agency]
    speakers = list(dict.fromkeys(passage.speaker for passage in passages if passage.speaker))
    numbers = {name: number for number, name in enumerate(speakers, len(through))}
    chain = tuple(Link(link, "reported by" if link else "published by", None) for link in range(len(through)))
    parts, blocks, at = [title], [Block("headline", 0, len(title))], len(title)
    attributions, times, quantities, places = list[Attribution](), list[Time](), list[Quantity](), list[Place]()
    for passage in passages:
        at += 2
        if passage.speaker:
            when = len(times) if passage.day else None
            attributions.append(_attribution(passage, at, numbers[passage.speaker], chain, when))
            if passage.day:
                until = (day + timedelta(1)).isoformat()
                start, stop = passage.day
                times.append(Time(at + start, at + stop, "DATE", day.isoformat(), None, day.isoformat(), until))
            if passage.figure:
                quantities.append(_quantity(passage.figure, at, passage.text))
        if passage.place:
            places.append(_place(passage.text[: passage.place], at))
        parts.append(passage.text)
        blocks.append(Block("paragraph", at, at + len(passage.text)))
        at += len(passage.text)
    url = f"https://{outlet.replace(' ', '-').lower()}.example/{day:%Y/%m/%d}/{number}.html"
    article = Article(str(number), "\n\n".join(parts), tuple(blocks), title, outlet, (), published, "en", url)
    actors = [Actor(name, "organisation") for name in through]
    actors += [_person(name, numbers[name], attributions) for name in speakers]
    return Document(article, tuple(attributions), tuple(actors), tuple(times), tuple(quantities), tuple(places))


def _attribution(passage: Passage, at: int, actor: int, chain: tuple[Link, ...], time: int | None) -> Attribution:
    assert passage.speaker is not None
    return Attribution(
        source=((at, at + len(passage.speaker)),),
        cue=((at + passage.cue[0], at + passage.cue[1]),),
        content=((at + passage.content[0], at + passage.content[1]),),
        kind="indirect",
        confidence=0.9,
        type="assertion",
        commitment=COMMITMENTS[passage.manner],
        speaker_type="person",
        actor=actor,
        speaker_confidence=0.9,
        chain=chain,
        time=time,
    )


def _quantity(figure: tuple[int, int, int, int], at: int, text: str) -> Quantity:
    start, stop, value, counted = figure
    span = (at + stop + 1, at + counted)
    return Quantity(at + start, at + stop, float(value), of=text[stop + 1 : counted], of_span=span)


def _place(name: str, at: int) -> Place:
    geonames = int.from_bytes(name.encode()[:3], "little")
    return Place(at, at + len(name), name, "city", geonames % 90, geonames % 180, geonames, "AA", 0.9)


def _person(name: str, place: int, attributions: Sequence[Attribution]) -> Actor:
    spans = [attribution.source[0] for attribution in attributions if attribution.actor == place]
    mentions = tuple(Mention(start, stop, 1.0) for start, stop in spans)
    return Actor(name, "person", mentions, tuple(Role("minister", span) for span in spans[:1]))
