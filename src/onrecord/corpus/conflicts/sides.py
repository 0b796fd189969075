"""Statements with a figure, as rival figures are looked for among them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from onrecord.corpus.claims.wording import Wording

from .amounts import Amount
from .contrary import wording
from .statements import Statement
from .turning import sentence
from .vocabulary import entries, table

_DATA = "figures"
_CONTENTS = 8  # statements of each claim that are looked at
_MOST = 2  # figures of a statement; of one with more, the first is what it is about
_BEGINS = 5  # letters of a word that it is looked up by
_WORD = re.compile(r"[^\W\d_]{3,}")
# years are no amounts, and how old somebody is has no rival here
_NOT = frozenset({"year"})


@dataclass(frozen=True, slots=True)
class Side:
    """A statement with one figure of it."""

    statement: Statement
    amount: Amount

    @property
    def wording(self) -> Wording:
        """The statement taken apart."""
        return wording(self.statement.content)

    @property
    def days(self) -> frozenset[date]:
        """The days that the statement speaks of."""
        if self.statement.dated_by is None:
            self.statement.dated_by = _days(self.statement)
        return self.statement.dated_by

    @property
    def span(self) -> tuple[float, float]:
        """What the figure may stand for."""
        amount = self.amount
        if amount.value is not None:
            room = 0.12 * amount.value if amount.about else 0.0
            return amount.value - room, amount.value + room
        if amount.low is not None:
            return amount.low, amount.high if amount.high is not None else amount.low * 1.35
        return (amount.high or 0.0) * 0.65, amount.high or 0.0

    @property
    def told(self) -> str:
        """The figure as it stands there, with what it counts."""
        statement, amount = self.statement, self.amount
        figure = " ".join(statement.text[amount.start - statement.begins : amount.stop - statement.begins].split())
        return f"{figure} {amount.counted}" if amount.counted and amount.counted not in figure else figure


def sides(statements: Sequence[Statement]) -> list[Side]:
    """The figures that the statements of one claim assert; at most _CONTENTS of them."""
    found: list[Side] = []
    for statement in statements:
        amounts = [amount for amount in statement.amounts if amount.unit not in _NOT and amount.size > 0]
        if statement.denies or not amounts:
            continue
        found.extend(Side(statement, amount) for amount in amounts[: _MOST if len(amounts) <= _MOST else 1])
        if len(found) >= _CONTENTS:
            break
    return found


def _days(statement: Statement) -> frozenset[date]:
    """The days that a statement speaks of: those in it, else in its sentence, else the day on which it was said."""
    own = [day for start, day in statement.days if statement.start <= start < statement.stop]
    if not own and statement.days:
        first = statement.begins + statement.text.find(sentence(statement))
        last = first + len(sentence(statement))
        around = [(_away(statement, start), day) for start, day in statement.days if first <= start < last]
        own = [min(around)[1]] if around else []
    if not own and statement.said is not None:
        own = [statement.said]
    return frozenset(own)


def _away(statement: Statement, place: int) -> int:
    return statement.start - place if place < statement.start else place - statement.stop


@lru_cache(maxsize=1 << 14)
def looked_up(content: str) -> frozenset[str]:
    """What a statement is found by: how its telling words begin, and what became of those whom it counts."""
    words = {word.lower() for word in _WORD.findall(content, 0, 400)}
    fates: list[list[str]] = table(_DATA)["words"]["fates"]
    found = {f"fate {number}" for number, group in enumerate(fates) if not words.isdisjoint(group)}
    return frozenset(found | {word[:_BEGINS] for word in words - passed_over() if len(word) > 3})


@cache
def passed_over() -> frozenset[str]:
    """Words that tell nothing of what happened, or only what has become of those who are counted."""
    fates: list[list[str]] = table(_DATA)["words"]["fates"]
    persons = entries(_DATA, "words", "persons")
    return entries(_DATA, "words", "generic") | persons | frozenset(word for group in fates for word in group)


@lru_cache(maxsize=1 << 14)
def heard(content: str) -> dict[str, float]:
    """The stems of a statement that tell what its figure is of, with their weights."""
    words = wording(content)
    passed = passed_over()
    found = zip(words.words, words.stems, words.weights, strict=True)
    return {stem: weight for word, stem, weight in found if word not in passed and stem not in passed}


def bare(side: Side) -> bool:
    """Whether a statement has nothing but its figure ("it was 300,000"), and what became of those counted."""
    return not heard(side.statement.content)


def counted_alike(one: Side, other: Side) -> int:
    """1 where both figures count the same, -1 where they don't, 0 where that isn't told."""
    left, right = ((side.amount.counted or "").lower().split()[-1:] for side in (one, other))
    if not left or not right:
        return 0
    if left[0].rstrip("s") == right[0].rstrip("s"):
        return 0 if left[0].rstrip("s") in entries(_DATA, "words", "money") else 1
    persons = entries(_DATA, "words", "persons")
    return 0 if left[0] in persons and right[0] in persons else -1


def fate(side: Side) -> int:
    """What has become of those who are counted, as a number from 1; 0 where that isn't told."""
    return _fate(side.statement.content, (side.amount.counted or "").lower())


@lru_cache(maxsize=1 << 14)
def _fate(content: str, counted: str) -> int:
    words = {word.lower() for word in _WORD.findall(content, 0, 400)} | set(counted.split())
    groups: list[list[str]] = table(_DATA)["words"]["fates"]
    return next((number for number, group in enumerate(groups, 1) if not words.isdisjoint(group)), 0)


@lru_cache(maxsize=1 << 13)
def apart(one: str, other: str) -> bool:
    """Whether two statements name different parts of something: the north and the south, the first and the second."""
    left, right = ({word.lower() for word in _WORD.findall(content, 0, 400)} for content in (one, other))
    groups: list[list[list[str]]] = table(_DATA)["words"]["parts"]
    for group in groups:
        here, there = ({n for n, names in enumerate(group) if not words.isdisjoint(names)} for words in (left, right))
        if here and there and here.isdisjoint(there):
            return True
    return False
