"""Digits and number words read as numbers: "9.2 billion", "two hundred and fifty-three", "2 1/2", "dozens"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from .digits import read_digits
from .fractions import proper_share, share_after, share_joined, single_share, small_number
from .lexicon import NumberWords
from .tokens import Tokens

_LONGEST_DECIMALS = 18


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at the tokens from `first` to `last` (exclusive).

    `mantissa` is the number without the scale behind it (9.2 of "9.2 billion"). An open one ("dozens") has no
    `value` but a `low`. `digits` tells whether nothing but digits was read.
    """

    first: int
    last: int
    value: float | None
    mantissa: float
    kind: Literal["digits", "words", "share", "open"]
    low: float | None = None
    about: bool = False

    @property
    def amount(self) -> float:
        """The value, or the lower bound of an open number."""
        return self.value if self.value is not None else self.low or 0.0


@dataclass(frozen=True, slots=True)
class Numerals:
    """Reads numerals; `counted` tells whether a plural or a currency stands at a place: "3m people", but "3m long"."""

    tokens: Tokens
    lex: NumberWords
    counted: Callable[[int], bool]

    def read(self, at: int, *, money: bool = False, join: bool = True) -> Numeral | None:
        """The numeral that begins at a token; `join` lets "and" bind ("a hundred and ten")."""
        words, lex = self.tokens.words, self.lex
        word = words[at]
        if word in lex.words["minus"] and words[at - 1] in lex.words["articles"]:
            return None
        if word in lex.words["minus"] or self._signed(at):
            inner = self.read(at + 1, money=money, join=join) if words[at + 1] not in lex.words["minus"] else None
            if inner is None or inner.value is None or inner.kind == "open":
                return None
            return replace(inner, first=at, value=-inner.value, mantissa=-inner.mantissa)
        found = self._open(at) or self._cardinal(at, money, join)
        if found is None:
            single = single_share(self.tokens, at, lex)
            return self._share(at, single) if single else None
        return self._with_fraction(found, join) if found.value is not None else found

    def _share(self, at: int, share: tuple[float, int]) -> Numeral:
        return Numeral(at, share[1], share[0], share[0], "share" if abs(share[0]) < 1 else "words")

    def _signed(self, at: int) -> bool:
        tokens = self.tokens
        if tokens.words[at] not in ("-", "−") or not tokens.glued(at + 1) or not tokens.words[at + 1][:1].isdigit():
            return False
        return not tokens.glued(at) or tokens.words[at - 1] in ("(", '"', "“")

    def _open(self, at: int) -> Numeral | None:
        words, lex = self.tokens.words, self.lex
        begin = at + 1 if words[at] in lex.words["articles"] else at
        for listed, about in ((lex.few, True), (lex.couple, True)):
            if words[begin] in listed:
                return self._few(at, begin, listed[words[begin]], about)
        if begin > at or words[at] not in lex.vague:
            return None
        low, last = 2.0 * lex.vague[words[at]], at + 1
        while words[last] in lex.words["of"] and lex.vague.get(words[last + 1], 0) > lex.vague[words[last - 1]]:
            low, last = low * lex.vague[words[last + 1]], last + 2
        if words[at] in lex.vague_with_of and last == at + 1 and words[last] not in lex.words["of"]:
            return None
        return Numeral(at, last, None, low, "open", low=low, about=True)

    def _few(self, at: int, begin: int, count: int, about: bool) -> Numeral | None:
        words, lex = self.tokens.words, self.lex
        couple = words[begin] in lex.couple
        place = begin + 1
        linked = couple and words[place] in lex.words["of"]
        place += linked
        scale, last = self._scale(place, hundred=True)
        if last == place:
            if linked and begin > at and self.counted(place):
                return Numeral(at, place - 1, float(count), float(count), "words", about=True)
            return None
        amount = count * scale
        if couple:
            return Numeral(at, last, amount, amount, "words", about=True)
        return Numeral(at, last, None, amount, "open", low=amount, about=about)

    def _cardinal(self, at: int, money: bool, join: bool) -> Numeral | None:
        """Groups below a thousand with falling scales, as English counts ("two million three hundred and ten")."""
        words, lex = self.tokens.words, self.lex
        total, bound, place, last, mantissa = 0.0, float("inf"), at, at, 0.0
        joined, kind = True, "words"
        while (group := self._group(place, join)) is not None:
            value, after, digits = group
            scale, end = self._scale(after, digits=digits, money=money)
            if last == at:
                kind, mantissa = ("digits" if digits and after == at + 1 else "words"), value
            elif scale >= bound or value * scale >= bound or (scale == 1 and (digits or not (joined or value > 1))):
                break
            total, last = total + value * scale, end
            if scale == 1 or words[end - 1] in lex.groups or not join:
                break
            bound = scale
            joined = words[end] in lex.words["and"]
            place = end + joined
            if joined and proper_share(self.tokens, place, lex):
                break
        if last == at or self._ordinal_follows(last, at):
            return None
        return self._pointed(Numeral(at, last, total, mantissa, "digits" if kind == "digits" else "words"))

    def _ordinal_follows(self, last: int, at: int) -> bool:
        """Tell whether what was read is the beginning of an ordinal ("twenty-first", "one hundred and third")."""
        words, lex = self.tokens.words, self.lex
        linked = words[last] in lex.words["and"]
        place = last + 1 if linked or words[last] in lex.words["hyphens"] else last
        word = words[place]
        if word.endswith(lex.plural) or (word not in lex.compound and word not in lex.denominators):
            return False
        if word in lex.words["quarter"] or words[at][:1].isdigit():
            return False
        closing = words[last - 1]
        return closing in lex.tens or ((linked or place > last) and (closing in lex.hundred or closing in lex.scales))

    def _pointed(self, found: Numeral) -> Numeral:
        words, lex = self.tokens.words, self.lex
        if words[found.last] not in lex.words["point"] or found.kind == "digits" or found.value is None:
            return found
        digits, place = "", found.last + 1
        while len(digits) < _LONGEST_DECIMALS and (read := small_number(self.tokens, place, lex)) is not None:
            digits, place = f"{digits}{read[0]:.0f}", read[1]
        if not digits:
            return found
        value = found.value + float(f"0.{digits}")
        scale, last = self._scale(place)
        return replace(found, last=last, value=value * scale, mantissa=value)

    def _group(self, at: int, join: bool) -> tuple[float, int, bool] | None:
        """A number below the scales: its value, the place after it, and whether it is in digits."""
        words, lex = self.tokens.words, self.lex
        word = words[at]
        if word[:1].isdigit() or not word.isascii():
            read = read_digits(self.tokens, at, lex)
            if read is None:
                return None
            value, place = read
            digits = True
        else:
            small = small_number(self.tokens, at, lex)
            if small is None:
                return self._bare(at, join)
            (value, place), digits = small, False
        hundred = place + 1 if words[place] in lex.words["hyphens"] else place
        if words[hundred] in lex.hundred:
            value, place = self._after_hundred(value * 100, hundred + 1, join, digits)
        return value, place, digits

    def _bare(self, at: int, join: bool) -> tuple[float, int, bool] | None:
        """ "A hundred", "a million", "a dozen", and "hundred thousand" without an article."""
        words, lex = self.tokens.words, self.lex
        article = words[at] in lex.words["articles"]
        word = words[at + article]
        if word in lex.hundred and (article or words[at + 1] in lex.plain_scales) and word not in lex.vague:
            value, place = self._after_hundred(100.0, at + article + 1, join, False)
            return value, place, False
        if article and (word in lex.plain_scales or (word in lex.groups and word not in lex.vague)):
            return 1.0, at + 1, False
        return None

    def _after_hundred(self, value: float, at: int, join: bool, digits: bool) -> tuple[float, int]:
        words, lex = self.tokens.words, self.lex
        linked = words[at] in lex.words["and"]
        place = at + linked
        if linked and (not join or proper_share(self.tokens, place, lex)):
            return value, at
        tail = small_number(self.tokens, place, lex)
        if tail is None and digits and linked and words[place].isdigit() and len(words[place]) <= 2:
            tail = float(words[place]), place + 1
        if (
            tail is None
            or words[tail[1]] in lex.hundred
            or (not linked and tail[0] < 10 and words[at - 1] == words[at])
        ):
            return value, at
        group = lex.groups.get(words[tail[1]])
        return (value + tail[0] * group, tail[1] + 1) if group else (value + tail[0], tail[1])

    def _scale(self, at: int, *, digits: bool = False, money: bool = False, hundred: bool = False) -> tuple[float, int]:
        """The product of the scales from a place on, and the place after them; 1 and the same place without one."""
        tokens, words, lex = self.tokens, self.tokens.words, self.lex
        scale, place = 1.0, at
        if hundred and words[place] in lex.hundred:
            scale, place = 100.0, place + 1
        while scale < 1e15:
            hyphen = words[place] in lex.words["hyphens"] and tokens.glued(place) == tokens.glued(place + 1)
            step = place + hyphen
            factor = lex.scales.get(words[step], 0) or (lex.groups.get(words[step], 0) if scale < 1e3 else 0)
            if not factor and digits and place == at:
                factor, step = self._suffix(place, money), place
            if not factor:
                break
            scale, place = scale * factor, step + 1
        return scale, place

    def _suffix(self, at: int, money: bool) -> float:
        tokens, word, lex = self.tokens, self.tokens.words[at], self.lex
        if tokens.glued(at + 1) and tokens.words[at + 1][:1].isalnum():
            return 0.0
        if word in lex.suffixes:
            return lex.suffixes[word]
        if not tokens.glued(at) and not (money and word != "b" and word != "t"):
            return 0.0
        if word in lex.glued_suffixes and tokens.glued(at):
            return lex.glued_suffixes[word]
        if word in lex.capital_suffixes and tokens.raw(at).isupper():
            return lex.capital_suffixes[word]
        step = at + 2 if tokens.words[at + 1] in lex.words["hyphens"] else at + 1
        return (
            lex.money_suffixes.get(word, 0.0) if money or (word in lex.money_suffixes and self.counted(step)) else 0.0
        )

    def _with_fraction(self, found: Numeral, join: bool) -> Numeral:
        """What a share behind a number makes of it: "two thirds", "two and a half", "3 million and a half"."""
        share = share_after(self.tokens, found, self.lex) if float(found.value or 0).is_integer() else None
        if share is None and join:
            share = share_joined(self.tokens, found, self.lex)
        return self._share(found.first, share) if share else found
