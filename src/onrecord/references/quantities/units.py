"""What an amount is measured in: money before or after it, shares in a hundred, measures, ages."""

from dataclasses import dataclass, replace

from .lexicon import Units
from .numerals import Numeral
from .tokens import Tokens

_SHORT = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by the name of the records; `factor` is what the number is multiplied by ("34 cents" is 0.34 USD).

    `place` is where it begins (before an amount) or the place after it. `money` and `age` say which kind it is.
    """

    name: str
    place: int
    factor: float = 1.0
    money: bool = False
    age: bool = False


def unit_before(tokens: Tokens, at: int, lex: Units) -> Unit | None:
    """The unit whose sign, letters or code stand right before an amount: "$", "US$", "Rs", "USD", "magnitude"."""
    words = tokens.words
    begin = at - 1
    if begin < 0:
        return None
    word = words[begin]
    if word in lex.symbols:
        return _signed(tokens, begin, lex)
    if begin and words[begin - 1] in lex.symbols and tokens.glued(begin):
        # "$US15", "$CAD 15"
        code = lex.before_symbol.get(words[begin - 1], {}).get(word)
        return Unit(code, begin - 1, money=True) if code else None
    letters = lex.letters.before(words, at)
    if letters is not None and (len(words[letters[1]]) > 1 or tokens.glued(at)):
        short = len(words[letters[1]]) <= _SHORT
        if not short or tokens.glued(at) or tokens.capital(letters[1]):
            return Unit(letters[0], letters[1], money=True)
    if word in lex.codes and word not in lex.word_codes and tokens.raw(begin).isupper():
        return Unit(lex.codes[word], begin, money=True)
    hyphen = begin - 1 if word == "-" and tokens.glued(at) and tokens.glued(begin) else begin
    if words[hyphen] in lex.leading:
        return Unit(lex.leading[words[hyphen]], hyphen)
    return None


def _signed(tokens: Tokens, begin: int, lex: Units) -> Unit:
    words = tokens.words
    word = words[begin]
    before = words[begin - 1] if begin else ""
    code = lex.before_symbol.get(word, {}).get(before) or (lex.codes.get(before) if tokens.glued(begin) else None)
    # Apart from its sign, a letter belongs to it only in capitals, or where all is set apart ("us $ 150").
    apart = words[begin - 1] not in lex.never_apart and (tokens.raw(begin - 1).isupper() or not tokens.glued(begin + 1))
    if code and (tokens.glued(begin) or apart):
        return Unit(code, begin - 1, money=True)
    return Unit(lex.symbols[word], begin, money=True)


def unit_after(tokens: Tokens, number: Numeral, lex: Units) -> Unit | None:
    """The unit that follows a number, with or without a hyphen: "percent", "million yen", "km", "-year-old"."""
    at = number.last
    words = tokens.words
    # Either side may be set apart, as in text that was cut into tokens, but not only one.
    hyphen = words[at] == "-" and tokens.glued(at) == tokens.glued(at + 1)
    place = at + hyphen
    if number.kind == "share" and words[place] in lex.share_links:
        place += 1 if words[place + 1] not in lex.share_links else 2
    elif number.kind == "open" and words[place] in lex.open_links:
        place += 1
    percent = lex.percent.after(words, place)
    if percent is not None:
        return Unit(percent[0], percent[1])
    money = _money(tokens, place, number, lex)
    if money is not None:
        return money
    return _measure(tokens, place, hyphen, number.kind == "digits", lex)


def money_follows(tokens: Tokens, at: int, lex: Units) -> bool:
    """Tell whether a currency stands at a place: a name, a code or a sign ("3m yen", "5m EUR")."""
    word = tokens.words[at]
    return lex.money.after(tokens.words, at) is not None or word in lex.symbols or _code(tokens, at, lex) is not None


def repeated(tokens: Tokens, at: int, before: Unit, lex: Units) -> Unit | None:
    """The currency named again behind an amount with a sign: "$100 USD", "$5 million Canadian dollars"."""
    named = lex.money.after(tokens.words, at)
    after = Unit(named[0], named[1], money=True) if named is not None else _code(tokens, at, lex)
    if after is None or after.factor != 1:
        return None
    return after if after.name == before.name or tokens.words[before.place] in lex.before_symbol else None


def _money(tokens: Tokens, at: int, number: Numeral, lex: Units) -> Unit | None:
    words = tokens.words
    word = words[at]
    glued = tokens.glued(at) and number.kind == "digits"
    if glued and word in lex.glued_parts and not tokens.capital(at):
        code, size = lex.glued_parts[word]
        return Unit(code, at + 1, size, money=True)
    part = lex.parts.after(words, at)
    if part is not None:
        code, size = lex.sizes[part[0]]
        return Unit(code, part[1], size, money=True)
    named = lex.money.after(words, at)
    if named is not None and number.amount >= lex.least.get(word, 0):
        return Unit(named[0], named[1], money=True)
    if word in lex.symbols and not (tokens.glued(at + 1) and words[at + 1][:1].isdigit()):
        return Unit(lex.symbols[word], at + 1, money=True)
    letters = lex.letters.after(words, at)
    if letters is not None and (tokens.capital(at) or len(word) > _SHORT) and word not in lex.leading_letters:
        return Unit(letters[0], letters[1], money=True)
    return _code(tokens, at, lex) or _pounds(tokens, at, number, lex)


def _code(tokens: Tokens, at: int, lex: Units) -> Unit | None:
    words, raw = tokens.words, tokens.raw(at)
    word = words[at]
    letters = lex.before_symbol.get(words[at + 1], {}).get(word) if tokens.glued(at + 1) else None
    if letters and not (tokens.glued(at + 2) and words[at + 2][:1].isdigit()):
        return Unit(letters, at + 2, money=True)
    if raw.isupper() and word in lex.prefixes and (words[at + 1] in lex.symbols or words[at + 1] in lex.codes):
        after = _code(tokens, at + 1, lex) if words[at + 1] in lex.codes else Unit(lex.symbols[words[at + 1]], at + 2)
        return replace(after, factor=lex.prefixes[word], money=True) if after else None
    if not 3 <= len(raw) <= 5 or not raw[-3:].isupper():
        return None
    if word in lex.codes:
        return Unit(lex.codes[word], at + 1, money=True)
    size, code = lex.prefixes.get(word[:-3]), lex.codes.get(word[-3:])
    return Unit(code, at + 1, size, money=True) if size and code else None


def _pounds(tokens: Tokens, at: int, number: Numeral, lex: Units) -> Unit | None:
    words, pounds = tokens.words, lex.pounds
    if words[at] not in pounds["forms"]:
        return None
    compound = words[at - 1] == "-" and tokens.glued(at)
    heavy = compound or words[at + 1] in lex.open_links
    heavy = heavy or any(
        words[place] in pounds["weight_words"] for place in range(max(0, number.first - 3), number.first)
    )
    big = number.amount >= 1e6
    return Unit(pounds["money"], at + 1, money=True) if big or not heavy else Unit(pounds["unit"], at + 1)


def _measure(tokens: Tokens, at: int, hyphen: bool, digits: bool, lex: Units) -> Unit | None:
    words = tokens.words
    found = lex.forms.after(words, at)
    if found is not None and not digits and len(words[at]) <= _SHORT and tokens.capital(at):
        return None
    if found is None:
        if not tokens.glued(at) or hyphen or words[at] not in lex.glued or tokens.capital(at):
            return None
        found = lex.glued[words[at]], at + 1
    name, last = found
    if name in lex.age["units"]:
        return _time(tokens, name, last, lex)
    if words[last] in lex.rate_links:
        rate = lex.rates.after(words, last + 1)
        if rate is not None:
            return Unit(f"{name} {lex.per} {rate[0]}", rate[1])
    return Unit(name, last)


def _time(tokens: Tokens, name: str, at: int, lex: Units) -> Unit:
    words, ages = tokens.words, lex.age["words"]
    place = at + 1 if words[at] == "-" and tokens.glued(at) else at
    if words[place] in ages:
        return Unit(name, place + 1, age=True)
    if f"{words[place]} {words[place + 1]}" in ages:
        return Unit(name, place + 2, age=True)
    return Unit(name, at)
