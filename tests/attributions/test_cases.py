"""The shipped weights on labelled cases of every shape, against floors that are kept in a file."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.attributions import AttributionReader
from onrecord.attributions.quotation import paragraphs
from onrecord.evaluation.scoring import Scores, Tokenised, score_article, spans_of
from onrecord.records import Article, Attribution, Block

CASES = Path(__file__).parent / "cases"
FLOORS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "floors.json").read_text())


@pytest.fixture(scope="module")
def reader() -> AttributionReader:
    return AttributionReader()


def article(case: dict[str, Any], headline: bool) -> Article:
    text = case["text"]
    kinds = ["headline" if headline and start == 0 else "paragraph" for start, _ in paragraphs(text)]
    blocks = tuple(Block(kind, *span) for kind, span in zip(kinds, paragraphs(text), strict=True))  # type: ignore[arg-type]
    return Article(case["id"], text, blocks)


def inner(attributions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    nested = [n for a in attributions for n in a.get("nested", [])]
    return nested + (inner(nested) if nested else [])


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_no_shape_falls_below_its_floor(name: str, reader: AttributionReader) -> None:
    content = (CASES / f"{name}.jsonl").read_bytes()
    floor = FLOORS[name]
    assert hashlib.sha256(content).hexdigest() == floor["sha256"], "cases changed: measure the floors anew"
    outer, nested = Scores(), Scores()
    for case in map(json.loads, content.decode().splitlines()):
        tokens = Tokenised(case["text"])
        found = reader.read(article(case, name == "headlines")).attributions

        def given(inside: bool, found: tuple[Attribution, ...] = found, tokens: Tokenised = tokens) -> list[Any]:
            return [tokens.marked(spans_of(a)) for a in found if (a.within is not None) == inside]

        score_article(outer, [tokens.marked(a) for a in case["attributions"]], given(False))
        score_article(nested, [tokens.marked(a) for a in inner(case["attributions"])], given(True))
    assert outer.counts["relation"].f1 >= floor["relation"]
    assert nested.counts["relation"].f1 >= floor.get("nested", 0.0)


def test_everything_found_lies_in_the_blocks_and_what_is_nested_in_its_content(reader: AttributionReader) -> None:
    for line in (CASES / "nested.jsonl").read_text(encoding="utf-8").splitlines():
        read = article(json.loads(line), headline=False)
        found = reader.read(read).attributions
        for number, attribution in enumerate(found):
            spans = attribution.source + attribution.cue + attribution.content
            assert all(any(b.start <= s < e <= b.end for b in read.blocks) for s, e in spans)
            assert attribution.within is None or attribution.within < number
            if attribution.within is not None:
                around = found[attribution.within].content
                assert all(any(a <= s and e <= b for a, b in around) for s, e in attribution.content)


def test_reading_twice_gives_the_same(reader: AttributionReader) -> None:
    case = json.loads((CASES / "marks.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert reader.read(article(case, headline=False)) == reader.read(article(case, headline=False))


@pytest.mark.parametrize("text", ["", "\n\n", "x", "\u200b", '"', "said", "— : —", "a " * 5000, "“" * 300])
def test_odd_texts_are_read_without_an_error(text: str, reader: AttributionReader) -> None:
    reader.read(Article("odd", text, tuple(Block("paragraph", *span) for span in paragraphs(text))))
