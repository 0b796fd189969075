"""Training examples: stretches of labelled articles, cut anew and varied in every epoch."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.attributions.encoding import CLOSING, Encoder, Ints, Window
from onrecord.attributions.reading import tensors

from .corpus import NO_LINK, Labelled

MASK = 103
MASKED_SHARE = 0.03
SHORTEST_START = 60
MARKS = '“”"'


@dataclass(frozen=True, slots=True)
class Example:
    """A window of an article, whose pieces may differ a little from the article's own."""

    article: Labelled
    window: Window


class Varied:
    """Cuts articles into windows from a random start, masks some pieces, changes the style of quotation marks."""

    def __init__(self, articles: Sequence[Labelled], encoder: Encoder, size: int) -> None:
        self.articles = articles
        self.size = size
        self.marks = np.array([encoder.tokenizer.token_to_id(mark) for mark in MARKS])

    def epoch(self, random: np.random.Generator) -> list[Example]:
        """All articles once, as examples in random order."""
        found = [example for article in self.articles for example in self._cut(article, random)]
        return [found[i] for i in random.permutation(len(found))]

    def _cut(self, article: Labelled, random: np.random.Generator) -> Iterator[Example]:
        encoding = article.encoding
        ids = self._restyled(article, random)
        masked = (random.random(len(ids)) < MASKED_SHARE) & ~encoding.is_break[encoding.word_of]
        varied = replace(article, encoding=replace(encoding, ids=np.where(masked, MASK, ids)))
        piece_at = np.append(encoding.first_piece, len(encoding.ids))
        start, room = 0, int(random.integers(SHORTEST_START, self.size + 1))
        while start < len(encoding.starts):
            stop = int(np.searchsorted(piece_at, piece_at[start] + room, side="right")) - 1
            stop = min(max(stop, start + 1), len(encoding.starts))
            yield Example(varied, Window(start, stop, start, stop))
            start, room = stop, self.size

    def _restyled(self, article: Labelled, random: np.random.Generator) -> Ints:
        """Another outlet's marks in a third of the articles: straight, curly, or here and there a wrong one."""
        ids, chance = article.encoding.ids.copy(), random.random()
        is_mark = np.isin(ids, self.marks)
        opening, closing, straight = self.marks
        if chance < 0.15:
            ids[is_mark] = straight
        elif chance < 0.30:
            closes = article.encoding.quote[article.encoding.word_of] == CLOSING
            ids[is_mark] = np.where(closes[is_mark], closing, opening)
        elif chance < 0.35:
            wrong = is_mark & (random.random(len(ids)) < 0.1)
            ids[wrong] = random.choice(self.marks, int(wrong.sum()))
        return ids


def collate(examples: Sequence[Example], size: int) -> dict[str, Ints]:
    """The network's inputs for a batch, and what it should answer: `tags`, `links`, `real`, each [batch, words]."""
    rows = [tensors(example.article.encoding, example.window, size) for example in examples]
    batch = {name: _stack([row[name][0] for row in rows]) for name in rows[0]}
    shape = batch["first_piece"].shape
    batch["tags"], batch["real"] = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    batch["links"] = np.full(shape, NO_LINK, np.int64)
    for row, example in enumerate(examples):
        start, end = example.window.start, example.window.end
        words = end - start
        tags, links = example.article.tags[start:end].copy(), example.article.links[start:end] - start
        if tags[0] and tags[0] % 2 == 0:
            tags[0] -= 1  # the cut goes through a span: its rest begins here
        links[(example.article.links[start:end] < 0) | (links < 0) | (links >= words)] = NO_LINK
        batch["tags"][row, :words], batch["links"][row, :words], batch["real"][row, :words] = tags, links, 1
    return batch


def _stack(arrays: Sequence[Ints]) -> Ints:
    out = np.zeros((len(arrays), max(len(a) for a in arrays)), dtype=np.int64)
    for row, array in enumerate(arrays):
        out[row, : len(array)] = array
    return out
