"""The rules of rules.toml, compiled and sorted by the words that set them off."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from onrecord.records import TimeType

from .lexicon import lexicon, normal, read, spaced

_SLOT = re.compile(r"\{([a-z]\w*)?(?::([a-z]\w*))?\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_LAST_WORD = re.compile(r"[^\W\d_]+(?=[^\w]*$)")


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern of expressions, the surroundings that it needs, and what works out its value.

    `slots` says from which table each named part of the pattern is, `groups` which groups are that part: an alternation
    may have it several times.
    """

    name: str
    pattern: re.Pattern[str]
    slots: dict[str, str]
    groups: dict[str, list[str]]
    resolve: str
    type: TimeType | None = None
    value: str | None = None
    after: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a rule."""

    rule: Rule
    match: re.Match[str]

    def text(self, slot: str) -> str | None:
        """What a part of the pattern matched, None where it didn't or the rule has no such part."""
        for group in self.rule.groups.get(slot, ()):
            if self.match[group] is not None:
                return self.match[group]
        return None

    def __getitem__(self, slot: str) -> str:
        """What a part of the pattern matched, empty where it didn't."""
        return self.text(slot) or ""

    def word(self, slot: str, table: str | None = None) -> Any:
        """What the word in a part of the pattern stands for, None where there is none."""
        text = self.text(slot)
        if text is None:
            return None
        return lexicon().tables[table or self.rule.slots[slot]].get(normal(text))


@cache
def rules_by_trigger() -> dict[str, tuple[Rule, ...]]:
    """For every word or shape of digits that can be in an expression, the rules to try there."""
    rules: dict[str, dict[str, Rule]] = {}
    for group in read("rules.toml")["group"]:
        compiled = {entry["name"]: _rule(entry) for entry in group["rule"]}
        for trigger in _triggers(group):
            rules[trigger] = rules.get(trigger, {}) | compiled
    # Words with the same rules share one tuple: where one has been tried the other needn't be.
    shared: dict[tuple[str, ...], tuple[Rule, ...]] = {}
    return {trigger: shared.setdefault(tuple(named), tuple(named.values())) for trigger, named in rules.items()}


def _triggers(group: dict[str, Any]) -> set[str]:
    words = {word for name in group.get("triggers", ()) for word in lexicon().tables[name]}
    return {match[0] for word in words if (match := _LAST_WORD.search(word))} | set(group.get("words", ()))


def _rule(entry: dict[str, str]) -> Rule:
    slots: dict[str, str] = {}

    def slot(match: re.Match[str]) -> str:
        name, table = match[1], match[2] or match[1]
        if name is None:
            return f"(?:{lexicon().patterns[table]})"
        slots[name] = table
        return f"(?P<{name}>{lexicon().patterns[table]})"

    groups: dict[str, list[str]] = {}

    def group(match: re.Match[str]) -> str:
        names = groups.setdefault(match[1], [])
        names.append(f"{match[1]}__{len(names)}" if names else match[1])
        return f"(?P<{names[-1]}>"

    written = _GROUP.sub(group, _SLOT.sub(slot, spaced(entry["pattern"])))
    pattern = re.compile(rf"(?:{written})(?!\w)", re.IGNORECASE)
    after, unless_after = (_left(entry.get(key)) for key in ("after", "unless_after"))
    unless = entry.get("unless_before")
    unless_before = re.compile(unless) if unless else None
    kind = next((name for name in get_args(TimeType) if name == entry.get("type")), None)
    return Rule(
        entry["name"],
        pattern,
        slots,
        groups,
        entry["resolve"],
        kind,
        entry.get("value"),
        after,
        unless_after,
        unless_before,
    )


def _left(pattern: str | None) -> re.Pattern[str] | None:
    return re.compile(pattern.replace(" ", r"\s"), re.IGNORECASE) if pattern else None
