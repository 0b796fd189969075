"""Labelled articles as word tags and links."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.attributions.chain import TAGS
from onrecord.attributions.encoding import Encoder, Encoding, Ints
from onrecord.attributions.words import word_list

NO_LINK = -1


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with a tag for every word and, for words of sources and contents, their cue's first word."""

    name: str
    encoding: Encoding
    tags: Ints
    links: Ints


def label(row: dict[str, Any], encoder: Encoder) -> Labelled:
    """Give every word of an article its tag and its link."""
    encoding = encoder(row["text"])
    tags = np.zeros(len(encoding.starts), dtype=np.int64)
    links = np.full(len(encoding.starts), NO_LINK, dtype=np.int64)
    for attribution in row["attributions"]:
        cue = _words(encoding, *attribution["cue"][0]) if attribution["cue"] else (0, 0)
        for role in ("content", "source", "cue"):
            for start, end in attribution[role]:
                a, b = _words(encoding, start, end)
                if a >= b:
                    continue
                tags[a:b] = TAGS.index(f"I-{role}")
                tags[a] = TAGS.index(f"B-{role}")
                if role != "cue" and cue[0] < cue[1]:
                    links[a:b] = cue[0]
    tags[encoding.is_break] = 0
    links[encoding.is_break] = NO_LINK
    _repair(tags)
    return Labelled(row["id"], encoding, tags, links)


def _words(encoding: Encoding, start: int, end: int) -> tuple[int, int]:
    """The words that `start:end` touches, as a half-open range."""
    a = int(np.searchsorted(encoding.ends, start, side="right"))
    b = int(np.searchsorted(encoding.starts, end))
    return a, b


def _repair(tags: Ints) -> None:
    """A piece that was cut by a break or by another role begins anew."""
    for i, tag in enumerate(tags):
        role = TAGS[tag]
        if role.startswith("I-") and (i == 0 or TAGS[tags[i - 1]][2:] != role[2:]):
            tags[i] -= 1


def cue_pieces(articles: Sequence[Labelled], encoder: Encoder, share: float = 0.2, seen: int = 4) -> list[int]:
    """The pieces that begin words which, in any inflection, are part of a cue in `share` of at least `seen` places."""
    stems = {piece: _stem(word) for word, piece in encoder.tokenizer.get_vocab().items()}
    places: Counter[str] = Counter()
    cues: Counter[str] = Counter()
    is_cue = [i for i, tag in enumerate(TAGS) if tag.endswith("-cue")]
    for article in articles:
        first = article.encoding.ids[article.encoding.first_piece]
        places.update(stems[piece] for piece in first.tolist())
        cues.update(stems[piece] for piece in first[np.isin(article.tags, is_cue)].tolist())
    usual = {stem for stem, count in places.items() if count >= seen and cues[stem] >= share * count}
    return sorted(piece for piece, stem in stems.items() if stem in usual)


def _stem(word: str) -> str:
    """A word without the longest of the language's endings that leaves at least three letters."""
    endings = sorted(word_list("inflections"), key=len, reverse=True)
    return next((word.removesuffix(e) for e in endings if word.endswith(e) and len(word) - len(e) >= 3), word)
