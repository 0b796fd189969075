"""Documents as brat's standoff files."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export import BratFolder, to_brat
from onrecord.export.brat import file_name, fragments
from onrecord.export.recorded import Recorded
from onrecord.records import Article, Attribution, Document


def test_the_lines_of_a_document(document: Document) -> None:
    text, annotations = to_brat(document)
    assert text == document.article.text
    assert annotations.splitlines() == [
        "T1\tSource 14 21\tcompany",
        "T2\tCue 22 26\tsays",
        "T3\tContent 0 12\tDam was safe",
        "E1\tCue:T2 Source:T1 Content:T3",
        "A1\tKind E1 indirect",
        "#1\tAnnotatorNotes E1\tconfidence 0.89",
        "T4\tSource 48 54\tAldous",
        "T5\tCue 55 59\tsaid",
        "T6\tContent 28 47;61 70;71 91\t“The dam was safe,” “and Vane told us ‘it holds’.”",
        "E2\tCue:T5 Source:T4 Content:T6",
        "A2\tKind E2 direct",
        "#2\tAnnotatorNotes E2\tconfidence 0.97",
        "T7\tSource 66 70\tVane",
        "T8\tCue 71 78\ttold us",
        "T9\tContent 79 89\t‘it holds’",
        "E3\tCue:T8 Source:T7 Content:T9 Within:E2",
        "A3\tKind E3 direct",
        "#3\tAnnotatorNotes E3\tconfidence 0.61",
    ]


def test_without_a_cue_source_and_content_are_a_relation() -> None:
    found = Attribution(((0, 4),), (), ((6, 11),), "indirect", 0.5)
    lines = to_brat(Document(Article("a", "Vesk: never", ()), (found,)))[1].splitlines()
    assert lines == [
        "T1\tSource 0 4\tVesk",
        "T2\tContent 6 11\tnever",
        "R1\tAttribution Source:T1 Content:T2\t",
        "A1\tKind T2 indirect",
        "#1\tAnnotatorNotes T2\tconfidence 0.50",
    ]


def test_a_cue_of_white_space_makes_no_event() -> None:
    lines = to_brat(Document(Article("a", "00\r", ()), (Attribution((), ((2, 3),), (), "direct", 0.0),)))[1]
    assert lines == ""


def test_what_a_document_denotes_follows_its_attributions(story: Document) -> None:
    lines = to_brat(story)[1].splitlines()
    assert lines[:8] == [
        "T1\tSource 0 16\tMayor Ida Aldous",
        "T2\tCue 17 21\tsaid",
        "T3\tContent 38 63\t40 families had left Vesk",
        "E1\tCue:T2 Source:T1 Content:T3",
        "A1\tKind E1 indirect",
        "A2\tType E1 assertion",
        "A3\tCommitment E1 plain",
        "#1\tAnnotatorNotes E1\tconfidence 0.90; speaker Ida Aldous (person); reported by Tern News · said 2031-04-01",
    ]
    start = next(i for i, line in enumerate(lines) if "\tActor " in line)
    assert [line.split("\t", 1)[1] for line in lines[start:]] == [
        "Actor 6 16\tIda Aldous",
        "ActorType T13 person",
        "Actor 85 91\tAldous",
        "ActorType T14 person",
        "AnnotatorNotes T13\tIda Aldous; Mayor",
        "Equiv T13 T14",
        "Actor 65 74\tTern News",
        "ActorType T15 organisation",
        "AnnotatorNotes T15\tTern News",
        "Time 25 32\tTuesday",
        "AnnotatorNotes T16\tDATE 2031-04-01; 2031-04-01/2031-04-02",
        "Quantity 38 49\t40 families",
        "AnnotatorNotes T17\t40; of families",
        "Place 59 63\tVesk",
        "AnnotatorNotes T18\tVesk; NO; geonames 1234567",
    ]


def test_every_type_that_is_written_is_configured(tmp_path: Path, story: Document) -> None:
    path = BratFolder(tmp_path).add(story)
    conf = path.with_name("annotation.conf").read_text(encoding="utf-8").splitlines()
    configured = {line.split("\t")[0] for line in conf if line and line[0] not in "[#"}
    lines = [line.split("\t") for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines()]
    written = {fields[1].split(" ")[0].split(":")[0] for fields in lines if fields[0][0] in "TEAR*"}
    assert written == {
        "Source", "Content", "Cue", "Actor", "Time", "Quantity", "Place", "Kind", "Type", "Commitment", "ActorType",
        "Equiv",
    }  # fmt: skip
    assert written <= configured


@given(data=st.data())
def test_every_line_is_one_that_brat_reads(recordeds: st.SearchStrategy[Recorded], data: st.DataObject) -> None:
    """The checks of brat's own reader: text under the spans, spans in order, known ids, no line breaks."""
    text, annotations = to_brat(data.draw(recordeds).document)
    lines = annotations.split("\n")[:-1]
    assert lines == annotations.splitlines()
    known: set[str] = set()
    for line in lines:
        name, rest = line.split("\t", 1)
        if name == "*":
            assert set(rest.split(" ")[1:]) <= known
            continue
        assert name not in known
        known.add(name)
        assert len(line.split("\t")) == (2 if name[0] in "EA" else 3)
        assert name[0] != "A" or rest.split(" ")[1] in known
        assert name[0] != "#" or rest.split("\t")[0].split(" ")[1] in known
        if name.startswith("T"):
            where, words = rest.split("\t", 1)
            places = [tuple(map(int, span.split())) for span in where.split(" ", 1)[1].split(";")]
            assert " ".join(text[start:end] for start, end in places) == words
            assert all(end <= start for (_, end), (start, _) in pairwise(places))
    named = {target for line in lines for target in re.findall(r"[ :]([TE]\d+)(?=\s|$)", line.split("\t", 1)[1][:80])}
    assert {target for target in named if target.startswith("E")} <= known


