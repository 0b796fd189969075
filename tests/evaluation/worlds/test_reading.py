"""Worlds are read as their README says, and what is not as it says is told with its place."""

from pathlib import Path

import pytest
from tests.evaluation.worlds.making import changed

from onrecord.errors import CorpusError
from onrecord.evaluation.worlds import World, read_world
from onrecord.evaluation.worlds.marks import BadMarks, unmarked
from onrecord.evaluation.worlds.records import Mark

KESTRIA = Path(__file__).parents[3] / "examples" / "kestria"


def test_marks_are_characters_of_the_text_without_braces() -> None:
    text, marks = unmarked("“{a-1|Nine} of {-b|ten},” she said.")
    assert text == "“Nine of ten,” she said."
    assert marks == (Mark(1, 5, "a-1", False), Mark(9, 12, "b", True))


def test_a_mark_may_stand_within_another() -> None:
    text, marks = unmarked("{.|He heard that {a|it sank}}.")
    assert [(text[m.start : m.stop], m.claim) for m in marks] == [("He heard that it sank", "."), ("it sank", "a")]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{a|open", "not closed"),
        ("open}", "without an opening"),
        ("{a b|c}", "opens no mark"),
        ("{a|}", "around nothing"),
        ("{-.|no}", "needs the claim"),
        ("x {a| y}", "two spaces"),
    ],
)
def test_braces_that_are_no_marks_are_refused(source: str, reason: str) -> None:
    with pytest.raises(BadMarks, match=reason):
        unmarked(source)


def test_copied_paragraphs_are_printed_with_their_marks_after_the_edits(world: World) -> None:
    first, second, third = world.texts["bell-01"].paragraphs
    assert first.text.startswith("Three men drowned at their post when the lighthouse of Quorle")
    assert [(first.text[m.start : m.stop], m.claim) for m in first.marks] == [
        ("Three men drowned at their post", "dead-3")
    ]
    assert (first.root, first.way) == (("wire-01", 0), ("wire-01",))
    assert second.text == world.texts["wire-01"].paragraphs[1].text
    assert (third.root, third.way) == (("bell-01", 2), ())


def test_the_way_of_a_copy_of_a_copy_is_told_nearest_first(world: World) -> None:
    copied = world.texts["mast-01"].paragraphs[1]
    assert (copied.root, copied.way) == (("wire-01", 1), ("bell-01", "wire-01"))


def test_what_was_never_published_is_no_article(world: World) -> None:
    assert [article.id for article in world.articles()] == ["bell-01", "bell-02", "mast-01", "mast-02", "wire-01"]


def test_a_number_of_origins_is_exact_unless_the_truth_gives_a_range(world: World) -> None:
    numbers = {key: (claim.least, claim.most) for key, claim in world.claims.items()}
    assert numbers == {"dead-3": (1, 1), "dead-4": (1, 1), "repair": (1, 2), "moved": (1, 1)}


@pytest.mark.parametrize(
    ("lines", "numbers"), [("least = 1", (1, 2)), ("least = 3", (3, 3)), ("most = 3", (2, 3)), ("most = 1", (1, 1))]
)
def test_one_end_of_a_range_goes_with_the_number_of_origins(
    tmp_path: Path, lines: str, numbers: tuple[int, int]
) -> None:
    claim = read_world([changed(tmp_path, "truth.toml", "least = 1\nmost = 2", lines)]).claims["repair"]
    assert (claim.least, claim.most) == numbers


def test_folders_within_each_other_are_read_once(world: World) -> None:
    folder = Path(__file__).with_name("small")
    assert read_world([folder, folder.parent / "small"]).texts.keys() == world.texts.keys()


def test_copied_statements_that_are_marked_as_made_once_are_warned_of(world: World) -> None:
    assert [warning[:19] for warning in world.warnings] == ["2 copied paragraphs"]


