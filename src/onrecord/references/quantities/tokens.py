"""Words, numbers and marks of a block, as the other files of this folder read them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.records import Span

_TOKEN = re.compile(
    r"(?:(?<![\w.)\]])\.)?[0-9]+(?:[.,][0-9]+)*"
    r"|[¼-¾⅐-⅞]"
    r"|[^\W\d_](?:\.[^\W\d_])+(?![^\W_])\.?"
    r"|[^\W\d_²³¼-¾⅐-⅞]+(?:['’][^\W\d_]+)*[²³]?"
    r"|\S"
)
# An address of the web or of mail is a name through and through.
_ADDRESS = re.compile(r"\S*(?:://|www\.|[^\s@]@[^\s@])\S*")
_SENTINELS = ("",) * 12


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one block: `words` in lower case, abbreviations without points, with their `starts` and `ends`.

    A token that somebody else has taken is an empty word, which no rule matches. So are those after the last one
    (and, by Python's negative places, before the first), so that rules may look a few places around without asking.
    """

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def __len__(self) -> int:
        return len(self.starts) - len(_SENTINELS)

    def glued(self, at: int) -> bool:
        """Tell whether nothing stands between a token and the one before it."""
        return at > 0 and self.starts[at] == self.ends[at - 1]

    def raw(self, at: int) -> str:
        """A token as it stands in the text."""
        return self.text[self.starts[at] : self.ends[at]]

    def capital(self, at: int) -> bool:
        """Tell whether a token begins with a capital letter."""
        return at >= 0 and self.text[self.starts[at] : self.starts[at] + 1].isupper()

    def opens(self, at: int) -> bool:
        """Tell whether a token is the first word of its sentence, or stands where one could begin."""
        return at <= 0 or self.words[at - 1] in _OPENERS


_OPENERS = frozenset('.!?:;"“”‘’—–-(•*…|') | {"'", ""}


def tokenise(text: str, block: Span, taken: Sequence[Span]) -> Tokens:
    """Return the tokens of a block; `taken` is in order and may reach beyond it."""
    words, starts, ends = [], [], []
    for match in _TOKEN.finditer(text, *block):
        starts.append(match.start())
        ends.append(match.end())
        words.append(match[0].lower())
    for at, word in enumerate(words):
        if "’" in word:
            words[at] = word.replace("’", "'") if len(word) > 1 else word
        elif "." in word and word[0].isalpha():
            words[at] = word.replace(".", "")
        elif word[0] == "." and len(word) > 1:
            words[at] = f"0{word}"
    _strike(words, starts, ends, taken)
    part = text[block[0] : block[1]]
    if "@" in part or "://" in part or "www." in part:
        _strike(words, starts, ends, [match.span() for match in _ADDRESS.finditer(text, *block)])
    edge = (block[1],) * len(_SENTINELS)
    return Tokens(text, (*words, *_SENTINELS), (*starts, *edge), (*ends, *edge))


def _strike(words: list[str], starts: list[int], ends: list[int], spans: Sequence[Span]) -> None:
    for start, end in spans:
        at = bisect_left(ends, start + 1)
        while at < len(words) and starts[at] < end:
            words[at] = ""
            at += 1
