"""`onrecord read`: what goes in, what comes out, and with which exit code."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.export import from_dict

TEXT = "Bridge will hold, mayor says\n\n“The bridge will hold,” Vesk said on Monday in the town hall of Harrow.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def documents(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_json_lines_in_json_lines_out_in_order_as_the_text_stands(run: Any, tmp_path: Path, rows: Any) -> None:
    texts = [f"“Bridge {n} will hold,”\u00a0 Vesk said.\r\n“Yes,” Brey said." for n in range(20)]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(rows(n, text) for n, text in enumerate(texts)), encoding="utf-8")
    result = run("read", file)
    assert result.exit_code == 0
    assert result.stderr == ""
    found = documents(result.stdout)
    assert [row["id"] for row in found] == [str(n) for n in range(20)]
    assert [row["text"] for row in found] == texts
    assert all(row["text"][s:e] == "Brey" for row in found for s, e in row["attributions"][-1]["source"])


def test_json_is_one_indented_object_a_document(run: Any, article: Path) -> None:
    result = run("read", "--format", "json", article)
    assert result.stdout.startswith('{\n  "id"')
    assert from_dict(json.loads(result.stdout)).article.text == TEXT


def test_text_needs_no_styles_to_tell_source_cue_and_content_apart(run: Any, article: Path) -> None:
    result = run("read", "--format", "text", "--outlet", "Harrow Courier", article)
    assert "⟦“The bridge will hold,”⟧¹ *Vesk*¹ _said_¹ on Monday" in result.stdout
    assert "Harrow Courier" in result.stdout
    assert "\x1b" not in result.stdout


def test_brat_writes_pairs_into_a_folder(run: Any, article: Path, tmp_path: Path) -> None:
    result = run("read", "--format", "brat", "--out", tmp_path / "marked", article)
    assert (result.exit_code, result.stdout) == (0, "")
    [text, marks] = (next((tmp_path / "marked").glob(f"*.{suffix}")) for suffix in ("txt", "ann"))
    assert text.read_text(encoding="utf-8") == TEXT
    assert "Cue 59 63\tsaid" in marks.read_text(encoding="utf-8")


def test_out_names_a_file(run: Any, article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("read", article, "--out", out).stdout == ""
    assert len(documents(out.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize("arguments", [["read"], ["read", "-"]])
def test_standard_input_is_read_where_no_file_is_named(run: Any, rows: Any, arguments: list[str]) -> None:
    result = run(*arguments, input=rows(1).encode())
    assert [row["id"] for row in documents(result.stdout)] == ["1"]


def test_gzipped_files_are_read(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "article.txt.gz"
    file.write_bytes(gzip.compress(TEXT.encode()))
    assert documents(run("read", file).stdout)[0]["text"] == TEXT


def test_facts_of_the_command_line_fill_what_rows_do_not_say(run: Any, rows: Any) -> None:
    lines = rows(1) + rows(2, published="2031-01-01", outlet="Herald")
    result = run("read", "--published", "2031-04-02", "--outlet", "Courier", input=lines.encode())
    facts = [(row["published"], row["outlet"]) for row in documents(result.stdout)]
    assert facts == [("2031-04-02", "Courier"), ("2031-01-01", "Herald")]


def test_less_sure_attributions_are_left_out(run: Any, article: Path) -> None:
    counts = [
        len(documents(run("read", "--min-confidence", least, article).stdout)[0]["attributions"])
        for least in (0.9, 0.95)
    ]
    assert counts == [1, 0]


def test_another_language_is_read_when_forced(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "es.txt"
    file.write_text("El ministro dijo el lunes que el puente será reparado antes de que termine el invierno. " * 6)
    refused = run("read", file)
    assert refused.exit_code == 1
    assert "Spanish" in refused.stderr
    assert run("read", "--force", file).exit_code == 0


def broken_inputs(folder: Path) -> dict[str, str]:
    """Inputs that can't be read, by name, and the class of the failure."""
    (folder / "empty.html").write_bytes(b"")
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    (folder / "login.html").write_text("<html><body><form><input name=user><input type=password></form></body></html>")
    (folder / "folder").mkdir()
    (folder / "damaged.gz").write_bytes(gzip.compress(bytes(range(256)) * 40)[:200])
    return {
        "empty.html": "NoArticleText",
        "image.png": "NotText",
        "login.html": "NoArticleText",
        "folder": "UnreadableFile",
        "damaged.gz": "UnreadableFile",
        "missing.html": "UnreadableFile",
    }


