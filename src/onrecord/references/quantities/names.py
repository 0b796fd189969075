"""Numbers that are names and no amounts: years, sections, flights, scores, addresses, "9/11", "COVID-19", "G7"."""

import re

from .counted import Counted
from .lexicon import Lexicon, Words
from .numerals import Numeral
from .tokens import Tokens

_DASHES = frozenset("-–—‐‑~/")
_JOINED = frozenset("-–‐‑/:.")
_ENDS = frozenset((".", ",", ";", ":", "!", "?", ")", "”", '"', "’", "", "—", "–", "-", "%", "]", "|"))
_ZIP = 5
_ADDRESS_WORDS = 4
_TITLE_SHARE = 0.7
_TITLE_REACH = 100
_VOTE_REACH = 4
_LETTERS = re.compile(r"[^\W\d_]{4,}")


class NameRules:
    """Tells names from amounts, by the word lists of `names.toml`."""

    def __init__(self, lex: Lexicon, counted: Counted) -> None:
        """Take the word lists and the finder of what is counted."""
        self._lex, self._names, self._counted = lex, lex.names, counted

    def is_name(self, tokens: Tokens, number: Numeral, *, unit: bool) -> bool:
        """Tell whether a numeral is a name, or a part of one; `unit` says that a unit goes with it."""
        if number.kind == "share":
            return not unit and self._no_share(tokens, number)
        if number.kind == "digits":
            if self._joined(tokens, number, unit=unit):
                return True
            if not unit and self._named_digits(tokens, number):
                return True
        elif self._named_words(tokens, number, unit=unit):
            return True
        return not unit and self._designated(tokens, number)

    def pair(self, tokens: Tokens, first: Numeral, second: Numeral) -> str:
        """What two whole numbers with a dash between them are: a "score", a "vote", a "range" or "name"."""
        low, high = first.amount, second.amount
        if self._near(tokens, first.first, second.last, "votes"):
            return "vote"
        if low >= high or low == 0:
            return "score"
        if self._near(tokens, first.first, second.last, "scores"):
            return "score"
        if self._year(tokens, first) or (high < low * 100 and tokens.words[second.first][:1] == "0"):
            return "name"
        return "range"

    def _near(self, tokens: Tokens, first: int, last: int, kind: str) -> bool:
        words, listed = tokens.words, self._names[kind]
        return any(words[place] in listed for place in (*range(max(0, first - _VOTE_REACH), first), last, last + 1))

    def _joined(self, tokens: Tokens, number: Numeral, *, unit: bool) -> bool:
        """Letters, points or dashes right before or after the digits: "G7", "COVID-19", "10:30", "21st", "3.2.1"."""
        words, first, last = tokens.words, number.first, number.last
        if words[first] in ("-", "−"):
            return False
        if tokens.glued(first) and not unit:
            before = words[first - 1]
            if before.isalnum() or before in self._names["marks"] or before == "":
                return True
            if before in _JOINED and tokens.glued(first - 1) and (words[first - 2].isalnum() or words[first - 2] == ""):
                return not (before in _DASHES and self._range_before(words[first - 2]))
        after = words[last]
        if tokens.glued(last) and not unit and after.isalnum():
            return True
        if unit:
            return False
        joins = after in _JOINED and tokens.glued(last) and tokens.glued(last + 1)
        return joins and (
            words[last + 1][:1].isdigit() or (after != "-" and after != "–" and words[last + 1].isalnum())
        )

    def _range_before(self, word: str) -> bool:
        return word in self._lex.numbers.small

    def _named_digits(self, tokens: Tokens, number: Numeral) -> bool:
        words, first, last = tokens.words, number.first, number.last
        whole = last == first + 1 and words[first].isdecimal()
        if not whole:
            return False
        if self._year(tokens, number) or self._listed(tokens, first, last) or self._address(tokens, first, last):
            return True
        if words[last] in self._names["clock"] or self._dated(tokens, first, last):
            return True
        return self._after_name(tokens, first, last) or (
            words[last] == "-" and tokens.glued(last) and tokens.capital(last + 1)
        )

    def _year(self, tokens: Tokens, number: Numeral) -> bool:
        """Four digits without a comma are a year, unless persons or, for a round number, things are counted."""
        word = tokens.words[number.first]
        if len(word) != 4 or number.last != number.first + 1 or not word.isdecimal():
            return False
        if not self._names["year_from"] <= int(word) <= self._names["year_to"]:
            return False
        bound = self._lex.before.before(tokens.words, number.first)
        if bound is not None and bound[0] != "about" and bound[1] < number.first - 1:
            return False
        found = self._counted.after(tokens, number.last)
        if found is None or tokens.words[number.first - 1] in self._names["year_before"]:
            return True
        return not (tokens.words[found[0]] in self._lex.counted["persons"] or word.endswith("00"))

    def _listed(self, tokens: Tokens, first: int, last: int) -> bool:
        """The number of a point in a list: "1. Open the lid", "(2)", "3) Close it"."""
        words = tokens.words
        if words[first - 1] == "[" and words[last] == "]":
            return True
        if len(words[first]) > 2:
            return False
        if words[last] == ")":
            return words[first - 1] in ("(", "", ";", ",", ":") or tokens.opens(first)
        return first == 0 and words[last] == "." and last + 1 < len(tokens)

    def _address(self, tokens: Tokens, first: int, last: int) -> bool:
        words, place = tokens.words, last
        while place < last + _ADDRESS_WORDS and tokens.capital(place):
            if place > last and words[place] in self._lex.streets:
                return True
            place += 1
        return len(words[first]) == _ZIP and tokens.raw(first - 1).isupper() and len(words[first - 1]) == 2

    def _dated(self, tokens: Tokens, first: int, last: int) -> bool:
        words, months = tokens.words, self._names["months"]
        before = first - 2 if words[first - 1] == "." else first - 1
        return (words[before] in months and tokens.capital(before)) or (words[last] in months and tokens.capital(last))

    def _after_name(self, tokens: Tokens, first: int, last: int) -> bool:
        """ "Boeing 737", "Apollo 11": a capital word before the digits, and nothing counted after them."""
        before = first - 1
        if before < 0 or not tokens.capital(before) or not tokens.words[before][:1].isalpha():
            return False
        if tokens.words[before] in self._lex.counted["stops"] or tokens.words[before] in self._lex.counted["fillers"]:
            return False
        if tokens.opens(before) and tokens.raw(before)[1:].islower() and self._ends(tokens, last) is False:
            return False
        letter = len(tokens.words[before]) == 1
        return letter or not self._counted.plural(tokens, last)

    def _ends(self, tokens: Tokens, at: int) -> bool:
        return tokens.words[at] in _ENDS

    def _designated(self, tokens: Tokens, number: Numeral) -> bool:
        """A word before the number that numbers things: "section 230", "No. 10", "page six"."""
        words, first = tokens.words, number.first
        before = first - 2 if words[first - 1] == "." and tokens.glued(first - 1) else first - 1
        if before < 0 or number.last > first + 1:
            return False
        titled = self._names["titled"].before(words, first)
        if titled is not None and tokens.capital(titled[1]):
            return True
        word = words[before]
        if words[first - 1] == "-" and tokens.glued(first):
            return False
        if before < first - 1 and word not in self._names["abbreviated"]:
            return False
        if word in self._names["designators"]:
            return word not in self._names["digit_designators"] or number.kind == "digits"
        return word in self._names["weak_designators"] and not self._counted.plural(tokens, number.last)

    def _named_words(self, tokens: Tokens, number: Numeral, *, unit: bool) -> bool:
        words, first, last = tokens.words, number.first, number.last
        if words[first] in self._lex.numbers.words["articles"]:
            return False
        saying = self._names["sayings"]
        if saying.after(words, first) or saying.before(words, last):
            return True
        hyphen = first > 1 and words[first - 1] == "-" and tokens.glued(first) and tokens.glued(first - 1)
        if hyphen and words[first - 2].isalnum():
            return True
        if not unit and tokens.capital(first) and not tokens.opens(first) and not _in_title(tokens, first):
            return True
        alone = number.value == 1 and last == first + 1
        return alone and not unit and self._pronoun(tokens, number)

    def _pronoun(self, tokens: Tokens, number: Numeral) -> bool:
        """ "One" is a pronoun unless a noun follows it, or a word before it counts ("killing one")."""
        words, before = tokens.words, tokens.words[number.first - 1]
        if before in self._names["one.not_after"]:
            return True
        if before in self._names["one.counting"] or self._lex.before.before(words, number.first):
            return False
        after = words[number.last]
        if after in self._lex.numbers.words["in"] or after in self._names["one.not_before"]:
            return True
        return self._counted.after(tokens, number.last, one=True) is None

    def _no_share(self, tokens: Tokens, number: Numeral) -> bool:
        """ "A third man", "first half", "half time": an ordinal or a part of a day, and no share."""
        words, first, last = tokens.words, number.first, number.last
        numbers = self._lex.numbers
        if words[last] == "-" and tokens.glued(last) and words[last + 1].isalpha():
            return True
        if last == first + 1 and words[first] in numbers.words["half"]:
            if (
                words[last] in self._names["shares.not_after_half"]
                or words[first - 1] in self._names["shares.not_before_half"]
            ):
                return True
        elif words[first] not in numbers.words["articles"] or last > first + 2:
            return False
        elif words[first - 1] in self._names["shares.not_before_ordinal"] or words[first - 1] in self._lex.units.known:
            return True
        if self._lex.before.before(words, first) or words[last] in _ENDS:
            return False
        followers: Words = self._names["shares.followers"]
        return words[last] not in followers


def _in_title(tokens: Tokens, at: int) -> bool:
    """Tell whether a token stands in a line where most words have capitals, as in many headlines."""
    near = max(0, tokens.starts[at] - _TITLE_REACH)
    before = tokens.text[near : tokens.starts[at]].rpartition("\n")[2]
    line = before + tokens.text[tokens.starts[at] : tokens.ends[at] + _TITLE_REACH].partition("\n")[0]
    words = _LETTERS.findall(line)
    return bool(sum(word[0].isupper() for word in words) >= _TITLE_SHARE * len(words))
