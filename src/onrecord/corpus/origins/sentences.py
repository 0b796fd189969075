"""The rest of the sentence around a statement's content, and which outlets and sources it names."""

import re
from functools import cache, lru_cache

from .vocabulary import entries

_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W_a-z])|[\n“”\"]")
_WORD = re.compile(r"\w+")
_CLOSED = re.compile(r"[.!?][\"”’']?$")


def beside(before: str, behind: str) -> tuple[str, str]:
    """What stands before a content and behind it, as far as its sentence goes; `behind` has its last character."""
    last = max((stop.end() for stop in _END.finditer(before) if stop[0] not in ("“", '"')), default=0)
    if _CLOSED.search(behind[:1] + behind[1:2].strip()) and not behind[:1].isalnum():
        return before[last:], ""
    rest = behind[1:].lstrip("”’\"'")
    end = _END.search(rest)
    return before[last:], rest[: end.start()] if end else rest


@lru_cache(maxsize=4096)
def outlet_hints(outlet: str) -> tuple[str, ...]:
    """Of these words, in small letters, one stands wherever an outlet is named."""
    words = _written(outlet)
    initials = "".join(word[:1] for word in words)
    return tuple(sorted({words[0], words[-1], initials})) if words else ()


def _written(outlet: str) -> list[str]:
    """The words of an outlet's name in small letters, without an article, as a text has them."""
    words = [str(word) for word in _WORD.findall(outlet[:200].casefold())]
    return words[1:] if len(words) > 1 and words[0] in ("the", "a") else words


@lru_cache(maxsize=4096)
def outlet_pattern(outlet: str) -> re.Pattern[str] | None:
    """Finds words that say that a statement is an outlet's: "quoted by Meridian", "the Courier reported"."""
    words = _written(outlet)
    if not words:
        return None
    names = [r"\W+".join(re.escape(word) for word in words)]
    if len(words) > 1 and words[-1] in entries("endings"):
        names.append(rf"(?:the {re.escape(words[-1])})")
    if len(words) == 2 and words[1] in entries("left_out"):
        names.append(re.escape(words[0]))
    if len(words) > 1:
        names.append("(?-i:" + re.escape("".join(word[:1] for word in words).upper()) + ")")
    name = f"(?:the )?(?:{'|'.join(names)})"
    ahead, back = "|".join(sorted(entries("told_by"))), "|".join(sorted(entries("tells")))
    return re.compile(rf"\b(?:{ahead}) {name}\b|\b{name}(?:[’']s \w+)?,? (?:{back})\b", re.IGNORECASE)


def cites(text: str) -> bool:
    """Whether a text may name whose word a speaker goes by; quick."""
    lower = text.casefold()
    return any(words in lower for words in entries("citing"))


@cache
def _citing() -> re.Pattern[str]:
    words = "|".join(sorted(entries("citing")))
    source = r"((?:[^\W\d_][\w’'-]*\s?){1,7})(?=[,.;)]|$|said|that\b)"
    return re.compile(rf"\b(?:{words}) {source}", re.IGNORECASE)


def cited_source(text: str) -> str | None:
    """Whose word a speaker goes by, where the sentence says so: "citing the police report"."""
    found = _citing().search(text)
    return found[1].strip() if found else None
