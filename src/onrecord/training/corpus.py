"""Labelled articles as word tags and links."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onrecord.attributions.chain import TAGS
from onrecord.attributions.encoding import Encoder, Encoding, Ints

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


def cue_pieces(articles: Sequence[Labelled], share: float = 0.2, seen: int = 4) -> list[int]:
    """The first pieces of words that are part of a cue in at least `share` of at least `seen` places."""
    places: Counter[int] = Counter()
    cues: Counter[int] = Counter()
    is_cue = [i for i, tag in enumerate(TAGS) if tag.endswith("-cue")]
    for article in articles:
        first = article.encoding.ids[article.encoding.first_piece]
        places.update(first.tolist())
        cues.update(first[np.isin(article.tags, is_cue)].tolist())
    return sorted(piece for piece, count in places.items() if count >= seen and cues[piece] >= share * count)
