"""What is counted: the head of the noun phrase behind an amount, found by endings and short lists of words.

There is no parser here, so the head is the last of the first plurals ("North Korean troops"), or for one of
something the last word before the phrase ends. Where neither stands, nothing is said to be counted.
"""

from collections.abc import Mapping

from .lexicon import Words
from .tokens import Tokens

_LONGEST = 6
_FILLERS = 5
_JOINS = frozenset("-&")


class Counted:
    """Finds what is counted, by the word lists of `counted.toml`."""

    def __init__(self, lists: Mapping[str, Words], numbers: Words) -> None:
        """Take the lists by their names in the data file, and number words, which end a phrase."""
        self._lists = lists
        self._stops = lists["stops"] | (numbers - lists["fillers"])
        self._endings = tuple(self._lists["singular_endings"])
        self._pasts = tuple(self._lists["past_endings"])
        self._plurals = tuple(self._lists["plural_endings"])
        self._possessive = tuple(self._lists["possessive_endings"])
        self._verbs = tuple(self._lists["verb_endings"])
        self._links = sorted((tuple(link.split()) for link in self._lists["links"]), key=len, reverse=True)

    def after(self, tokens: Tokens, at: int, *, one: bool = False, linked: bool = False) -> tuple[int, int] | None:
        """The tokens of what is counted behind the place `at`, or None where that isn't plain.

        `one` says that a single thing is counted, or a share of one; `linked` that only "of" leads there.
        """
        words = tokens.words
        if linked:
            place = self._past_link(tokens, at)
            if place is None:
                return None
            return self._head(tokens, self._run(tokens, place), one=True)
        if words[at] == "-" and tokens.glued(at) and tokens.glued(at + 1):
            return (at + 1, at + 2) if self._noun(words[at + 1]) else None
        shared = words[at] in self._lists["of_words"]
        return self._head(tokens, self._run(tokens, at, one=one and not shared), one=one or shared)

    def plural(self, tokens: Tokens, at: int) -> bool:
        """Tell whether a plural is counted at a place."""
        return self.after(tokens, at) is not None

    def persons(self, tokens: Tokens, at: int) -> bool:
        """Tell whether the word at a place is one for persons, or a people's name ("Americans")."""
        word = tokens.words[at]
        return word in self._lists["persons"] or (tokens.capital(at) and self._plural(word))

    def _past_link(self, tokens: Tokens, at: int) -> int | None:
        for link in self._links:
            if tuple(tokens.words[at : at + len(link)]) == link:
                return at + len(link)
        return None

    def _run(self, tokens: Tokens, at: int, *, one: bool = False) -> list[int]:
        """The places of the words of the noun phrase at `at`, without what may stand before its adjectives."""
        words, stops = tokens.words, self._stops
        place, fillers = at, self._lists["fillers"]
        while words[place] in fillers and place < at + _FILLERS:
            place += 1
        run: list[int] = []
        while len(run) < _LONGEST:
            word = words[place]
            if word in _JOINS and run and tokens.glued(place) and tokens.glued(place + 1):
                if words[place + 1] in stops:
                    run.pop()
                    place += 1
                place += 1
                continue
            if one and run and self._plural(word) and not tokens.capital(run[-1]):
                break
            if one and (word.endswith(self._possessive) or (run and tokens.capital(place) > tokens.capital(run[-1]))):
                break
            if not word[:1].isalpha() or word in stops:
                break
            if run and self._verb(word) and self._plural(words[run[-1]]):
                break
            run.append(place)
            place += 1
        return run

    def _head(self, tokens: Tokens, run: list[int], *, one: bool) -> tuple[int, int] | None:
        words, weak = tokens.words, self._lists["weak"]
        plurals = [place for place in run if self._plural(words[place])]
        strong = [place for place in plurals if words[place] not in weak]
        chosen = strong or plurals
        if chosen:
            return self._whole(tokens, next((place for place in strong if not tokens.capital(place)), chosen[0]))
        if not one:
            return None
        while run and words[run[-1]].endswith(self._pasts) and self._verb(words[run[-1]]):
            run = run[:-1]
        if run and self._verb(words[run[-1]]):
            return None
        return self._whole(tokens, run[-1]) if run and self._noun(words[run[-1]]) else None

    def _whole(self, tokens: Tokens, head: int) -> tuple[int, int]:
        """A head with what hyphens join to it ("e-mails")."""
        begin = head
        while begin > 1 and tokens.words[begin - 1] == "-" and tokens.glued(begin) and tokens.glued(begin - 1):
            begin -= 2
        return begin, head + 1

    def _noun(self, word: str) -> bool:
        return word[:1].isalpha() and word not in self._stops and not word.endswith(self._possessive)

    def _plural(self, word: str) -> bool:
        if word in self._lists["plurals"]:
            return True
        if not word.endswith(self._plurals) or len(word) <= 3 or word in self._lists["singulars"]:
            return False
        return not word.endswith(self._endings) and word not in self._stops

    def _verb(self, word: str) -> bool:
        return word.endswith(self._verbs) and word not in self._lists["verb_ending_nouns"]
