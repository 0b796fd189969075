"""Which amount is a part of which, where the text says so: "of that total, 7 … and 2 …", "12, including 3"."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.records import Quantity

from .amounts import Amount
from .lexicon import Lexicon, Phrases
from .tokens import Tokens

_REACH = 600
_OPENING = 8
_SENTENCE_ENDS = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole whose parts are being told: its place in the list, and how far the telling goes.

    `place` is that of the document's list; `after` the token behind which parts may stand; `listed` says that the
    parts stand in one list, else that they may stand anywhere in the sentence; `comma` that one comes before them,
    `linked` that an "and" or a comma stands right before all but the first.
    """

    place: int
    after: int
    listed: bool = False
    comma: bool = False
    linked: bool = False


class Parts:
    """Finds the wholes of amounts, block by block, by the wordings of `parts.toml`."""

    def __init__(self, lex: Lexicon) -> None:
        """Take the word lists."""
        self._lex = lex.parts

    def link(self, tokens: Tokens, amounts: Sequence[Amount], found: Sequence[Quantity]) -> list[int | None]:
        """For each amount of a block the place of its whole in the document's list, or None.

        `found` are the document's quantities before this block.
        """
        return _Block(self._lex, tokens, amounts, found).wholes() if amounts else []


class _Block:
    """The amounts of one block with those before it."""

    def __init__(
        self, lex: Mapping[str, Phrases], tokens: Tokens, amounts: Sequence[Amount], found: Sequence[Quantity]
    ) -> None:
        self._lex, self._tokens, self._amounts, self._found = lex, tokens, amounts, found
        self._base = len(found)
        self._ends = [at for at in range(len(tokens)) if _ends_sentence(tokens, at)]

    def wholes(self) -> list[int | None]:
        """The place of each amount's whole."""
        out: list[int | None] = [None] * len(self._amounts)
        telling: _Whole | None = None
        for at, amount in enumerate(self._amounts):
            begin = self._gap(at)
            if telling is not None and not self._goes_on(telling, at, begin):
                telling = None
            telling = self._opened(at, begin) or telling
            out[at] = self._by_of(at) if self._by_of(at) is not None else self._by_pronoun(at)
            if out[at] is None and telling is not None and self._part(amount, telling):
                out[at] = telling.place
            if self._closes(at):
                self._close(at, out)
        return out

    def _gap(self, at: int) -> int:
        """Where the words before an amount begin: behind the amount before it, or with the sentence."""
        start = self._sentence(self._amounts[at].begin)
        return max(start, self._amounts[at - 1].end) if at else start

    def _sentence(self, token: int) -> int:
        place = bisect_right(self._ends, token - 1)
        return self._ends[place - 1] + 1 if place else 0

    def _by_of(self, at: int) -> int | None:
        """ "12 of the 40", "half of the 300", "half the 300"."""
        if at + 1 == len(self._amounts):
            return None
        part, whole = self._amounts[at], self._amounts[at + 1]
        link = self._tokens.words[part.end : whole.begin]
        matched = self._lex["of.links"].after((*link, ""), 0) if link else None
        if matched is None or matched[1] != len(link) or not _fits(part, whole):
            return None
        only_shares = self._lex["of.only_shares"].after((*link, ""), 0)
        return None if only_shares and not part.share else self._base + at + 1

    def _by_pronoun(self, at: int) -> int | None:
        """ "25 of them", "half of whom"."""
        amount = self._amounts[at]
        words = self._tokens.words
        match = self._lex["pronouns.links"].after(words, amount.end)
        if match is None:
            return None
        # "31 percent of those surveyed" tells in what follows who they are.
        points = self._lex["pronouns.pointing"].after(words, amount.end) is not None
        if points and words[match[1]].isalpha() and words[match[1]] not in self._lex["pronouns.verbs"].words:
            return None
        return self._before(at, amount.begin, across=False)

    def _opened(self, at: int, begin: int) -> _Whole | None:
        """The whole that words between two amounts begin to tell the parts of."""
        words, amount, marks = self._tokens.words, self._amounts[at], self._lex["total.marks"].words
        forward = self._lex["forward.openers"].before(words, amount.begin)
        if forward is not None and forward[1] >= begin and self._clause(forward[1]):
            return _Whole(self._base + at, amount.end, comma=True)
        for token in range(begin, amount.begin):
            for kind in ("including.openers", "backward.openers"):
                match = self._lex[kind].after(words, token)
                if match is None or (kind == "backward.openers" and not self._clause(token)):
                    continue
                listed = kind == "including.openers"
                if listed and not self._list(match[1], amount.begin, first=True):
                    continue
                place = self._before(at, token, sentence=listed)
                linked = self._lex["backward.short"].after(words, token) is not None
                return None if place is None else _Whole(place, token, listed, linked=linked)
            if words[token] in marks and token > begin - 1:
                place = self._summed(at, token)
                if place is not None:
                    return _Whole(place, token, listed=words[token] != ":")
        return None

    def _summed(self, at: int, mark: int) -> int | None:
        """The whole before a colon or a dash behind which two parts or more stand."""
        amount = self._amounts[at]
        if not at or amount.begin - mark > _OPENING // 2 or at + 1 == len(self._amounts):
            return None
        following = self._amounts[at + 1]
        if self._sentence(following.begin) != self._sentence(amount.begin):
            return None
        whole = self._amounts[at - 1]
        closed = ")" in self._tokens.words[whole.end : mark]
        if closed or self._sentence(whole.begin) != self._sentence(amount.begin) or whole.share:
            return None
        fitting = all(_fits(part, whole) and not self._circumstance(part) for part in (amount, following))
        return self._base + at - 1 if fitting and amount.size < whole.size else None

    def _goes_on(self, telling: _Whole, at: int, begin: int) -> bool:
        """Tell whether the parts of a whole may still be told at an amount."""
        amount = self._amounts[at]
        if self._sentence(amount.begin) > telling.after or amount.begin - telling.after > _REACH:
            return False
        if begin <= telling.after or not (telling.listed or telling.linked):
            return True
        if telling.linked:
            return self._lex["list.links"].before(self._tokens.words, amount.begin) is not None
        follows = amount.counted[1] if amount.counted is not None else amount.end
        # "Including 3 children and 2 sailors, and 5 drowned": what has no noun is told of the whole.
        bare = amount.counted is None and amount.unit is None and self._amounts[at - 1].counted is not None
        ended = bare or self._tokens.words[follows] in self._lex["list.enders"].words - _SENTENCE_ENDS - {";"}
        return not ended and self._list(begin, amount.begin, first=False)

    def _list(self, begin: int, end: int, *, first: bool) -> bool:
        words = self._tokens.words
        enders, links = self._lex["list.enders"].words, self._lex["list.links"]
        between = words[begin:end]
        if len(between) > 2 * _OPENING or any(word in enders for word in between):
            return False
        if first:
            # "Including a nurse, and more than 20 tanks": the comma ends what is included.
            return not any(words[place] == "," and links.after(words, place + 1) for place in range(begin, end))
        return any(links.after(words, place) for place in range(begin, end))

    def _part(self, amount: Amount, telling: _Whole) -> bool:
        if amount.begin <= telling.after and not telling.place < self._base:
            return False
        if telling.comma and "," not in self._tokens.words[telling.after : amount.begin]:
            return False
        if self._circumstance(amount):
            return False
        if telling.place < self._base:
            return _fits(amount, _as_amount(self._found[telling.place]))
        whole = self._amounts[telling.place - self._base]
        return whole is not amount and _fits(amount, whole)

    def _circumstance(self, amount: Amount) -> bool:
        return amount.begin > 0 and self._tokens.words[amount.begin - 1] in self._lex["list.circumstances"].words

    def _clause(self, token: int) -> bool:
        """Tell whether a clause or a sentence begins at a token."""
        marks = self._lex["list.clause_marks"].words
        return token == self._sentence(token) or self._tokens.words[token - 1] in marks

    def _before(self, at: int, token: int, *, sentence: bool = False, across: bool = True) -> int | None:
        """The nearest amount before a token that an amount can be a part of: in the same sentence or the one before.

        With `sentence` only in the same. Where the sentence is the first of its block, `across` takes amounts of the
        block before it.
        """
        part, starts = self._amounts[at], self._tokens.starts
        first = self._sentence(token)
        if sentence or (first <= 1 and not across):
            least = starts[first]
        else:
            least = starts[self._sentence(first - 2)] if first > 1 else starts[token] - _REACH
        for place, amount in self._earlier(at, token):
            where = starts[amount.begin] if isinstance(amount, Amount) else amount.start
            if where < max(least, starts[token] - _REACH):
                return None
            whole = amount if isinstance(amount, Amount) else _as_amount(amount)
            # A share of "them" is one of things, not of a time or of another share of them.
            things = not (part.share or part.unit == "%") or whole.unit not in self._lex["pronouns.not_of"].words
            if _fits(part, whole) and (sentence or things):
                return place
        return None

    def _earlier(self, at: int, token: int) -> Iterator[tuple[int, Amount | Quantity]]:
        for place in range(at - 1, -1, -1):
            if self._amounts[place].end <= token:
                yield self._base + place, self._amounts[place]
        for place in range(self._base - 1, -1, -1):
            yield place, self._found[place]

    def _closes(self, at: int) -> bool:
        return self._lex["total.closing"].before(self._tokens.words, self._amounts[at].begin) is not None

    def _close(self, at: int, out: list[int | None]) -> None:
        """ "60 in the north and 30 in the south, for a total of 90": the parts stand before."""
        whole, start = self._amounts[at], self._sentence(self._amounts[at].begin)
        for place in range(at - 1, -1, -1):
            part = self._amounts[place]
            if part.begin < start or whole.begin - part.begin > _REACH:
                return
            if out[place] is None and _fits(part, whole) and not self._circumstance(part):
                out[place] = self._base + at


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    words = tokens.words
    if words[at] not in _SENTENCE_ENDS or (tokens.glued(at + 1) and words[at + 1][:1].isalnum()):
        return False
    after = at + 1
    while after < len(tokens) and not words[after][:1].isalnum() and after < at + 3:
        after += 1
    return after >= len(tokens) or tokens.capital(after) or words[after][:1].isdigit()


def _fits(part: Amount, whole: Amount) -> bool:
    """Tell whether an amount can be a part of another: a share of what is no share, or no more of the same unit."""
    if whole.share or part.age or whole.age:
        return False
    if part.share or (part.unit == "%" and whole.unit != "%"):
        return True
    return part.unit == whole.unit and part.size <= whole.size


def _as_amount(record: Quantity) -> Amount:
    share = record.unit is None and record.value is not None and 0 < record.value < 1
    return Amount(0, 0, record.value, record.low, record.high, record.unit, share=share)
