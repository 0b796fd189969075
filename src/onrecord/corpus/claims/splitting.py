"""A statement as its parts: sentences, and clauses with a subject of their own."""

import re
from collections.abc import Container, Sequence
from functools import cache

from onrecord.records import Span

from .tokens import LONGEST
from .tokens import word as look_up
from .vocabulary import entries

_SENTENCE = re.compile(
    r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[a-z]\.[a-z])[.!?…][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|;\s+|\s+…\s+"
)
_WORD = re.compile(r"[\w’'%-]+|,")
_DATELINE = re.compile(r"\W*(?:[A-Z][^a-z\n]{2,40}|[A-Z][\w. ,]{2,40}\(\w[\w .]{1,30}\))\s*[—–-]+\s+(?=\S)")
_TRIM = ' \t\n\r,;:.–—-"“”„«»‘…'
_SUBJECT = 7  # words in which a finite verb has to follow
_LEAST = 2  # words in a part
_LEAST_BEFORE_COMMA = 4  # spaces
_NOUNS = 2  # before an auxiliary verb: "and families had been sent home"
_MOST = 12  # parts


@cache
def _joiner() -> re.Pattern[str]:
    words = "|".join(sorted(entries("clauses", "joiners")))
    under = "|".join(sorted(entries("clauses", "reasons")))
    measures = "|".join(sorted(entries("clauses", "measures")))
    pronouns = "|".join(sorted(entries("clauses", "pronouns")))
    return re.compile(
        rf"(?:,\s*|\s+–\s+|\s+)(?:{words}|(?P<under>{under}))\s+|,\s+(?=that\s)"
        rf"|,\s*(?P<as>as)\s+(?!(?:{measures})\s)|(?P<bare>,\s+(?=(?:{pronouns})\s)|\s+[–—]\s+|\s*—\s*|:\s+)",
        re.IGNORECASE,
    )


def parts(text: str, pieces: Sequence[int] = (), broken: Container[int] = ()) -> list[Span]:
    """Where each part of a statement stands in it, without marks around or a dateline before; at least one.

    Time is linear. `pieces` are the places where something that is not of the statement stood between; it was words,
    and not only marks, at those that are `broken`.
    """
    breaks = {match.end() for match in _SENTENCE.finditer(text, 0, LONGEST)}
    breaks |= {
        at
        for at in pieces
        if 0 < at < LONGEST and _begins(text[max(0, at - 200) : at], text[at : at + 120], at in broken)
    }
    found: list[Span] = []
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    for at in sorted(at for at in breaks if at > start):
        if len(found) + 1 >= _MOST:
            break
        if _long_enough(text[start:at]) and _long_enough(text[at : at + 200]):
            found += _clauses(text, start, at)
            start = at
    found += _clauses(text, start, len(text))
    return [_trimmed(text, *span) for span in found[:_MOST]]


def _begins(before: str, text: str, broken: bool) -> bool:
    """Whether a piece says something of its own: it follows a clause and words, or begins a sentence or a clause."""
    bare = text.lstrip(_TRIM)
    if broken and _is_clause(before) and not _under(before):
        return True
    joiner = _joiner().match(" " + bare)
    return bare[:1].isupper() or (joiner is not None and _begins_clause(bare[joiner.end() - 1 :]))


def _clauses(text: str, start: int, stop: int) -> list[Span]:
    found: list[Span] = []
    for match in _joiner().finditer(text, start, min(stop, LONGEST)):
        before, after = text[start : match.start()], text[match.end() : min(stop, match.end() + 120)]
        begins = _begins_clause(after, bool(match["under"] or match["as"])) or (
            match["bare"] is None and _goes_on(before, after)
        )
        if begins and _ends_clause(before, match):
            found.append((start, match.start()))
            start = match.end()
    return [*found, (start, stop)]


def _ends_clause(before: str, match: re.Match[str]) -> bool:
    """Whether what stands before a joiner is a clause; behind a comma, enough words are."""
    under = _under(before)
    if match["bare"]:
        return not under and _is_clause(before)
    return _is_clause(before) or (match[0].startswith(",") and not under and before.count(" ") >= _LEAST_BEFORE_COMMA)


def _under(text: str) -> bool:
    """Whether a clause begins as one that another has to follow."""
    first = text.split(maxsplit=1)[:1]
    return bool(first) and first[0].strip(_TRIM).lower() in entries("clauses", "subordinate")


def _is_clause(text: str) -> bool:
    words = _WORD.findall(text)
    return len(words) > _LEAST and any(finite(word) for word in words[1:])


def _goes_on(before: str, after: str) -> bool:
    """Whether the subject of the clause before a joiner does or is something else behind it."""
    words = _WORD.findall(after)
    if len(words) <= _LEAST:
        return False
    auxiliaries, first = entries("clauses", "auxiliaries"), words[0].lower().replace("’", "'")
    if first in auxiliaries:
        return True
    if any(word.lower() in auxiliaries for word in words[1:_NOUNS]) and words[0].isalpha():
        return True
    return finite(first) and auxiliaries.isdisjoint(word.lower() for word in _WORD.findall(before))


def _begins_clause(text: str, anything: bool = False) -> bool:
    """Whether a clause begins here: with what can be a subject, or behind some joiners with `anything`."""
    words = _WORD.findall(text)
    if words and words[0].lower() == "that":
        return any(finite(word) for word in words[1 : _SUBJECT + 3])
    if len(words) <= _LEAST or not (anything or _subject(words[0])):
        return False
    if words[0].lower() in entries("clauses", "speaking") and words[1].isalpha():
        return True
    if words[0].lower() in entries("clauses", "opening"):
        return any(finite(word) for word in words[1 : _SUBJECT + 3])
    return any(finite(word) for word in _until_comma(words[1 : _SUBJECT + 1]))


def _until_comma(words: Sequence[str]) -> Sequence[str]:
    return words[: words.index(",")] if "," in words else words


def _subject(word: str) -> bool:
    lower = word.lower()
    if lower in entries("clauses", "subjects") or lower in entries("clauses", "opening"):
        return True
    return word[0].isupper() or word[0].isdigit() or _counts(lower)


def _counts(word: str) -> bool:
    return look_up(word).number is not None


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
