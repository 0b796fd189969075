"""Cues of saying that say nothing beside some contents: "the flood has claimed twelve lives"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.records import Attribution


def says_nothing(text: str, attribution: Attribution) -> bool:
    """Whether cue and content together are another idiom than one of saying, as data/en/unsaid.toml lists them."""
    if not attribution.cue or not attribution.content:
        return False
    cue = " ".join(text[slice(*span)] for span in attribution.cue).lower()
    content = " ".join(text[slice(*span)] for span in attribution.content).lower()
    return any(verb.search(cue) and object_.fullmatch(content) for verb, object_ in _idioms())


@cache
def _idioms(language: str = "en") -> tuple[tuple["re.Pattern[str]", "re.Pattern[str]"], ...]:
    lists = tomllib.loads(files(__package__).joinpath(f"data/{language}/unsaid.toml").read_text("utf-8"))
    return tuple((re.compile(idiom["cue"]), re.compile(idiom["content"])) for idiom in lists["idiom"])
