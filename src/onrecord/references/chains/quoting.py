"""Media that nobody has listed, by what only media do: "sources quoted by X", "X, citing aides", "told X"."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from onrecord.records import Name, Span
from onrecord.references.actors.naming import gender_of_name

from .lexicon import bare, media, quoting

Words: TypeAlias = Literal["quoted by", "told", "citing", "reported"]
_CAPITAL = r"[^\W\d_a-z][\w'’&-]*"
_NAME = re.compile(rf"(?:The )?({_CAPITAL}(?: {_CAPITAL}){{0,3}})")
_LONGEST = 100  # characters
_MOST = 20  # so many names are looked for in the whole text
_SURE = ("quoted by", "citing")  # only media stand so
_DOUBTED = 0.6  # below this no place is known to be one
_KINDS = ("organisation", "other")


def quoting_media(text: str, names: Sequence[Name], span: Span, outlet: str = "") -> frozenset[str]:
    """Names between the ends of `span` that stand where media stand, and are not known to be people.

    `names` are those of the text, in order. One that is only told something, or reports it, counts where it stands
    nowhere else in the text, or is how `outlet` begins. Takes time linear in the text.
    """
    starts = [name.start for name in names]
    families = frozenset(
        text[n.start : n.end].split()[-1] for n in names if n.kind == "person" and " " in text[n.start : n.end]
    )
    known = {text[n.start : n.end]: n for n in names}
    found: set[str] = set()
    unsure: Counter[str] = Counter()
    for place, words in _places(text, span):
        wording = text[slice(*place)]
        name = _named(names, starts, place) or (replace(known[wording], start=place[0]) if wording in known else None)
        if outlet.startswith(f"{wording} "):
            found.add(wording)
        elif not _may_be(wording, name, place, families, words):
            continue
        elif words in _SURE:
            found.add(wording)
        elif name is not None:
            unsure[wording] += 1
    alone = (w for w, count in unsure.most_common(_MOST) if len(re.findall(rf"\b{re.escape(w)}\b", text)) == count)
    return frozenset((*found, *alone))


def _places(text: str, span: Span) -> Iterator[tuple[Span, Words]]:
    """Where a name stands that may be a medium's, and beside which words."""
    beside = quoting()
    for match in beside.before.finditer(text, *span):
        if name := _NAME.match(text, match.end(), match.end() + _LONGEST):
            yield (name.start(1), name.start(1) + len(bare(name[1]))), "quoted by" if match["told"] is None else "told"
    for match in beside.after.finditer(text, *span):
        at = match.start()
        line = max(text.rfind("\n", max(at - _LONGEST, span[0]), at), at - _LONGEST, span[0] - 1) + 1
        for name in _NAME.finditer(text, line, at):
            if name.end() == at:
                yield name.span(1), "citing" if match["reported"] is None else "reported"


def _named(names: Sequence[Name], starts: Sequence[int], span: Span) -> Name | None:
    """The name that begins inside a span, or covers its beginning."""
    at = bisect_left(starts, span[1]) - 1
    return names[at] if at >= 0 and names[at].end > span[0] else None


def _may_be(wording: str, name: Name | None, span: Span, families: frozenset[str], beside: Words) -> bool:
    """Whether a name can be a medium's: no person's, unless that it was taken for one is all that tells so."""
    words, lists = wording.split(), media()
    if lists.never_in_names.intersection(words) or words[-1] in lists.bodies or wording in lists.platforms:
        return False
    if len(words[-1]) < 2 or words[-1] in families:
        return False
    if name is None:
        return beside == "quoted by"
    if name.start != span[0]:
        return False
    if name.kind == "place":
        return name.confidence < _DOUBTED and beside in _SURE
    if name.kind == "person":
        unknown = len(words) == 1 and gender_of_name(wording) is None
        return unknown and beside in ("quoted by", "told")
    return name.kind in _KINDS
