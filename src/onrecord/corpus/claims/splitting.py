"""A statement as its parts: sentences, and clauses with a subject of their own."""

import re
from collections.abc import Sequence
from functools import cache

from onrecord.records import Span

from .tokens import LONGEST
from .tokens import word as look_up
from .vocabulary import entries

_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[a-z]\.[a-z])[.!?…][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|;\s+|\s+…\s+"
)
_WORD = re.compile(r"[\w’'%-]+|,")
_TRIM = ' \t\n\r,;:.–—-"“”„«»‘…'
_SUBJECT = 7  # words in which a finite verb has to follow
_LEAST = 2  # words in a part
_LEAST_BEFORE_COMMA = 4  # spaces
_MOST = 12  # parts


@cache
def _joiner() -> re.Pattern[str]:
    words = "|".join(sorted(entries("clauses", "joiners")))
    pronouns = "|".join(sorted(entries("clauses", "pronouns")))
    return re.compile(
        rf"(?:,\s*|\s+–\s+|\s+)(?:{words})\s+|,\s+(?=that\s)|(?P<bare>,\s+)(?=(?:{pronouns})\s)", re.IGNORECASE
    )


def parts(text: str, pieces: Sequence[int] = ()) -> list[Span]:
    """Where each part of a statement stands in it, without the marks around; at least one. Time is linear.

    `pieces` are the places where something that is not of the statement stood between, as who says it does.
    """
    breaks = {match.end() for match in _SENTENCE.finditer(text, 0, LONGEST)}
    breaks |= {at for at in pieces if 0 < at < LONGEST and _begins(text[at : at + 120])}
    found: list[Span] = []
    start = 0
    for at in sorted(breaks):
        if len(found) + 1 >= _MOST:
            break
        if _long_enough(text[start:at]) and _long_enough(text[at : at + 200]):
            found += _clauses(text, start, at)
            start = at
    found += _clauses(text, start, len(text))
    return [_trimmed(text, *span) for span in found[:_MOST]]


def _begins(text: str) -> bool:
    """Whether a piece begins a sentence or a clause of its own."""
    bare = text.lstrip(_TRIM)
    joiner = _joiner().match(" " + bare)
    return bare[:1].isupper() or (joiner is not None and _begins_clause(bare[joiner.end() - 1 :]))


def _clauses(text: str, start: int, stop: int) -> list[Span]:
    found: list[Span] = []
    for match in _joiner().finditer(text, start, min(stop, LONGEST)):
        before, after = text[start : match.start()], text[match.end() : min(stop, match.end() + 120)]
        if _ends_clause(before, match) and _begins_clause(after):
            found.append((start, match.start()))
            start = match.end()
    return [*found, (start, stop)]


def _ends_clause(before: str, match: re.Match[str]) -> bool:
    """Whether what stands before a joiner is a clause; behind a comma, enough words are."""
    first = before.split(maxsplit=1)[:1]
    under = bool(first) and first[0].strip(_TRIM).lower() in entries("clauses", "subordinate")
    if match["bare"]:
        return not under and _is_clause(before)
    return _is_clause(before) or (match[0].startswith(",") and not under and before.count(" ") >= _LEAST_BEFORE_COMMA)


def _is_clause(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) > _LEAST and any(finite(word) for word in words[1:])


def _begins_clause(text: str) -> bool:
    words = _WORD.findall(text)
    if words and words[0].lower() == "that":
        return any(finite(word) for word in words[1 : _SUBJECT + 3])
    if len(words) <= _LEAST or not _subject(words[0]):
        return False
    return any(finite(word) for word in _until_comma(words[1 : _SUBJECT + 1]))


def _until_comma(words: Sequence[str]) -> Sequence[str]:
    return words[: words.index(",")] if "," in words else words


def _subject(word: str) -> bool:
    return word.lower() in entries("clauses", "subjects") or word[0].isupper() or word[0].isdigit() or _counts(word)


def _counts(word: str) -> bool:
    return look_up(word.lower()).number is not None


def finite(word: str) -> bool:
    """Whether a word is a finite verb, as far as a list and its ending tell."""
    lower = word.lower().replace("’", "'")
    return lower in entries("clauses", "finite") or (
        len(lower) > 4 and lower.endswith("ed") and lower not in entries("clauses", "not_verbs")
    )


def _long_enough(text: str) -> bool:
    return sum(len(word) > 1 for word in _WORD.findall(text)) >= _LEAST


def _trimmed(text: str, start: int, stop: int) -> Span:
    """Without marks and spaces around; as it is where nothing else is there."""
    one, other = start, stop
    while one < other and text[one] in _TRIM:
        one += 1
    while other > one and text[other - 1] in _TRIM:
        other -= 1
    return (one, other) if one < other else (start, stop)
