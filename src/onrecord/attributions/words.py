"""Word lists, one entry a line, by language."""

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str, language: str = "en") -> frozenset[str]:
    """The entries of `data/LANGUAGE/NAME.txt`, in lower case."""
    text = (files("onrecord.attributions") / "data" / language / f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().lower() for line in text.splitlines() if line.strip())
