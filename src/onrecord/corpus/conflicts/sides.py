"""Statements with a figure, as rival figures are looked for among them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from onrecord.corpus.claims.wording import Wording

from .amounts import Amount
from .asides import of_some, parted, presupposed, set_aside
from .meaning import wording
from .phrases import Phrases, split
from .statements import Statement
from .turning import sentence
from .vocabulary import any_of, entries, table

_DATA = "figures"
_CONTENTS = 8  # statements of each claim that are looked at
_MOST = 2  # figures of a statement; of one with more, the first is what it is about
_TELLING = 10  # from which on a figure is seldom the same by chance
_SHORT = 10  # words, up to which a statement may be hardly more than its figure
_BEGINS = 5  # letters of a word that it is looked up by
_WORD = re.compile(r"[^\W\d_]{3,}")
# years are no amounts, and how old somebody is has no rival here
_NOT = frozenset({"year"})
_NO_PERSONS = frozenset({"homes", "files"})  # how the rows begin of what is none
_NAME, _HOURS = 20, 60  # characters before a figure in which its name stands; the largest that is a name or an hour


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
    def named_days(self) -> frozenset[date]:
        """The days that the statement speaks of, as far as its sentence names any."""
        if self.statement.dated_by is None:
            self.statement.dated_by = _days(self.statement)
        return self.statement.dated_by

    @property
    def days(self) -> frozenset[date]:
        """The days that the statement speaks of, else the day on which it was said."""
        said = self.statement.said
        return self.named_days or (frozenset() if said is None else frozenset((said,)))

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
        amounts = [amount for amount in statement.amounts if _counts(statement, amount)]
        if len(amounts) > 1 and parted(statement, amounts[0], amounts[1]):
            amounts = amounts[:1]
        if statement.denies or not amounts or presupposed(statement, amounts):
            continue
        found.extend(Side(statement, amount) for amount in amounts[: _MOST if len(amounts) <= _MOST else 1])
        if len(found) >= _CONTENTS:
            break
    return found


def _counts(statement: Statement, amount: Amount) -> bool:
    """Whether a figure is an amount of something, and no year, share of one, name ("ward four") or hour ("by nine")."""
    if amount.unit in _NOT or amount.size < 1 or set_aside(statement, amount):
        return False
    if amount.unit is not None or amount.counted:
        return True
    before = split(statement.text[: amount.start - statement.begins][-_NAME:])
    return not before or before[-1] not in entries(_DATA, "words", "naming") or amount.size > _HOURS


def _days(statement: Statement) -> frozenset[date]:
    """The days that a statement speaks of: those in it, else the nearest one in its sentence."""
    own = [day for start, day in statement.days if statement.start <= start < statement.stop]
    if not own and statement.days:
        first = statement.begins + statement.text.find(sentence(statement))
        last = first + len(sentence(statement))
        around = [(_away(statement, start), day) for start, day in statement.days if first <= start < last]
        own = [min(around)[1]] if around else []
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
    kinds: list[list[str]] = table(_DATA)["words"]["kinds"]
    persons = entries(_DATA, "words", "persons") | frozenset(word for kind in kinds for word in kind)
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


def leaning(side: Side) -> bool:
    """Whether a statement says of its figure little more than that: "the loss came to 40 million", "put it at 12"."""
    return _leaning(side.statement.content)


@lru_cache(maxsize=1 << 13)
def _leaning(content: str) -> bool:
    if len(content.split()) > _SHORT:
        return False
    return len(heard(content)) < 2 or _pointing().search(content) is not None


@cache
def _pointing() -> re.Pattern[str]:
    words = any_of(entries(_DATA, "words", "pointing"))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE)


def counted_alike(one: Side, other: Side) -> int:
    """1 where both figures count the same, -1 where they don't, 0 where that isn't told."""
    left, right = ((side.amount.counted or "").lower().split()[-1:] for side in (one, other))
    if not left or not right:
        return 0
    if left[0].rstrip("s") == right[0].rstrip("s"):
        return 0 if left[0].rstrip("s") in entries(_DATA, "words", "money") else 1
    return 0 if _may_be_same(left[0], right[0]) else -1


def _may_be_same(one: str, other: str) -> bool:
    """Whether two nouns may stand for the same people: one tells only that they are people, or both are of one kind."""
    persons = entries(_DATA, "words", "persons")
    kinds: list[list[str]] = table(_DATA)["words"]["kinds"]
    if any(one in kind and other in kind for kind in kinds):
        return True
    known = [
        word in persons or any(word in kind for kind in kinds if kind[0] not in _NO_PERSONS) for word in (one, other)
    ]
    return all(known) and (one in persons or other in persons)


def money(side: Side) -> bool:
    """Whether a figure is a sum of money, or a share."""
    counted = (side.amount.counted or "").lower().rstrip("s")
    return side.amount.unit == "%" or counted in entries(_DATA, "words", "money")


def fate(side: Side) -> int:
    """What has become of those who are counted, as a number from 1; 0 where that isn't told."""
    counted = (side.amount.counted or "").lower()
    if side.amount.unit is not None or money(side):
        return 0
    return _fate(side.statement.content, counted)


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


def says_it_too(one: Side, other: Side) -> bool:
    """Whether one of two statements has the figure of the other as well: "of the fourteen, nine are dead"."""
    return any(
        not set_aside(statement, amount)
        for side, statement in _crossed(one, other)
        for amount in _same(side, statement)
    )


def sets_aside(one: Side, other: Side) -> bool:
    """Whether one of two statements says that the figure of the other, and no small one, is not the true one."""
    return any(
        amount.size >= _TELLING and set_aside(statement, amount)
        for side, statement in _crossed(one, other)
        for amount in _same(side, statement)
    )


def _crossed(one: Side, other: Side) -> tuple[tuple[Side, Statement], tuple[Side, Statement]]:
    return (one, other.statement), (other, one.statement)


def _same(side: Side, statement: Statement) -> Iterator[Amount]:
    """The figures of a statement that are that of a side."""
    for amount in statement.amounts:
        if amount.value is not None and amount.value == side.amount.value and amount.unit == side.amount.unit:
            yield amount


def some_of(one: Side, other: Side) -> bool:
    """Whether one figure is of women or of children alone, and the other isn't."""
    return of_some(one.statement, one.amount) != of_some(other.statement, other.amount)


def besides(side: Side) -> bool:
    """Whether a figure comes on top of another: "another five were killed there"."""
    start = side.amount.start - side.statement.begins
    near = side.statement.text[max(0, start - _NAME) : start] + " " + side.statement.content
    return split(near) in _besides()


@cache
def _besides() -> Phrases:
    return Phrases(entries(_DATA, "words", "besides"))


def course(side: Side) -> bool:
    """Whether a figure is of what may grow from day to day: of those who died, fell ill, took part."""
    return fate(side) > 0 or passed_over() >= set((side.amount.counted or "none").lower().split()[-1:])


def parties_apart(one: Statement, other: Statement) -> bool:
    """Whether two speakers are of two parties that count differently: the police and those who march."""
    left, right = _parties(one.speaker or "", one.titles), _parties(other.speaker or "", other.titles)
    return bool(left) and bool(right) and left.isdisjoint(right)


@lru_cache(maxsize=4096)
def _parties(name: str, titles: tuple[str, ...]) -> frozenset[int]:
    words = {word.lower() for word in _WORD.findall(" ".join((name, *titles)))}
    groups: list[list[str]] = table(_DATA)["words"]["parties"]
    return frozenset(number for number, group in enumerate(groups) if not words.isdisjoint(group))
