"""What the text says somebody is, beside their name: before it, behind a comma, behind "is" or "was"."""

import re
from collections.abc import Iterator, Sequence

from onrecord.records import Role, Span

from .vocabulary import entries, table, words

_TOKEN = re.compile(r"[^\W_][\w’'.&/-]*|[^\w\s]")
_APPOSED = re.compile(r",\s+|\s+\((?=[a-z])|\s*[—–]\s*")
_LONGEST = 14
_LONGEST_PORTFOLIO = 7
_STOPS = frozenset('.;:!?()[]“”"—–')


def roles_before(text: str, start: int, floor: int) -> Role | None:
    """The title directly before a name that begins at `start`; nothing before `floor` is looked at."""
    tokens = list(_TOKEN.finditer(text, max(floor, start - 160), start))
    if tokens and tokens[-1].group() == ",":
        return _closed_by_comma(text, tokens[:-1])
    at = _office(tokens)
    if at is None:
        return None
    while at > 0 and _can_stand_in_title(tokens, at - 1):
        at -= 1
    return _role(text, tokens[at].start(), tokens[-1].end())


def _office(tokens: Sequence[re.Match[str]]) -> int | None:
    """The place behind the role that ends `tokens`, which may be followed by its portfolio ("Secretary of State")."""
    for at in range(len(tokens), max(len(tokens) - _LONGEST_PORTFOLIO, 0), -1):
        if is_role(tokens[at - 1].group()):
            portfolio = [token.group() for token in tokens[at:]]
            return at if not portfolio or is_portfolio(portfolio) else None
    return None


def is_portfolio(words: Sequence[str]) -> bool:
    """Whether words can follow a role as what it is for ("of State", "for Foreign Affairs and Trade")."""
    small = entries("grammar", "joining")
    return (
        len(words) > 1
        and words[0].lower() in entries("grammar", "portfolio_openers")
        and words[-1][0].isupper()
        and all(word[0].isupper() or word.lower() in small for word in words)
    )


def _closed_by_comma(text: str, tokens: Sequence[re.Match[str]]) -> Role | None:
    """ "Their transport speaker, NAME": the noun phrase before the comma, from its determiner on."""
    for at in range(len(tokens) - 1, max(-1, len(tokens) - _LONGEST), -1):
        word = tokens[at].group()
        if word in _STOPS or word == ",":
            return None
        if word.lower() in entries("grammar", "determiners") or word.endswith(("'s", "’s")):
            phrase = tokens[at + 1 :]
            if phrase and any(is_role(t.group()) for t in phrase[:6]):
                return _role(text, phrase[0].start(), phrase[-1].end())
            return None
    return None


def _can_stand_in_title(tokens: Sequence[re.Match[str]], at: int) -> bool:
    """Whether a word belongs to the title behind it: a role, a modifier, a capital; "of" and "and" between capitals."""
    word = tokens[at].group()
    lower = word.lower()
    if lower in entries("grammar", "determiners") or word in _STOPS or word == ",":
        return False
    if is_role(word) or lower in words("role_modifiers"):
        return True
    first, _, last = lower.rpartition("-")
    if lower.startswith(tuple(entries("grammar", "title_prefixes"))) or (first and last in words("role_nouns")):
        return True
    if lower in entries("grammar", "joining"):
        return 0 < at < len(tokens) - 1 and all(tokens[i].group()[0].isupper() for i in (at - 1, at + 1))
    if word[0].isupper():
        return lower not in entries("grammar", "openers")
    return bool(first) and last in entries("grammar", "title_suffixes")


def role_after(text: str, end: int, ceiling: int) -> Role | None:
    """The apposition behind a name that ends at `end`: ", the head of …,", ", chief executive of …"."""
    match = _APPOSED.match(text, end, min(ceiling, end + 4))
    if not match:
        return _copula(text, end, ceiling)
    return _noun_phrase(text, match.end(), ceiling)


def _copula(text: str, end: int, ceiling: int) -> Role | None:
    match = re.compile(table("grammar")["copula"]).match(text, end, ceiling)
    return _noun_phrase(text, match.end(), ceiling) if match else None


def _noun_phrase(text: str, start: int, ceiling: int) -> Role | None:
    """A phrase with a role among its first words, up to where it is closed."""
    tokens: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text, start, min(ceiling, start + 200)):
        word = token.group()
        if word in _STOPS or word == "," or word.lower() in entries("grammar", "relatives") or len(tokens) > _LONGEST:
            break
        tokens.append(token)
    if tokens and tokens[0].group().lower() in entries("grammar", "determiners"):
        tokens = tokens[1:]
    head = next(
        (i for i, t in enumerate(tokens) if t.group().lower() in entries("grammar", "prepositions")), len(tokens)
    )
    if not tokens or not head or not any(is_role(t.group()) for t in tokens[:head]):
        return None
    if any(t.group().lower() in entries("grammar", "verbs") for t in tokens[:head]):
        return None
    return _role(text, tokens[0].start(), tokens[_end_of_phrase(tokens, head) - 1].end())


def _end_of_phrase(tokens: Sequence[re.Match[str]], head: int) -> int:
    """Behind its nouns and what prepositions add to them, before a verb."""
    closing = entries("grammar", "verbs") | entries("grammar", "conjunctions")
    return next((i for i in range(head, len(tokens)) if tokens[i].group().lower() in closing), len(tokens))


def is_role(word: str) -> bool:
    """Whether a word names what somebody is ("minister", "Secretary", "spokeswoman", "Gov.")."""
    lower = word.lower().strip(".'’")
    return lower in words("role_nouns") or lower in entries("grammar", "abbreviated_roles")


def role_words(title: str) -> frozenset[str]:
    """The words of a title that count when it is compared with a description."""
    small = entries("grammar", "determiners") | entries("grammar", "prepositions") | entries("grammar", "conjunctions")
    found = (token.group().lower().strip(".") for token in _TOKEN.finditer(title))
    return frozenset(word for word in found if word and word not in small and word[0].isalnum())


def _role(text: str, start: int, end: int) -> Role:
    return Role(" ".join(text[start:end].split()), (start, end))


def roles_of(text: str, mention: Span, floor: int, ceiling: int) -> Iterator[Role]:
    """The roles that stand beside one mention of a person, inside `floor:ceiling`."""
    for role in (roles_before(text, mention[0], floor), role_after(text, mention[1], ceiling)):
        if role:
            yield role
