"""The words beside a medium that tell of a step: "told CNN", "quoted by AFP", "Reuters, citing"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.records import Attribution

from .descriptions import before
from .lexicon import Rule, telling
from .media import Medium

_BEFORE = 140  # characters
_BEHIND = 120
_QUOTED = 250


@dataclass(frozen=True, slots=True)
class Told:
    """Words from `start` to `end` that tell of a step through `medium`, by `rule`."""

    rule: Rule
    start: int
    end: int
    medium: Medium
    of_document: bool = False  # a document stands right before the words


def tellings(text: str, media: Sequence[Medium]) -> Iterator[Told]:
    """The words of telling beside each medium, in order; at most one for a medium before it and one behind it."""
    last: Told | None = None
    for medium in media:
        told = _before(text, medium) or _joined(text, medium, last)
        if told:
            last = told
            yield told
        if not medium.unknown and (told := _behind(text, medium) or _around(text, medium)):
            yield told


def cites(text: str, medium: Medium) -> Told | None:
    """The words behind a medium that say that it quotes somebody ("Reuters, citing"), or None."""
    return _behind(text, medium)


def quoted_by(text: str, medium: Medium, attribution: Attribution) -> Told | None:
    """The words before a medium that say that it quotes somebody ("sources quoted by"), outside the cue; or None."""
    told = None if medium.unknown else _before(text, medium)
    if told is None or told.rule.relation != "cited by":
        return None
    return None if any(start < told.end and told.start < end for start, end in attribution.cue) else told


def _before(text: str, medium: Medium) -> Told | None:
    rules = telling()
    if before(text, medium.left).lower() not in rules.before_words:
        return None
    floor = _floor(text, medium.left)
    match = rules.before.search(text, floor, medium.left)
    number = _number(match, len(rules.before_rules))
    if match is None or number is None:
        return None
    rule = rules.before_rules[number]
    start = match.start(f"from{number}") if f"from{number}" in rules.before.groupindex else -1
    start = match.start() if start < 0 else start
    if (medium.unknown and not rule.unknown) or (rule.on_air and not medium.on_air):
        return None
    if rule.unless_own_work and rules.own_work.search(text, floor, match.start()):
        return None
    document = rule.where == "document" and rules.document.search(text, floor, match.start()) is not None
    return Told(rule, start, medium.right, medium, document)


def _joined(text: str, medium: Medium, last: Told | None) -> Told | None:
    """The second of two media that were told, or that quote, together."""
    if last is None or medium.left - last.medium.right > _QUOTED or medium.unknown:
        return None
    if not telling().joined.fullmatch(text, last.medium.right, medium.left):
        return None
    return Told(last.rule, last.start, medium.right, medium, last.of_document)


def _behind(text: str, medium: Medium) -> Told | None:
    rules = telling()
    match = rules.after.match(text, medium.right, medium.right + _BEHIND)
    number = _number(match, len(rules.after_rules))
    if match is None or number is None:
        return None
    rule = rules.after_rules[number]
    if rule.finite and not _is_quoted(text, match.end()):
        return None
    return Told(rule, medium.left, match.end(), medium)


def _is_quoted(text: str, at: int) -> bool:
    """Tell whether "X quoted" goes on with "Y as saying" in the same sentence."""
    spoken = telling().spoken.search(text, at, at + _QUOTED)
    return spoken is not None and not re.search(r"[.;\n]\s", text[at : spoken.start()])


def _around(text: str, medium: Medium) -> Told | None:
    for left, right, rule in telling().around:
        behind = right.match(text, medium.right, medium.right + _BEHIND)
        if not behind:
            continue
        ahead = left.search(text, _floor(text, medium.start), medium.start)
        if ahead:
            return Told(rule, ahead.start(), behind.end(), medium, True)
    return None


def _floor(text: str, at: int) -> int:
    """Where the words before a medium begin: not before its line, nor too far back."""
    floor = max(0, at - _BEFORE)
    line = text.rfind("\n", floor, at)
    return floor if line < 0 else line + 1


def _number(match: re.Match[str] | None, count: int) -> int | None:
    if match is None:
        return None
    return next((i for i in range(count) if match.start(f"r{i}") >= 0), None)
