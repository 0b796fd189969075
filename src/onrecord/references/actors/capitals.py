"""Names of people that ran on into other capitals, as those of a headline ("Obama Says"), cut to what is a name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.records import Article, Name

from .naming import gender_of_name


def cut_to_known(article: Article, names: Sequence[Name]) -> list[Name]:
    """Each name of a person cut to one that the article knows elsewhere, if no given name is lost by it."""
    headline = next((b for b in article.blocks if b.kind == "headline"), None)
    edge = headline.end if headline else 0
    wordings = Counter(article.text[n.start : n.end] for n in names if n.kind == "person")
    body = Counter(article.text[n.start : n.end] for n in names if n.kind == "person" and n.start >= edge)
    return [_cut(article.text, name, wordings, body, name.start < edge) for name in names]


def _cut(text: str, name: Name, wordings: Counter[str], body: Counter[str], in_headline: bool) -> Name:
    words = text[name.start : name.end].split(" ")
    if name.kind != "person" or len(words) < 2:
        return name
    whole = " ".join(words)
    known = body if in_headline else wordings
    for length in range(len(words) - 1, 0, -1):
        head, tail = " ".join(words[:length]), " ".join(words[-length:])
        whose = length > 1 or in_headline or any(w.endswith(f" {head}") for w in wordings)
        if whose and known[head] >= _least(wordings[whole], length, in_headline) and not _is_given(words[length]):
            return replace(name, end=name.start + len(head))
        alone_in_body = length > 1 or (in_headline and not body[whole])
        if alone_in_body and known[tail] >= max(wordings[whole], 1) and not any(map(_is_given, words[:-length])):
            return replace(name, start=name.end - len(tail))
    return name


def _least(times: int, length: int, in_headline: bool) -> int:
    """How often the beginning of a name must stand elsewhere; a single word outside of headlines much more often."""
    return max(times, 1) if length > 1 or in_headline else 3 * times


def _is_given(word: str) -> bool:
    """A given name or an initial."""
    return gender_of_name(word) is not None or len(word.strip(".")) == 1
