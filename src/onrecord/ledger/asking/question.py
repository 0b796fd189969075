"""What is asked, taken apart: its words, its phrases, and what it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.meaning import shipped_embedder, terms

LONGEST = 2_000  # characters of a question that are read
_PHRASE = re.compile(r'"([^"“”]*)"|“([^"“”]*)”')
_PIECE = re.compile(r"\w+|[^\w\s]+")
_APOSTROPHES = "'‘’ʼ"


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `terms` and how often each is asked for, `phrases` that must stand literally, and its vector.

    `signature` has the vector's 256 signs, or is None where the embedder knows none of its words.
    """

    terms: dict[int, int]
    phrases: tuple[str, ...]
    vector: npt.NDArray[np.float32]
    signature: tuple[int, ...] | None

    @property
    def empty(self) -> bool:
        """Nothing that statements could be found by."""
        return not (self.terms or self.phrases or self.signature)


def taken_apart(question: str) -> Question:
    """Read a question; only its first 2,000 characters count. A quotation mark without its partner is passed over."""
    question = question[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    phrases = tuple(found for pair in _PHRASE.findall(question) for found in pair if _PIECE.search(found))
    embedder = shipped_embedder()
    vectors = embedder.vectors([question])
    known = bool(vectors[0].any())
    signature = tuple(int(part) for part in embedder.signatures(vectors)[0]) if known else None
    return Question(terms(question), phrases, vectors[0], signature)


def pattern(phrase: str) -> str:
    """Return a regular expression (RE2) that finds a phrase's very words, whatever their case and spacing.

    The phrase begins and ends at edges of words, where it has letters or digits there; every form of an apostrophe is
    as good as another.
    """
    pieces = phrase.split()
    before = r"(?:^|[^\p{L}\p{N}])" if pieces[0][0].isalnum() else ""
    after = r"(?:$|[^\p{L}\p{N}])" if pieces[-1][-1].isalnum() else ""
    return f"(?i){before}{_letters(pieces)}{after}"


def loose_pattern(phrase: str) -> str:
    """Return one that also finds the phrase within longer words; RE2 looks for it several times as fast."""
    return f"(?i){_letters(phrase.split())}"


def _letters(pieces: Sequence[str]) -> str:
    return r"[\s\p{Z}]+".join("".join(_letter(character) for character in piece) for piece in pieces)


def _letter(character: str) -> str:
    if character in _APOSTROPHES:
        return f"[{_APOSTROPHES}]"
    return character if character.isalnum() else f"\\x{{{ord(character):x}}}"
