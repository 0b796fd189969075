"""Which of its statements puts a claim most clearly."""

from collections.abc import Sequence

from .splitting import finite
from .statements import Unit

_SHORTEST, _GOOD, _LONGEST = 3, 12, 30  # words


def clearest(found: Sequence[Unit], denying: Sequence[bool]) -> Unit:
    """The unit that is complete, plain and short, and asserts the claim if one does; the first of equals."""
    best = max(
        zip(found, denying, strict=True),
        key=lambda entry: (not entry[1] or entry[0].denied, _clearness(entry[0]), _reversed(entry[0])),
    )
    return best[0]


def _clearness(unit: Unit) -> float:
    wording = unit.wording
    words = wording.text.split()
    count = len(words)
    score = 0.0
    if wording.pronoun:
        score -= 3.0
    if any(finite(word.strip('.,;:!?”"’')) for word in words[1:]):
        score += 2.0
    if any(wording.named):
        score += 1.0
    if any(mark in wording.text for mark in '“”"…'):
        score -= 1.0
    if words and words[0][0].islower():
        score -= 0.25
    score -= max(0, _SHORTEST + 1 - count) + max(0, count - _GOOD) / 10 + (2.0 if count > _LONGEST else 0.0)
    return score + min(1.0, len(unit.parts) / 10)


def _reversed(unit: Unit) -> tuple[int, ...]:
    """Sorts the earlier in the alphabet last, so that a maximum takes it."""
    return tuple(-ord(c) for c in unit.wording.text[:40])
