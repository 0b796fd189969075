"""Attributions inside the contents of others: the contents are read once more, each as a text of its own.

The corpus that the network learns from marks every word at most once, so an article read as a whole
gives the outer attributions only. A content that stands alone as a sentence ("The ministry believes …")
is like any other text to the network.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.records import AttributionKind

from .assembling import Draft, Piece
from .encoding import (
    CAPITALISED,
    CLOSING,
    INSIDE,
    INSIDE_UNCLOSED,
    LOWER,
    OPENING,
    OTHER,
    OUTSIDE,
    PARAGRAPH_BREAK,
    SINGLE,
    Encoding,
    Ints,
)

MARKED = (INSIDE, OPENING, CLOSING, INSIDE_UNCLOSED)
SHORTEST = 4
BREAK, STOP = -1, -2


@dataclass(frozen=True, slots=True)
class Contents:
    """Contents one after the other, and for each of their words its number in the article (negative: added)."""

    encoding: Encoding
    origin: Ints
    owner: Ints

    def in_article(self, draft: Draft) -> Draft:
        """The same attribution in words of the article."""
        return replace(
            draft,
            cue=next(self._pieces([draft.cue])),
            source=list(self._pieces(draft.source)),
            content=list(self._pieces(draft.content)),
        )

    def _pieces(self, pieces: Sequence[Piece]) -> Iterator[Piece]:
        for piece in pieces:
            words = self.origin[piece.start : piece.end]
            words = words[words >= 0]
            for run in np.split(words, np.flatnonzero(np.diff(words) != 1) + 1):
                yield replace(piece, start=int(run[0]), end=int(run[-1]) + 1)


def promising(encoding: Encoding, draft: Draft, cue_pieces: Ints) -> bool:
    """Whether the content has a word that is often a cue, so that a second reading is worth its time."""
    words = _words(draft)
    return len(words) >= SHORTEST and bool(np.isin(encoding.ids[encoding.first_piece[words]], cue_pieces).any())


def contents_apart(
    encoding: Encoding, drafts: Sequence[Draft], kinds: Sequence[AttributionKind], skipped: Ints, stop: int
) -> Contents:
    """The contents of `drafts` as sentences with a break around each; offsets stay those of the article.

    `skipped` are the pieces ("that") that may stand before a sentence in a content; `stop` is the full stop's.
    What stands directly in quotation marks is read as if it didn't, and quotes in quotes as quotes.
    """
    sentences = [_sentence(encoding, draft, kind, skipped) for draft, kind in zip(drafts, kinds, strict=True)]
    origin = np.concatenate([[BREAK], *(np.append(words, [STOP, BREAK]) for words in sentences)])
    owner = np.concatenate([[-1], *(np.full(len(words) + 2, number) for number, words in enumerate(sentences))])
    quote = np.concatenate(
        [[OUTSIDE], *(_requoted(encoding.quote[w], kind) for w, kind in zip(sentences, kinds, strict=True))]
    )
    added = origin < 0
    counts = np.where(added, 1, np.diff(np.append(encoding.first_piece, len(encoding.ids)))[origin])
    first = np.cumsum(counts) - counts
    from_piece = (
        np.arange(int(counts.sum())) - np.repeat(first, counts) + np.repeat(encoding.first_piece[origin], counts)
    )
    ids = np.where(np.repeat(added, counts), PARAGRAPH_BREAK, encoding.ids[from_piece % len(encoding.ids)])
    ids[first[origin == STOP]] = stop
    case = np.where(added, OTHER, encoding.case[origin])
    begins = np.flatnonzero(np.diff(owner)) + 1
    case[begins] = np.where(case[begins] == LOWER, CAPITALISED, case[begins])
    starts, ends = (np.where(added, 0, places[origin]) for places in (encoding.starts, encoding.ends))
    word_of = np.repeat(np.arange(len(origin)), counts)
    return Contents(Encoding(ids, word_of, starts, ends, case, quote, origin == BREAK, first), origin, owner)


def _words(draft: Draft) -> Ints:
    return np.concatenate([np.arange(p.start, p.end) for p in sorted(draft.content, key=lambda p: p.start)])


def _sentence(encoding: Encoding, draft: Draft, kind: AttributionKind, skipped: Ints) -> Ints:
    """The content's words without the marks around a quotation and without "that" before a clause."""
    words = _words(draft)
    if kind == "direct":
        words = words[~np.isin(encoding.quote[words], (OPENING, CLOSING))]
    elif len(words) and np.isin(encoding.ids[encoding.first_piece[words[0]]], skipped):
        words = words[1:]
    return words


def _requoted(states: Ints, kind: AttributionKind) -> Ints:
    if kind == "direct":
        states = np.where(np.isin(states, MARKED), OUTSIDE, states)
        states = np.where(states == SINGLE, INSIDE, states)
    return np.append(states, [OUTSIDE, OUTSIDE])
