"""Where in a text expressions of time are, and which rule reads each.

Every word is looked up once; only at words that time is told by are rules tried, from the furthest word to the left
that can belong to the expression, and at each place once. The cost is linear in the text.
"""

import re
from collections.abc import Iterator

from onrecord.records import Span

from .grammar import Found, Rule, rules_by_trigger
from .lexicon import lexicon

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s,.:/'’‘`–-]{0,4}")
_MOST_WORDS_BEFORE = 8
_LEFT = 40
_MARKS = ":/-."
_APOSTROPHES = "'’‘`"

Token = tuple[int, int, str]


def candidates(text: str, block: Span) -> Iterator[Found]:
    """All matches of rules in a block. They overlap: the first, and of those the longest, that can be read is right."""
    rules, leading = rules_by_trigger(), lexicon().leading
    tokens: list[Token] = []
    done: set[tuple[int, int]] = set()
    for match in _TOKEN.finditer(text, *block):
        word = match[0].lower()
        tokens.append((match.start(), match.end(), word))
        tried = rules.get(word if not word[0].isdigit() else _shape(text, match.end(), word))
        if tried:
            starts = [(start, id(tried)) for start in _starts(text, block, tokens, leading)]
            new = [start for start, of in starts if (start, of) not in done]
            done.update(starts)
            yield from _matches(text, block, new, match.end(), tried)


def _shape(text: str, end: int, digits: str) -> str:
    if len(digits) in (4, 8):
        return "0" * len(digits)
    return "0" + text[end] if end + 1 < len(text) and text[end] in _MARKS and text[end + 1].isdigit() else "0"


def _matches(text: str, block: Span, starts: list[int], reach: int, rules: tuple[Rule, ...]) -> Iterator[Found]:
    for start in starts:
        for rule in rules:
            match = rule.pattern.match(text, start, block[1])
            if match and match.end() >= reach and _allowed(text, block, rule, match):
                yield Found(rule, match)


def _starts(text: str, block: Span, tokens: list[Token], leading: frozenset[str]) -> list[int]:
    """The first characters at which the expression may begin, from left to right."""
    starts: list[int] = []
    following = tokens[-1][0]
    for start, end, word in reversed(tokens[-_MOST_WORDS_BEFORE - 1 :]):
        if starts and not ((word in leading or word[0].isdigit()) and _GAP.fullmatch(text, end, following)):
            break
        starts.append(start)
        if start > block[0] and text[start - 1] in _APOSTROPHES:
            starts.append(start - 1)
        following = start
    return starts[::-1]


def _allowed(text: str, block: Span, rule: Rule, match: re.Match[str]) -> bool:
    if rule.unless_before and rule.unless_before.match(text, match.end(), block[1]):
        return False
    if rule.after or rule.unless_after:
        left = text[max(block[0], match.start() - _LEFT) : match.start()]
        if (rule.after and not rule.after.search(left)) or (rule.unless_after and rule.unless_after.search(left)):
            return False
    return True
