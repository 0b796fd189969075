"""Marked text: `{CLAIM|content}`, `{-CLAIM|content}` and `{.|content}` in prose."""

import re

from .records import ONE_OFF, Mark

_OPENING = re.compile(r"\{(-?)([A-Za-z0-9][\w.-]*|\.)\|")
_EDGE = re.compile(r"[{}]")


class BadMarks(ValueError):
    """Braces that are no marks; the message says where."""


def unmarked(source: str) -> tuple[str, tuple[Mark, ...]]:
    """Take the braces out of a paragraph: its plain text, and the marks in the order of their starts.

    A mark may stand within another one, where somebody's statement is told by somebody. Raises BadMarks.
    """
    parts: list[str] = []
    length = at = 0
    open_: list[tuple[int, bool, str]] = []
    marks: list[Mark] = []
    for edge in _EDGE.finditer(source):
        if edge.start() < at:
            continue
        parts.append(source[at : edge.start()])
        length += edge.start() - at
        if edge[0] == "}":
            at = edge.end()
            marks.append(_closed(source, edge.start(), open_, length))
            continue
        opening = _OPENING.match(source, edge.start())
        if not opening:
            raise BadMarks(f"a brace that opens no mark: {_near(source, edge.start())}")
        if opening[1] and opening[2] == ONE_OFF:
            raise BadMarks(f"a denial needs the claim that it denies: {_near(source, edge.start())}")
        open_.append((length, bool(opening[1]), opening[2]))
        at = opening.end()
    if open_:
        raise BadMarks(f"a mark that is not closed: {{{open_[-1][2]}|… in {_near(source, 0)}")
    plain = "".join(parts) + source[at:]
    if "  " in plain:  # a page would show one
        raise BadMarks(f"two spaces in a row without the braces: {_near(plain, max(0, plain.index('  ') - 30))}")
    return plain, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.stop)))


def _closed(source: str, place: int, open_: list[tuple[int, bool, str]], length: int) -> Mark:
    if not open_:
        raise BadMarks(f"a closing brace without an opening one: {_near(source, max(0, place - 30))}")
    start, denies, claim = open_.pop()
    if start == length:
        raise BadMarks(f"a mark around nothing: {_near(source, max(0, place - 30))}")
    return Mark(start, length, claim, denies)


def _near(source: str, place: int) -> str:
    return source[place : place + 60].replace("\n", " ")
