"""How a claim spread, as a drawing (SVG 1.1): origins on the left, then who had it from whom, a line a step.

It stands alone: no script, no font, nothing fetched. What pages wrote is escaped, and only addresses of the web are
links. Shapes tell the kinds apart, not colours alone; it reads in the dark as well, and a screen reader finds a title,
a description and a list (WAI-ARIA 1.2). Whoever points at a line is told all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from unicodedata import east_asian_width
from xml.sax.saxutils import escape, quoteattr

from onrecord.export.steps import Line, counted, groups
from onrecord.export.visible import one_line
from onrecord.records import Trace

_WIDTH = 960
_LEFT = 24
_RIGHT = _WIDTH - 24
_FACTS = 150  # width of the column on the right
_INDENT = 26
_HEADING, _ONE, _TWO = 34, 28, 44  # heights of a heading, a line without detail, and one with it
_TITLE, _LABEL, _NOTE, _DETAIL = 17 * 1.15, 14 * 1.15, 12.5, 12.5  # sizes of letters; bold ones are wider
_STYLE = """
  .trace { color-scheme: light dark }
  .trace text { font: 14px system-ui, sans-serif; fill: #1b1b1b }
  .trace .title { font-size: 17px; font-weight: 600 } .trace .label { font-weight: 600 }
  .trace .note, .trace .detail { font-size: 12.5px; fill: #595959 } .trace .relation { font-style: italic }
  .trace .group { font-weight: 600; fill: #595959 } .trace a .fact { text-decoration: underline }
  .trace .fact { font-size: 12.5px; fill: #595959; font-variant-numeric: tabular-nums }
  .trace .paper { fill: #ffffff } .trace .way { fill: none; stroke: #8c8c8c; stroke-width: 1.5 }
  .trace .sign { stroke-width: 2 } .trace .origin { fill: #0b6e4f; stroke: #0b6e4f }
  .trace .statement { fill: #2b5fa8; stroke: #2b5fa8 } .trace .medium { fill: #ffffff; stroke: #8a5a00 }
  .trace .more { fill: #767676; stroke: none } .trace .denial { fill: none; stroke: #b3261e }
  .trace .unsure { fill: #ffffff; stroke-dasharray: 3 2 }
  @media (prefers-color-scheme: dark) {
    .trace text { fill: #ececec } .trace .note, .trace .detail, .trace .group, .trace .fact { fill: #adadad }
    .trace .paper, .trace .medium, .trace .unsure { fill: #16181b } .trace .way { stroke: #777777 }
    .trace .origin { stroke: #4fc39a } .trace .origin:not(.unsure) { fill: #4fc39a }
    .trace .statement { fill: #8ab4f0; stroke: #8ab4f0 } .trace .medium { stroke: #e0a83c }
    .trace .more { fill: #9a9a9a } .trace .denial { stroke: #f2877f }
  }"""
_KEY = (
    ("origin", "origin"), ("origin unsure", "perhaps one of the others"), ("statement", "an article"),
    ("medium", "a medium without an article here"), ("denial", "a denial"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line of the drawing: where it is, and the place in the trace of what it came from."""

    line: Line
    number: int
    y: int

    @property
    def x(self) -> int:
        return _LEFT + 8 + _INDENT * self.line.depth


def to_svg(trace: Trace) -> str:
    """Draw a trace; a line of the drawing for each step, whatever their number."""
    title = _wrapped(f"Claim {trace.claim}: {one_line(trace.text)}", _RIGHT - _LEFT, _TITLE, 3)
    notes = _wrapped(counted(trace), _RIGHT - _LEFT, _NOTE, 3)
    top = 34 + 23 * len(title) + 18 * len(notes) + 36
    headings, placed, height = _place(trace, top)
    full = f"Claim {trace.claim}: {trace.text}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="trace" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}"'
        f' height="{height}" role="group" aria-label={_attribute(full)}>',
        f"<title>{_text(full)}</title>",
        f"<desc>{_text(counted(trace))}</desc>",
        f"<style>{_STYLE}\n</style>",
        f'<rect class="paper" width="{_WIDTH}" height="{height}"/>',
        *_rows(title, "title", 34, 23),
        *_rows(notes, "note", 36 + 23 * len(title), 18),
        *_key(top - 34),
        *_ways(placed),
    ]
    for heading, y, lines in headings:
        parts.append(f'<text class="group" x="{_LEFT}" y="{y + 22}">{_text(heading)}</text>')
        parts.append(f'<g role="list" aria-label="{_text(heading)}">')
        parts.extend(_drawn(one) for one in lines)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>\n"])


def _place(trace: Trace, top: int) -> tuple[list[tuple[str, int, list[_Placed]]], list[_Placed], int]:
    """The headings with what stands under them, all lines, and the height of the drawing."""
    headings, placed, y = [], list[_Placed](), top
    for heading, lines in groups(trace):
        heights = [_TWO if line.detail or line.relation else _ONE for line in lines]
        ys = list(accumulate(heights, initial=y + _HEADING))
        here = [_Placed(line, len(placed) + place, ys[place] + 14) for place, line in enumerate(lines)]
        headings.append((heading, y, here))
        placed += here
        y = ys[-1] + 8
    return headings, placed, y + 12


def _ways(placed: Sequence[_Placed]) -> Iterator[str]:
    """A line from each step down to those that came of it, then across to them; not where both are equally deep."""
    for one in placed:
        parent = one.line.step.parent
        if parent is not None and placed[parent].x < one.x:
            start = placed[parent]
            yield f'<path class="way" d="M{start.x} {start.y + 9}V{one.y}H{one.x - 9}"/>'


def _drawn(one: _Placed) -> str:
    line, step = one.line, one.line.step
    kind = "denial" if step.denies and step.kind == "statement" else step.kind
    x, room = one.x + 16, _RIGHT - one.x - 16
    facts = [fact for fact in (line.when, line.reference) if fact]
    if facts:
        room -= _FACTS
    shown = [
        f"<title>{_text(_told(line))}</title>",
        _sign(kind if step.certain else f"{kind} unsure", one.x, one.y),
        f'<text class="label" x="{x}" y="{one.y + 5}">{_text(_cut(line.label, room, _LABEL))}</text>',
    ]
    behind = f"from {line.behind}" if line.behind else ""
    relation = " ".join(part for part in (line.relation, behind) if part)
    if relation or line.detail:
        detail = _cut(line.detail, room - _size(f"{relation}  ", _DETAIL), _DETAIL)
        words = f'<tspan class="relation">{_text(relation)}</tspan>' if relation else ""
        between = ": " if relation and detail else ""
        shown.append(f'<text class="detail" x="{x}" y="{one.y + 22}">{words}{between}{_text(detail)}</text>')
    for row, fact in enumerate(facts):
        y = one.y + 5 + 17 * row
        shown.append(f'<text class="fact" x="{_RIGHT}" y="{y}" text-anchor="end">{_text(fact)}</text>')
    inside = "".join(shown)
    if _of_the_web(step.link):
        inside = f"<a href={_attribute(step.link or '')}>{inside}</a>"
    return f'<g role="listitem">{inside}</g>'


def _sign(kind: str, x: int, y: int) -> str:
    """What kind of step it is: a square, a disc, a ring, a cross, or dots."""
    name = kind.partition(" ")[0]
    if name == "origin":
        return f'<rect class="sign {kind}" x="{x - 6}" y="{y - 6}" width="12" height="12" rx="2"/>'
    if name == "denial":
        return f'<path class="sign {kind}" d="M{x - 5} {y - 5}l10 10m0 -10l-10 10"/>'
    if name == "more":
        dots = "".join(f'<circle cx="{x + shift}" cy="{y}" r="1.8"/>' for shift in (-6, 0, 6))
        return f'<g class="{kind}">{dots}</g>'
    return f'<circle class="sign {kind}" cx="{x}" cy="{y}" r="{5 if name == "medium" else 6}"/>'


def _key(y: int) -> Iterator[str]:
    """What the signs stand for."""
    x = _LEFT + 8
    for kind, words in _KEY:
        yield _sign(kind, x, y) + f'<text class="note" x="{x + 14}" y="{y + 4}">{words}</text>'
        x += round(_size(words, _NOTE)) + 44


def _told(line: Line) -> str:
    """All that a line stands for, for whoever points at it."""
    kind = {"origin": "origin", "medium": "medium without an article here"}.get(line.step.kind, "")
    parts = (kind, line.relation, line.behind and f"from {line.behind}", line.when, line.reference)
    facts = ", ".join(part for part in parts if part)
    label = f"{line.label} ({facts})" if facts else line.label
    return f"{label}: {one_line(line.step.detail)}" if line.step.detail else label


def _rows(rows: Sequence[str], kind: str, y: float, height: int) -> Iterator[str]:
    for place, row in enumerate(rows):
        yield f'<text class="{kind}" x="{_LEFT}" y="{y + place * height}">{_text(row)}</text>'


def _of_the_web(link: str | None) -> bool:
    return link is not None and link.lower().startswith(("http://", "https://"))


def _text(text: str) -> str:
    return escape(_held(text))


def _attribute(text: str) -> str:
    return quoteattr(_held(text))


def _held(text: str) -> str:
    """Text without what XML can't hold (Extensible Markup Language 1.0, 2.2)."""
    return one_line(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def _size(text: str, size: float) -> float:
    """How wide a text may be, in pixels: fonts differ, and the widest usual ones are reckoned with."""
    return sum(_letter(letter) for letter in text) * size


def _letter(letter: str) -> float:
    if east_asian_width(letter) in "WF":
        return 1.05
    if letter in "iljI.,:;'’‘|!()[] ft":
        return 0.34
    return 0.95 if letter in "mwMW@%—…" else 0.72 if letter.isupper() else 0.6


def _cut(text: str, room: float, size: float) -> str:
    """As much of a text as has room, whatever the letters."""
    used = 0.0
    for place, letter in enumerate(text):
        used += _letter(letter) * size
        if used > room:
            return f"{text[: max(place - 1, 0)].rstrip()}…"
    return text


def _wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """A text in lines; of more than `most`, the last is cut."""
    lines: list[str] = []
    left = text.strip()
    while left and len(lines) < most - 1:
        head = _cut(left, room, size)
        if head == left:
            break
        head = head[:-1].rpartition(" ")[0] or head[:-1]
        lines.append(head)
        left = left[len(head) :].lstrip()
    return [*lines, _cut(left, room, size)] if left or not lines else lines
