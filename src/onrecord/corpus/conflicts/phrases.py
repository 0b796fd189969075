"""Lists of words and phrases, found in a text by its words: quicker than one pattern of all of them."""

import re
from collections import defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


class Phrases:
    """Words and phrases in lower case that are looked for in texts."""

    def __init__(self, entries: Iterable[str], ending: str = "") -> None:
        """`ending`: words that end with it are found too."""
        self._single: set[str] = set()
        self._longer: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._ending = ending
        for entry in entries:
            first, *rest = split(entry)
            if rest:
                self._longer[first].append((first, *rest))
            else:
                self._single.add(first)
        for some in self._longer.values():
            some.sort(key=lambda phrase: (-len(phrase), phrase))

    def places(self, words: list[str]) -> list[int]:
        """Where the words and phrases begin; where a phrase does, what is inside it isn't found again."""
        found: list[int] = []
        free = 0
        if not self._ending and self._absent(words):
            return found
        for at, word in enumerate(words):
            if at < free:
                continue
            length = self._length(words, at, word)
            if length:
                found.append(at)
                free = at + length
        return found

    def without(self, words: list[str]) -> list[str]:
        """The words that are left when what is found is taken out."""
        if not self._ending and self._absent(words):
            return words
        kept, free = [], 0
        for at, word in enumerate(words):
            if at < free:
                continue
            length = self._length(words, at, word)
            if length:
                free = at + length
            else:
                kept.append(word)
        return kept

    def __contains__(self, words: list[str]) -> bool:
        if not self._ending:
            if not self._single.isdisjoint(words):
                return True
            if self._longer.keys().isdisjoint(words):
                return False
        return any(self._length(words, at, word) for at, word in enumerate(words))

    def _absent(self, words: list[str]) -> bool:
        return self._single.isdisjoint(words) and self._longer.keys().isdisjoint(words)

    def _length(self, words: list[str], at: int, word: str) -> int:
        for phrase in self._longer.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase)
        if word in self._single or (self._ending and word.endswith(self._ending)):
            return 1
        return 0


def split(text: str) -> list[str]:
    """The words of a text in lower case, with straight apostrophes."""
    return [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
