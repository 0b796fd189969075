"""Which language a text is in, and whether it is one that is read."""

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from resiliparse.parse.lang import detect_fast

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 3_000
_ENOUGH = 100
_SURE = 0.99
_NO_LANGUAGE = "zxx"
_BEYOND_LATIN = re.compile(r"[^\W\d_\u0000-\u024f]")


def language_of(text: str) -> str | None:
    """Return the ISO 639 code of the language of a text, or None where it is too short or mixed to tell.

    Two detectors in turn: the first is quick and right when it says English, and wrong too often when
    it names something else; the second (langid's naive Bayes over byte n-grams) is slow and gives a
    probability. Capital letters are folded first, because neither has learned from them.
    """
    sample = text[:_SAMPLE].casefold()
    if len(sample) < _ENOUGH and not _BEYOND_LATIN.search(sample):
        return None
    if detect_fast(sample)[0] == "en":
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= _SURE and language != _NO_LANGUAGE else None


def language_name(code: str) -> str:
    """Return the English name of a language, or the code itself where it isn't known."""
    return _names().get(code, code)


@cache
def _identifier() -> "LanguageIdentifier":
    # Loading takes a noticeable part of a second, and an English text seldom needs it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    lines = files(__package__).joinpath("data/languages.txt").read_text("utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if not line.startswith("#"))
