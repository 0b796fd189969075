"""Organisations and states: full names, short names and initials of an article joined to one body."""

import re
from collections.abc import Iterable, Sequence

from onrecord.records import ActorType, Name

from .entities import Entity
from .vocabulary import table

_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "at", "to", "a", "an", "&", "de", "la", "du"])
_WORD = re.compile(r"[^\W_][\w.'’&-]*")
_SURE_SHORT = 0.85
_SURE_INITIALS = 0.95
_SURE_AMONG_SEVERAL = 0.6


def bodies(text: str, names: Sequence[Name], kind: ActorType = "organisation") -> list[Entity]:
    """The bodies that `names` denote: same wording, initials ("IMF"), a paper's last word ("the Post"), first words."""
    found: dict[str, Entity] = {}
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        wording = " ".join(text[name.start : name.end].split())
        key = normal(wording)
        entity = found.get(key)
        sure = 1.0
        if entity is None:
            entity, sure = _longer(wording, list(found.values()))
            if entity is None:
                entity, sure = Entity(_with_article(text, name, wording), kind), 1.0
            found[key] = entity
        entity.aliases.add(key)
        entity.mention((name.start, name.end), sure * name.confidence)
    return list({id(entity): entity for entity in found.values()}.values())


def normal(wording: str) -> str:
    """A name without article, full stops and capitals, to compare it by."""
    return re.sub(r"^the\s+|\.|(?:['’]s|(?<=s)['’])$", "", " ".join(wording.split()).lower())


def initials(wording: str) -> str:
    """The capitals of a name's words, small words passed over ("International Monetary Fund" → "imf")."""
    return "".join(w[0] for w in _WORD.findall(wording) if w.lower() not in _SMALL).lower()


def _with_article(text: str, name: Name, wording: str) -> str:
    """Papers carry their article ("The New York Times"); other bodies do not."""
    papers = table("organisations")["short"]["papers"]
    before = text[max(0, name.start - 4) : name.start]
    if before == "The " and wording.lower().split()[-1] in papers:
        return f"The {wording}"
    return wording


def _longer(wording: str, found: Iterable[Entity]) -> tuple[Entity | None, float]:
    """The one body of which `wording` is a shorter name, if there is just one."""
    key = normal(wording)
    words = key.split()
    by_initials, by_last, by_first = [], [], []
    for entity in found:
        full = normal(entity.name).split()
        if len(full) <= len(words) or entity.name.isupper():
            continue
        if len(words) == 1 and wording.isupper() and len(key) > 1 and key.replace(".", "") == initials(entity.name):
            by_initials.append(entity)
        papers = table("organisations")["short"]["papers"]
        if full[-len(words) :] == words and (len(words) > 1 or key in papers):
            by_last.append(entity)
        if full[: len(words)] == words and not wording.isupper():
            by_first.append(entity)
    for candidates, sure in ((by_initials, _SURE_INITIALS), (by_last, _SURE_SHORT), (by_first, _SURE_SHORT)):
        if candidates:
            most = max(candidates, key=lambda entity: len(entity.mentions))
            return most, sure if len(candidates) == 1 else _SURE_AMONG_SEVERAL
    return None, 0.0
