"""Text as the encoder reads it: words, word pieces, letter case, quotation marks, breaks, windows.

A *word* is what BERT's pre-tokeniser makes of a text (runs of word characters, single other
marks); a paragraph break counts as a word of its own, `BREAK`, and so does a line break. Tags and
links are given to words, so that a word is never cut in two.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.records import Span

from .quotation import Quotation, quotations

Ints = npt.NDArray[np.int64]
CLS, SEP, PARAGRAPH_BREAK, LINE_BREAK = 101, 102, 2, 3
LOWER, CAPITALISED, UPPER, OTHER = range(4)
CASES = 4
OUTSIDE, INSIDE, OPENING, CLOSING, INSIDE_UNCLOSED, SINGLE = range(6)
QUOTE_STATES = 6


@dataclass(frozen=True, slots=True)
class Encoding:
    """A whole text. Arrays over pieces: `ids`, `word_of`; over words: the others, `[words]`."""

    ids: Ints
    word_of: Ints
    starts: Ints
    ends: Ints
    case: Ints
    quote: Ints
    is_break: npt.NDArray[np.bool_]
    first_piece: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start:end` are read together; the answers for `core_start:core_end` are kept."""

    start: int
    end: int
    core_start: int
    core_end: int


class Encoder:
    """Turns texts into `Encoding`s by a `tokenizers` file (uncased WordPiece)."""

    def __init__(self, tokenizer: bytes) -> None:
        self.tokenizer = Tokenizer.from_buffer(tokenizer)
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def pieces(self, words: Sequence[str]) -> Ints:
        """The numbers of words that are single pieces; the others are passed over."""
        known = (self.tokenizer.token_to_id(word) for word in words)
        return np.array([number for number in known if number is not None], dtype=np.int64)

    def __call__(self, text: str, blocks: Sequence[Span] | None = None) -> Encoding:
        """Encode the `blocks` of `text`, or all of it; offsets of words are characters into it, end exclusive.

        Line breaks inside a block are white space. Without blocks, every line break is a break.
        """
        coded = self.tokenizer.encode(text, add_special_tokens=False)
        offsets = np.array(coded.offsets, dtype=np.int64).reshape(-1, 2)
        word_ids = np.array(coded.word_ids, dtype=np.int64)
        first = np.flatnonzero(np.diff(word_ids, prepend=-1))
        count = np.diff(np.append(first, len(word_ids)))
        starts, ends = offsets[first, 0], offsets[first + count - 1, 1]
        block_of = _block_of(starts, blocks)
        kept = block_of >= 0
        ids = np.array(coded.ids, dtype=np.int64)[np.repeat(kept, count)]
        return _assemble(text, ids, count[kept], starts[kept], ends[kept], block_of[kept], blocks)


def _block_of(starts: Ints, blocks: Sequence[Span] | None) -> Ints:
    """The number of the block that each word stands in, -1 outside of all; without blocks each word has its own."""
    if blocks is None:
        return np.arange(len(starts))
    edges = np.array(blocks, dtype=np.int64).reshape(-1, 2)
    number = np.searchsorted(edges[:, 0], starts, side="right") - 1
    inside = (number >= 0) & (starts < edges[number, 1]) if len(edges) else np.zeros(len(starts), bool)
    return np.where(inside, number, -1)


def _assemble(
    text: str, ids: Ints, count: Ints, starts: Ints, ends: Ints, block_of: Ints, blocks: Sequence[Span] | None
) -> Encoding:
    """Put the breaks between the words and work out the features."""
    line_ends = np.array([m.start() for m in re.finditer("\n", text)], dtype=np.int64)
    lines = np.searchsorted(line_ends, starts[1:]) - np.searchsorted(line_ends, ends[:-1])
    gap = np.flatnonzero((lines > 0) & (block_of[1:] != block_of[:-1])) + 1  # the words that a break stands before
    blank_lines = bool((lines > 1).any())
    kinds = np.where((lines[gap - 1] > 1) | (not blank_lines), PARAGRAPH_BREAK, LINE_BREAK)
    all_ids = np.insert(ids, np.cumsum(count)[gap - 1], kinds)
    counts = np.insert(count, gap, 1)
    is_break = np.insert(np.zeros(len(starts), bool), gap, True)
    all_starts, all_ends = np.insert(starts, gap, ends[gap - 1]), np.insert(ends, gap, starts[gap])
    case = np.array([_case(text[s:e]) for s, e in zip(all_starts, all_ends, strict=True)], dtype=np.int64)
    quote = _quote_states(quotations(text, blocks), all_starts, all_ends)
    word_of, first_piece = np.repeat(np.arange(len(counts)), counts), np.cumsum(counts) - counts
    return Encoding(all_ids, word_of, all_starts, all_ends, case, quote, is_break, first_piece)


def _case(word: str) -> int:
    if word.islower():
        return LOWER
    if word[:1].isupper():
        return UPPER if len(word) > 1 and word.isupper() else CAPITALISED
    return OTHER


def _quote_states(quoted: Sequence[Quotation], starts: Ints, ends: Ints) -> Ints:
    states = np.full(len(starts), OUTSIDE, dtype=np.int64)
    for quotation in quoted:
        a, b = np.searchsorted(starts, [quotation.start, quotation.end])
        if quotation.single:
            states[a:b][states[a:b] == OUTSIDE] = SINGLE
            continue
        states[a:b] = INSIDE if quotation.closed else INSIDE_UNCLOSED
        if a < b:
            states[a] = OPENING
            if quotation.closed:
                states[b - 1] = CLOSING
    return states


def windows(encoding: Encoding, size: int, context: int) -> Iterator[Window]:
    """Cover all words by windows of at most `size` pieces (CLS and SEP not counted).

    Cores are whole paragraphs where these fit; every window sees up to `context` pieces of the
    neighbourhood on either side of its core.
    """
    words = len(encoding.starts)
    piece_at = np.append(encoding.first_piece, len(encoding.ids))
    room = size - 2 * context
    core = 0
    while core < words:
        stop = _last_within(piece_at, core, room)
        if stop < words:
            breaks = np.flatnonzero(encoding.is_break[core:stop])
            if len(breaks) and breaks[-1] > 0:
                stop = core + int(breaks[-1])
        left = min(int(np.searchsorted(piece_at, piece_at[core] - context)), core)
        yield Window(left, _last_within(piece_at, stop, context) if stop < words else words, core, stop)
        core = stop


def _last_within(piece_at: Ints, word: int, pieces: int) -> int:
    """The end of the longest run of words from `word` on that has at most `pieces`, but at least one word."""
    stop = int(np.searchsorted(piece_at, piece_at[word] + pieces, side="right")) - 1
    return min(max(stop, word + 1), len(piece_at) - 1)