@pytest.mark.parametrize(
    ("file", "old", "new", "reason"),
    [
        ("wire-01.txt", "{repair|", "{repaid|", r"wire-01\.txt:11: the claim 'repaid' is in no file"),
        ("wire-01.txt", "drowned}", "drowned", r"wire-01\.txt:7: a mark that is not closed"),
        ("wire-01.txt", "id: wire-01", "id: wire-1", r"wire-01\.txt:1: the id is 'wire-1'"),
        ("wire-01.txt", "outlet: wire", "outlet: wine", r"wire-01\.txt:1: no outlet 'wine'"),
        ("wire-01.txt", "story: tower", "story: tow", r"wire-01\.txt:1: the story 'tow' is in no file"),
        ("wire-01.txt", "story: tower\n", "", r"wire-01\.txt:1: the header has no story"),
        ("wire-01.txt", "21:00:00+01:00", "21:00:00", r"wire-01\.txt:1: published is"),
        ("wire-01.txt", "title:", "headline:", r"wire-01\.txt:4: .* is no header"),
        ("wire-01.txt", "title: L", "title: {.|L}", r"wire-01\.txt:1: a title has no marks"),
        ("wire-01.txt", "---\n", "", r"wire-01\.txt:1: no line `---`"),
        ("wire-01.txt", "hear of it.\n\n", "hear of it.\n", r"wire-01\.txt:10: a paragraph is one line"),
        ("bell-01.txt", "1-2", "1-4", r"bell-01\.txt:10: wire-01 has 3 paragraphs"),
        ("bell-01.txt", "1-2", "2-1", r"bell-01\.txt:10: there are no paragraphs 2-1"),
        ("bell-01.txt", "@copy wire-01", "@copy wire-02", r"bell-01\.txt:10: there is no text 'wire-02'"),
        ("bell-01.txt", '"QUORLE, May 5', '"QUORLE, May 6', r'bell-01\.txt:10: "QUORLE, May 6 .* does not occur'),
        ("bell-01.txt", "@copy wire-01 1-2", "@copy wire-01 all", r"bell-01\.txt:10: not `@copy"),
        ("bell-01.txt", "post} when", "post when", r"bell-01\.txt:10: a mark that is not closed"),
        ("bell-01.txt", '=> ""', '-> ""', r"bell-01\.txt:10: not `\"these words\""),
        ("wire-01.txt", "The Works Office said", "@copy mast-01 1\n\nThe Works Office", r"copies in a circle: "),
        ("truth.toml", "[claims.dead-4]", "[claims.dead-5]", r"mast-01\.txt:8: the claim 'dead-4'"),
        ("truth.toml", "[stories.fair]", '[claims.x]\nsays="x"\n[stories.fair]', r"no statement .* makes the claim x"),
        (
            "truth.toml",
            "[stories.fair]",
            '[stories.x]\ntitle="x"\n[stories.fair]',
            r"no article belongs to the story x",
        ),
        ("truth.toml", 'claims = ["repair"]', 'claims = ["none"]', r"truth\.toml: conflicts 2: there is no claim none"),
        ("truth.toml", 'kind = "denial"', 'kind = "doubt"', r"truth\.toml: conflicts 2: kind is one of"),
        ("truth.toml", "least = 1", "least = 3", r"truth\.toml: claims\.repair: least \(3\) is above most \(2\)"),
        ("truth.toml", "least = 1", "least = 'one'", r"truth\.toml: claims\.repair: least and most are whole numbers"),
        ("truth.toml", "least = 1", "fewest = 1", r"truth\.toml: claims\.repair: no field fewest"),
        ("truth.toml", "most = 2", "most = ", r"truth\.toml: can't be read .*line \d+"),
        ("outlets.toml", 'site = "bell.example"', "", r"outlets\.toml: outlets\.bell: site is missing"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, file: str, old: str, new: str, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        read_world([changed(tmp_path, file, old, new)])


def test_an_id_is_given_once_over_all_folders(tmp_path: Path) -> None:
    folder = changed(tmp_path, "bell-02.txt", "uphill", "up the hill")
    (folder / "below").mkdir()
    (folder / "below" / "wire-01.txt").write_text((folder / "wire-01.txt").read_text("utf-8"), "utf-8")
    with pytest.raises(CorpusError, match=r"the id wire-01 is that of .*wire-01\.txt as well"):
        read_world([folder])


def test_a_folder_without_outlets_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no outlets\.toml"):
        read_world([tmp_path])


@pytest.mark.parametrize(
    "half", sorted(path for path in KESTRIA.iterdir() if path.is_dir()), ids=lambda path: path.name
)
def test_every_half_of_kestria_is_as_its_readme_says(half: Path) -> None:
    world = read_world([half])
    assert world.articles()
    assert world.claims
