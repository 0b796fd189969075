"""Media that no list has, known by the words they stand beside."""

import pytest

from onrecord.records import Name, NameKind
from onrecord.references.chains.quoting import quoting_media


def names(text: str, *wordings: str, kind: NameKind = "organisation") -> list[Name]:
    found = [Name(text.index(w), text.index(w) + len(w), kind, 0.9) for w in wordings]
    return sorted(found, key=lambda name: name.start)


@pytest.mark.parametrize(
    "text",
    [
        "The king is ill, sources quoted by Northlight said.",
        "The king is ill, the agency Northlight said.",
        "Northlight, citing two cooks, said the king was ill.",
        "The king is ill, according to Northlight, which quoted a cook.",
        "Northlight quoted a cook at the palace as saying the king was ill.",
        "Two cooks told Northlight that the king was ill.",
        "Northlight reported that the king was ill. “He sleeps,” a cook told Northlight.",
    ],
)
def test_what_quotes_is_told_and_reports_is_a_medium(text: str) -> None:
    assert quoting_media(text, names(text, "Northlight"), (0, len(text))) == {"Northlight"}


def test_one_word_behind_quoted_by_is_no_person_though_taken_for_one() -> None:
    text = "The king is ill, sources quoted by Northlight said."
    assert quoting_media(text, names(text, "Northlight", kind="person"), (0, len(text))) == {"Northlight"}


@pytest.mark.parametrize(
    ("text", "wordings", "kind"),
    [
        ("The remark was quoted by Jo Vance on Monday.", ["Jo Vance"], "person"),
        ("Jo Vance spoke. The remark was quoted by Vance on Monday.", ["Jo Vance"], "person"),
        ("The remark was quoted by Mr Vance on Monday.", ["Vance"], "person"),
        ("Vance, citing two cooks, said no.", ["Vance"], "person"),
        ("Two cooks told Vance that the king was ill. Vance is a doctor.", ["Vance"], "person"),
        ("Two cooks told Oscar that the king was ill.", ["Oscar"], "person"),
        ("Cooks told the Palace Committee so; a cook told Palace Committee too.", ["Palace Committee"], "organisation"),
        ("A clerk told Halden of it. Halden makes wagons.", ["Halden"], "organisation"),
    ],
)
def test_persons_bodies_and_what_is_spoken_of_elsewhere_are_none(
    text: str, wordings: list[str], kind: NameKind
) -> None:
    assert quoting_media(text, names(text, *wordings, kind=kind), (0, len(text))) == frozenset()


def test_the_outlets_first_word_is_the_outlet() -> None:
    text = "Two cooks told Northlight that the king was ill. Northlight has seen him."
    assert quoting_media(text, [], (0, len(text)), "Northlight Press") == {"Northlight"}
