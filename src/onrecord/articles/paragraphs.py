"""Plain text cut into its paragraphs: one a line, or hard-wrapped with blank lines between."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_EDGE = r"\s\ufeff\u200b"
_LINE = re.compile(rf"[^{_EDGE}](?:[^\n\u2028\u2029]*[^{_EDGE}])?")
_OLD_LINE = re.compile(rf"[^{_EDGE}](?:[^\n\r\u2028\u2029]*[^{_EDGE}])?")
_BREAKS = re.compile(r"\n|\r(?!\n)|\u2028|\u2029")
_ANY_SPACE = re.compile(r"\s+")
_WIDEST = 110
_ENOUGH_LINES = 3
_SLACK = 0.8


@dataclass(frozen=True, slots=True)
class Stretch:
    """A paragraph of a text: the characters from `start` to `end`, without white space at the edges."""

    start: int
    end: int
    text: str


def paragraphs(text: str) -> list[Stretch]:
    """Return the paragraphs of a text in order.

    Every line is a paragraph of its own, unless the lines are broken at a fixed width: then lines without a blank
    line between them are one paragraph, up to a line that ends early.
    """
    # A lone carriage return is a line break only where nothing else is.
    pattern = _LINE if "\n" in text else _OLD_LINE
    lines = [Stretch(match.start(), match.end(), match[0]) for match in pattern.finditer(text)]
    width = _wrapped_width(text, lines)
    return lines if width is None else list(_joined(text, lines, width))


def key(text: str) -> str:
    """Return a text without white space, to find it again however it was folded."""
    return _ANY_SPACE.sub("", text)


def _wrapped_width(text: str, lines: Sequence[Stretch]) -> int | None:
    """The width at which a text is hard-wrapped, or None where it isn't."""
    adjacent = [(line, after) for line, after in pairwise(lines) if _adjacent(text, line, after)]
    if len(adjacent) < _ENOUGH_LINES:
        return None
    lengths = sorted(len(line.text) for line, _ in adjacent)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    full = sum(_full(line, after, width) for line, after in adjacent)
    open_ended = sum(line.text[-1] not in '.!?”"’:' for line, _ in adjacent)
    wrapped = width <= _WIDEST and full >= _SLACK * len(adjacent) and 2 * open_ended > len(adjacent)
    return width if wrapped else None


def _joined(text: str, lines: Sequence[Stretch], width: int) -> Iterator[Stretch]:
    begin = lines[0]
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        if after is None or not _adjacent(text, line, after) or not _full(line, after, width):
            yield Stretch(begin.start, line.end, text[begin.start : line.end])
            begin = after or line


def _adjacent(text: str, line: Stretch, after: Stretch) -> bool:
    return len(_BREAKS.findall(text, line.end, after.start)) == 1


def _full(line: Stretch, after: Stretch, width: int) -> bool:
    """Tell whether the first word of the next line would not have fitted any more."""
    return len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > _SLACK * width
