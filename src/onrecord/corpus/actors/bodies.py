"""Names of organisations, documents and named groups, as they are compared over articles."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from .folding import fold, possessive_free, spelled
from .names import is_named
from .territories import country_code, territories
from .vocabulary import entries, rows, table

_WORD = re.compile(r"[^\W_](?:[\w.]*\w)?")
_BRACKET = re.compile(r"\s*\(([^()]*)\)")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+)\.(?:com|org|net|gov|co\.uk|info|news)", re.IGNORECASE)
_LONGEST_INITIALS = 7
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class BodyName:
    """A name in one spelling; where its words are general, the place that it names, and whether that is a town."""

    words: tuple[str, ...]
    place: str = ""
    general: bool = False
    town: bool = False

    @property
    def block(self) -> str:
        """The key under which a name and its initials meet."""
        return self.words[0] if len(self.words) == 1 else initials(self.words)


@lru_cache(maxsize=65536)
def body_name(name: str) -> BodyName | None:
    """Take the name of an organisation apart; None where it is none."""
    domain = _DOMAIN.fullmatch(name.strip())
    if not domain and not is_named(name):
        return None
    words = _words(_BRACKET.sub("", domain[1] if domain else name))
    if not words:
        return None
    if len(words) > 1 and len(words[0]) < _LONGEST_INITIALS and words[0] in _known():
        words = (*_known()[words[0]], *words[1:])
    turned = _turned(_known().get(" ".join(words), words))
    return _placed(_known().get(" ".join(turned), turned))


@lru_cache(maxsize=65536)
def short_forms(name: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """The initials that an article gives along with a full name."""
    bracketed = [match[1] for match in _BRACKET.finditer(name)]
    body = body_name(name)
    found = {_bare(alias) for alias in (*aliases, *bracketed) if is_initials(alias)}
    return frozenset(form for form in found if body and form != " ".join(body.words) and _stands_for(form, body.words))


def is_initials(name: str) -> bool:
    """Whether a name is made of capitals ("NATO", "U.N."); "Nato" can't be told from a word."""
    bare = name.strip().replace(".", "")
    return bare.isalpha() and bare.isupper() and 2 <= len(bare) <= _LONGEST_INITIALS


def initials(words: tuple[str, ...]) -> str:
    """First letters of the words, small words passed over."""
    return "".join(word[0] for word in words if word not in entries("bodies", "small")) or "".join(
        word[0] for word in words
    )


def is_group(name: str) -> bool:
    """Whether a name of a group or a document is one that other articles can mean too."""
    words = [word for word in name.split() if fold(word) not in entries("bodies", "small")]
    if not words or not all(word[0].isupper() or not word[0].isalpha() or not word[0].islower() for word in words):
        return False
    return len(words) > 1 or fold(name) in entries("bodies", "groups") or is_initials(name)


def _stands_for(form: str, words: tuple[str, ...]) -> bool:
    return form[0] == initials(words)[:1] and form == initials(words)


def _bare(name: str) -> str:
    return fold(name.replace(".", ""))


def _words(name: str) -> tuple[str, ...]:
    folded = fold(possessive_free(name)).replace("&", " and ")
    words = [word.replace(".", "") for word in _WORD.findall(folded.replace("-", " "))][:_MOST_WORDS]
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in entries("bodies", "legal"):
        words.pop()
    while len(words) > 1 and words[-1] == "and":
        words.pop()
    return tuple(spelled(word) for word in words if word)


@cache
def _known() -> dict[str, tuple[str, ...]]:
    return {" ".join(_words(short)): _turned(_words(full)) for short, full in rows("known.tsv")}


def _turned(words: tuple[str, ...]) -> tuple[str, ...]:
    """ "Department of Energy" as "Energy Department"; what stands before or behind stays there."""
    for head in entries("bodies", "turning"):
        if head in words[:-2] and words[words.index(head) + 1] == "of":
            at = words.index(head)
            rest = words[at + 2 :]
            place: tuple[str, ...] = ()
            if "of" in rest:
                place, rest = rest[rest.index("of") :], rest[: rest.index("of")]
            rest = rest[1:] if rest[:1] == ("the",) else rest
            return (*words[:at], *rest, head, *place) if rest and not country_code(" ".join(rest)) else words
    return words


def _placed(words: tuple[str, ...]) -> BodyName:
    """Words and place apart, where the words are general ones."""
    codes, rest = territories(" ".join(words))
    core = _without_small(_known().get(rest, tuple(rest.split())))
    if codes and not core:
        return BodyName(("country", min(codes).lower()))
    town = any(word in entries("bodies", "town") for word in core)
    if codes and core and _general(core):
        return BodyName(core, min(codes), True, town)
    plain = _without_small(words)
    if _general(plain):
        return BodyName(plain, "", True, any(word in entries("bodies", "town") for word in plain))
    return _with_town(words) or BodyName(_core(words))


def _with_town(words: tuple[str, ...]) -> BodyName | None:
    """ "Fenwick City Council", "Parliament of Ruritania": a place that no list knows before or behind general words."""
    for ending in _endings():
        if len(words) > len(ending) and words[-len(ending) :] == ending:
            before = words[: -len(ending)]
            return BodyName(ending, " ".join(before), True, True) if len(before) <= 3 else None
    if "of" in words[1:-1]:
        at = len(words) - 1 - words[::-1].index("of")
        head, place = _without_small(words[:at]), words[at + 1 :]
        governing = not entries("bodies", "governing").isdisjoint(head)
        if governing and _general(head) and not _general(_without_small(place)) and len(place) <= 3:
            return BodyName(head, " ".join(place), True, any(word in entries("bodies", "town") for word in head))
    return None


@cache
def _endings() -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(e.split()) for e in table("bodies")["placed"]), key=lambda e: (-len(e), e)))


def _general(words: tuple[str, ...]) -> bool:
    return bool(words) and all(word in entries("bodies", "general") for word in words)


def _without_small(words: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in entries("bodies", "small"))


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in ("the", "and")) or words
