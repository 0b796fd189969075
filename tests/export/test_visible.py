"""Text made harmless."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.visible import escaped, one_line, visible

ANY = st.text(
    st.one_of(st.characters(exclude_categories=()), st.sampled_from("\x1b\x9b\r\n\t\x07\u202e\u2066\u2028\x7f"))
)


def harmful(character: str) -> bool:
    """Control characters, surrogates, line separators and bidirectional controls, by the Unicode database."""
    kind, direction = unicodedata.category(character), unicodedata.bidirectional(character)
    bidi = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return character not in "\n\t" and (kind in ("Cc", "Cs", "Zl", "Zp") or direction in bidi)


@given(ANY)
def test_nothing_harmful_is_left_and_every_other_character_stays_in_its_place(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(map(harmful, shown))
    assert all(a == b for a, b in zip(text, shown, strict=True) if not harmful(a) and a not in "\ufff9\ufffa\ufffb")


@given(ANY)
def test_one_line_is_one_line_of_the_same_length(text: str) -> None:
    assert len(one_line(text)) == len(text)
    assert len(one_line(text).splitlines()) <= 1
    assert "\t" not in one_line(text)


@given(ANY)
def test_escaped_json_reads_back_as_it_was(text: str) -> None:
    line = escaped(json.dumps({"text": text}, ensure_ascii=False))
    assert json.loads(line) == {"text": text}
    assert not any(map(harmful, line))
    line.encode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [("\x1b[31mred", "␛[31mred"), ("a\r\nb", "a \nb"), ("\u202egnp.exe", "\ufffdgnp.exe"), ("\x9b2J", "\ufffd2J")],
)
def test_control_characters_are_shown_as_signs(text: str, shown: str) -> None:
    assert visible(text) == shown
