"""Shares in words and with a slash: "two-thirds", "a quarter", "two and a half", "half a million", "1/3"."""

from math import gcd
from typing import Protocol

from .lexicon import NumberWords
from .tokens import Tokens

# Halves and quarters are things as well (of a match, of a year), and then in numbers that no share has.
_THINGS = (2, 4)


class _Number(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...
    @property
    def value(self) -> float | None: ...
    @property
    def mantissa(self) -> float: ...


def proper_slash(tokens: Tokens, at: int, lex: NumberWords) -> tuple[float, int] | None:
    """The value of "1/4" and the place after it; None for what has a slash and is no proper fraction (9/11, 24/7)."""
    words = tokens.words
    over, under = words[at], words[at + 2]
    if words[at + 1] != "/" or not (over.isdecimal() and under.isdecimal()) or len(over) > 4 or len(under) > 4:
        return None
    if words[at - 1] == "/" or (words[at + 3] == "/" and tokens.glued(at + 3)):
        return None
    # In text that was set apart into tokens, there is space around the slash as well.
    if tokens.glued(at + 1) != tokens.glued(at + 2) or over[0] == "0":
        return None
    top, bottom = int(over), int(under)
    return (top / bottom, at + 3) if bottom in lex.slash and top < bottom else None


def whole_scale(tokens: Tokens, at: int, lex: NumberWords) -> tuple[float, int] | None:
    """The number that a share right before a place is of: "(half) a million", "(two thirds) of a million"."""
    words = tokens.words
    place = at + 1 if words[at] in lex.words["hyphens"] and tokens.glued(at) else at
    place += words[place] in lex.words["of"]
    place += words[place] in lex.words["single"]
    word = words[place]
    factor = lex.scales.get(word) if word in lex.plain_scales else lex.groups.get(word)
    if factor is None or word in lex.vague:
        return None
    return factor, place + 1


def single_share(tokens: Tokens, at: int, lex: NumberWords) -> tuple[float, int] | None:
    """The share that an article or nothing stands before ("a third", "half"), and the place after it."""
    words = tokens.words
    place = at + (words[at] in lex.words["articles"])
    if place == at and words[at] not in lex.words["quarter"]:
        return None
    found = _denominator(tokens, place, lex, plural=False)
    if found is None:
        return None
    bottom, last = found
    whole = whole_scale(tokens, last, lex)
    if whole is not None:
        return whole[0] / bottom, whole[1]
    return None if place == at and words[at] not in lex.words["half"] else (1 / bottom, last)


def share_after(tokens: Tokens, number: _Number, lex: NumberWords) -> tuple[float, int] | None:
    """The share whose numerator was read ("two thirds", "one-fifth", "three twenty-firsts"), and the place after it."""
    words, value = tokens.words, number.value or 0.0
    place = _past_hyphen(tokens, number.last, lex)
    plural = not (value == 1 and words[number.first] in lex.words["single"])
    closing = number.last - 1
    bound = place > number.last and tokens.glued(place)
    if words[closing] in lex.tens and closing > number.first and (bound or words[closing - 1] not in lex.words["and"]):
        ones = lex.compound.get(words[place]) if words[place].endswith(lex.plural) else None
        if ones is not None:
            tens = lex.small[words[closing]]
            return (value - tens) / (tens + ones), place + 1
    found = _denominator(tokens, place, lex, plural=plural)
    if found is None:
        return None
    bottom, last = found
    if bottom in _THINGS and gcd(int(value), int(bottom)) > 1:
        return None
    whole = whole_scale(tokens, last, lex)
    if whole is not None:
        return value / bottom * whole[0], whole[1]
    return value / bottom, last


def share_joined(tokens: Tokens, number: _Number, lex: NumberWords) -> tuple[float, int] | None:
    """A number and the share that "and" adds ("two and a half", "3 million and a half"), and the place after it."""
    words = tokens.words
    place = _past_hyphen(tokens, number.last, lex)
    if words[place] not in lex.words["and"] or number.value is None:
        return None
    place = _past_hyphen(tokens, place + 1, lex)
    found = proper_share(tokens, place, lex)
    if found is None:
        return None
    share, last = found
    simple = words[place] in lex.words["single"] or words[place] in lex.words["half"]
    size = number.value / number.mantissa if number.mantissa else 1.0
    if size < 1000:
        return _with_scale(tokens, number.value + share, last, lex)
    factor = lex.scales.get(words[last]) if words[last] in lex.plain_scales else None
    if factor is not None:
        return number.value + share * factor, last + 1
    return number.value + share * (size if simple else 1), last


def proper_share(tokens: Tokens, at: int, lex: NumberWords) -> tuple[float, int] | None:
    """A proper share with an article or a number ("a half", "three fifths"), and the place after."""
    words = tokens.words
    if words[at][:1].isdigit():
        return proper_slash(tokens, at, lex)
    if words[at] in lex.words["half"]:
        return 0.5, at + 1
    if words[at] in lex.words["single"]:
        found = _denominator(tokens, _past_hyphen(tokens, at + 1, lex), lex, plural=False)
        return (1 / found[0], found[1]) if found else None
    top = small_number(tokens, at, lex)
    if top is None:
        return None
    found = _denominator(tokens, _past_hyphen(tokens, top[1], lex), lex, plural=True)
    return (top[0] / found[0], found[1]) if found and top[0] < found[0] else None


def small_number(tokens: Tokens, at: int, lex: NumberWords) -> tuple[float, int] | None:
    """A number below a hundred in words, and the place after it."""
    words = tokens.words
    value = lex.small.get(words[at])
    if value is None:
        return None
    if words[at] in lex.tens:
        place = _past_hyphen(tokens, at + 1, lex)
        ones = lex.small.get(words[place], 0)
        if 0 < ones < 10:
            return float(value + ones), place + 1
    return float(value), at + 1


def _with_scale(tokens: Tokens, value: float, at: int, lex: NumberWords) -> tuple[float, int]:
    place = _past_hyphen(tokens, at, lex)
    word = tokens.words[place]
    return (value * lex.scales[word], place + 1) if word in lex.plain_scales else (value, at)


def _denominator(tokens: Tokens, at: int, lex: NumberWords, *, plural: bool) -> tuple[float, int] | None:
    words = tokens.words
    if words[at] in lex.tens:
        place = _past_hyphen(tokens, at + 1, lex)
        ones = lex.compound.get(words[place])
        if ones is None or words[place].endswith(lex.plural) != plural:
            return None
        return float(lex.small[words[at]] + ones), place + 1
    bottom = lex.denominators.get(words[at])
    if bottom is None or words[at].endswith(lex.plural) != plural:
        return None
    return bottom, at + 1


def _past_hyphen(tokens: Tokens, at: int, lex: NumberWords) -> int:
    return at + 1 if tokens.words[at] in lex.words["hyphens"] else at
