"""Which appearances are one actor: small worlds whose truth is known, and what must hold of any."""

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.corpus.actors import Appearance, Constraints, Identity, Key, block_of, identities
from onrecord.evaluation.identities import evaluate, generated, worlds
from onrecord.records import ActorType

CASES = Path(__file__).parent / "cases"
ALL = [case for path in sorted(CASES.glob("*.jsonl")) for case in worlds(path)]
BY_NAME = {name: appearances for name, appearances, _ in ALL}
SPOUSES = BY_NAME["spouses, and their family name alone"]
COUNCILS = BY_NAME["city councils of different cities"]


def whose(found: Iterable[Identity]) -> dict[Key, Key]:
    return {(i.article, i.number): i.actor for i in found}


def person(
    article: int, name: str, *roles: str, company: tuple[str, ...] = (), kind: ActorType = "person"
) -> Appearance:
    return Appearance(article, 0, name, kind, roles, company, (), ("Westmark",), ("GB",), "Post", date(2024, 1, 1))


@pytest.mark.parametrize("part", ["before", "after", "later"])
def test_each_part_of_the_worlds_reaches_its_floors(part: str) -> None:
    mistakes = [f"{name}: {mistake}" for _, name, found in evaluate(CASES / f"{part}.jsonl") for mistake in found]
    report = [report for report, _, _ in evaluate(CASES / f"{part}.jsonl")][-1]
    assert report.pairs.precision >= 0.98, mistakes
    assert report.pairs.recall >= 0.9, mistakes


@given(st.sampled_from(ALL), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_the_order_of_appearances_changes_nothing(
    case: tuple[str, list[Appearance], dict[Key, str]], chance: random.Random
) -> None:
    shuffled = list(case[1])
    chance.shuffle(shuffled)
    by_key = {(i.article, i.number): i for i in identities(case[1])}
    assert {(i.article, i.number): i for i in identities(shuffled)} == by_key


@given(st.integers(0, 50), st.randoms(use_true_random=False))
@settings(max_examples=8, deadline=None)
def test_the_order_changes_nothing_in_a_crowd_either(seed: int, chance: random.Random) -> None:
    made = list(generated(400, seed))
    shuffled = list(made)
    chance.shuffle(shuffled)
    assert whose(identities(shuffled)) == whose(identities(made))


def test_block_by_block_gives_what_all_at_once_gives() -> None:
    made = [*generated(600, 7), *(replace(a, article=100_000 + at) for at, a in enumerate(COUNCILS))]
    blocks: defaultdict[str | None, list[Appearance]] = defaultdict(list)
    for appearance in made:
        blocks[block_of(appearance.name, appearance.type)].append(appearance)
    apart: dict[Key, Key] = {}
    for block in blocks.values():
        apart |= whose(identities(block))
    assert apart == whose(identities(made))


def test_every_identity_says_why_and_how_surely() -> None:
    for _, appearances, _ in ALL:
        for identity in identities(appearances):
            assert identity.reason
            assert 0.5 <= identity.confidence < 1


def test_a_family_name_that_fits_two_is_left_open_and_says_whom_it_may_mean() -> None:
    found = {(i.article, i.number): i for i in identities(SPOUSES)}
    assert found[4, 0].actor == (4, 0)
    assert "Wilma Castellane" in found[4, 0].reason
    assert "Bernt Castellane" in found[4, 0].reason
    assert found[4, 0].confidence == 0.5


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("officials", "unnamed"),
        ("Anyone", "generic"),
        ("I", "author"),
        ("she", "person"),
        ("Voters", "group"),
        ("report", "document"),
    ],
)
def test_what_has_no_name_is_never_joined(name: str, kind: ActorType) -> None:
    assert block_of(name, kind) is None
    assert not list(identities([person(1, name, kind=kind), person(2, name, kind=kind)]))


def test_those_who_speak_jointly_are_no_person() -> None:
    assert block_of("Mara Vane & Tobias Aldous", "person") is None


def test_a_very_common_name_alone_joins_nothing() -> None:
    found = whose(identities([person(1, "John Smith"), person(2, "John Smith")]))
    assert found[1, 0] != found[2, 0]


