"""Every rule reads what it is written for."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from onrecord.references.times import find_times
from onrecord.references.times.grammar import Rule, rules_by_trigger
from onrecord.references.times.lexicon import lexicon, read
from onrecord.references.times.resolving import RESOLVERS

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases" / "rules.toml").read_text("utf-8"))["case"]
RULES: dict[str, Rule] = {rule.name: rule for rules in rules_by_trigger().values() for rule in rules}


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_a_rule_reads_its_sentence(case: dict[str, Any]) -> None:
    text = case["text"]
    found = [
        [text[t.start : t.end], t.type, t.value, t.modifier, t.since, t.until]
        for t in find_times(text, [(0, len(text))], "2031-05-14")
    ]
    assert found == [[cell or None for cell in (*row, *[""] * (6 - len(row)))] for row in case["times"]]


@pytest.mark.parametrize("case", CASES, ids=[case["rule"] for case in CASES])
def test_the_sentence_of_a_rule_needs_that_rule(case: dict[str, Any]) -> None:
    rule, text = RULES[case["rule"]], case["text"]
    matches = [match for start in range(len(text)) if (match := rule.pattern.match(text, start))]
    assert {match[0] for match in matches} & {row[0] for row in case["times"]}


def test_every_rule_has_a_sentence() -> None:
    assert {case["rule"] for case in CASES} == set(RULES)


def test_no_two_rules_have_one_name() -> None:
    names = [entry["name"] for group in read("rules.toml")["group"] for entry in group["rule"]]
    assert len(names) == len(set(names))


def test_every_resolver_is_used_and_every_one_named_is_there() -> None:
    assert {rule.resolve for rule in RULES.values()} == set(RESOLVERS)


def test_every_feast_falls_on_a_day_of_each_year() -> None:
    from onrecord.references.times.calendar import holiday_in

    rules = [rule for rule in lexicon().tables["holiday"].values() if rule]
    assert {holiday_in(year, rule).first.year for year in (2028, 2031) for rule in rules} == {2028, 2031}
