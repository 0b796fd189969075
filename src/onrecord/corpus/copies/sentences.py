"""Sentences of an article, and the words of each that are its author's own.

The splitter is made for what is compared: two prints of a sentence have to be cut alike, wherever that is. So it looks
at nothing but the sentence's own characters, and costs a twentieth of one that knows where sentences end.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

from .prose import prose
from .wording import wording

LEAST_WORDS = 8
"""A sentence takes part from so many words outside quotation marks on."""

_KINDS = frozenset({"paragraph", "caption", "deck"})
_LONGEST = 80
_PIECE = 30
_EDGE = 3
_LONG_WORD = 5 << 32  # as a Vocabulary has it
_TOPICAL, _TOPICAL_NAMELESS = 0.34, 0.67
_LEAST_SHARE = 0.4  # of the words that are neither names nor numbers
_LEAST_PLAIN = 8
_WORD = re.compile(r"[^\W_]+")
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+")  # the same, and quicker
# Scripts that put no spaces between words: each of their characters is taken for a word
_UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_FAR = re.compile(rf"[{_UNSPACED}]")
_FAR_WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_STOP = re.compile(r"[.!?…。！？](?:(?<=[。！？])|[\"”’»')\]]{0,3}\s)")
_SOLID = re.compile(r"\S")
_LAST_WORD = re.compile(r"(\w{1,7})\.\Z")


class Vocabulary(dict[str, int]):
    """Numbers of words in any case: a hash (CRC-32), and above its bits how long the word is (at most 15)."""

    def __missing__(self, word: str) -> int:
        small = word.lower()
        number = crc32(small.encode("utf-8", "surrogatepass")) | min(len(small), 15) << 32
        self[word] = number
        return number


class Sentence(NamedTuple):
    """Characters of an article, and the numbers of its words outside quotation marks.

    `aside`: stands at the beginning or end of the article and speaks of other things than the rest of it does, as what
    an outlet prints under every article does. `plain`: enough of its words are neither names nor numbers for it to be
    somebody's own; anybody writes titles, offices and results alike.
    """

    start: int
    stop: int
    words: tuple[int, ...]
    aside: bool
    plain: bool


class _Piece(NamedTuple):
    start: int
    stop: int
    words: tuple[int, ...]
    plain: int  # how many of the words are neither names nor numbers


def sentences(
    text: str, blocks: Sequence[Mapping[str, int | str]], besides: str, vocabulary: Vocabulary
) -> tuple[list[Sentence], int]:
    """The sentences that are long enough to be compared, and how many words of prose the whole article has.

    Lists of names and results are left out. `besides` are words that tell nothing of what an article speaks of: the
    name of its outlet.
    """
    found: list[list[_Piece]] = []
    for block in blocks:
        if block["kind"] in _KINDS:
            start = int(block["start"])
            found.append(list(_in_paragraph(prose(text[start : int(block["stop"])]), start, vocabulary)))
    total = sum(len(piece.words) for paragraph in found for piece in paragraph)
    own = [{word for piece in paragraph for word in piece.words} for paragraph in found]
    outlet = {vocabulary[word] for word in _WORD.findall(besides)}
    kept = []
    for place, paragraph in enumerate(found):
        edge = place < 1 or place >= len(found) - min(_EDGE, len(found) // 2)
        rest = _rest(own, place) if edge and paragraph else set()
        for start, stop, words, plain in paragraph:
            if len(words) >= LEAST_WORDS and plain >= _LEAST_SHARE * len(words):
                aside = edge and _is_aside(text[start:stop], words, rest, outlet, vocabulary)
                kept.append(Sentence(start, stop, words, aside, plain >= _LEAST_PLAIN))
    return kept, total


def _in_paragraph(paragraph: str, offset: int, vocabulary: Vocabulary) -> Iterator[_Piece]:
    for start, stop in _spans(paragraph):
        sentence = paragraph[start:stop]
        words = _words(sentence)
        if len(words) <= _LONGEST:
            numbers = tuple(map(vocabulary.__getitem__, words))
            yield _Piece(offset + start, offset + stop, numbers, _plain(words))
        else:
            yield from _pieces(sentence, offset + start, vocabulary)


def _words(sentence: str) -> list[str]:
    if sentence.isascii():
        return _ASCII_WORD.findall(sentence)
    normal = unicodedata.normalize("NFKC", sentence)
    return (_FAR_WORD if _FAR.search(normal) else _WORD).findall(normal)


def _plain(words: Sequence[str]) -> int:
    small = sum(map(str.islower, words))
    # scripts without capitals have no small letters either
    return small if 2 * small > len(words) else sum(not (word[0].isupper() or word[0].isdigit()) for word in words)


def _spans(paragraph: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a paragraph stand, without the spaces around them."""
    start = 0
    for stop in _STOP.finditer(paragraph):
        if stop.start() < start:
            continue
        after = _SOLID.search(paragraph, stop.end())
        if after is None:
            break
        if after[0].islower() or (paragraph[stop.start()] == "." and _is_abbreviation(paragraph, stop.start())):
            continue
        yield start, stop.end() - stop[0][-1].isspace()
        start = after.start()
    end = len(paragraph.rstrip())
    if start < end:
        yield start, end


def _is_abbreviation(paragraph: str, stop: int) -> bool:
    last = _LAST_WORD.search(paragraph, max(0, stop - 9), stop + 1)
    if last is None:
        return False
    word = last[1]
    return (len(word) == 1 and word.isupper()) or word.lower() in wording().abbreviations


def _pieces(sentence: str, offset: int, vocabulary: Vocabulary) -> Iterator[_Piece]:
    """A sentence without an end in pieces, cut before words that are chosen by their hash: alike in every print."""
    pattern = _FAR_WORD if _FAR.search(sentence) else _WORD
    words: list[str] = []
    numbers: list[int] = []
    start = stop = 0
    for match in pattern.finditer(sentence):
        word = unicodedata.normalize("NFKC", match[0])
        number = vocabulary[word]
        if len(words) >= _PIECE and (number % 16 == 0 or len(words) >= _LONGEST):
            yield _Piece(offset + start, offset + stop, tuple(numbers), _plain(words))
            words, numbers = [], []
        if not words:
            start = match.start()
        words.append(word)
        numbers.append(number)
        stop = match.end()
    yield _Piece(offset + start, offset + stop, tuple(numbers), _plain(words))


def _rest(paragraphs: Sequence[set[int]], place: int) -> set[int]:
    """Words of an article without a paragraph and its neighbours; only without it, where there is nothing else."""
    for distance in (2, 1):
        others = [*paragraphs[: max(0, place - distance + 1)], *paragraphs[place + distance :]]
        if others:
            return set().union(*others)
    return set()


def _is_aside(sentence: str, words: Sequence[int], rest: set[int], outlet: set[int], vocabulary: Vocabulary) -> bool:
    """Tell whether the rest has few of a sentence's long words; or some, as long as none of them is a name."""
    telling = {word for word in words if word >= _LONG_WORD} - outlet
    found = len(telling & rest)
    if found <= _TOPICAL * len(telling) or found > _TOPICAL_NAMELESS * len(telling):
        return found <= _TOPICAL * len(telling)
    names = {vocabulary[word] for word in _WORD.findall(sentence)[1:] if word[0].isupper()} - outlet
    return names.isdisjoint(rest)
