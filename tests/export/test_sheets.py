"""CSV that reads back as it was, and that no spreadsheet runs."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.sheets import write_csv

TEXT = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("=+-@\t\r\n'\",\0\ud800＝")), max_size=12
)


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))


def unguarded(cell: str) -> str:
    """A cell as it was before it was guarded: the rule that the documentation gives."""
    return cell[1:] if re.match("'+[=+\\-@\t\r\n＝＋－＠]", cell) else cell


@given(st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_every_text_comes_back_and_none_is_a_formula(rows: list[tuple[str, str]]) -> None:
    stream = io.BytesIO()
    assert write_csv(("a", "b"), rows, stream) == len(rows)
    header, *found = read(stream.getvalue())
    assert header == ["a", "b"]
    assert len(found) == len(rows)
    for cells, row in zip(found, rows, strict=True):
        for cell, text in zip(cells, row, strict=True):
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
            assert unguarded(cell) == re.sub("[\ud800-\udfff\0]", "\ufffd", text)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-40, "-40"),
        (-0.5, "-0.5"),
        (True, "true"),
        (None, ""),
        (["=x"], '["=x"]'),
        ({"start": 1}, '{"start": 1}'),
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("it's - no", "it's - no"),
    ],
)
def test_only_text_is_guarded(value: object, cell: str) -> None:
    stream = io.BytesIO()
    write_csv(("a", "b"), [(value, 1)], stream)
    assert read(stream.getvalue())[1] == [cell, "1"]


def test_the_stream_stays_open() -> None:
    stream = io.BytesIO()
    write_csv(("a",), [], stream)
    assert stream.getvalue() == b"a\r\n"
    assert not stream.closed
