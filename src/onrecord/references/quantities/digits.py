"""Numbers in digits: with commas or spaces between thousands, with a fraction behind them or a slash within."""

import re
import unicodedata

from .fractions import proper_slash
from .lexicon import NumberWords
from .tokens import Tokens

_NUMBER = re.compile(
    r"(?P<grouped>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?)"
    r"|(?P<plain>0|0?\.[0-9]+|0\.[0-9]+|[1-9][0-9]*(?:\.[0-9]+)?)"
    r"|(?P<comma>[0-9]+,[0-9]{1,2}|[1-9][0-9]{0,2}(?:\.[0-9]{3}(?:(?:\.[0-9]{3})+|(?:\.[0-9]{3})*,[0-9]+)))"
)
_LONGEST = 26
# Longer ones are the numbers of accounts, messages and goods.
_LONGEST_PLAIN = 15
_SPACES = frozenset((" ", "\u00a0", "\u2009", "\u202f"))


def number_of(word: str) -> float | None:
    """The value of a chunk of digits with points and commas, or None where it is no single number."""
    match = _NUMBER.fullmatch(word) if len(word) <= _LONGEST else None
    if match is None or (match["plain"] and len(word) > _LONGEST_PLAIN and "." not in word):
        return None
    if match["comma"]:
        return float(word.replace(".", "").replace(",", "."))
    return float(word.replace(",", ""))


def vulgar_value(word: str) -> float:
    """The value of a fraction that is one character, 0 for any other word."""
    return unicodedata.numeric(word) if len(word) == 1 and ("¼" <= word <= "¾" or "⅐" <= word <= "⅞") else 0.0


def read_digits(tokens: Tokens, at: int, lex: NumberWords) -> tuple[float, int] | None:
    """A chunk of digits with the groups of three, the fraction of a slash, or the vulgar fraction behind it."""
    words = tokens.words
    word = words[at]
    if not word[0].isdigit() or not word.isascii():
        return (vulgar_value(word), at + 1) if vulgar_value(word) else None
    slash = proper_slash(tokens, at, lex)
    if slash is not None:
        return slash
    value, place = number_of(word), at + 1
    if value is None:
        return None
    if word.isdigit() and len(word) <= 3:
        value, place = _spaced(tokens, value, at)
    if place == at + 1 and word.isdigit():
        fraction = proper_slash(tokens, place, lex) if not tokens.glued(place) else None
        if fraction is not None:
            return value + fraction[0], fraction[1]
        if vulgar_value(words[place]):
            return value + vulgar_value(words[place]), place + 1
    return value, place


def _spaced(tokens: Tokens, value: float, at: int) -> tuple[float, int]:
    """ "40 000": groups of three that one space sets apart."""
    words = tokens.words
    place = at + 1
    while len(words[place].split(".")[0]) == 3 and words[place][0].isdigit() and words[place][2].isdigit():
        if tokens.text[tokens.ends[place - 1] : tokens.starts[place]] not in _SPACES or value >= 1e12:
            break
        tail = number_of(f"1{words[place]}")
        if tail is None or words[place].count(","):
            break
        value, place = value * 1000 + tail - 1000, place + 1
        if "." in words[place - 1]:
            break
    return value, place
