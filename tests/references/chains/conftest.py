"""Texts with attributions marked in them, for the tests of chains.

"[k0 The dam holds], [s0 Ana Brück] [c0 told] CNN." has source, cue and content of attribution 0; marks may stand in
marks. A line may begin with the kind of its block ("dateline: …"); other lines are paragraphs.
"""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from onrecord.records import Article, Attribution, Block, Name, Span

MARK = re.compile(r"\[([sck])(\d) |\]")
KINDS = ("headline", "byline", "dateline", "caption", "credit")
CAPITALS = re.compile(r"[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of|de) )?[A-ZÀ-Þ][\w’'-]*)*")
ROLES = {"s": "source", "c": "cue", "k": "content"}


Parse = Callable[..., tuple[Article, list[Attribution]]]
Capitals = Callable[[str], list[Name]]


@pytest.fixture(name="parse")
def parse_fixture() -> Parse:
    return parse


@pytest.fixture(name="capitals")
def capitals_fixture() -> Capitals:
    return capitals


def parse(marked: str, outlet: str | None = "The Marlow Courier") -> tuple[Article, list[Attribution]]:
    """The article, and its attributions; `within` is that whose content holds the cue."""
    plain: list[str] = []
    spans: dict[int, dict[str, list[Span]]] = {}
    blocks: list[Block] = []
    at = 0
    for line in marked.split("\n"):
        kind, text = next(((k, line[len(k) + 2 :]) for k in KINDS if line.startswith(f"{k}: ")), ("paragraph", line))
        clean = _unmarked(text, at, spans)
        blocks.append(Block(kind, at, at + len(clean)))  # type: ignore[arg-type]
        plain.append(clean)
        at += len(clean) + 1
    found = [Attribution((), (), (), "indirect", 0.9) for _ in spans]
    for i, roles in spans.items():
        found[i] = replace(found[i], **{name: tuple(places) for name, places in roles.items()})  # type: ignore[arg-type]
    return Article("a", "\n".join(plain), tuple(blocks), outlet=outlet), _nested(found)


def capitals(text: str) -> list[Name]:
    """Every run of words with a capital, as a recogniser that knows no kinds would find them."""
    return [Name(m.start(), m.end(), "organisation", 0.5) for m in CAPITALS.finditer(text)]


def _unmarked(text: str, at: int, spans: dict[int, dict[str, list[Span]]]) -> str:
    out, last, open_marks = "", 0, []
    for mark in MARK.finditer(text):
        out += text[last : mark.start()]
        last = mark.end()
        if mark[1]:
            open_marks.append((int(mark[2]), ROLES[mark[1]], at + len(out)))
        else:
            number, role, start = open_marks.pop()
            spans.setdefault(number, {}).setdefault(role, []).append((start, at + len(out)))
    return out + text[last:]


def _nested(found: list[Attribution]) -> list[Attribution]:
    def outer(inner: Attribution) -> int | None:
        cue = inner.cue[0]
        holding = [
            (e - s, i) for i, a in enumerate(found) if a is not inner for s, e in a.content if s <= cue[0] < cue[1] <= e
        ]
        return min(holding)[1] if holding else None

    return [replace(a, within=outer(a)) if a.cue else a for a in found]
