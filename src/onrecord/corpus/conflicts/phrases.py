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
        self._ending = (ending,) if ending else ()
        for entry in entries:
            first, *rest = split(entry)
            if rest:
                self._longer[first].append((first, *rest))
            else:
                self._single.add(first)
        for some in self._longer.values():
            some.sort(key=lambda phrase: (-len(phrase), phrase))
        self._first = self._single | self._longer.keys()

    def places(self, words: list[str]) -> list[int]:
        """Where the words and phrases begin; where a phrase does, what is inside it isn't found again."""
        return [at for at, _ in self._found(words)]

    def without(self, words: list[str]) -> list[str]:
        """The words that are left when what is found is taken out."""
        found = self._found(words)
        if not found:
            return words
        inside = {place for at, length in found for place in range(at, at + length)}
        return [word for at, word in enumerate(words) if at not in inside]

    def __contains__(self, words: list[str]) -> bool:
        return not self._single.isdisjoint(words) or bool(self._found(words))

    def _found(self, words: list[str]) -> list[tuple[int, int]]:
        """Where something begins, and how many words it has."""
        found: list[tuple[int, int]] = []
        free = 0
        for at in [at for at, word in enumerate(words) if word in self._first or word.endswith(self._ending)]:
            length = self._length(words, at, words[at]) if at >= free else 0
            if length:
                found.append((at, length))
                free = at + length
        return found

    def _length(self, words: list[str], at: int, word: str) -> int:
        for phrase in self._longer.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                return len(phrase)
        return int(word in self._single or word.endswith(self._ending))


def split(text: str) -> list[str]:
    """The words of a text in lower case, with straight apostrophes."""
    return [word.lower() for word in _WORD.findall(text.replace("’", "'"))]
