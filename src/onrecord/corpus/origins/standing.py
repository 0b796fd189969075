"""For which body a person speaks, as the words beside the name tell."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.corpus.actors.folding import fold

from .statements import Figure
from .vocabulary import entries, mapping

_SENTENCE = re.compile(r"[.;:!?](?=\s)|[\n“”\"()–—]")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_LINKS = frozenset({"of", "for", "at", "with", "in"})
_BREAKS = frozenset({"who", "which", "that", "said", "told", "says", "and", "as", "when", "after", "while", "in", "on"})
_MOST = 4
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """A `role` in a body ("spokes", "head", or "" for neither), and the words that say which body it is.

    `loose` where a pronoun, or nothing, says which ("its director").
    """

    role: str = ""
    words: frozenset[str] = frozenset()

    @property
    def loose(self) -> bool:
        """Whether nothing says which body it is."""
        return bool(self.role) and not self.words


NOBODY = Standing()


def body_words(text: str) -> frozenset[str]:
    """The words of a body's name or description that it is known by, of several for one thing always the same."""
    return frozenset(_plain(word) for word in _WORD.findall(text) if _tells(word))


def _tells(word: str) -> bool:
    folded = _folded(word)
    return folded not in entries("small") and folded not in entries("determiners")


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    folded = fold(word)
    return folded[:-1] if re.search(r"['’]s$", word.casefold()) and folded.endswith("s") else folded


def _plain(word: str) -> str:
    folded = _folded(word)
    return mapping("same").get(folded, folded)


def same_body(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names can be of one body: one says all that the other says."""
    return bool(one and other) and (one <= other or other <= one)


@lru_cache(maxsize=16384)
def read_phrase(phrase: str) -> Standing:
    """The role that a phrase names ("the head of the dockers' union", "Interior Minister"), and in which body."""
    words = _WORD.findall(phrase)
    folded = [_folded(word) for word in words]
    for role, key in (("spokes", "spokes"), ("head", "heads")):
        found = _role_at(folded, key)
        if found is not None:
            return _standing(role, words, folded, *found)
    return NOBODY


def _role_at(folded: list[str], key: str) -> tuple[int, int] | None:
    """Where the first role word that is not within the body's name stands: "the minister's spokesman" has two."""
    roles = entries(key)
    for at in range(len(folded)):
        for size in (2, 1):
            if " ".join(folded[at : at + size]) in roles and at + size <= len(folded):
                last = at + size
                while last < len(folded) and folded[last] in roles:
                    at, last = last, last + 1
                return at, last
    return None


def _standing(role: str, words: list[str], folded: list[str], start: int, stop: int) -> Standing:
    if _is_below(folded, start):
        return NOBODY
    if stop < len(folded) and folded[stop] in _LINKS:
        body = []
        for word in words[stop + 1 : stop + 1 + _LONGEST]:
            if _folded(word) in _BREAKS:
                break
            body.append(word)
        # "Foreign Minister of Ostmark": what stands before tells as well
        return Standing(role, body_words(" ".join(_before(words, folded, start) + body)) | _office(folded[start:stop]))
    before = _before(words, folded, start)
    known = body_words(" ".join(before))
    return Standing(role, known | _office(folded[start:stop]) if known or _office(folded[start:stop]) else known)


def _is_below(folded: list[str], start: int) -> bool:
    """Whether a role is not that of the whole body's head or voice today: "deputy", "former … minister"."""
    if start and folded[start - 1] in entries("below"):
        return True
    return not entries("never").isdisjoint(folded[max(0, start - _MOST) : start])


def _office(role: list[str]) -> frozenset[str]:
    offices = mapping("offices")
    found = {offices[word] for word in role if word in offices}
    return frozenset(found | {word for word in role if "-" in word and word in offices})


def _before(words: list[str], folded: list[str], start: int) -> list[str]:
    """The words before a role that can name its body: capitalised, possessive, or nouns for bodies."""
    body: list[str] = []
    for at in range(start - 1, max(-1, start - 1 - _MOST), -1):
        word, plain = words[at], folded[at]
        fits = word[:1].isupper() or plain in entries("bodies") or re.search(r"(?:['’]s|s['’])$", word) is not None
        if not fits or plain in entries("pronouns") or plain in entries("determiners") or plain in _BREAKS:
            break
        body.insert(0, word)
    return body


def standings(figure: Figure, source: str) -> tuple[Standing, ...]:
    """All that an article says of a person's place in a body: in roles, beside the name, in the source itself."""
    phrases = [*beside_name(figure), *figure.roles]
    if figure.name in source:
        left, _, right = source.partition(figure.name)
        phrases += [left.strip(" ,"), right.strip(" ,")]
    found = [read_phrase(phrase[:200]) for phrase in phrases if phrase]
    told = [standing for standing in found if standing.role and standing.words]
    return tuple(dict.fromkeys(told or [standing for standing in found if standing.role]))


def beside_name(figure: Figure) -> list[str]:
    """What stands beside a person's name where it is first mentioned, as far as it can say who it is."""
    before = _SENTENCE.split(figure.before)[-1]
    parts = [part.strip() for part in before.split(",")]
    left = parts[-1] or (parts[-2] if len(parts) > 1 else "")
    right = ""
    if figure.behind.startswith(","):
        right = _SENTENCE.split(figure.behind[1:])[0].split(",")[0].strip()
    return [left, right]