def test_a_rare_full_name_alone_joins() -> None:
    found = whose(identities([person(1, "Anselm Brandvold"), person(2, "Anselm Brandvold")]))
    assert found[1, 0] == found[2, 0]


def test_an_article_that_has_father_and_son_keeps_them_apart() -> None:
    father = [person(n, "Royce Tillinghast", "senator") for n in (1, 2, 3)]
    both = Appearance(3, 1, "Royce Tillinghast Jr.", "person", ("senator",))
    found = whose(identities([*father, both, person(4, "Royce Tillinghast Jr.", "senator")]))
    assert found[1, 0] == found[2, 0] == found[3, 0]
    assert found[3, 1] == found[4, 0] != found[1, 0]


def test_who_holds_an_office_after_having_left_it_is_rather_another() -> None:
    def on(article: int, day: str, name: str, *roles: str) -> Appearance:
        return Appearance(
            article, 0, name, "person", roles, places=("Albany",), countries=("US",), day=date.fromisoformat(day)
        )

    older = [on(n, f"200{n}-01-01", "Bernt Castellane", "president") for n in (1, 2)]
    younger = [on(n, f"201{n}-01-01", "Rolf Castellane", "president") for n in (3, 4)]
    left = on(5, "2005-01-01", "Bernt Castellane", "former president")
    found = whose(identities([*older, left, *younger, on(6, "2014-06-01", "Castellane", "president")]))
    assert found[6, 0] == found[3, 0]
    assert found[5, 0] == found[1, 0] != found[3, 0]


def test_a_merge_joins_actors_across_blocks_with_all_their_appearances() -> None:
    made = [person(1, "Anselm Brandvold"), person(2, "Anselm Brandvold"), person(3, "Kestrel"), person(4, "Ines Quill")]
    found = whose(identities(made, Constraints(same=(((2, 0), (3, 0)),))))
    assert found[1, 0] == found[2, 0] == found[3, 0] != found[4, 0]


def test_a_split_takes_one_appearance_out_and_leaves_the_others() -> None:
    made = [person(n, "Anselm Brandvold") for n in (1, 2, 3)]
    found = whose(identities(made, Constraints(apart=(((2, 0), (1, 0)),))))
    assert found[1, 0] == found[3, 0] != found[2, 0]


def test_what_is_split_off_goes_to_the_other_whom_it_fits() -> None:
    made = [*SPOUSES]
    before = whose(identities(made))
    assert before[5, 0] == before[2, 0]
    found = whose(identities(made, Constraints(apart=(((5, 0), (2, 0)),))))
    assert found[5, 0] != found[2, 0]


def test_the_later_of_two_decisions_wins() -> None:
    a, b, c = (1, 0), (2, 0), (3, 0)
    assert Constraints.of([(True, a, b), (False, a, b)]) == Constraints((), ((a, b),))
    assert Constraints.of([(False, a, b), (True, a, b)]) == Constraints(((a, b),), ())
    assert Constraints.of([(False, a, c), (True, a, b), (True, b, c)]) == Constraints(((a, b), (b, c)), ())


_PIECES = "Mara VANE de la al- Jr. O’Neil García Li ( & of the City Council U.N. 习近平 's -"
_WORDS = st.lists(st.sampled_from(_PIECES.split(" ")), max_size=6).map(" ".join)
_NAMES = st.text(max_size=30) | _WORDS
_KINDS: st.SearchStrategy[ActorType] = st.sampled_from(["person", "organisation", "document", "group"])


@given(st.lists(st.tuples(_NAMES, _KINDS, st.lists(_NAMES, max_size=3)), max_size=8))
@settings(max_examples=100, deadline=None)
def test_no_name_is_too_odd(given_names: list[tuple[str, ActorType, list[str]]]) -> None:
    made = [
        Appearance(at, 0, name, kind, tuple(others), tuple(others), tuple(others), tuple(others), ("GB",), name)
        for at, (name, kind, others) in enumerate(given_names)
    ]
    found = list(identities(made))
    assert {(i.article, i.number) for i in found} == {a.key for a in made if block_of(a.name, a.type)}


def test_endless_names_are_read_to_a_length() -> None:
    assert list(identities([person(1, "A" * 1_000_000), person(2, "Ab " * 300_000, "mayor of " * 100_000)])) is not None