def test_inputs_that_cannot_be_read_are_named_and_the_others_still_read(
    run: Any, tmp_path: Path, article: Path
) -> None:
    broken = broken_inputs(tmp_path)
    result = run("read", article, *(tmp_path / name for name in broken), article)
    assert result.exit_code == 1
    assert [row["text"] for row in documents(result.stdout)] == [TEXT, TEXT]
    *messages, summary = result.stderr.splitlines()
    for name, message in zip(broken, messages, strict=True):
        assert message.startswith(f"onrecord: {tmp_path / name}: ")
    assert summary == "onrecord: 2 read, 6 not read (3 UnreadableFile, 2 NoArticleText, 1 NotText)"


def test_a_broken_line_in_the_middle_is_named_by_its_number(run: Any, rows: Any) -> None:
    lines = [rows(n).encode() for n in range(5)]
    lines[2] = b'{"id": "2", "text": \n'
    lines[3] = b'{"text": "\xff\xfe"}\n'
    result = run("read", "-", input=b"".join(lines))
    assert result.exit_code == 1
    assert [row["id"] for row in documents(result.stdout)] == ["0", "1", "4"]
    assert [message.split(": ")[1] for message in result.stderr.splitlines()[:2]] == ["stdin:3", "stdin:4"]


def test_invalid_utf8_in_a_text_is_read_all_the_same(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    file.write_bytes(TEXT.encode("cp1252"))
    assert documents(run("read", file).stdout)[0]["attributions"]


def test_a_single_failure_needs_no_summary(run: Any) -> None:
    assert len(run("read", "missing.html").stderr.splitlines()) == 1


def test_quiet_leaves_only_the_failures(run: Any, article: Path) -> None:
    result = run("read", "--quiet", "missing.html", article)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["onrecord: missing.html: no such file; is the path right?"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "'xml' is not one of"),
        (["--published", "spring"], "'spring' is not a date such as 2031-04-02"),
        (["--min-confidence", "1.5"], "1.5 is not in the range"),
        (["--threads", "0"], "0 is not in the range"),
        (["--format", "brat"], "--out DIR"),
        (["--nothing"], "No such option"),
    ],
)
def test_a_command_that_is_not_understood_leaves_with_two(
    run: Any, article: Path, arguments: list[str], message: str
) -> None:
    result = run("read", *arguments, article)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_file_that_is_read_is_never_written_over(run: Any, article: Path) -> None:
    result = run("read", article, "--out", article)
    assert result.exit_code == 2
    assert "one of the files to read" in result.stderr
    assert article.read_text(encoding="utf-8") == TEXT


def test_an_output_that_cannot_be_written_is_named(run: Any, article: Path, tmp_path: Path) -> None:
    result = run("read", article, "--out", tmp_path / "no" / "such" / "folder.jsonl")
    assert result.exit_code == 1
    assert result.stderr == f"Error: {tmp_path}/no/such/folder.jsonl: No such file or directory\n"


def test_missing_weights_are_one_message_and_no_traceback(
    run: Any, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord import errors, pipeline

    def fail(threads: int) -> Any:
        raise errors.ModelError("attributions: the weights are missing; install onrecord again")

    monkeypatch.setattr(pipeline, "shipped_reader", fail)
    result = run("read", article, article)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Error: attributions: the weights are missing; install onrecord again\n"


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_no_control_character_of_a_page_reaches_the_output(run: Any, rows: Any, form: str) -> None:
    hostile = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202eevil\u2066\x00\x08"
    text = f"Headline {hostile} here\n\n“The bridge {hostile} will hold,” Vesk said. {hostile}"
    result = run("read", "--format", form, input=rows(1, text, title=hostile, outlet=hostile).encode())
    assert result.exit_code == 0
    assert not set(result.stdout) & set("\x1b\x07\x9b\u202e\u2066\x00\x08")


def test_no_control_character_of_an_input_reaches_standard_error(run: Any) -> None:
    result = run("read", "mi\x1b[2Jssing\n.html", "-", input=b'{"te\x9b\xc2\x9bxt\\u202e": 1}\n')
    assert result.exit_code == 1
    assert not set(result.stderr) & set("\x1b\x9b\u202e")
    assert len(result.stderr.splitlines()) == 3
