"""What one statement says, taken apart: words, names, figures, days, whether it denies, how it stands to events."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from .figures import Calendar, Figure, read_numbers
from .tokens import Token, tokens, word
from .vocabulary import entries, table

MOST_WORDS = 22
MODES = ("plain", "will", "may", "must", "if", "want", "ask")
_NAME_WEIGHT = 1.0
_HEADLINE = re.compile(r"\W*(?:[A-Z][\w’'-]*\s+){1,4}[tT]o\s+\w")
_PLAIN = re.compile(r"[^a-z]")
_TITLE = 0.7  # share of capitals above which a text is set like a title


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement as it is compared; `words` are those that tell something, in order, `named` which are names."""

    text: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    weights: tuple[float, ...]
    named: tuple[bool, ...]
    silent: tuple[str, ...]  # names that its pronouns stand for
    figures: tuple[Figure, ...]
    calendar: Calendar
    negative: bool
    mode: int
    opposites: tuple[tuple[int, int], ...]
    knowing: bool  # tells what somebody knew or was told
    pronoun: bool  # begins with a word that stands for somebody


def read_wording(
    text: str, silent: Collection[str] = (), names: frozenset[str] = frozenset(), mode: int = 0, denied: bool = False
) -> Wording:
    """Take a statement apart.

    `silent` are names of whom its pronouns stand for, `names` words in lower case that are names wherever they stand
    with a capital, `mode` is how it stands to events if its words don't tell, and `denied` whether who is quoted says
    that it is not so.
    """
    found = tokens(text)
    numbers = read_numbers(text, found)
    title = _is_title(found)
    kept: list[tuple[str, str, float, bool]] = []
    for at, token in enumerate(found):
        if at in numbers.used or token.word.weight == 0.0:
            continue
        named = token.capital and (token.word.lower in names or (not title and (at > 0 or _goes_on(found))))
        kept.append((token.word.lower, token.word.stem, _NAME_WEIGHT if named else token.word.weight, named))
    if len(kept) > MOST_WORDS:
        floor = sorted((weight for _, _, weight, _ in kept), reverse=True)[MOST_WORDS - 1]
        kept = [entry for entry in kept if entry[2] >= floor][:MOST_WORDS]
    columns = tuple(zip(*kept, strict=True)) or ((), (), (), ())
    words = [token.word.lower for token in found]
    return Wording(
        text,
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        tuple(sorted({w.lower for name in silent for w in map(word, name.lower().split()) if w.weight}))[:6],
        numbers.figures,
        numbers.calendar,
        _negative(words) != denied,
        _mode(words, found, text) or mode,
        tuple(sorted({side for token in found for side in token.word.opposites})),
        not _knowing().isdisjoint(words),
        bool(found) and (found[0].word.pronoun > 0 or found[0].word.lower in table()["vague"] or "such" in words[:4]),
    )


def mode_of_cue(cue: str) -> int:
    """How a wish stands to events: what the cue says is planned will be, what it says is demanded should be."""
    cues = table()["cues"]
    for token in tokens(cue[:100]):
        for mode in ("will", "must"):
            if any(token.word.stem.startswith(root) for root in cues[mode]):
                return MODES.index(mode)
    return MODES.index("want")


def first_pronoun(text: str) -> tuple[int, int]:
    """Whom the first pronoun stands for (1 the speaker, 3 somebody else, 0: there is none), and its place."""
    words = _PLAIN.sub(" ", text[:200].lower()).split()
    if entries("first").isdisjoint(words) and entries("third").isdisjoint(words):
        return 0, 0
    return next(((token.word.pronoun, token.start) for token in tokens(text[:200]) if token.word.pronoun), (0, 0))


def _is_title(found: list[Token]) -> bool:
    long = [token.capital for token in found if len(token.word.lower) > 3 and token.word.number is None]
    return len(long) > 3 and sum(long) >= _TITLE * len(long)


def _goes_on(found: list[Token]) -> bool:
    """Whether the first word is likely a name: rare, or another capital follows."""
    return len(found) > 1 and (found[0].word.weight == 1.0 or (found[1].capital and found[1].word.weight > 0))


@cache
def _phrases(*path: str) -> dict[str, tuple[tuple[tuple[str, ...], int], ...]]:
    """Phrases of `words.toml` by their first word, the longest first, each with its mode where it tells one."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    if path == ("modes",):
        named = [(phrase, MODES.index(mode)) for mode, all_ in table()["modes"].items() for phrase in all_]
    else:
        named = [(phrase, 1) for phrase in table()[path[0]]]
    for phrase, mode in named:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, mode))
    return {first: tuple(sorted(some, key=lambda entry: (-len(entry[0]), entry))) for first, some in found.items()}


def _phrase_at(words: Sequence[str], at: int, phrases: dict[str, tuple[tuple[tuple[str, ...], int], ...]]) -> int:
    """The mode of the phrase that begins at a word, 0 where none does."""
    for phrase, mode in phrases.get(words[at], ()):
        if len(phrase) == 1 or tuple(words[at : at + len(phrase)]) == phrase:
            return mode
    return 0


@cache
def _forbidding() -> re.Pattern[str]:
    words = table()
    before = "|".join(map(re.escape, words["permitting"]["before"]))
    after = "|".join(map(re.escape, words["permitting"]["after"]))
    return re.compile(
        rf"\b(?:{before})\b[^.,;]{{0,40}}\b(?:may|can|could)\b|\b(?:may|can|could) (?:{after})\b|\b(?:can|could)n't\b"
    )


@cache
def _knowing() -> frozenset[str]:
    return frozenset(table()["knowing"])


def _negative(words: Sequence[str]) -> bool:
    """Whether negators stand there an odd number of times."""
    negators, cleared, phrases = _negators(), _phrases("not_negating"), _phrases("negating")
    count = 0
    for at, lower in enumerate(words):
        if lower in negators or lower.endswith("n't"):
            count += 1
        if lower in cleared:
            count -= _phrase_at(words, at, cleared)
        if lower in phrases:
            count += _phrase_at(words, at, phrases)
    return count % 2 == 1


@cache
def _negators() -> frozenset[str]:
    return frozenset(table()["negators"])


def _mode(words: Sequence[str], found: Sequence[Token], text: str) -> int:
    """The first of the modes that the words tell, but for a condition."""
    phrases = _phrases("modes")
    for at, lower in enumerate(words):
        mode = _phrase_at(words, at, phrases) if lower in phrases else 0
        mode = mode or (MODES.index("will") if lower.endswith("'ll") else 0)
        if mode == 0 or MODES[mode] == "if" or (lower == "may" and found[at].capital and at > 0):
            continue
        if MODES[mode] == "may" and _forbidding().search(" ".join(words)):
            return 0
        return mode
    return MODES.index("will") if _HEADLINE.match(text) else 0
