"""What stands around a statement and who speaks in it, cut out of the article's text."""

from tests.corpus.origins.scene import CONTENT, a, statements


def test_the_words_are_those_at_the_characters_whatever_stands_before_them() -> None:
    lead = "“Naïve 🚧🚧 ‘quays’,” e\u0301 they wrote. " * 9
    (found,) = statements([a("Mara Vane", role="harbour minister", lead=lead, tail=" – “by June” 🚧")])
    assert (found.source, found.cue, found.words, found.content) == (
        "harbour minister Mara Vane",
        "said",
        CONTENT,
        CONTENT,
    )
    assert found.before.endswith("they wrote. harbour minister Mara Vane said that ")
    assert found.behind == f"{CONTENT[-1]} – “by June” 🚧."
    assert found.speaker is not None
    assert found.speaker.before.endswith("they wrote. harbour minister ")
    assert found.speaker.behind == f" said that {CONTENT} – “by June” 🚧."


def test_at_the_ends_of_a_text_there_is_nothing_around() -> None:
    (found,) = statements([a("", source="", cue="", lead="", content=CONTENT * 9)])
    assert found.speaker is None
    assert len(found.content) == len(found.words) == 300
    assert found.behind == f"{CONTENT[-1]}."
