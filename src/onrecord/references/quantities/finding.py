"""Amounts in a text, in one pass over the tokens of the blocks that hold digits or number words."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from onrecord.records import Quantity, Span

from .amounts import Amount, Piece
from .counted import Counted
from .digits import vulgar_value
from .lexicon import Lexicon, lexicon
from .names import NameRules
from .numerals import Numeral, Numerals
from .parts import Parts
from .ranges import Ranges, with_bounds
from .tokens import Tokens, tokenise
from .units import Unit, money_follows, repeated, unit_after, unit_before

_MODIFIERS = 3
_OLDEST = 120
_AFTER_AGE = frozenset((",", ")", ";", ".", ""))
_CLOSING = frozenset((".", "", "!", "?", ";"))


def find_quantities(text: str, blocks: Sequence[Span], taken: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Return the amounts in the blocks of a text, in order; none overlaps another, or a span of `taken`.

    A span holds the number, its unit, and the words that say how exact it is ("some 9.2 billion dollars"). "About",
    "nearly", "just over" and their like leave the value and set `about`; "more than", "at least" and "over" make it
    the lower bound, "up to", "as many as" and "fewer than" the upper bound, and the record does not keep whether the
    bound counts itself. An open plural is at least twice its name: "dozens" has the lower bound 24. A share of
    something ("a third", "one in five") is a value below one without a unit.

    What is counted is in lower case, and None where the words behind the amount don't make it plain. Names, dates,
    years, scores and ordinals are no amounts. `part_of` is set only where wording links the two, whether or not the
    parts add up. Offsets are characters, end exclusive; `taken` is in any order.
    """
    lex = lexicon()
    barred = sorted(taken)
    found: list[Quantity] = []
    parts = Parts(lex)
    for block in sorted(blocks):
        if _triggers().search(text, *block) is None:
            continue
        tokens = tokenise(text, block, barred)
        amounts = _Finder(tokens, lex).amounts()
        wholes = parts.link(tokens, amounts, found)
        found += [_record(tokens, amount, whole) for amount, whole in zip(amounts, wholes, strict=True)]
    return tuple(found)


@cache
def _triggers() -> re.Pattern[str]:
    words = sorted(lexicon().numbers.starters - lexicon().numbers.words["articles"])
    return re.compile(rf"[0-9¼-¾⅐-⅞]|\b(?:{'|'.join(words)})", re.IGNORECASE)


def _record(tokens: Tokens, amount: Amount, whole: int | None) -> Quantity:
    text, of = tokens.text, None
    if amount.counted is not None:
        of = (tokens.starts[amount.counted[0]], tokens.ends[amount.counted[1] - 1])
    return Quantity(
        start=tokens.starts[amount.begin],
        end=tokens.ends[amount.end - 1],
        value=amount.value,
        low=amount.low,
        high=amount.high,
        unit=amount.unit,
        of=text[of[0] : of[1]].lower() if of else None,
        of_span=of,
        about=amount.about,
        part_of=whole,
    )