@given(st.text(st.sampled_from("ab \n\r\x0b\u2028\u2029\x85\t"), max_size=30))
def test_fragments_hold_every_visible_character_and_no_line_break(text: str) -> None:
    pieces = [text[start:end] for start, end in fragments(text, [(0, len(text))])]
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(len(piece.splitlines()) == 1 and piece == piece.strip() and "\t" not in piece for piece in pieces)


def test_carriage_returns_are_taken_out_of_the_text_in_the_same_length() -> None:
    text, _ = to_brat(Document(Article("a", "one\r\ntwo\rthree", ())))
    assert text == "one \ntwo\nthree"


def test_a_folder_holds_pairs_and_the_configuration(tmp_path: Path, document: Document) -> None:
    path = BratFolder(tmp_path / "new" / "folder").add(document)
    assert path.read_text(encoding="utf-8") == document.article.text
    assert {file.name for file in path.parent.iterdir()} == {"sel-1.txt", "sel-1.ann", "annotation.conf"}
    conf = path.with_name("annotation.conf").read_text(encoding="utf-8")
    assert all(word in conf for word in ("[entities]", "[relations]", "[events]", "[attributes]"))


@pytest.mark.parametrize(
    "identifier",
    ["../../x", "/etc/passwd", "..", ".", "", "a/b", "a\\b", "C:x", "nul", "con.html", "x" * 500, "a\0b", "a\nb",
     "https://example.org/a?b=c", "🦊", "-rf", "name.", "\udc80"],
)  # fmt: skip
def test_hostile_ids_become_plain_names(tmp_path: Path, identifier: str) -> None:
    folder = BratFolder(tmp_path / "out")
    path = folder.add(Document(Article(identifier, "text", ())))
    assert path.parent == tmp_path / "out"
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,90}\.txt", path.name)
    assert path.stem.casefold() not in ("nul", "con")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out"]


def test_no_two_documents_share_a_name(tmp_path: Path) -> None:
    folder = BratFolder(tmp_path)
    ids = ["a", "a", "A", "a-2", "a/b", "a_b", "a/b"]
    paths = [folder.add(Document(Article(identifier, f"text {i}", ()))) for i, identifier in enumerate(ids)]
    assert len({path.name.casefold() for path in paths}) == len(ids)
    assert [path.read_text() for path in paths] == [f"text {i}" for i in range(len(ids))]


@given(st.text(st.characters(exclude_categories=()), max_size=100))
def test_names_are_the_same_every_time_and_differ_with_the_id(identifier: str) -> None:
    assert file_name(identifier) == file_name(identifier)
    assert file_name(identifier) != file_name(identifier + "/")
