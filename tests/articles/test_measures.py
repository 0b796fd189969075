"""The figures that `python -m onrecord.evaluation.pages` prints."""

import json
from pathlib import Path

import pytest

from onrecord.evaluation.pages import PageReading, in_tuning_half, main, measure_pages

GOLD = PageReading("one two three four five", "A title", "2031-05-06T23:30:00+02:00", ("Ilse Tarnow", "Piet Brandsma"))


def test_a_reading_equal_to_the_gold_scores_one() -> None:
    figures = measure_pages([GOLD], [GOLD])
    assert (figures.body, figures.title, figures.day, figures.second, figures.authors) == (1, 1, 1, 1, 1)


def test_the_body_is_counted_in_shingles_of_four_words() -> None:
    figures = measure_pages([PageReading("one two three four five six seven")], [GOLD])
    assert (figures.precision, figures.recall) == (0.5, 1.0)


def test_the_title_is_compared_without_its_spacing() -> None:
    assert measure_pages([PageReading(title=" A  title ")], [PageReading(title="A title")]).title == 1


@pytest.mark.parametrize(
    ("found", "day", "second"),
    [
        ("2031-05-06T21:30:00+00:00", 1, 1),
        ("2031-05-07T00:30:00+03:00", 1, 1),
        ("2031-05-06", 1, 0),
        ("2031-05-06T23:30:00", 1, 0),
        ("2031-05-07", 0, 0),
        (None, 0, 0),
    ],
)
def test_a_date_is_right_to_the_day_or_to_the_second(found: str | None, day: int, second: int) -> None:
    figures = measure_pages([PageReading(published=found)], [GOLD])
    assert (figures.day, figures.second) == (day, second)


def test_an_author_too_many_costs_precision() -> None:
    figures = measure_pages([PageReading(authors=("Ilse Tarnow", "Web Desk"))], [GOLD])
    assert figures.authors == 0.5


def test_an_outlet_is_always_in_the_same_half() -> None:
    assert [in_tuning_half("Courier"), in_tuning_half("Courier")] in ([True, True], [False, False])
    assert {in_tuning_half(f"Outlet {at}") for at in range(20)} == {True, False}


def test_a_folder_of_pages_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = Path(__file__).parent / "cases" / "linked_data"
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    paragraphs = [text for kind, text in expected["blocks"] if kind == "paragraph"]
    row = {name: expected[name] for name in ("title", "authors", "published")}
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html").write_bytes((case / "page.html").read_bytes())
    (tmp_path / "gold.jsonl").write_text(json.dumps({"file": "a.html", "outlet": "x", "paragraphs": paragraphs, **row}))
    main([str(tmp_path)])
    assert "| onrecord | all (1) | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 | 1.000 |" in capsys.readouterr().out


def test_a_folder_without_gold_ends_with_a_message(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no gold\.jsonl with html/ beside it"):
        main([str(tmp_path)])