class _Finder:
    """Finds the amounts of one block."""

    def __init__(self, tokens: Tokens, lex: Lexicon) -> None:
        self._tokens, self._lex = tokens, lex
        self._counted = Counted(lex.counted, lex.numbers.starters)
        self._rules = NameRules(lex, self._counted)
        self._numerals = Numerals(tokens, lex.numbers, self._many)
        self._ranges = Ranges(tokens, lex, self._rules, self._counted, self._piece)

    def _many(self, at: int) -> bool:
        return money_follows(self._tokens, at, self._lex.units) or self._counted.plural(self._tokens, at)

    def amounts(self) -> list[Amount]:
        """The amounts in order."""
        words, starters = self._tokens.words, self._lex.numbers.starters
        found: list[Amount] = []
        at, floor = 0, 0
        while at < len(self._tokens):
            word = words[at]
            if word not in starters and not word[:1].isdigit() and word not in ("-", "−") and not vulgar_value(word):
                at += 1
                continue
            amounts, at = self._at(at, floor)
            if amounts:
                found += amounts
                floor = amounts[-1].end
        return self._joined(found)

    def _joined(self, found: Sequence[Amount]) -> list[Amount]:
        """The amounts with a lower and an upper bound that belong together made one."""
        out: list[Amount] = []
        for amount in found:
            last = out[-1] if out else None
            both = last is not None and self._both(last, amount)
            if last is not None and both:
                low, high = (last.low, amount.high) if amount.high is not None else (amount.low, last.high)
                out[-1] = replace(amount, begin=last.begin, low=low, high=high)
            else:
                out.append(amount)
        return out

    def _both(self, first: Amount, second: Amount) -> bool:
        if first.value is not None or second.value is not None or second.begin - first.end not in (1, 2):
            return False
        if (
            first.unit not in (second.unit, None)
            or " ".join(self._tokens.words[first.end : second.begin]) not in self._lex.joiners
        ):
            return False
        if first.high is None and second.low is None and first.low is not None and second.high is not None:
            return first.low < second.high
        if first.low is None and second.high is None and first.high is not None and second.low is not None:
            return second.low < first.high
        return False

    def _at(self, at: int, floor: int) -> tuple[list[Amount], int]:
        """The amounts that begin at a token, most often one or none, and the place to go on from."""
        first = self._piece(at, join=True)
        if first is None or first.begin < floor:
            return [], at + 1
        pair = self._ranges.pair(first)
        if pair is not None and pair[0] in ("score", "name"):
            return [], pair[1].number.last
        if pair is not None and pair[0] == "vote":
            return [self._plain(piece) for piece in (first, pair[1])], pair[1].end
        amount = self._ranges.range_from(first) or self._split_range(at, first) or self._ranges.rate(first)
        if amount is None:
            if self._rules.is_name(self._tokens, first.number, unit=first.unit is not None):
                return [], max(at + 1, first.number.last)
            first = self._with_smaller(first)
            amount = self._plain(first)
        amount = self._bounded(amount, floor)
        return [replace(amount, counted=self._what(amount))], amount.end

    def _split_range(self, at: int, first: Piece) -> Amount | None:
        """ "Between one hundred and two hundred": the "and" that bound the first number is the range's."""
        opener = self._ranges.opener(first.begin)
        if opener is None or opener[0] != "between":
            return None
        shorter = self._piece(at, join=False)
        return self._ranges.range_from(shorter) if shorter is not None and shorter.end < first.end else None

    def _piece(self, at: int, join: bool) -> Piece | None:
        """The number at a token with its unit."""
        tokens, lex = self._tokens, self._lex
        before = unit_before(tokens, at, lex.units)
        number = self._numerals.read(at, money=before is not None and before.money, join=join)
        if number is None:
            return None
        if before is not None:
            return self._led(number, before)
        after = unit_after(tokens, number, lex.units) or self._bare_age(number)
        if after is None:
            return Piece(number, at, number.last)
        return Piece(
            number, at, after.place, after.name, after.factor, after.money, after.age, leads=after.place == number.last
        )

    def _led(self, number: Numeral, before: Unit) -> Piece:
        """A number with its unit before it, and with a minus before both ("-$5")."""
        tokens, begin, factor = self._tokens, before.place, 1.0
        again = repeated(tokens, number.last, before, self._lex.units) if before.money else None
        sign = begin - 1
        minus = tokens.words[sign] in self._lex.numbers.words["minus"]
        if minus or (tokens.words[sign] in ("-", "−") and tokens.glued(begin) and not tokens.glued(sign)):
            begin, factor = sign, -1.0
        name, end = (again.name, again.place) if again is not None else (before.name, number.last)
        return Piece(number, begin, end, name, factor, before.money, leads=True)

    def _bare_age(self, number: Numeral) -> Unit | None:
        """ "Anna Holt, 34, said", "aged 12": an age without its unit."""
        tokens, words, ages = self._tokens, self._tokens.words, self._lex.units.age
        if number.kind != "digits" or not 0 < number.amount < _OLDEST or not number.amount.is_integer():
            return None
        if words[number.first - 1] in ages["aged"]:
            return Unit(ages["unit"], number.last, age=True)
        named = (
            words[number.first - 1] == "," and tokens.capital(number.first - 2) and words[number.first - 2].isalpha()
        )
        if (
            named
            and (tokens.capital(number.first - 3) or tokens.opens(number.first - 2))
            and words[number.last] in _AFTER_AGE
        ):
            return Unit(ages["unit"], number.last, age=True)
        return None

    def _with_smaller(self, piece: Piece) -> Piece:
        """ "Three dollars and 50 cents", "five feet two inches": the smaller unit behind an amount."""
        words, lex, whole = self._tokens.words, self._lex, piece.number.amount
        if (
            piece.unit is None
            or piece.leads
            or piece.factor != 1
            or not whole.is_integer()
            or piece.number.kind == "open"
        ):
            return piece
        if not piece.money and piece.unit not in lex.units.smaller:
            return piece
        place = piece.end + (words[piece.end] in lex.numbers.words["and"])
        small = self._piece(place, join=True)
        if small is None or small.begin != place or not 0 < small.number.amount < 100 or whole != piece.number.mantissa:
            return piece
        if piece.money:
            closes = small.unit is None and words[small.end] in _CLOSING
            of_it = small.unit == piece.unit or (small.unit in lex.units.shared_parts and not small.leads)
            size = small.factor if of_it and small.factor < 1 else 0.01 if closes else 0.0
        else:
            many = lex.units.smaller[piece.unit].get(small.unit or "")
            size = 1 / many if many else 0.0
        if not size:
            return piece
        value = whole + small.number.amount * size
        return replace(piece, number=replace(piece.number, value=value, mantissa=value), end=small.end)

    def _plain(self, piece: Piece) -> Amount:
        number = piece.number
        value = None if number.value is None else number.value * piece.factor
        low = None if number.low is None else number.low * piece.factor
        share = number.kind == "share" and piece.unit is None
        return Amount(piece.begin, piece.end, value, low, None, piece.unit, number.about, share, piece.age)

    def _bounded(self, amount: Amount, floor: int) -> Amount:
        """An amount with the words around it that say how exact it is."""
        words, lex = self._tokens.words, self._lex
        after = lex.after.after(words, amount.end)
        # "Ten or more than ten": the words open the next amount.
        opens = after is not None and after[1] - amount.end > 1 and lex.before.after(words, amount.end + 1)
        if after is not None and not opens and (words[amount.end] != "+" or self._tokens.glued(amount.end)):
            amount = replace(with_bounds(amount, after[0]), end=after[1])
        place = amount.begin
        for _ in range(_MODIFIERS):
            before = lex.before.before(words, place)
            if before is None or before[1] < floor or self._spans(amount, before[1], place):
                break
            effect, place = before
            if effect != "exact":
                amount = replace(with_bounds(amount, effect), begin=place)
        return amount

    def _spans(self, amount: Amount, begin: int, end: int) -> bool:
        """Tell whether "over" before an amount of time says how long something goes on ("$3 million over 10 years")."""
        words, lex = self._tokens.words, self._lex
        if (
            amount.age
            or amount.unit not in lex.units.age["spans"]
            or end - begin > 1
            or words[begin] not in lex.span_words
        ):
            return False
        return words[begin - 1] not in lex.before_spans

    def _what(self, amount: Amount) -> tuple[int, int] | None:
        if amount.age and self._tokens.words[amount.end - 1] not in self._lex.units.age["words"]:
            return None
        if amount.unit is not None and not amount.age:
            return self._counted.after(self._tokens, amount.end, linked=True)
        return self._counted.after(self._tokens, amount.end, one=amount.size == 1 or amount.share or amount.age)
