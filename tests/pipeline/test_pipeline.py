"""Pages in, documents and failures out."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import pipeline as module
from onrecord.errors import ModelError
from onrecord.pipeline import Pipeline, at_least
from onrecord.records import Article, Attribution, Document, Failure, Findings, Page


def page(name: str, text: str = "“The bridge will hold,” Vesk said on Monday in the town hall of Harrow.") -> Page:
    return Page(name, text.encode(), "text/plain", id=name)


def attribution(confidence: float, within: int | None = None) -> Attribution:
    return Attribution((), ((0, 1),), ((1, 2),), "indirect", confidence, within)


class Failing:
    """Fails with `error` at the second article."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.count = 0

    def read(self, article: Article) -> Findings:
        """Nothing, or the error."""
        self.count += 1
        if self.count == 2:
            raise self.error
        return Findings()


def test_a_document_holds_the_article_and_what_the_reader_found(quoting: Any) -> None:
    document = Pipeline(reader=quoting).read(page("a"))
    [found] = document.attributions
    assert [document.article.text[s:e] for s, e in found.content] == ["“The bridge will hold,”"]


def test_order_is_kept_and_failures_are_handed_on_in_their_place(quoting: Any) -> None:
    broken = Failure("b", "BrokenRow", "b: not JSON")
    found = list(Pipeline(reader=quoting).run([page("a"), broken, page("c"), page("d", " "), page("e")]))
    names = [item.article.id if isinstance(item, Document) else item.name for item in found]
    assert names == ["a", "b", "c", "d", "e"]
    assert found[1] is broken
    assert isinstance(found[3], Failure)
    assert found[3].error == "NoArticleText"
    assert found[3].reason.startswith("d: ")


@pytest.mark.parametrize(
    "error", [ValueError("a bug"), RecursionError("too deep"), type("Panic", (BaseException,), {})()]
)
def test_an_unexpected_error_fails_its_page_only_and_is_named(error: BaseException) -> None:
    first, second, third = Pipeline(reader=Failing(error)).run([page("a"), page("b"), page("c")])
    assert isinstance(first, Document)
    assert isinstance(third, Document)
    assert isinstance(second, Failure)
    assert second.error == type(error).__name__
    assert second.reason.startswith("b: ")
    assert type(error).__name__ in second.reason


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3), ModelError("no weights")])
def test_what_concerns_the_whole_run_ends_it(error: BaseException) -> None:
    run = Pipeline(reader=Failing(error)).run([page("a"), page("b")])
    next(run)
    with pytest.raises(type(error)):
        next(run)


def test_pages_are_taken_one_at_a_time(quoting: Any) -> None:
    taken = []

    def pages() -> Iterator[Page]:
        for name in "abc":
            taken.append(name)
            yield page(name)

    run = Pipeline(reader=quoting).run(pages())
    next(run)
    assert taken == ["a"]


def test_weights_are_loaded_by_the_first_reading_and_once_a_process(
    monkeypatch: pytest.MonkeyPatch, quoting: Any
) -> None:
    loaded: list[int] = []

    def load(threads: int) -> Any:
        loaded.append(threads)
        return quoting

    monkeypatch.setattr(module, "AttributionReader", load)
    module.shipped_reader.cache_clear()
    try:
        first, second = Pipeline(threads=3), Pipeline(threads=3)
        assert loaded == []
        for pipeline in (first, second, first):
            pipeline.read(page("a"))
        assert loaded == [3]
    finally:
        module.shipped_reader.cache_clear()


def test_another_language_is_refused_by_name_unless_forced(quoting: Any) -> None:
    spanish = page("es", "El ministro dijo el lunes que el puente será reparado antes de que termine el invierno. " * 6)
    [refused] = Pipeline(reader=quoting).run([spanish])
    assert isinstance(refused, Failure)
    assert refused.error == "ForeignLanguage"
    assert "Spanish" in refused.reason
    [forced] = Pipeline(reader=quoting, force=True).run([spanish])
    assert isinstance(forced, Document)


def test_less_sure_attributions_are_left_out(quoting: Any) -> None:
    assert len(Pipeline(reader=quoting, min_confidence=0.9).read(page("a")).attributions) == 1
    assert Pipeline(reader=quoting, min_confidence=0.91).read(page("a")).attributions == ()


def test_within_follows_its_attribution_to_the_new_place() -> None:
    kept = at_least(0.5, [attribution(0.1), attribution(0.9), attribution(0.8, within=1)])
    assert [a.within for a in kept] == [None, 0]


def test_an_attribution_whose_outer_one_falls_away_stands_alone() -> None:
    assert [a.within for a in at_least(0.5, [attribution(0.1), attribution(0.9, within=0)])] == [None]


def test_an_attribution_two_levels_deep_is_left_in_the_outermost_one() -> None:
    chain = [attribution(0.9), attribution(0.1, within=0), attribution(0.9, within=1)]
    assert [a.within for a in at_least(0.5, chain)] == [None, 0]


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30)), max_size=12), st.floats(0, 1))
def test_filtering_keeps_order_and_never_points_outside(rows: list[tuple[float, int]], floor: float) -> None:
    outer = [None if i == 0 or n % 3 == 0 else n % i for i, (_, n) in enumerate(rows)]
    whole = [attribution(c, w) for (c, _), w in zip(rows, outer, strict=True)]
    kept = at_least(floor, whole)
    assert [a.confidence for a in kept] == [a.confidence for a in whole if a.confidence >= floor]
    assert all(a.within is None or a.within < i for i, a in enumerate(kept))


def test_a_file_with_several_articles_is_read_as_several_documents(tmp_path: Path, quoting: Any) -> None:
    from onrecord.pages import open_pages

    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"id": "1", "text": "“Yes,” Vesk said."}\n{"id": "2", "text": "“No,” Brey said."}\n')
    found = list(Pipeline(reader=quoting).run(open_pages([rows])))
    assert [item.article.id for item in found if isinstance(item, Document)] == ["1", "2"]
