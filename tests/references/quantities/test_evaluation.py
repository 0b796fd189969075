"""`onrecord.evaluation.quantities` on specifications made here, in the form of Recognizers."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import CorpusError
from onrecord.evaluation.quantities import evaluate_quantities

FILES = [
    "Number/English/NumberModel.json",
    "Number/English/PercentModel.json",
    "Number/English/NumberRangeModel.json",
    "NumberWithUnit/English/CurrencyModel.json",
    "NumberWithUnit/English/AgeModel.json",
    "NumberWithUnit/English/DimensionModel.json",
    "NumberWithUnit/English/TemperatureModel.json",
]


def case(text: str, *results: tuple[str, dict[str, str]], **more: str) -> dict[str, Any]:
    found = [{"Text": part, "Start": text.index(part), "Resolution": resolution} for part, resolution in results]
    return {"Input": text, "Results": found, **more}


def folder(tmp_path: Path, **cases: list[dict[str, Any]]) -> Path:
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(cases.get(path.stem, [])), encoding="utf-8")
    return tmp_path


def solved(tmp_path: Path, model: str, *cases: dict[str, Any]) -> tuple[int, int, dict[str, int]]:
    figures = evaluate_quantities(folder(tmp_path, **{model: list(cases)})).models[model]
    return figures.solved, figures.plain, dict(figures.excluded)


def test_a_number_is_solved_beside_its_unit_and_its_bound(tmp_path: Path) -> None:
    right = case("They paid more than $30 there", ("30", {"value": "30"}))
    assert solved(tmp_path, "NumberModel", right) == (1, 1, {})


@pytest.mark.parametrize(
    "wrong",
    [
        case("They saw 30 ships", ("30", {"value": "31"})),
        case("They saw 30 ships and 12 boats", ("30", {"value": "30"})),
        case("They saw ships", ("ships", {"value": "30"})),
        case("They saw two hundred ships", ("hundred", {"value": "200"})),
    ],
)
def test_another_value_or_span_or_number_is_not_solved(tmp_path: Path, wrong: dict[str, Any]) -> None:
    assert solved(tmp_path, "NumberModel", wrong) == (0, 1, {})


def test_money_needs_its_currency(tmp_path: Path) -> None:
    right = case("It cost 12 yen", ("12 yen", {"value": "12", "unit": "Japanese yen", "isoCurrency": "JPY"}))
    shared = case("It cost 34 cents", ("34 cents", {"value": "34", "unit": "Cent"}))
    wrong = case("It cost 13 yen", ("13 yen", {"value": "13", "unit": "Chinese yuan", "isoCurrency": "CNY"}))
    assert solved(tmp_path, "CurrencyModel", right, shared, wrong) == (2, 3, {})


def test_every_class_that_is_left_out_is_counted_by_its_name(tmp_path: Path) -> None:
    cases = [
        case("2^3", ("2^3", {"value": "8"})),
        case("It is 1.2.3", ("1", {"value": "1"}), (".2"[1:], {"value": "2"}), ("3", {"value": "3"})),
        case("See section 12", ("12", {"value": "12"})),
        case("In 1999", ("1999", {"value": "1999"})),
        case("46 . 8 ships", ("46 . 8", {"value": "46.8"})),
        case("12 ships", ("12", {"value": "12"}), NotSupported="dotnet, javascript, java, python"),
    ]
    expected = {"calculator": 1, "inside a name": 3, "broken": 1, "no platform": 1}
    assert solved(tmp_path, "NumberModel", *cases) == (0, 0, expected)


def test_a_range_needs_both_its_ends(tmp_path: Path) -> None:
    right = case("It is between 20 and 30", ("between 20 and 30", {"value": "[20,30)"}))
    wrong = case("It is over 20 there", ("over 20", {"value": "(,20)"}))
    assert solved(tmp_path, "NumberRangeModel", right, wrong) == (1, 2, {})


def test_the_report_is_lines_and_plain_data(tmp_path: Path) -> None:
    report = evaluate_quantities(
        folder(tmp_path, AgeModel=[case("12 years old", ("12 years old", {"value": "12", "unit": "Year"}))])
    )
    assert any(line.startswith("AgeModel") and "1.0000" in line for line in report.lines())
    assert report.as_dict()["AgeModel"]["solved"] == 1.0


def test_a_folder_without_specifications_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="NumberModel"):
        evaluate_quantities(tmp_path)


def test_a_broken_case_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="not in the form"):
        evaluate_quantities(folder(tmp_path, NumberModel=[{"Input": "12", "Results": [{"Text": "12"}]}]))
