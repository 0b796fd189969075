"""Direct, indirect, mixed."""

import pytest

from onrecord.attributions.kinds import kind_of
from onrecord.attributions.quotation import quotations


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ('"We will go," she said.', '"We will go,"', "direct"),
        ("She said that they would go.", "that they would go", "indirect"),
        ('She said they would go "at once".', 'they would go "at once"', "mixed"),
        ("‘We will go,’ she said.", "‘We will go,’", "direct"),
        ('"We will go," she said.', "We will go", "direct"),
    ],
)
def test_kind_follows_from_the_marks(text: str, content: str, kind: str) -> None:
    start = text.index(content)
    assert kind_of(text, [(start, start + len(content))], quotations(text)) == kind


def test_pieces_on_both_sides_of_the_cue_are_taken_together() -> None:
    text = '"We will go," she said, "and soon."'
    assert kind_of(text, [(0, 13), (24, 35)], quotations(text)) == "direct"
    assert kind_of(text, [(0, 13), (14, 22)], quotations(text)) == "mixed"
