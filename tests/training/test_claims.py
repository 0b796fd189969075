"""Learning what is one claim."""

from pathlib import Path

import numpy as np
import pytest

from onrecord.corpus.claims import Part
from onrecord.corpus.claims.comparing import FEATURES
from onrecord.corpus.claims.judging import Judge
from onrecord.training.boosting import boosted
from onrecord.training.claims import WORLD, Pairs, fitted, pairs_of, weighed
from onrecord.training.told import Happening, invented, of_worlds

OUTLETS = """[outlets.courier]
name = "The Port Courier"
site = "courier.example"
under = []

[outlets.herald]
name = "Brelle Herald"
site = "herald.example"
under = []
"""
COURIER = """id: courier-01
outlet: courier
published: 2031-03-04T08:30:00+01:00
title: Ferry sinks off Brelle
story: ferry
---
{toll|Eleven people died} when the ferry sank off Brelle, the coast guard said on Tuesday.

"{drunk|The captain was drunk}," said Mara Vell, a passenger.
"""
HERALD = """id: herald-01
outlet: herald
published: 2031-03-04T10:30:00+01:00
title: Eleven dead in ferry disaster
story: ferry
---
The sinking of the ferry off Brelle cost eleven lives on Tuesday.

"{-drunk|The captain was not drunk}," said Orso Lenk, who speaks for the shipping line.
"""
TRUTH = """[stories.ferry]
title = "A ferry sinks off Brelle"

[claims.toll]
says = "Eleven people died."
origins = ["the coast guard (named)"]

[claims.drunk]
says = "The captain was drunk."
origins = ["Mara Vell (named)"]
"""


def told(*rows: tuple[str, str | None]) -> Happening:
    """A happening of texts with the claim of each, if it is known."""
    parts = tuple(Part(place, place, 0, len(text), text, 0) for place, (text, _) in enumerate(rows))
    return Happening("ferry", parts, tuple(frozenset([claim] if claim else ()) for _, claim in rows))


FERRY = told(
    ("the captain of the ferry was drunk", "drunk"),
    ("the ferry's captain had been drunk", "drunk"),
    ("the captain of the ferry is alive", "alive"),
    ("the ferry had a drunk captain", None),
)


def random_rows(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    return np.random.default_rng(1).random((count, len(FEATURES)), dtype=np.float32)


def leaf(trees: dict[str, object], row: np.ndarray[tuple[int], np.dtype[np.float32]]) -> float:
    """What trees say of a row, in log odds."""
    total = float(str(trees["base"]))
    for features, thresholds, leaves in zip(
        np.array(trees["features"]), np.array(trees["thresholds"]), np.array(trees["leaves"]), strict=True
    ):
        at = 0
        for _ in range(3):
            at = 2 * at + 1 + int(row[features[at]] > thresholds[at])
        total += float(leaves[at - 7])
    return total


def test_trees_learn_what_no_line_parts() -> None:
    rows = random_rows(600)
    either = (rows[:, 0] > 0.5) != (rows[:, 1] > 0.5)
    trees = boosted(rows, either)
    right = [(leaf(trees, row) > 0) == yes for row, yes in zip(rows, either, strict=True)]
    assert sum(right) > 0.95 * len(rows)


def test_one_seed_gives_the_same_trees() -> None:
    rows = random_rows(100)
    assert boosted(rows, rows[:, 0] > 0.5) == boosted(rows, rows[:, 0] > 0.5)


def test_what_is_fitted_makes_a_judge_of_what_it_was_shown() -> None:
    rows = random_rows(400)
    same = rows[:, FEATURES.index("cosine")] > 0.6
    likely = Judge.of(fitted(rows, same), "test")._odds(rows)
    assert ((likely > 0) == same).mean() > 0.95


def test_pairs_of_a_world_count_for_more() -> None:
    rows = np.zeros((40, len(FEATURES)), dtype=np.float32)
    happening = np.repeat([0, 1], 20)
    pairs = Pairs(rows, happening == 1, happening)
    base = weighed(pairs, np.ones(40, dtype=np.bool_), made=1)["trees"]["base"]
    assert base == pytest.approx(np.log(WORLD), abs=1e-4)


def test_pairs_are_those_of_which_both_claims_are_known() -> None:
    pairs = pairs_of([FERRY])
    assert (len(pairs.same), int(pairs.same.sum())) == (3, 1)


def test_a_happening_without_statements_has_no_pairs() -> None:
    assert len(pairs_of([told()]).same) == 0


def test_a_denial_is_a_statement_of_the_claim_that_it_denies() -> None:
    found = {part.text: claims for one in invented() for part, claims in zip(one.parts, one.claims, strict=True)}
    assert found["the ferry had not been overloaded"] == found["The ferry was badly overcrowded"]


def test_invented_claims_have_several_wordings_and_near_misses() -> None:
    counts = [one.claims.count(claim) for one in invented() for claim in set(one.claims)]
    assert sum(count > 1 for count in counts) > 300
    assert counts.count(1) > 100


def test_statements_of_a_world_are_those_that_are_read_in_it(tmp_path: Path) -> None:
    (tmp_path / "outlets.toml").write_text(OUTLETS, encoding="utf-8")
    seen = tmp_path / "seen"
    seen.mkdir()
    for name, text in (("courier-01.txt", COURIER), ("herald-01.txt", HERALD), ("truth.toml", TRUTH)):
        (seen / name).write_text(text, encoding="utf-8")
    found = of_worlds([seen])
    claims = {part.text: claim for one in found for part, claim in zip(one.parts, one.claims, strict=True)}
    assert claims["The captain was drunk"] == claims["The captain was not drunk"] == frozenset({"drunk"})
