"""Two numbers that are one amount: "between 10 and 12 percent", "$5-$7 million", "five or six", "one in five"."""

from collections.abc import Callable
from dataclasses import replace

from .amounts import Amount, Piece
from .counted import Counted
from .lexicon import Lexicon
from .names import NameRules
from .tokens import Tokens

_CHANGE_REACH = 8
_NEAR = 3.0
_PREFIX = 2

PieceReader = Callable[[int, bool], Piece | None]


class Ranges:
    """Reads the second number of ranges and of rates in one block."""

    def __init__(self, tokens: Tokens, lex: Lexicon, rules: NameRules, counted: Counted, piece: PieceReader) -> None:
        """Take the tokens, the word lists, and what reads one number (at a place, "and" binding or not)."""
        self._tokens, self._lex, self._rules, self._counted, self._piece = tokens, lex, rules, counted, piece

    def opener(self, begin: int) -> tuple[str, int] | None:
        """ "between" or "from" right before a place: which, and where it begins."""
        words = self._tokens.words
        for kind, phrases in self._lex.ranges.items():
            found = phrases.before(words, begin)
            if found is not None:
                return kind, found[1]
        return None

    def range_from(self, first: Piece) -> Amount | None:
        """The range that a first number opens, or None."""
        words, small = self._tokens.words, self._lex.numbers.words
        opener = self.opener(first.begin)
        link = words[first.end]
        between = opener is not None and opener[0] == "between" and link in small["and"]
        if not (between or link in small["ranges"] or link in small["or"]):
            return None
        dash = link in small["dashes"]
        if dash and not (self._tokens.glued(first.end) and self._tokens.glued(first.end + 1)):
            return None
        second = self._second(first.end + 1)
        if second is None or not self._fits(first, second, dash=dash, bound=between or opener is not None):
            return None
        scale = self._inherited(first, second)
        low, high = first.times(scale * self._inherited_factor(first, second)), second.times()
        if dash and first.number.kind != second.number.kind:
            return None
        if low >= high or (link in small["or"] and (high > _NEAR * low or first.number.kind != second.number.kind)):
            return None
        unit = second.unit or first.unit
        if link in small["ranges"] and not dash and self._changes(unit is None, opener, first.begin):
            return None
        begin = opener[1] if opener is not None and (between or link in small["ranges"]) else first.begin
        about = first.number.about or second.number.about
        return Amount(begin, second.end, None, low, high, unit, about, age=first.age or second.age)

    def pair(self, first: Piece) -> tuple[str, Piece] | None:
        """Two bare whole numbers with a dash: a range, a score, a vote or a name, and the second of them."""
        tokens, at = self._tokens, first.number.last
        if (
            first.number.kind != "digits"
            or first.unit is not None
            or tokens.words[at] not in self._lex.numbers.words["dashes"]
        ):
            return None
        if not (tokens.glued(at) and tokens.glued(at + 1)):
            return None
        second = self._second(at + 1)
        if second is None or second.number.kind != "digits" or second.unit is not None:
            return None
        kind = self._rules.pair(tokens, first.number, second.number)
        chained = tokens.words[second.end] in ("-", "–", "/") and tokens.words[second.end + 1][:1].isdigit()
        return ("name" if chained and tokens.glued(second.end) else kind), second

    def rate(self, first: Piece) -> Amount | None:
        """ "One in five Americans", "nine out of ten": a share of those that are counted."""
        words, lex = self._tokens.words, self._lex
        value, place = first.number.value, first.end
        if value is None or not value.is_integer() or first.unit or first.number.kind == "share":
            return None
        out_of = " ".join(words[place : place + 2]) in lex.numbers.words["out_of"]
        if not out_of and words[place] not in lex.numbers.words["in"]:
            return None
        second = self._piece(place + 1 + out_of, True)
        whole = second.number.value if second is not None else None
        if second is None or whole is None or not whole.is_integer() or second.unit or not 0 < value < whole:
            return None
        if not out_of and not self._whole(value, whole, second):
            return None
        return Amount(first.begin, second.end, value / whole, share=True)

    def _whole(self, value: float, whole: float, second: Piece) -> bool:
        """ "Two in three attacks" are two attacks or more: persons are counted, or nothing is."""
        if self._counted.persons(self._tokens, second.end):
            return True
        if value == 1 and second.number.kind == "words":
            return True
        return whole in self._lex.names["round_wholes"] and not self._counted.plural(self._tokens, second.end)

    def _second(self, at: int) -> Piece | None:
        words, units = self._tokens.words, self._lex.units
        place = at
        while place < at + _PREFIX and not words[place][:1].isdigit() and self._prefix(words[place], units.symbols):
            place += 1
        piece = self._piece(place, True)
        return piece if piece is not None and piece.begin == at else None

    def _prefix(self, word: str, symbols: object) -> bool:
        units = self._lex.units
        return (
            word in units.symbols
            or word in units.codes
            or any(word in letters for letters in units.before_symbol.values())
        )

    def _fits(self, first: Piece, second: Piece, *, dash: bool, bound: bool) -> bool:
        if first.number.kind == "open" or second.number.kind == "open":
            return False
        if first.unit and second.unit and first.unit != second.unit:
            return False
        if first.unit and not second.unit and not first.leads:
            return False
        for piece in (first, second):
            if not dash and self._rules.is_name(
                self._tokens, piece.number, unit=(second.unit or first.unit) is not None
            ):
                return False
        return True

    def _inherited(self, first: Piece, second: Piece) -> float:
        """The scale of "7 million" for the 5 of "5 to 7 million"."""
        a, b = first.number, second.number
        if not b.mantissa or a.amount != a.mantissa or a.mantissa >= b.mantissa:
            return 1.0
        return b.amount / b.mantissa

    def _inherited_factor(self, first: Piece, second: Piece) -> float:
        return second.factor if first.unit is None else 1.0

    def _changes(self, bare: bool, opener: tuple[str, int] | None, begin: int) -> bool:
        """Tell whether "to" leads from an old to a new amount, or from one side's votes to the other's."""
        words = self._tokens.words
        begin = opener[1] if opener is not None else begin
        if opener is not None and any(
            word in self._lex.change for word in words[max(0, begin - _CHANGE_REACH) : begin]
        ):
            return True
        votes = self._lex.names["votes"] | self._lex.names["scores"]
        return bare and any(word in votes for word in words[max(0, begin - 3) : begin])


def with_bounds(amount: Amount, effect: str) -> Amount:
    """An amount under a word that makes it approximate, a lower or an upper bound."""
    if effect == "about":
        return replace(amount, about=True)
    if amount.value is None or effect == "exact":
        return amount
    if effect == "low":
        return replace(amount, value=None, low=amount.value)
    return replace(amount, value=None, high=amount.value)
