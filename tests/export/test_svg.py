"""How a claim spread is drawn: valid, safe, legible, and with nothing lost, whatever pages wrote."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from onrecord.export.steps import DEEPEST, counted, groups
from onrecord.export.svg import to_svg
from onrecord.records import Step, Trace

SVG = "{http://www.w3.org/2000/svg}"
LONG = "more than 50,000 soldiers have been brought to the border near Skarn since the beginning of the month " * 4
STEPS = (
    Step("origin", "Mara Vane", "told reporters", "origin"),
    Step("statement", "Haven Post", f"Vane: {LONG}", "origin", 0, 1, "2031-03-03T18:30", "1:23-45", "https://post.example/a?b=1&c='2'"),
    Step("statement", "The Lantern", f"Vane: {LONG}", "copy", 1, 2, "2031-03-04", "2:23-45", "javascript:alert(1)"),
    Step("more", "290 more", "", "copy", 1, 2),
    Step("origin", "two officials", "not named", "origin", certain=False),
    Step("medium", "Nordwire", "credited", "cites", 4, 1),
    Step("statement", "Selwick Times", "soldiers are there", "wire", 5, 2, "2031-03-05", "3:1-9"),
    Step("statement", "Gazette", "A spokesman: none are", "denies", None, 0, "2031-03-06", "4:1-9", denies=True),
)  # fmt: skip


def traced(steps: Sequence[Step] = STEPS, **facts: Any) -> Trace:
    known = {
        "claim": 17,
        "text": "Soldiers are there",
        "count": 2,
        "least": 1,
        "most": 2,
        "why": "One may be the other",
    }
    values: dict[str, Any] = known | facts
    return Trace(**values, steps=tuple(steps))


def root(trace: Trace) -> Any:
    return etree.fromstring(to_svg(trace).encode(), etree.XMLParser(huge_tree=True))


def told(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def items(drawing: Any) -> list[Any]:
    found: list[Any] = drawing.xpath("//*[@role='listitem']")
    return found


def test_each_step_is_an_item_of_a_list_with_all_that_is_known_of_it() -> None:
    drawn = items(root(traced()))
    assert len(drawn) == len(STEPS)
    titles = [told(item.find(f".//{SVG}title")) for item in drawn]
    assert titles[0] == "Mara Vane (origin): told reporters"
    assert titles[2] == f"The Lantern (copied, 2031-03-04, 2:23-45): Vane: {LONG.strip()}"
    assert titles[5] == "Nordwire (medium without an article here): credited"
    assert "perhaps one of the others" in told(drawn[4])


def test_those_who_say_so_and_those_who_deny_it_are_told_apart() -> None:
    drawing = root(traced())
    lists = drawing.xpath("//*[@role='list']")
    assert [element.get("aria-label") for element in lists] == ["said by", "denied by"]
    assert [len(element) for element in lists] == [7, 1]
    assert "denial" in lists[1].find(f".//{SVG}path").get("class")


def test_the_drawing_has_a_title_and_a_description_for_who_cannot_see_it() -> None:
    drawing = root(traced())
    assert drawing.get("aria-label") == told(drawing.find(f"{SVG}title")) == "Claim 17: Soldiers are there"
    assert told(drawing.find(f"{SVG}desc")) == "Independent origins: 2 (from 1 to 2). One may be the other."


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"least": 2}, "Independent origins: 2. One may be the other."),
        ({"least": 2, "why": None}, "Independent origins: 2."),
        ({"count": None, "least": None, "most": None, "why": None}, "The origins have not been counted yet."),
        ({"why": "They differ."}, "Independent origins: 2 (from 1 to 2). They differ."),
    ],
)
def test_a_count_is_a_range_where_the_texts_leave_it_open(facts: dict[str, Any], expected: str) -> None:
    assert counted(traced(**facts)) == expected


def test_what_the_step_before_has_said_is_not_said_again() -> None:
    lines = groups(traced())[0][1]
    assert lines[1].detail.startswith("Vane: more than")
    assert lines[2].detail == ""


def test_only_addresses_of_the_web_are_links() -> None:
    links = [element.get("href") for element in root(traced()).iter(f"{SVG}a")]
    assert links == ["https://post.example/a?b=1&c='2'"]


def test_it_fetches_nothing_and_runs_nothing() -> None:
    drawing = root(traced())
    assert {element.tag.removeprefix(SVG) for element in drawing.iter()} <= {
        "svg", "title", "desc", "style", "rect", "text", "tspan", "path", "circle", "g", "a",
    }  # fmt: skip
    assert not re.search(r"url\(|@import|@font-face", told(drawing.find(f"{SVG}style")))


def test_lines_do_not_overlap_and_stay_within_the_drawing() -> None:
    drawing = root(traced([STEPS[0], *(_deep(depth) for depth in range(1, 40))]))
    width, height = float(drawing.get("width")), float(drawing.get("height"))
    rows = sorted({float(item.find(f".//{SVG}text[@class='label']").get("y")) for item in items(drawing)})
    assert len(rows) == 40
    assert all(below - above >= 26 for above, below in pairwise(rows))
    assert rows[-1] + 22 < height
    for text in drawing.iter(f"{SVG}text"):
        if text.get("text-anchor") != "end":
            assert float(text.get("x")) + 6.2 * len(told(text)) < width


def _deep(depth: int) -> Step:
    return Step(
        "statement", f"Paper {depth} {LONG}", f"{depth}: {LONG}", "copy", depth - 1, depth, "2031-03-04", "2:23-45"
    )


def test_steps_that_are_far_in_say_whom_they_come_from() -> None:
    lines = groups(traced([STEPS[0], *(_deep(depth) for depth in range(1, DEEPEST + 4))]))[0][1]
    assert max(line.depth for line in lines) == DEEPEST
    assert [line.behind for line in lines if line.behind] == ["2:23-45"] * 3


def test_thousands_of_steps_in_a_row_are_drawn() -> None:
    drawn = items(root(traced([STEPS[0], *(_deep(depth) for depth in range(1, 3_000))])))
    assert len(drawn) == 3_000


def test_a_claim_of_which_nothing_is_known_is_drawn() -> None:
    drawing = root(traced((), count=None, least=None, most=None, why=None, text=""))
    assert items(drawing) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(codec=None), max_size=60), min_size=6, max_size=6))
def test_whatever_pages_write_the_drawing_is_valid_and_has_as_many_steps(words: list[str]) -> None:
    label, detail, when, reference, link, text = words
    step = Step("statement", label, detail, "copy", 0, 1, when, reference, f"https://x.example/{link}")
    drawing = root(traced([STEPS[0], step], text=text, why=detail))
    assert len(items(drawing)) == 2
    assert len(list(drawing.iter(f"{SVG}style"))) == 1
